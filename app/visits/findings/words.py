"""What a finding says, with what the visit knew set into it."""

from app.checklists.content import Checklist
from app.i18n import say
from app.leverage.cards import unfilled
from app.messages import Message
from app.visits.judgement.document import unspoken
from app.visits.judgement.models import Finding


def finding_text(finding: Finding, checklist: Checklist, locale: str) -> str:
    """The finding's sentence in the reader's language; empty where one of its places has no value."""
    item = checklist.by_key.get(finding.item_key)
    if item is None or item.finding is None:
        return ""
    text, places = item.finding.text.in_locale(locale), unspoken(finding.places)
    return "" if unfilled(text, places) else say(Message(text, places))
