"""What a finding says, with what the visit knew set into it."""

from app.checklists.content import Checklist
from app.checklists.texts import Text
from app.i18n import say
from app.leverage.cards import unfilled
from app.leverage.result import places_from
from app.messages import Message
from app.visits.judgement.models import Finding


def finding_text(finding: Finding, checklist: Checklist, locale: str) -> str:
    """The finding's sentence in the reader's language; empty where one of its places has no value."""
    item = checklist.by_key.get(finding.item_key)
    return _filled(item.finding.text, finding, locale) if item and item.finding else ""


def advice_text(finding: Finding, checklist: Checklist, locale: str) -> str:
    """The checklist's talking point about the finding; empty where one of its places has no value."""
    item = checklist.by_key.get(finding.item_key)
    return _filled(item.advice.text, finding, locale) if item and item.advice else ""


def _filled(words: Text, finding: Finding, locale: str) -> str:
    text, places = words.in_locale(locale), places_from(finding.places)
    return "" if unfilled(text, places) else say(Message(text, places))
