"""What the editor's pages show: the sections, a section's questions, and the form of one."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.admin.editor.fields import ANSWERS, PLAIN
from app.admin.editor.reading import is_cornerstone, is_own, is_scored
from app.admin.editor.typed import Typed
from app.checklists.documents import Document, ItemData, item_of
from app.checklists.drafts import Draft
from app.checklists.texts import LOCALES
from app.i18n import LOCALES as LANGUAGES
from app.i18n import locale, say
from app.messages import Message

SPARE = 2  # blank rows to fill in below those that are filled


@dataclass(frozen=True)
class QuestionLine:
    """A question in a list: what stands beside its title."""

    key: str
    title: str
    mode: str
    weight: float | None
    off: bool
    own: bool
    changed: bool


@dataclass(frozen=True)
class SectionLine:
    """A section: how many questions it asks, how many are switched off, how many are edited; `reordered`:
    they come in another order than in the current version."""

    key: str
    title: str
    questions: tuple[QuestionLine, ...]
    reordered: bool = False

    @property
    def on(self) -> int:
        """How many questions are asked."""
        return sum(not each.off for each in self.questions)

    @property
    def off(self) -> int:
        """How many are switched off."""
        return sum(each.off for each in self.questions)

    @property
    def changed(self) -> int:
        """How many differ from the current version; another order counts as one."""
        return sum(each.changed for each in self.questions) + self.reordered


def section_lines(draft: Draft, locale: str) -> list[SectionLine]:
    """The sections of a draft with their questions."""
    return [
        SectionLine(
            section["section"],
            section["title"][locale],
            tuple(_line(item, item["key"] in draft.edits, locale) for item in section["items"]),
            section["section"] in draft.orders,
        )
        for section in draft.document
    ]


def _line(item: ItemData, changed: bool, locale: str) -> QuestionLine:
    weight = item.get("weight", 0) if is_scored(item) else None
    off = bool(item.get("off"))
    return QuestionLine(item["key"], item["title"][locale], item["mode"], weight, off, is_own(item), changed)


def section_of(document: Document, key: str) -> str | None:
    """The key of the section that holds a question."""
    return next((each["section"] for each in document if item_of([each], key)), None)


@dataclass(frozen=True)
class Row:
    """A choice, a place for a photo, or a grade's words: where its controls' names begin."""

    prefix: str
    code: str


@dataclass(frozen=True)
class Answer:
    """An answer of the question, or a column of its table: its kind, and the rows that belong to it."""

    prefix: str
    kind: str
    optional: bool
    labelled: bool
    options: tuple[Row, ...]
    slots: tuple[Row, ...]
    grades: tuple[Row, ...]
    columns: tuple["Answer", ...]
    scored: bool


class QuestionForm:
    """The form of a question: what stands in its controls, what is wrong with them, and which there are."""

    def __init__(self, item: ItemData, values: Mapping[str, str], errors: Mapping[str, Message]) -> None:
        self.key, self.own, self.cornerstone = item["key"], is_own(item), is_cornerstone(item)
        self.scored = is_scored(item)
        self.conditional = isinstance(item.get("photo"), dict)
        self.has_finding, self.has_advice = "finding" in item, "advice" in item
        self._typed, self._errors = Typed(values), errors
        self._data = item
        self.answers = tuple(self._answer(f"f{number}", data) for number, data in self._fields())

    @property
    def languages(self) -> dict[str, str]:
        """The languages by code, that of the reader first: most will fill in one alone."""
        return {locale(): LANGUAGES[locale()], **LANGUAGES}

    @property
    def wrong(self) -> int:
        """How many controls are refused."""
        return len(self._errors)

    def value(self, name: str) -> str:
        """What stands in a control."""
        return self._typed.get(name)

    def error(self, name: str) -> str | None:
        """What is wrong with a control, in the reader's language."""
        return say(self._errors[name]) if name in self._errors else None

    def refused(self, prefix: str) -> bool:
        """Whether a control whose name begins so is refused."""
        return any(name.startswith(prefix) for name in self._errors)

    def _fields(self):
        if not self.own:
            return list(enumerate(self._data["fields"]))
        numbers = self._typed.numbers("f")
        return [(number, None) for number in numbers if self.value(f"f{number}-type") in ANSWERS]

    def _answer(self, prefix: str, data: ItemData | None) -> Answer:
        kind = data["type"] if data else self.value(f"{prefix}-type")
        return Answer(
            prefix, kind, self._typed.ticked(f"{prefix}-optional"), data is None or "label" in data,
            self._rows(prefix, "o", data, "options", kind in ("choice", "multi")),
            self._rows(prefix, "s", data, "slots", kind == "photo"),
            self._grades(prefix, data) if kind == "s5" else (),
            self._columns(prefix, data) if kind == "table" else (),
            data is None or any("score" in option for option in data.get("options", ())),
        )  # fmt: skip

    def _rows(self, prefix: str, letter: str, data, name: str, wanted: bool) -> tuple[Row, ...]:
        numbers = self._typed.numbers(f"{prefix}-{letter}") if wanted else []
        if data is not None:
            numbers = list(range(len(data.get(name, ()))))
        elif wanted:
            filled = [number for number in numbers if self._is_filled(f"{prefix}-{letter}{number}")]
            first = max(filled, default=-1) + 1
            numbers = filled + list(range(first, first + SPARE))
        places = (f"{prefix}-{letter}{number}" for number in numbers)
        return tuple(Row(place, self.value(f"{place}-code")) for place in places)

    def _is_filled(self, place: str) -> bool:
        return any(self.value(f"{place}-label-{locale}") for locale in LOCALES)

    def _grades(self, prefix: str, data) -> tuple[Row, ...]:
        grades = ("1", "3", "5") if data is None else tuple(data.get("anchors", ()))
        return tuple(Row(f"{prefix}-a{grade}", grade) for grade in grades)

    def _columns(self, prefix: str, data) -> tuple[Answer, ...]:
        if data is not None:
            return tuple(self._answer(f"{prefix}-c{n}", each) for n, each in enumerate(data["columns"]))
        numbers = self._typed.numbers(f"{prefix}-c")
        numbers = [number for number in numbers if self.value(f"{prefix}-c{number}-type") in PLAIN]
        first = max(numbers, default=-1) + 1
        return tuple(self._answer(f"{prefix}-c{number}", None) for number in (*numbers, first))

    @staticmethod
    def kinds(worded: Mapping[str, str], of: tuple[str, ...] = PLAIN) -> list[tuple[str, str]]:
        """The kinds of answers to choose from, with their words; those of a column where none are named."""
        return [(kind, worded[kind]) for kind in of]
