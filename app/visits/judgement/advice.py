"""What to say about each open finding: the checklist's words with every place filled."""

from collections.abc import Iterable

from app.checklists.content import Checklist
from app.checklists.specs import Item
from app.checklists.texts import LOCALES, Text
from app.leverage.cards import unfilled
from app.visits.judgement.book import Book
from app.visits.judgement.judgement import Advice, OpenNow


def advice_of(book: Book, checklist: Checklist, now_open: Iterable[OpenNow]) -> dict[str, Advice]:
    """Item key -> advice, for the findings open after this visit, in their order."""
    return {
        finding.key: _advice(book, checklist.by_key[finding.key])
        for finding in now_open if finding.key in checklist.by_key
    }  # fmt: skip


def _advice(book: Book, item: Item) -> Advice:
    """A sentence with a gap is not said; a finding whose own text has one is called by its item's title."""
    places = {**book.evidence.finding_places.get(item.key, {}), **book.places.get(item.key, {})}
    finding = item.finding.text if item.finding else item.title
    text = item.advice.text if item.advice else None
    return Advice(
        item.key,
        finding if _whole(finding, places) else item.title,
        text if text and _whole(text, places) else None,
        places,
    )


def _whole(text: Text, places: dict) -> bool:
    return not any(unfilled(text.in_locale(locale), places) for locale in LOCALES)
