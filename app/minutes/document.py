"""The document of the minutes: these fields, and nothing else, ever reach the dealer.

It is an allow-list. What goes in is named here value by value; no answer, note, count, figure, finding or
suggestion has a place in it, so that none can slip in when those change. Pure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

OURS, THEIRS = "us", "dealer"


@dataclass(frozen=True)
class Names:
    """A name in both scripts."""

    en: str
    zh: str

    def in_locale(self, locale: str) -> str:
        """The name for a reader of `locale`."""
        return self.en if locale == "en" else self.zh


@dataclass(frozen=True)
class Ordered:
    """A product and the cases agreed of it."""

    product: Names
    cases: int


@dataclass(frozen=True)
class Promised:
    """A promise of `owner` (``us`` or ``dealer``): action and quantity in words, amount in minor units.

    A `pending` one is a request that still needs approval, and the page says so.
    """

    owner: str
    action: str
    quantity: str
    amount: int | None
    due: date | None
    pending: bool


@dataclass(frozen=True)
class Document:
    """Who met whom and when, the rep's own words, the order, both sides' promises, and the next visit."""

    company: str
    dealer: Names
    day: date
    rep: str
    agreed: str
    order: tuple[Ordered, ...]
    promises: tuple[Promised, ...]
    next_visit: date | None

    @property
    def ours(self) -> list[Promised]:
        """What we promised."""
        return [each for each in self.promises if each.owner == OURS]

    @property
    def theirs(self) -> list[Promised]:
        """What the dealer promised."""
        return [each for each in self.promises if each.owner == THEIRS]


def ordered_of(lines: Iterable[Any]) -> tuple[Ordered, ...]:
    """Rows with `name_en`, `name_zh`, `case_size` and `agreed` (base units), in whole cases."""
    rows = ((Names(row.name_en, row.name_zh), row.agreed // row.case_size) for row in lines if row.agreed)
    return tuple(Ordered(names, cases) for names, cases in rows if cases)


def promised_of(rows: Iterable[Any]) -> tuple[Promised, ...]:
    """Rows with the fields of a promise, in order; those in the state ``pending`` are requests."""
    return tuple(
        Promised(row.owner, row.action, row.quantity, row.amount, row.due, row.state == "pending")
        for row in rows
    )


def to_plain(document: Document) -> dict[str, Any]:
    """The document as JSON values; days are ISO texts."""
    return {
        "company": document.company,
        "dealer": _names_to_plain(document.dealer),
        "day": document.day.isoformat(),
        "rep": document.rep,
        "agreed": document.agreed,
        "order": [{"product": _names_to_plain(line.product), "cases": line.cases} for line in document.order],
        "promises": [_promised_to_plain(each) for each in document.promises],
        "next_visit": _iso(document.next_visit),
    }


def from_plain(stored: Mapping[str, Any]) -> Document:
    """The document that `to_plain` wrote."""
    return Document(
        company=stored["company"],
        dealer=Names(**stored["dealer"]),
        day=date.fromisoformat(stored["day"]),
        rep=stored["rep"],
        agreed=stored["agreed"],
        order=tuple(Ordered(Names(**line["product"]), line["cases"]) for line in stored["order"]),
        promises=tuple(Promised(**{**each, "due": _day(each["due"])}) for each in stored["promises"]),
        next_visit=_day(stored["next_visit"]),
    )


def _names_to_plain(names: Names) -> dict[str, str]:
    return {"en": names.en, "zh": names.zh}


def _promised_to_plain(promised: Promised) -> dict[str, Any]:
    return {
        "owner": promised.owner, "action": promised.action, "quantity": promised.quantity,
        "amount": promised.amount, "due": _iso(promised.due), "pending": promised.pending,
    }  # fmt: skip


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
