"""Finished visits to the dealers that a person may see, newest first."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.models import User
from app.dealers.models import Dealer
from app.exchange.batches import each_of
from app.exchange.lists.asked import between, dealer_name, of_dealers
from app.exchange.registry import ExportList, Row
from app.messages import Named
from app.visits.models import Visit


def _head() -> list[str]:
    return [
        _("Dealer code"),
        _("Dealer"),
        _("Rep"),
        _("Kind of visit"),
        _("Begun"),
        _("Finished"),
        _("Minutes spent"),
        _("Answered"),
        _("Unchanged"),
        _("Not seen or declined"),
        _("Products counted"),
        _("Metres off"),
    ]


def _rows(user: User, asked: Mapping[str, str]) -> Iterator[Row]:
    wanted = (
        select(
            Visit.id,
            Visit.finished_at,
            Visit.started_at,
            Visit.mode,
            Visit.summary,
            Visit.counted_products,
            Visit.accuracy_m,
            Dealer.code,
            Dealer.name_en,
            Dealer.name_zh,
            User.display_name,
        )
        .join(Dealer, Dealer.id == Visit.dealer_id)
        .join(User, User.id == Visit.rep_id)
        .where(Visit.finished_at.is_not(None))
    )
    wanted = between(of_dealers(wanted, Visit.dealer_id, user, asked), Visit.finished_at, asked)
    modes = {"quick": _("Quick visit"), "full": _("Full audit")}
    for row in each_of(wanted, Visit.finished_at, Visit.id, newest_first=True):
        summary = row.summary or {}
        spent = max(1, round((row.finished_at - row.started_at).total_seconds() / 60))
        yield [
            row.code,
            dealer_name(row),
            row.display_name,
            modes[row.mode],
            row.started_at,
            row.finished_at,
            spent,
            summary.get("answered"),
            summary.get("unchanged"),
            summary.get("ways_out"),
            row.counted_products,
            row.accuracy_m,
        ]


VISITS = ExportList("visits", Named("Visits", "拜访", "拜訪"), _head, _rows)
