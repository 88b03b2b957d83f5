"""Looking through the audit log: by person, kind and period, newest first, a page at a time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Select, literal, select, tuple_
from werkzeug.datastructures import MultiDict

from app import clock
from app.accounts.audit import KINDS
from app.accounts.models import AuditEntry
from app.extensions import db
from app.forms import asked_day
from app.keyset import PAGE, Page

LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class Wanted:
    """What of the log is asked for: whose, of which kind, from the first day to the last (local, both
    included); None does not narrow it."""

    user_id: int | None = None
    kind: str | None = None
    first: date | None = None
    last: date | None = None

    def as_query(self) -> dict[str, str]:
        """The same as parts of an address."""
        asked = {"who": self.user_id, "kind": self.kind, "from": self.first, "to": self.last}
        return {name: str(value) for name, value in asked.items() if value is not None}


def wanted_of(asked: MultiDict) -> Wanted:
    """Read what is asked for from an address; a part that makes no sense does not narrow the log."""
    who, kind = asked.get("who", ""), asked.get("kind")
    known = who.isascii() and who.isdigit() and len(who) <= 9
    return Wanted(
        int(who) if known else None,
        kind if kind in KINDS else None,
        asked_day(asked.get("from")),
        asked_day(asked.get("to")),
    )


def entries(wanted: Wanted) -> Select:
    """The entries wanted, newest first."""
    found = select(AuditEntry).order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
    if wanted.user_id is not None:
        found = found.where(AuditEntry.user_id == wanted.user_id)
    if wanted.kind is not None:
        found = found.where(AuditEntry.kind == wanted.kind)
    if wanted.first is not None:
        found = found.where(AuditEntry.at >= clock.begins(wanted.first))
    if wanted.last is not None:
        found = found.where(AuditEntry.at < clock.begins(wanted.last + timedelta(days=1)))
    return found


def page_of(wanted: Wanted, before: str | None) -> Page:
    """A page of the entries wanted, after the place where the page before ended."""
    found, place = entries(wanted), _place(before)
    if place:
        at, entry_id = (literal(part, column.type) for part, column in zip(place, _KEY, strict=True))
        found = found.where(tuple_(*_KEY) < tuple_(at, entry_id))
    rows = list(db.session.scalars(found.limit(PAGE + 1)))
    more, rows = len(rows) > PAGE, rows[:PAGE]
    return Page(rows, f"{rows[-1].at.timestamp():.6f}_{rows[-1].id}" if more else None)


_KEY = (AuditEntry.at, AuditEntry.id)


def _place(before: str | None) -> tuple[datetime, int] | None:
    stamp, _, entry_id = (before or "").partition("_")
    try:
        at, number = datetime.fromtimestamp(float(stamp), UTC), int(entry_id)
    except (ValueError, OverflowError, OSError):
        return None
    return (at, number) if 0 <= number <= LARGEST_ID else None
