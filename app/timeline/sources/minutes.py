"""Minutes of visits: sent by the rep, acknowledged or corrected by the dealer."""

from functools import partial

from flask_babel import gettext as _
from sqlalchemy import Row, bindparam, literal, select

from app import i18n
from app.accounts.models import User
from app.minutes.models import Minutes, MinutesReply
from app.timeline.entries import Cursor, Filters, Stop
from app.timeline.minutes_entries import MinutesEntry
from app.timeline.scope import Scope
from app.timeline.sources.parts import Asked, Part, columns

SECTION = 0  # minutes belong to the visit itself
SENT = "sent"
LOOKS = {SENT: "info", "acknowledged": "good", "correction": "warn"}


def shows(filters: Filters) -> bool:
    """Whether minutes are wanted."""
    return filters.shows("minutes") and filters.has_section(SECTION)


def parts(asked: Asked) -> list[Part]:
    """What went to the dealer in writing, and what came back."""
    sent = columns(
        "minutes", at=Minutes.sent_at, id=Minutes.id, what=literal(SENT), by=User.display_name,
        visit_id=Minutes.visit_id,
    )  # fmt: skip
    said = columns(
        "minutes", at=MinutesReply.received_at, id=MinutesReply.id, what=MinutesReply.kind,
        words=MinutesReply.text, visit_id=Minutes.visit_id,
    )  # fmt: skip
    ours = select(*sent).join(User, User.id == Minutes.user_id)
    theirs = select(*said).join(Minutes, Minutes.id == MinutesReply.minutes_id)
    return [
        Part(ours.where(Minutes.dealer_id == bindparam("dealer")), Minutes.sent_at, Minutes.id),
        Part(
            theirs.where(MinutesReply.dealer_id == bindparam("dealer")),
            MinutesReply.received_at,
            MinutesReply.id,
        ),
    ]


def stop(scope: Scope, row: Row) -> Stop:
    """Where minutes, or an answer to them, stand on the timeline."""
    return Stop(Cursor(row.at, row.id), "minutes", version=row.by, make=partial(_entry, scope, row))


def _entry(scope: Scope, row: Row) -> MinutesEntry:
    titles = {
        SENT: _("Minutes sent"), "acknowledged": _("Minutes acknowledged"),
        "correction": _("Minutes corrected"),
    }  # fmt: skip
    return MinutesEntry(
        cursor=Cursor(row.at, row.id), day=scope.day(row.at), stamp=i18n.iso_date(row.at),
        by=row.by or _("the dealer"), visit_id=row.visit_id, look=LOOKS[row.what], title=titles[row.what],
        words=row.words or "",
    )  # fmt: skip
