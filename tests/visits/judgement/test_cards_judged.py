"""The cards of a judged visit: three at most, filled, and fit for the dealer's eyes."""

from dataclasses import fields

import pytest

from app.checklists.texts import LOCALES
from app.leverage.cards import unfilled
from app.leverage.findings import OpenFinding
from app.messages import Message
from app.visits.judgement.evidence import Memory
from tests.visits.judgement import plain
from tests.visits.judgement.answers import FULL
from tests.visits.judgement.test_worked_cash import BALANCES, MONTH
from tests.visits.judgement.test_worked_figures import LOTS_LAST, LOTS_NOW

PRODUCT = plain.product(case_size=12)
OLD = plain.stock(
    plain.count(14, 180, LOTS_LAST), plain.count(0, 150, LOTS_NOW), of=PRODUCT,
    delivered=[(7, 120, LOTS_NOW[2][0])],
)  # fmt: skip


def cards(judged):
    return judged.cards.value.cards


def sentences(judged):
    for card in cards(judged):
        yield from (getattr(card, f.name) for f in fields(card) if isinstance(getattr(card, f.name), Message))


@pytest.fixture(scope="module")
def full():
    told = {**plain.seen(FULL | MONTH | BALANCES, "document")}
    return plain.judged(told, mode="full", stock=(OLD,), photos={"wh_lots": "photo-1"})


def test_three_at_most_and_one_a_section(full):
    sections = [card.section for card in cards(full)]
    assert 1 <= len(sections) <= 3
    assert len(set(sections)) == len(sections)


def test_every_sentence_is_whole(full):
    for sentence in sentences(full):
        assert not unfilled(sentence.text, sentence.values)
        assert "{" not in str(sentence)


def test_a_photo_makes_the_fact_a_document(full):
    warehouse = next(card for card in cards(full) if card.section == "s3")
    assert warehouse.photo == "photo-1"
    assert warehouse.at_stake > 0


def test_what_was_told_makes_no_card():
    judged = plain.judged(plain.seen(FULL | MONTH | BALANCES, "told"), mode="full")
    assert cards(judged) == ()


def test_staff_names_and_other_dealers_never_show(full):
    named = {"staff_driver_skimming": {"sign": "seen", "proof": "Wang Wu took 500"}}
    judged = plain.judged(plain.seen(FULL | named, "document"), mode="full", stock=(OLD,))
    shown = " ".join(str(sentence) for sentence in sentences(judged))
    assert "Wang" not in shown and "driver" not in shown.lower()


def test_improvements_open_the_talk():
    before = Memory(metrics={"freshness_score": 0.2})
    judged = plain.judged(stock=(OLD,), memory=before)
    opening = judged.cards.value.opening
    assert opening.section == "s3"
    assert "20%" in str(opening.text)


def test_no_advice_has_a_gap_in_any_language(full):
    for advice in full.advice.values():
        for locale in LOCALES:
            assert "{" not in str(advice.finding_message(locale))
            assert advice.text is None or "{" not in str(advice.message(locale))


def test_a_finding_whose_text_cannot_be_filled_is_called_by_its_title():
    earlier = (OpenFinding("bank_balance", "major", plain.ago(30)),)
    advice = plain.judged(open_findings=earlier).advice["bank_balance"]
    assert "{" not in str(advice.finding_message("en"))
    assert advice.text is None
    kept = plain.judged(open_findings=earlier, finding_places={"bank_balance": {"days": 6}})
    assert "6" in str(kept.advice["bank_balance"].finding_message("en"))
