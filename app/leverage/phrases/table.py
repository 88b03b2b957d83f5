"""The phrase guard as plain data for the page, so that it reads along without a round trip (rule H1)."""

from app.leverage.phrases.catalogue import PHRASES
from app.leverage.phrases.characters import FURTHER_PAIRS, TRADITIONAL_PAIRS
from app.leverage.phrases.matcher import harmless, needles


def guard_table(locale: str) -> dict:
    """What the twin of `find_phrases` in the page needs, JSON-ready; the words in the reader's locale.

    ``map``: Traditional and Simplified character in turn. ``harmless``: [words, whole words only], in the
    order to cover them. ``needles``: [words, phrase id, whole words only]. ``phrases``: id -> level,
    phrase, why, say. Words in ``harmless`` and ``needles`` are folded already.
    """
    return {
        "map": TRADITIONAL_PAIRS + FURTHER_PAIRS,
        "harmless": [[words, int(whole)] for words, whole in harmless()],
        "needles": [[needle.text, needle.phrase_id, int(needle.whole_words)] for needle in needles()],
        "phrases": {
            phrase.id: {
                "level": phrase.level,
                "phrase": phrase.phrase.in_locale(locale),
                "why": phrase.why.in_locale(locale),
                "say": phrase.say.in_locale(locale),
            }
            for phrase in PHRASES
        },
    }
