"""What stands beside a question: whether its answer is stored, and whether anything of it is still open."""

from dataclasses import dataclass, replace
from uuid import UUID

from flask_babel import gettext as _

from app import i18n
from app.checklists.answers import photo_required
from app.checklists.specs import Item
from app.visits.gaps import COUNTS_ITEM, ORDER_ITEM, WAYS_OUT, Gap, Material, gap_of, takes_photos
from app.visits.models import Answer
from app.visits.progress import is_counted
from app.visits.queries import photos_by_item
from app.visits.words import state_words


@dataclass(frozen=True)
class RowStatus:
    """`look` is a state of the status element; `row` that of the question: open, answered, skipped or bad.

    `stored` is the id of the write that the server vouches for, None where nothing was stored; `revision`
    is what the next write is based on.
    """

    key: str
    look: str
    text: str
    row: str
    revision: int = 0
    stored: UUID | None = None

    def vouching_for(self, written: UUID) -> "RowStatus":
        """The same, naming the write that this answers; a repeat may be older than the current entry."""
        return replace(self, stored=written)


def status_of(item: Item, answer: Answer | None, material: Material, late: Answer | None = None) -> RowStatus:
    """The status of an item whose current entry is `answer`; a late one waits for the rep's choice."""
    if late is not None:
        revision = answer.revision if answer else 0
        return RowStatus(item.key, "conflict", _("Two answers: choose one"), "bad", revision, late.id)
    gap = gap_of(item, material)
    if answer is None:
        return RowStatus(item.key, "idle", "", _row(item, None, gap))
    words, row = _words(answer, gap), _row(item, answer, gap)
    return RowStatus(item.key, "saved", words, row, answer.revision, answer.id)


def status_after(item: Item, answer: Answer, mode: str, late: Answer | None = None) -> RowStatus:
    """The status right after a write; looks for photos only where the answer asks for one.

    `row` is blank where photos or counts decide it, which are entered elsewhere: it stays as it was.
    """
    slots = []
    if photo_required(item, answer.value, mode) and not takes_photos(item):
        slots = photos_by_item(answer.visit_id, [item.key])[item.key]
    material = Material(mode, {item.key: answer}, frozenset(slots), {}, frozenset())
    status = status_of(item, answer, material, late)
    elsewhere = takes_photos(item) or item.key in (COUNTS_ITEM, ORDER_ITEM)
    return replace(status, row="") if elsewhere and status.row in ("open", "answered") else status


def _row(item: Item, answer: Answer | None, gap: Gap | None) -> str:
    if answer is not None and answer.state in WAYS_OUT:
        return "skipped"
    return "answered" if is_counted(item) and gap is None else "open"


def _words(answer: Answer, gap: Gap | None) -> str:
    if answer.state == "unchanged":
        words = _("Unchanged, %(time)s", time=i18n.show_time(answer.received_at))
    else:
        words = _("Saved %(time)s", time=i18n.show_time(answer.received_at))
    if answer.state in WAYS_OUT:
        return f"{state_words()[answer.state]} · {words}"
    if gap is None or gap.lacks not in ("part", "photo"):
        return words
    lacks = _("incomplete") if gap.lacks == "part" else _("photo missing")
    return f"{words} · {lacks}"
