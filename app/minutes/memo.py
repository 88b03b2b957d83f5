"""The checklist item about written minutes follows from the minutes: sent, confirmed, or said to be none.

While the visit is open its answer is written as any other. Afterwards nothing in it is overwritten: what
became of the minutes is a correction, with its reason, and the report shows both.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.models import User
from app.extensions import db
from app.i18n import speaking
from app.visits.corrections import correct_answer
from app.visits.entries import Write, write_entry
from app.visits.gaps import MEMO_ITEM
from app.visits.models import Answer, Visit
from app.visits.report import standing

# What the item says after each thing that can happen.
SAYS = {"none": "none", "sent": "sent", "acknowledged": "confirmed", "correction": "sent"}


@dataclass(frozen=True)
class News:
    """What happened to the minutes of a visit (a key of SAYS), when (aware), and the id of its cause."""

    happened: str
    at: datetime
    cause: UUID


def note_memo(visit: Visit, news: News) -> None:
    """Let the item say what follows from the news; a repeat changes nothing. The caller holds the visit."""
    value, current = {"memo": SAYS[news.happened]}, standing(visit.id, MEMO_ITEM)
    if current is not None and current.value == value:
        return
    values = {
        "state": "answered", "evidence": None, "value": value, "note": current.note if current else "",
        "reason": "",
    }  # fmt: skip
    if visit.is_open:
        _answer(visit, news, current, values)
    else:
        values["reason"] = _reason(visit.rep_id, news.happened)
        correct_answer(visit, visit.rep_id, MEMO_ITEM, uuid5(news.cause, MEMO_ITEM), news.at, values)


def _answer(visit: Visit, news: News, current: Answer | None, values: dict[str, Any]) -> None:
    revision = current.revision if current else 0
    write = Write(uuid5(news.cause, f"{MEMO_ITEM}:{revision}"), revision, news.at)
    write_entry(visit, visit.rep_id, {"item_key": MEMO_ITEM}, write, values)


def _reason(rep_id: int, happened: str) -> str:
    """In the rep's language: it may be the dealer whose answer brings it about."""
    locale = db.session.scalar(select(User.locale).where(User.id == rep_id))
    with speaking(locale or "en"):
        return {
            "sent": _("The minutes were sent after the visit."),
            "acknowledged": _("The dealer acknowledged the minutes."),
            "correction": _("The dealer corrected the minutes."),
        }[happened]
