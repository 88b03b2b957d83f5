"""The phrase guard: rules H1 and H2."""

import pytest

from app.leverage.phrases import (
    PHRASES,
    PHRASES_BY_ID,
    blocks_promise,
    check_wording,
    concrete_wording,
    find_phrases,
    guard_table,
    needs_reason,
)
from app.leverage.phrases.characters import TRADITIONAL_PAIRS
from app.leverage.phrases.entry import LEVELS
from app.leverage.phrases.matcher import fold, needles

ALL_IDS = (
    [f"J{n}" for n in range(1, 10)]
    + [f"G{n}" for n in range(1, 7)]
    + [f"C{n}" for n in range(1, 13)]
    + [f"V{n}" for n in range(1, 9)]
    + [f"A{n}" for n in range(1, 6)]
    + [f"P{n}" for n in range(1, 5)]
    + [f"B{n}" for n in range(1, 5)]
    + [f"X{n}" for n in range(1, 4)]
)


def ids(text: str) -> list[str]:
    return [hit.phrase_id for hit in find_phrases(text)]


def test_the_list_is_complete():
    assert [phrase.id for phrase in PHRASES] == ALL_IDS
    assert len(PHRASES) == 51
    assert {phrase.level for phrase in PHRASES} == set(LEVELS)
    assert [phrase.id for phrase in PHRASES if phrase.source == "article"] == ["J1", "J2", "J3"]


def test_the_traditional_table_has_118_pairs():
    assert len(TRADITIONAL_PAIRS) == 2 * 118
    assert len(set(TRADITIONAL_PAIRS[::2])) == 118


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.id)
def test_every_wording_finds_its_own_phrase_and_no_other(phrase):
    own = (phrase.phrase.zh_Hans, phrase.phrase.zh_Hant, phrase.phrase.en)
    for words in (*own, *phrase.variants, *phrase.english):
        assert ids(words) == [phrase.id], words


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.id)
@pytest.mark.parametrize("locale", ["en", "zh_Hans", "zh_Hant"])
def test_the_wording_offered_is_itself_clean(phrase, locale):
    assert phrase.why.in_locale(locale)
    assert ids(phrase.say.in_locale(locale)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("你放心,这事包在我身上!", ["J1", "J2"]),
        ("客户不放心日期", []),
        ("合同保证金五万", []),
        ("我不能保证一定到", []),
        ("费用 你先垫 着", ["C3"]),
        ("我保证月底到货", ["G2"]),
    ],
)
def test_h1_sentences(text, expected):
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("你 放 心", ["J1"]),
        ("你\u3000放\u200b心", ["J1"]),
        ("你*放~心", ["J1"]),
        ("你😀放心", ["J1"]),
        ("這事包在我身上", ["J2"]),
        ("咱倆谁跟誰", ["J3"]),
        ("這件事ＡＳＡＰ处理", ["V3"]),
        ("费用您先墊著", ["C3"]),
        ("妳放心", ["J1"]),
        ("銷量：稳賺不赔", ["G4"]),
        ("領導那邊我去説", ["A2"]),
        ("睜隻眼閉隻眼", ["A3"]),
        ("Ｉ　ｇｕａｒａｎｔｅｅ　ｉｔ", ["G2"]),
        ("I DON’T know, but don’t worry", ["J1"]),
        ("t.r.u.s.t me", ["J9"]),
        ("请盡快", ["V3"]),
        ("請儘快", ["V3"]),
    ],
)
def test_disguises_are_seen_through(text, expected):
    assert ids(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "安排一下,马上到,可以",
        "放心肉供应商",
        "尽快到期的先出",
        "没问题吗?",
        "合約保證金五萬",
        "我不能保證一定到",
        "掃碼紅包活動",
        "We'll see you on Friday",
        "We are family owned since 1998",
        "I cannot guarantee delivery",
        "We replace your old board on 3 May",
        "hill trying",
        "unasaped",
    ],
)
def test_harmless_words_are_left_alone(text):
    assert ids(text) == []


def test_nothing_matches_across_a_covered_word():
    # Deleting the harmless word instead of covering it would join the two ends into a phrase.
    assert ids("你不放心放心") == []


def test_the_longest_match_wins():
    assert ids("我保证没问题") == ["G1"]
    assert ids("公司会考虑的") == ["C10"]


def test_a_phrase_is_reported_once_and_where_it_stands():
    (hit,) = find_phrases("好的,你 放心,你放心")
    assert (hit.phrase_id, hit.level, hit.start, hit.end, hit.found) == ("J1", "block", 3, 7, "你 放心")


def test_levels():
    assert blocks_promise(find_phrases("我保证月底到货"))
    assert not blocks_promise(find_phrases("过两天给您"))
    assert needs_reason(find_phrases("过两天给您"))
    assert not needs_reason(find_phrases("差不多"))


def test_h1_result_names_what_it_found():
    result = check_wording("这事包在我身上")
    assert result.formula_id == "H1"
    assert [hit.phrase_id for hit in result.value] == ["J2"]
    assert check_wording("5月3日送20箱").value == ()


def test_h2_offers_the_concrete_wording():
    assert concrete_wording("C8").in_locale("zh_Hans").startswith("条件先写清再打款")
    assert "answer by {date}" in concrete_wording("J2").in_locale("fr")
    with pytest.raises(KeyError):
        concrete_wording("Z9")


def test_the_table_for_the_page_says_the_same():
    table = guard_table("zh_Hant")
    assert set(table["phrases"]) == set(ALL_IDS)
    assert table["phrases"]["C3"]["phrase"] == "費用你先墊"
    assert len(table["needles"]) == len(needles())
    assert {entry[1] for entry in table["needles"]} == set(PHRASES_BY_ID)
    assert all(fold(words).characters == words for words, _, _ in table["needles"])
    lengths = [len(words) for words, _ in table["harmless"]]
    assert lengths == sorted(lengths, reverse=True)
