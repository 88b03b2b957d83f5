"""Promises between us and the dealers that a person may see."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _
from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.exchange.lists.asked import amount
from app.exchange.lists.by_dealer import rows_of
from app.exchange.registry import ExportList, Row
from app.messages import Named
from app.promises.models import Promise
from app.promises.queries import standing_of
from app.promises.words import approved_by, owner_words, standing_words
from app.thresholds.queries import current_settings


def _head() -> list[str]:
    return [
        _("Dealer code"),
        _("Dealer"),
        _("Whose promise"),
        _("What was promised"),
        _("Quantity"),
        _("Amount"),
        _("Due"),
        _("Where it stands"),
        _("Settled on"),
        _("Times moved"),
        _("Approved by"),
        _("Written down by"),
        _("Written down on"),
    ]


def _rows(user: User, asked: Mapping[str, str]) -> Iterator[Row]:
    wanted = select(
        Promise.id,
        Promise.owner,
        Promise.action,
        Promise.quantity,
        Promise.amount,
        Promise.due,
        Promise.state,
        Promise.settled_on,
        Promise.moves,
        Promise.approver,
        Promise.answered_at,
        Promise.received_at,
        User.display_name,
    ).join(User, User.id == Promise.user_id)
    if asked.get("show") == "open":
        wanted = wanted.where(Promise.state.in_(("open", "pending")))
    owners, standings, today, settings = owner_words(), standing_words(), clock.today(), current_settings()
    for dealer, row in rows_of(user, asked, wanted, Promise.dealer_id, Promise.received_at, Promise.id):
        yield [
            dealer.code,
            dealer.name,
            owners[row.owner],
            row.action,
            row.quantity,
            amount(row.amount),
            row.due,
            standings[standing_of(row, today, settings)],
            row.settled_on,
            row.moves,
            approved_by(row),
            row.display_name,
            clock.local(row.answered_at).date(),
        ]


PROMISES = ExportList("promises", Named("Promises", "承诺", "承諾"), _head, _rows, private=True)
