"""The phrase guard: no street talk, no empty promises (rules H1 and H2)."""

from app.leverage.phrases.catalogue import PHRASES, PHRASES_BY_ID
from app.leverage.phrases.entry import Phrase, Wording
from app.leverage.phrases.matcher import Hit, blocks_promise, find_phrases, needs_reason
from app.leverage.phrases.table import guard_table
from app.leverage.result import Result, found
from app.messages import Message

__all__ = [
    "PHRASES", "PHRASES_BY_ID", "RULES", "Hit", "Phrase", "Wording", "blocks_promise", "check_wording",
    "concrete_wording", "find_phrases", "guard_table", "needs_reason",
]  # fmt: skip


def check_wording(text: str) -> Result[tuple[Hit, ...]]:
    """Rule H1: the phrases of the list found in a promise, a memo or the answer to a complaint."""
    hits = find_phrases(text)
    step = Message("Words to put more concretely: {count}.", {"count": len(hits)})
    return found("H1", hits, {"text": text}, steps=[step])


def concrete_wording(phrase_id: str) -> Wording:
    """Rule H2: what to say in place of a phrase; KeyError for an unknown id."""
    return PHRASES_BY_ID[phrase_id].say


RULES = {"H1": check_wording, "H2": concrete_wording}
