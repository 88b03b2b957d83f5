"""Promises of both sides: made, kept, late, broken, moved, withdrawn; requests approved and refused."""

from functools import cache, partial

from flask_babel import gettext as _
from sqlalchemy import Date, Integer, Row, Select, bindparam, cast, literal, null, select, union_all
from sqlalchemy.orm import aliased

from app import i18n
from app.accounts.models import User
from app.extensions import db
from app.promises.models import Promise, PromiseEvent
from app.promises.words import approved_by, event_words, how_much, owner_words
from app.timeline.entries import Cursor, Filters, Stop
from app.timeline.promise_entries import PromiseEntry
from app.timeline.scope import Scope
from app.timeline.span import Span, not_beyond, older

SECTION = 0  # promises belong to the visit itself
MADE = "made"
LOOKS = {"kept": "good", "approved": "good", "kept_late": "warn", "broken": "bad", MADE: "info"}

_TERMS = (
    Promise.id.label("promise_id"), Promise.owner, Promise.action, Promise.quantity, Promise.amount,
    Promise.due, Promise.approver, Promise.state, User.display_name.label("by"),
)  # fmt: skip
_Successor = aliased(Promise)


def promises(scope: Scope, filters: Filters, span: Span) -> list[Stop]:
    """What was promised to or by the dealer, and what became of it."""
    if not (filters.shows("promises") and filters.has_section(SECTION)):
        return []
    values = {"dealer": scope.dealer.id, **span.values}
    return [_stop(scope, row) for row in db.session.execute(_wanted(span.is_open, span.is_endless), values)]


@cache  # the same question about every dealer
def _wanted(newest: bool, endless: bool) -> Select:
    """Both kinds in one statement; each half is read from its own index and ends at the page's end."""
    made = select(
        Promise.received_at.label("at"), Promise.id.label("id"), literal(MADE).label("what"),
        literal("").label("note"), cast(null(), Date).label("new_due"), *_TERMS,
    ).where(Promise.dealer_id == bindparam("dealer"), Promise.moves == 0)  # fmt: skip
    became = select(
        PromiseEvent.received_at.label("at"), PromiseEvent.id.label("id"), PromiseEvent.state.label("what"),
        PromiseEvent.note, _Successor.due.label("new_due"), *_TERMS,
    ).where(PromiseEvent.dealer_id == bindparam("dealer"))  # fmt: skip
    made = made.join(User, User.id == Promise.user_id)
    became = became.join(Promise, Promise.id == PromiseEvent.promise_id)
    became = became.join(User, User.id == PromiseEvent.user_id)
    became = became.outerjoin(_Successor, _Successor.id == Promise.moved_to_id)
    halves = (_within(made, Promise, newest, endless), _within(became, PromiseEvent, newest, endless))
    both = union_all(*(select(half.subquery()) for half in halves)).subquery()
    return select(both).order_by(both.c.at.desc(), both.c.id.desc()).limit(_most())


def _within(found: Select, model, newest: bool, endless: bool) -> Select:
    if not newest:
        found = found.where(older(model.received_at, model.id))
    if not endless:
        found = found.where(not_beyond(model.received_at))
    return found.order_by(model.received_at.desc(), model.id.desc()).limit(_most())


def _most():
    return bindparam("most", type_=Integer)


def _stop(scope: Scope, row: Row) -> Stop:
    # A request may become a promise, and its terms with it: everything shown is in the version.
    return Stop(Cursor(row.at, row.id), "promise", version=tuple(row), make=partial(_entry, scope, row))


def _entry(scope: Scope, row: Row) -> PromiseEntry:
    what = "requested" if row.what == MADE and row.state == "pending" else row.what
    title = event_words()[what]
    if row.what == "moved" and row.new_due:
        title = _("Moved to %(date)s", date=scope.day(row.new_due))
    return PromiseEntry(
        cursor=Cursor(row.at, row.id), day=scope.day(row.at), stamp=i18n.iso_date(row.at), by=row.by,
        promise_id=row.promise_id, what=what, look=LOOKS.get(row.what, "quiet"), title=title,
        whose=owner_words()[row.owner], action=row.action, terms=_terms(scope, row), note=row.note,
    )  # fmt: skip


def _terms(scope: Scope, row: Row) -> str:
    parts = [how_much(row), _("by %(date)s", date=scope.day(row.due)) if row.due else ""]
    if row.what == MADE and approved_by(row):
        parts.append(_("approved: %(name)s", name=approved_by(row)))
    return " · ".join(part for part in parts if part)
