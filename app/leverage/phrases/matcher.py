"""Find street talk and empty promises in what a rep writes (rule H1).

One algorithm, written twice: here, and in the page from `table.guard_table()`.

1. Take the text code point by code point; fold each one: NFKC, lower case, Traditional to Simplified.
2. Keep letters and digits only. A kept character *starts a word* if something was dropped before it, if
   it is the first one, or if it is ASCII and the one before is not, or the other way round.
3. Cover the harmless words, the longest first, so that nothing can match in or across them.
4. Look for every needle. An English one must begin where a word starts and end where the next one does;
   a Chinese one may stand anywhere. So blanks and points set between letters never hide a phrase.
5. The longest match wins, then the earlier; what overlaps it is dropped; a phrase is reported once.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from app.leverage.phrases.catalogue import PHRASES, PHRASES_BY_ID
from app.leverage.phrases.characters import HARMLESS, HARMLESS_ENGLISH, fold_table

COVER = " "
_FOLD = fold_table()


@dataclass(frozen=True)
class Needle:
    """Folded words to look for; `whole_words` asks for word borders at both ends (English)."""

    text: str
    phrase_id: str
    whole_words: bool


@dataclass(frozen=True)
class Hit:
    """A phrase found: `found` is the reader's own spelling, `text[start:end]`."""

    phrase_id: str
    level: str
    start: int
    end: int
    found: str


@dataclass(frozen=True)
class Folded:
    """Kept characters, whether each starts a word, and where each stood in the text."""

    characters: str
    word_starts: tuple[bool, ...]
    places: tuple[int, ...]

    def at_word_border(self, place: int) -> bool:
        return place == len(self.characters) or self.word_starts[place]

    def spans(self, needle: str, whole_words: bool) -> list[tuple[int, int]]:
        """Where the needle stands, as (start, end) in the kept characters."""
        found, start = [], self.characters.find(needle)
        while start >= 0:
            end = start + len(needle)
            if not whole_words or (self.at_word_border(start) and self.at_word_border(end)):
                found.append((start, end))
            start = self.characters.find(needle, start + 1)
        return found


def fold(text: str) -> Folded:
    """Steps 1 and 2: what remains of a text for the search."""
    kept, starts, places, gap = [], [], [], True
    for place, original in enumerate(text):
        for character in unicodedata.normalize("NFKC", original).lower():
            character = _FOLD.get(character, character)
            if unicodedata.category(character)[0] not in "LN":
                gap = True
                continue
            starts.append(gap or character.isascii() != kept[-1].isascii())
            kept.append(character)
            places.append(place)
            gap = False
    return Folded("".join(kept), tuple(starts), tuple(places))


@cache
def needles() -> tuple[Needle, ...]:
    """Every wording of every phrase, folded, in the order of the list, none twice."""
    found: dict[str, Needle] = {}
    for phrase in PHRASES:
        for words in (phrase.phrase.zh_Hans, *phrase.variants):
            folded = fold(words).characters
            found.setdefault(folded, Needle(folded, phrase.id, False))
        for words in (phrase.phrase.en, *phrase.english):
            folded = fold(words).characters
            found.setdefault(folded, Needle(folded, phrase.id, True))
    return tuple(found.values())


@cache
def harmless() -> tuple[tuple[str, bool], ...]:
    """(folded words, whole words only), the longest first."""
    words = [(fold(word).characters, False) for word in HARMLESS]
    words += [(fold(word).characters, True) for word in HARMLESS_ENGLISH]
    return tuple(sorted(words, key=lambda entry: (-len(entry[0]), entry[0])))


def _cover_harmless(folded: Folded) -> Folded:
    for words, whole in harmless():
        for start, end in folded.spans(words, whole):
            covered = folded.characters[:start] + COVER * (end - start) + folded.characters[end:]
            folded = Folded(covered, folded.word_starts, folded.places)
    return folded


def _matches(folded: Folded) -> list[tuple[int, int, str]]:
    """Steps 4 and 5 without the last half: (start, end, phrase id), not overlapping, by place."""
    every = [
        (start, end, needle.phrase_id)
        for needle in needles()
        for start, end in folded.spans(needle.text, needle.whole_words)
    ]
    chosen: list[tuple[int, int, str]] = []
    for start, end, phrase_id in sorted(every, key=lambda match: (match[0] - match[1], match[0])):
        if all(end <= other[0] or start >= other[1] for other in chosen):
            chosen.append((start, end, phrase_id))
    return sorted(chosen)


def find_phrases(text: str) -> tuple[Hit, ...]:
    """The phrases of the list that a text contains, in the order they stand, each id once."""
    folded = _cover_harmless(fold(text))
    hits: dict[str, Hit] = {}
    for start, end, phrase_id in _matches(folded):
        first, last = folded.places[start], folded.places[end - 1] + 1
        level = PHRASES_BY_ID[phrase_id].level
        hits.setdefault(phrase_id, Hit(phrase_id, level, first, last, text[first:last]))
    return tuple(hits.values())


def blocks_promise(hits: Iterable[Hit]) -> bool:
    """Whether a text with these hits cannot be saved as a promise (it always can as an observation)."""
    return any(hit.level == "block" for hit in hits)


def needs_reason(hits: Iterable[Hit]) -> bool:
    """Whether keeping the text asks for one tap with a reason."""
    return any(hit.level == "warn" for hit in hits)
