"""The rows of a section page: each question with its controls, last time's answer and what is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from app import i18n
from app.checklists.answers import asked_fields, form_values, photo_required
from app.checklists.specs import Item, Section
from app.visits.figures import COMPUTED
from app.visits.gaps import Material, takes_photos
from app.visits.models import Answer, LastAnswer
from app.visits.progress import is_counted
from app.visits.reading import Reader
from app.visits.row_status import RowStatus, status_of
from app.visits.section.controls import Control, Desk, Typed, controls_of
from app.visits.section.forms import AnswerForm
from app.visits.words import state_words

FRAME = "s0_visit"
LOOKED_AT = "s3_warehouse"  # what is entered there is seen; elsewhere it is told until the rep says better


@dataclass(frozen=True)
class Side:
    """One of two answers that were given at the same time."""

    id: UUID
    words: list[tuple[str, str]]
    note: str
    at: str


@dataclass(frozen=True)
class LastTime:
    """Last time's answer: the day in words, label (may be empty) and words of each field in short, and all of
    it, by field, where that is more and stands nowhere else on the page."""

    day: str
    parts: list[tuple[str, str]]
    whole: list[tuple[str, str]]


@dataclass(frozen=True)
class PhotoMark:
    """How many photos an item has, and whether it needs one."""

    count: int
    needed: bool


@dataclass(frozen=True)
class Question:
    """A row. `entered` is ``here``, ``nowhere`` (computed), or the screen that asks: ``stock``, ``order``,
    ``promises``, ``minutes`` or ``photos``.

    `computed` is the key of the figure that the app works out for the item, ``cards`` where the leverage
    cards are its value, None where it works out none.
    """

    item: Item
    entered: str
    counted: bool
    controls: list[Control]
    carried: bool
    state: str
    evidence: str | None
    asks_evidence: bool
    note: str
    errors: Mapping[str, str]
    last: LastTime | None
    photo: PhotoMark | None
    status: RowStatus
    write_id: UUID
    sides: list[Side]
    computed: str | None

    @property
    def key(self) -> str:
        """The item's key."""
        return self.item.key


@dataclass(frozen=True)
class Sheet:
    """What the rows of a section are made of."""

    section: Section
    reader: Reader
    material: Material
    late: Mapping[str, Answer]
    last: Mapping[str, LastAnswer]
    photos: Mapping[str, list[str]]


def question(sheet: Sheet, item: Item, refused: AnswerForm | None = None) -> Question:
    """The row of one item; with a `refused` form it shows what was typed and why it was not taken."""
    answer, last, late = (of.get(item.key) for of in (sheet.material.answers, sheet.last, sheet.late))
    carried = refused is None and answer is None and _carries(item, last)
    typed = refused.typed if refused else _stored(sheet, item, answer, last if carried else None)
    errors = refused.errors if refused else {}
    values = refused.values if refused else None
    return Question(
        item=item, entered=_entered(item), counted=is_counted(item) and sheet.material.asks(item),
        controls=controls_of(Desk(sheet.reader.context, sheet.reader.locale), item, typed, errors),
        carried=carried,
        state=values["state"] if values else _state(answer),
        evidence=values["evidence"] if values else _evidence(sheet.section, item, answer),
        asks_evidence=_asks_evidence(sheet.section, item),
        note=values["note"] if values else answer.note if answer else "",
        errors={name: i18n.say(message) for name, message in errors.items()},
        last=_last(sheet.reader, item, last, carried),
        photo=_photo(sheet, item, answer),
        status=status_of(item, answer, sheet.material, late),
        write_id=uuid4(),  # for a browser without scripts; a phone's script mints its own
        sides=[side(sheet.reader, item, each) for each in (answer, late)] if late and answer else [],
        computed=COMPUTED.get(item.key),
    )  # fmt: skip


def side(reader: Reader, item: Item, answer: Answer) -> Side:
    """An answer as it is shown beside the one it contradicts."""
    way_out = state_words().get(answer.state)
    words = [("", way_out)] if way_out else reader.lines(item, answer.value)
    return Side(answer.id, words, answer.note, i18n.show_time(answer.answered_at))


def _carries(item: Item, last: LastAnswer | None) -> bool:
    known = last.answer.value if last else {}
    return any(field.carry and known.get(field.name) for field in item.fields)


def _stored(sheet: Sheet, item: Item, answer: Answer | None, carried: LastAnswer | None) -> Typed:
    value = answer.value if answer else {}
    if carried is not None:
        value = {field.name: carried.answer.value.get(field.name) for field in item.fields if field.carry}
    return form_values(item, value, sheet.reader.context)


def _entered(item: Item) -> str:
    if asked_fields(item):
        return "here"
    if elsewhere := next((field.entered_on for field in item.fields if field.entered_on), None):
        return elsewhere
    return "photos" if takes_photos(item) else "nowhere"


def _state(answer: Answer | None) -> str:
    return answer.state if answer and answer.state in state_words() else "answered"


def _asks_evidence(section: Section, item: Item) -> bool:
    return section.audience == "dealer" and section.key != FRAME and bool(asked_fields(item))


def _evidence(section: Section, item: Item, answer: Answer | None) -> str | None:
    if answer is not None or not _asks_evidence(section, item):
        return answer.evidence if answer else None
    return "seen" if section.key == LOOKED_AT else "told"


def _last(reader: Reader, item: Item, last: LastAnswer | None, carried: bool) -> LastTime | None:
    if last is None:
        return None
    value, told = last.answer.value, reader.brief(item, last.answer.value)
    parts = [(label.in_locale(reader.locale) if label else "", words) for label, words in told.parts]
    # What is carried over stands in the controls below, row by row.
    whole = reader.lines(item, value) if told.cut and not carried else []
    return LastTime(i18n.show_date(last.observed_on), parts, whole) if parts else None


def _photo(sheet: Sheet, item: Item, answer: Answer | None) -> PhotoMark | None:
    if item.photo.kind == "none" and not takes_photos(item):
        return None
    needed = photo_required(item, answer.value if answer else None, sheet.material.mode)
    return PhotoMark(len(sheet.photos.get(item.key, ())), needed)
