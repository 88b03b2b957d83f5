"""The phrase guard over what a rep types: what it found, why not, and what to say instead (rules H1, H2)."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from app.leverage.phrases import PHRASES_BY_ID, Hit, find_phrases, guard_table


@dataclass(frozen=True)
class Notice:
    """A phrase found in the text of `field`; `level` is block, warn or hint; the words are the reader's."""

    field: str
    id: str
    level: str
    found: str
    why: str
    say: str


def notices(texts: Mapping[str, str], locale: str) -> list[Notice]:
    """What stands in the texts, by field, in the order it stands there."""
    return [_notice(field, hit, locale) for field, text in texts.items() for hit in find_phrases(text)]


def _notice(field: str, hit: Hit, locale: str) -> Notice:
    phrase = PHRASES_BY_ID[hit.phrase_id]
    why, say = phrase.why.in_locale(locale), phrase.say.in_locale(locale)
    return Notice(field, hit.phrase_id, hit.level, hit.found, why, say)


def hits_of(found: Iterable[Notice]) -> tuple[str, ...]:
    """The ids of the phrases found, each once."""
    return tuple(dict.fromkeys(notice.id for notice in found))


def has_level(found: Iterable[Notice], level: str) -> bool:
    """Whether one of the phrases found is of `level`."""
    return any(notice.level == level for notice in found)


def known_ids(typed: str | None) -> tuple[str, ...]:
    """The ids of phrases that a page posted, each once; anything else in it is dropped."""
    return tuple(dict.fromkeys(each for each in (typed or "").split()[:100] if each in PHRASES_BY_ID))


@cache
def phrase_table(locale: str) -> tuple[str, bytes]:
    """Digest and JSON text of the table that the page searches with, in the words of `locale`."""
    text = json.dumps(guard_table(locale), ensure_ascii=False, separators=(",", ":")).encode()
    return hashlib.sha256(text).hexdigest()[:12], text
