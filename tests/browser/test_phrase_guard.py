"""The phrase guard in the page: the same answers as the server's, and what it does while a rep types."""

import random

import pytest

from app.leverage.phrases import PHRASES, find_phrases, guard_table
from app.leverage.phrases.characters import HARMLESS, HARMLESS_ENGLISH
from app.leverage.phrases.matcher import needles

SENTENCES = (
    """
你放心,这事包在我身上!|客户不放心日期|合同保证金五万|我不能保证一定到|费用 你先垫 着
我保证月底到货|我保证没问题
你*放~心|你😀放心|妳放心|Ｉ　ｇｕａｒａｎｔｅｅ　ｉｔ
t.r.u.s.t me|I DON’T know, but don’t worry|你不放心放心
We'll see you on Friday|領導那邊我去説|hill trying|公司会考虑的|unasaped|ﬁne ＡＳＡＰ处理 ½ Ⅳ ㎏|𠮷你放心𠮷
İstanbul ΣΑΣ don't worry|e\u0301 你\u0301放心|   |我帮你 ask around，as soon as possible
""".strip("\n")
    .replace("\n", "|")
    .split("|")
)
NOISE = ("", " ", "　", ",", "。", "-", "\u200b", "😀", "x", "7", "的", "\n", "不", "𠮷", "’")


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def corpus() -> list[str]:
    """Every wording as it is, in capitals, wide, cut through by noise, and after one another."""
    wordings = []
    for phrase in PHRASES:
        same = phrase.phrase
        wordings += [same.en, same.zh_Hans, same.zh_Hant, *phrase.variants, *phrase.english]
    chance = random.Random(7)
    texts = ["", *SENTENCES, *HARMLESS, *HARMLESS_ENGLISH, *wordings]
    for words in wordings:
        broken = "".join(character + chance.choice(NOISE) * chance.randint(0, 1) for character in words)
        texts += [wide(words.upper()), broken, chance.choice(NOISE) + words + chance.choice(NOISE)]
    texts += [chance.choice(NOISE).join(chance.sample(texts, 3)) for _ in range(400)]
    return texts


def as_seen_by_the_page(text: str) -> list[list]:
    return [[hit.phrase_id, hit.level, hit.start, hit.end, hit.found] for hit in find_phrases(text)]


def test_no_needle_holds_a_letter_of_two_code_units():
    assert all(ord(character) < 0x10000 for needle in needles() for character in needle.text)


@pytest.mark.parametrize("locale", ["en", "zh_Hant"])
def test_page_and_server_find_the_same(opened, locale):
    texts = corpus()
    assert len(texts) > 1000
    found = opened("/saving").evaluate(
        "([table, texts]) => { const find = Rounds.phraseFinder(table); return texts.map((text) =>"
        " find(text).map(({ id, level, start, end, found }) => [id, level, start, end, found])); }",
        [guard_table(locale), texts],
    )
    both = zip(texts, found, strict=True)
    wrong = [(text, page) for text, page in both if page != as_seen_by_the_page(text)]
    assert not wrong[:5]
