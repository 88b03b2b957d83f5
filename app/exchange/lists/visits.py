"""Finished visits to the dealers that a person may see, dealer by dealer."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.accounts.models import User
from app.exchange.lists.asked import between
from app.exchange.lists.by_dealer import rows_of
from app.exchange.registry import ExportList, Row
from app.messages import Named
from app.visits.models import Visit

# Of the summary, which holds every answer that was new, only these are read.
_COUNTED = ("answered", "unchanged", "ways_out")


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
            func.coalesce(Visit.ended_at, Visit.finished_at).label("end"),
            Visit.started_at,
            Visit.mode,
            *(Visit.summary[name].as_integer().label(name) for name in _COUNTED),
            Visit.counted_products,
            Visit.accuracy_m,
            User.display_name,
        )
        .join(User, User.id == Visit.rep_id)
        .where(Visit.finished_at.is_not(None))
    )
    wanted = between(wanted, Visit.finished_at, asked)
    modes = {"quick": _("Quick visit"), "full": _("Full audit")}
    for dealer, row in rows_of(user, asked, wanted, Visit.dealer_id, Visit.finished_at, Visit.id):
        spent = max(1, round((row.end - row.started_at).total_seconds() / 60))
        yield [
            dealer.code,
            dealer.name,
            row.display_name,
            modes[row.mode],
            row.started_at,
            row.end,
            spent,
            *(getattr(row, name) for name in _COUNTED),
            row.counted_products,
            row.accuracy_m,
        ]


VISITS = ExportList("visits", Named("Visits", "拜访", "拜訪"), _head, _rows)
