"""Dealers that change teams, are given up or taken back: what their visits add to the sums goes with them."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import bindparam, delete, select, text

from app.dealers.models import Dealer
from app.extensions import db
from app.visits.tallies.filling import TABLES, fill_dealers
from app.visits.tallies.models import RiskLot
from app.visits.tallies.sql import OF_DEALERS, add_rep_days, add_team_days

BATCH = 500


@contextmanager
def sums_following(dealer_ids: Collection[int]) -> Iterator[None]:
    """Around a change of the dealers' teams, or of whether we deal with them: the sums follow it.

    Holds the dealers, so that no visit to one of them is finished in between. Commits nothing.
    """
    ids = sorted(dealer_ids)
    batches = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
    before: set[int] = set()
    for batch in batches:
        before |= _held(batch)
        _add(batch, -1)
    yield
    db.session.flush()
    for batch in batches:
        _add(batch, 1)
        _move_risks(before & set(batch), _held(batch))
    if ids:
        for name in TABLES:
            db.session.execute(text(f"DELETE FROM {name} WHERE visits = 0"))


def _held(dealer_ids: list[int]) -> set[int]:
    """Hold some dealers; the ids of those that we deal with."""
    found = select(Dealer.id, Dealer.active).where(Dealer.id.in_(dealer_ids)).order_by(Dealer.id)
    rows = db.session.execute(found.with_for_update(key_share=True)).all()
    return {row.id for row in rows if row.active}


def _add(dealer_ids: list[int], sign: int) -> None:
    for adding in (add_rep_days(OF_DEALERS), add_team_days(OF_DEALERS)):
        statement = text(adding).bindparams(bindparam("dealers", expanding=True))
        db.session.execute(statement, {"dealers": dealer_ids, "sign": sign})


def _move_risks(before: set[int], now: set[int]) -> None:
    if gone := before - now:
        db.session.execute(delete(RiskLot).where(RiskLot.dealer_id.in_(gone)))
    fill_dealers(db.session.connection(), sorted(now - before))
