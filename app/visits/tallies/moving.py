"""Dealers that change teams, are given up or taken back: what their visits add to the sums goes with them."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import bindparam, select, text

from app.dealers.models import Dealer
from app.extensions import db
from app.visits.tallies.filling import TABLES
from app.visits.tallies.sql import OF_DEALERS, add_rep_days, add_team_days

BATCH = 500


@contextmanager
def sums_following(dealer_ids: Collection[int]) -> Iterator[None]:
    """Around a change of the dealers' teams, or of whether we deal with them: the sums follow it.

    Holds the dealers, so that no visit to one of them is finished in between. Commits nothing.
    """
    ids = sorted(dealer_ids)
    batches = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
    for batch in batches:
        held = select(Dealer.id).where(Dealer.id.in_(batch)).order_by(Dealer.id)
        db.session.execute(held.with_for_update(key_share=True))
        _add(batch, -1)
    yield
    db.session.flush()
    for batch in batches:
        _add(batch, 1)
    if ids:
        for name in TABLES:
            db.session.execute(text(f"DELETE FROM {name} WHERE visits = 0"))


def _add(dealer_ids: list[int], sign: int) -> None:
    for adding in (add_rep_days(OF_DEALERS), add_team_days(OF_DEALERS)):
        statement = text(adding).bindparams(bindparam("dealers", expanding=True))
        db.session.execute(statement, {"dealers": dealer_ids, "sign": sign})
