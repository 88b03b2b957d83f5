"""What supervisors made of signs of diversion, which are reasons to check, never proof (rule F5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from flask import abort
from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.audit import record
from app.accounts.models import User
from app.extensions import db
from app.forms import clean
from app.visits.judgement.models import DiversionVerdict
from app.visits.models import Visit

ITEM = "ops_diversion_signs"
UNPROVEN = "unproven"
LONGEST = 500
SHOWN = 10


@dataclass(frozen=True)
class VerdictForm:
    """A verdict as typed; `errors` by field, none for a good one."""

    verdict: str = ""
    note: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class VerdictLine:
    """A verdict in words, whether it confirms, its evidence, whose and when."""

    words: str
    confirmed: bool
    note: str
    by: str
    at: datetime


def verdict_words() -> dict[str, str]:
    """The verdicts by code. Drifting across a border comes first: it needs no ill will."""
    return {
        "natural": _("Confirmed, natural: goods drifted across the border by themselves"),
        "benign": _("Confirmed, benign: they went where nobody supplies ours"),
        "hostile": _("Confirmed, hostile: sold outside on purpose, below our prices"),
        UNPROVEN: _("Not confirmed"),
    }


def read_verdict(form: Mapping[str, str]) -> VerdictForm:
    """One of the verdicts with what it rests on, at most 500 characters."""
    verdict, note, errors = form.get("verdict", ""), clean(form.get("note")), {}
    if verdict not in verdict_words():
        errors["verdict"] = _("Choose one of these.")
    if not note:
        errors["note"] = _("Write what this rests on: what was checked, and what was found.")
    elif len(note) > LONGEST:
        errors["note"] = _("At most %(most)s characters; this has %(given)s.", most=LONGEST, given=len(note))
    return VerdictForm(verdict, note, errors)


def decide(visit: Visit, user: User, verdict_id: UUID, verdict: str, note: str) -> DiversionVerdict:
    """Add a verdict on the signs seen at `visit`; a repeat of its id returns the first one. Commits nothing.

    404 for an id that belongs to something else.
    """
    # Two sendings of one form wait for each other here.
    db.session.execute(select(Visit.id).where(Visit.id == visit.id).with_for_update())
    seen = db.session.get(DiversionVerdict, verdict_id)
    if seen is not None:
        return seen if (seen.visit_id, seen.user_id) == (visit.id, user.id) else abort(404)
    made = DiversionVerdict(
        id=verdict_id, dealer_id=visit.dealer_id, visit_id=visit.id, user_id=user.id, verdict=verdict,
        note=note,
    )  # fmt: skip
    db.session.add(made)
    record("diversion_decided", visit.dealer.code, verdict=verdict)
    return made


def verdicts_of(dealer_id: int) -> list[VerdictLine]:
    """The last verdicts on a dealer's signs, newest first."""
    found = (
        select(DiversionVerdict, User.display_name)
        .join(User, User.id == DiversionVerdict.user_id)
        .where(DiversionVerdict.dealer_id == dealer_id)
        .order_by(DiversionVerdict.decided_at.desc(), DiversionVerdict.id.desc())
    )
    words = verdict_words()
    return [
        VerdictLine(words[row.verdict], row.verdict != UNPROVEN, row.note, by, row.decided_at)
        for row, by in db.session.execute(found.limit(SHOWN))
    ]
