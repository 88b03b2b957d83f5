"""How dealers and promises stand today, as SQL sees it; the words are those of rules G4, H3 and F5."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, Date, case, literal, literal_column

from app.dealers.models import Dealer
from app.leverage.settings import Settings
from app.promises.models import Promise
from app.visits.before.agenda import GRACE

LEVELS = ("high", "watch")  # of diversion, as far as they are worth watching
OVERDUE, DUE, AHEAD = "overdue", "due", "ahead"
NOT_COUNTED = ("withdrawn_by_dealer", "superseded", "pending")


def overdue(today: date, settings: Settings) -> ColumnElement[bool]:
    """Past the grace of his class."""
    latest = {
        grade: literal(today - timedelta(days=getattr(settings, name)), Date) for grade, name in GRACE.items()
    }
    return Dealer.next_due_on < case(latest, value=Dealer.grade)


def due_state(today: date, settings: Settings) -> ColumnElement[str]:
    """Overdue, not yet due, or due, which a dealer without a day is as well."""
    return case(
        (Dealer.next_due_on > today, literal_column(f"'{AHEAD}'")),
        (overdue(today, settings), literal_column(f"'{OVERDUE}'")),
        else_=literal_column(f"'{DUE}'"),
    )


def diversion_level(settings: Settings) -> ColumnElement[str]:
    """``high``, ``watch`` or ``low``; NULL where nothing is known."""
    return case(
        (Dealer.diversion >= settings.divert_high, literal_column("'high'")),
        (Dealer.diversion >= settings.divert_watch, literal_column("'watch'")),
        (Dealer.diversion.is_not(None), literal_column("'low'")),
    )


def promise_state(today: date, settings: Settings) -> ColumnElement[str]:
    """`app.leverage.promises.standing` of a promise whose day is known."""
    last = today - timedelta(days=settings.broken_after_days)
    late = literal_column("'kept_late'")
    return case(
        ((Promise.state == "kept") & (Promise.settled_on > Promise.due), late),
        ((Promise.state == "superseded") & (Promise.moves >= 1), late),
        ((Promise.state == "open") & (Promise.due < last), literal_column("'broken'")),
        ((Promise.state == "open") & (Promise.due < today), literal_column("'overdue'")),
        else_=Promise.state,
    )
