"""The terms of a visit's order as the order screen shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _

from app import i18n
from app.i18n import say
from app.visits.models import Visit
from app.visits.order.term_forms import TermForm, shown_value
from app.visits.order.terms import TERMS, TermNow, terms_in
from app.visits.row_status import RowStatus


@dataclass(frozen=True)
class TermRow:
    """One term. `typed` stands in the boxes, `errors` beside them; `now` is stored, `late` waits for a
    choice."""

    term: str
    key: str
    typed: Mapping[str, str]
    errors: Mapping[str, str]
    status: RowStatus
    now: TermNow | None
    late: TermNow | None

    @property
    def open(self) -> bool:
        """Whether there is something to see."""
        return self.now is not None or bool(self.errors)


def term_key(term: str) -> str:
    """What a term's elements are named after on the page."""
    return f"order-{term}"


def term_rows(visit: Visit, refused: tuple[str, TermForm] | None = None) -> tuple[TermRow, ...]:
    """The terms of a visit's order; a `refused` one as it was typed."""
    now, late = terms_in(visit)
    return tuple(
        _row(term, now.get(term), late.get(term), refused[1] if refused and refused[0] == term else None)
        for term in TERMS
    )


def _row(term: str, now: TermNow | None, late: TermNow | None, form: TermForm | None) -> TermRow:
    stored = {
        "value": shown_value(term, now.value if now else None),
        "reason": now.reason if now else "",
    }
    return TermRow(
        term=term, key=term_key(term), typed=form.typed if form else stored,
        errors={name: say(message) for name, message in form.errors.items()} if form else {},
        status=term_status(term, now, late), now=now, late=late,
    )  # fmt: skip


def term_status(
    term: str, now: TermNow | None, late: TermNow | None = None, written: UUID | None = None
) -> RowStatus:
    """The status of a term; `written` is the write that this answers."""
    key, revision = term_key(term), now.revision if now else 0
    if late is not None:
        text = _("Two answers: choose one")
        return RowStatus(key, "conflict", text, "bad", revision, written or late.id)
    if now is None:
        return RowStatus(key, "idle", "", "open")
    text = _("Saved %(time)s", time=i18n.show_time(now.at))
    mark = "open" if now.value is None else "answered"
    return RowStatus(key, "saved", text, mark, revision, written or now.id)
