"""Laws that hold whatever is entered: shares, scores, rates, cards, phrases."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from app.leverage.attention import Resources, attention_index
from app.leverage.cards import EVIDENCE, SEVERITY, Fact, choose_cards, unfilled
from app.leverage.coverage import Outlets, outlet_coverage
from app.leverage.diversion import SIGNS, DiversionFacts, diversion_risk
from app.leverage.drivers import BEHAVIOURS, DriverSign, driver_risk
from app.leverage.findings import OpenFinding, Outcome, update_findings
from app.leverage.levers import LEVERAGE
from app.leverage.phrases import PHRASES, find_phrases
from app.leverage.portfolio import Line, concentration, our_weight
from app.leverage.promises import STATES, Promise, kept_rate
from app.leverage.scoring import DIMENSIONS, ItemScore, dimension_score, overall_score
from app.leverage.visiting import DealerSales, value_classes

TODAY = date(2025, 5, 20)
few = settings(max_examples=60, deadline=None)

amounts = st.integers(1, 10_000)
scores = st.fractions(0, 1, max_denominator=100)
lines = st.lists(
    st.builds(
        Line, st.just("n"), st.sampled_from("ABCDE"), st.just(False), st.just(""), amounts, amounts, amounts
    ),
    min_size=1, max_size=8,
)  # fmt: skip
item_scores = st.lists(
    st.builds(
        ItemScore, st.just("k"), st.integers(0, 3), st.none() | scores, st.just(TODAY),
        st.just("quick"), st.booleans(),
    ),
    max_size=12,
)  # fmt: skip
promises = st.lists(
    st.builds(
        Promise, st.sampled_from(["us", "dealer"]),
        st.integers(-5, 120).map(lambda days: TODAY - timedelta(days=days)), st.sampled_from(STATES),
        st.none() | st.integers(0, 40).map(lambda days: TODAY - timedelta(days=days)), st.integers(0, 2),
    ),
    max_size=20,
)  # fmt: skip
SENTENCES = [
    each for row in LEVERAGE.values() for each in (row.fact, row.cost, row.cost_in_words, row.ask, row.give)
]
PLACES = sorted({name for sentence in SENTENCES for name in unfilled(sentence.text, {})})
facts = st.lists(
    st.builds(
        Fact, st.sampled_from(sorted(LEVERAGE)), st.sampled_from(sorted(SEVERITY)), st.sampled_from(EVIDENCE),
        st.integers(0, 120).map(lambda days: TODAY - timedelta(days=days)),
        st.dictionaries(st.sampled_from(PLACES), st.none() | st.integers(0, 99)),
        st.none() | st.integers(0, 10**7), st.none() | st.just("photo"),
        st.sampled_from(["dealer", "dealer", "person", "others"]),
    ),
    max_size=12,
)  # fmt: skip


def as_ours(products: list[Line], brand: str) -> tuple[Line, ...]:
    return tuple(replace(line, ours=line.brand == brand) for line in products)


@few
@given(lines)
def test_the_shares_of_all_brands_sum_to_one(products):
    weights = [our_weight(as_ours(products, brand)).value for brand in {line.brand for line in products}]
    assert sum(weight.sales_share for weight in weights) == 1
    assert sum(weight.profit_share for weight in weights) == 1
    assert min(weight.sales_rank for weight in weights) == 1


@few
@given(lines)
def test_concentration_lies_between_equal_parts_and_one_brand(products):
    brands = len({line.brand for line in products})
    value = concentration(tuple(products)).value
    assert Fraction(10_000, brands) <= value.index <= 10_000
    assert 1 <= value.effective_brands <= brands


@few
@given(lines, st.integers(2, 24))
def test_counting_bottles_instead_of_cases_changes_no_share(products, case_size):
    bottles = [replace(line, volume=line.volume * case_size) for line in products]
    brand = products[0].brand
    in_cases, in_bottles = (our_weight(as_ours(each, brand)).value for each in (products, bottles))
    assert in_cases.sales_share == in_bottles.sales_share
    assert in_cases.profit_share == in_bottles.profit_share


@few
@given(item_scores)
def test_a_dimension_score_stays_within_bounds_and_caps_hold(items):
    result = dimension_score(items, TODAY)
    if result.refused:
        assert result.code in ("no_items", "not_enough_data")
        return
    assert 0 <= result.value.score <= 100
    assert Fraction(3, 5) <= result.value.coverage <= 1
    if any(item.critical and item.weight for item in items):
        assert result.value.score <= 59


@few
@given(item_scores, st.integers(2, 9))
def test_only_the_proportion_of_weights_counts(items, factor):
    heavier = [replace(item, weight=item.weight * factor) for item in items]
    one, other = dimension_score(items, TODAY), dimension_score(heavier, TODAY)
    assert one.value == other.value


dimensions = st.fixed_dictionaries({key: st.none() | st.integers(0, 100) for key in DIMENSIONS})


@few
@given(dimensions)
def test_the_overall_score_lies_among_its_parts(values):
    result = overall_score(values)
    known = [value for value in values.values() if value is not None]
    if len(known) < 4:
        assert result.refused
    else:
        assert min(known) <= result.value.score <= max(known)


@few
@given(st.integers(0, 100), st.sets(st.sampled_from(DIMENSIONS), max_size=2))
def test_a_missing_dimension_leaves_its_weight_to_the_others(level, missing):
    values = {key: None if key in missing else level for key in DIMENSIONS}
    assert overall_score(values).value.score == level


@few
@given(promises, st.sampled_from(["us", "dealer"]))
def test_kept_rates_stay_between_nothing_and_all(record, owner):
    result = kept_rate(record, owner, TODAY)
    if result.refused:
        assert result.code == "too_few_due"
        return
    assert 0 <= result.value.strict <= result.value.soft <= 1
    assert result.value.on_time + result.value.late <= result.value.due


@few
@given(st.lists(st.integers(0, 1_000), min_size=5, max_size=30).filter(any))
def test_whoever_sells_more_is_never_in_a_worse_class(sales):
    dealers = [DealerSales(str(at), each, TODAY, date(2020, 1, 1)) for at, each in enumerate(sales)]
    classes = value_classes(dealers, TODAY).value
    ranked = sorted(dealers, key=lambda each: -each.sales)
    letters = [classes[each.dealer] for each in ranked]
    assert letters == sorted(letters)
    assert letters[0] == "A"


@few
@given(st.frozensets(st.sampled_from(sorted(SIGNS))), st.sampled_from(sorted(SIGNS)))
def test_another_sign_never_lowers_the_diversion_risk(signs, more):
    before = diversion_risk(DiversionFacts(signs)).value.points
    after = diversion_risk(DiversionFacts(signs | {more})).value.points
    assert 0 <= before <= after <= 100


@few
@given(st.lists(st.sampled_from(sorted(BEHAVIOURS)), max_size=8))
def test_hearsay_about_drivers_is_never_critical(behaviours):
    risk = driver_risk(tuple(DriverSign(each, "heard") for each in behaviours)).value
    assert not risk.critical
    assert 0 <= risk.points <= 50


@few
@given(st.lists(st.none() | scores, min_size=4, max_size=4), st.none() | scores)
def test_the_attention_index_stays_within_its_cap(parts, share):
    result = attention_index(Resources(*parts), share)
    assert result.refused or 0 <= result.value.index <= 2


@few
@given(st.lists(st.tuples(*[st.integers(0, 99)] * 3), min_size=1, max_size=6))
def test_coverage_is_a_share_or_a_refusal(rows):
    result = outlet_coverage(tuple(Outlets("t", *sorted(row, reverse=True)) for row in rows))
    for share in (result.value.coverage, result.value.ours_in_his, result.value.distribution):
        assert share is None or 0 <= share <= 1


@few
@given(facts, st.none() | st.integers(-100, 10**7))
def test_cards_are_few_apart_whole_and_proved(given_facts, profit):
    cards = choose_cards(given_facts, TODAY, profit).value.cards
    assert len(cards) <= 3
    assert len({card.section for card in cards}) == len(cards)
    assert [card.strength for card in cards] == sorted((card.strength for card in cards), reverse=True)
    for card in cards:
        assert 0 < card.strength <= 8
        assert card.photo or card.evidence != "told"
        for sentence in (card.fact, card.cost, card.ask, card.give):
            assert unfilled(sentence.text, sentence.values) == ()


keys = st.sampled_from(["a", "b", "c"])
outcomes = st.lists(
    st.builds(
        Outcome, keys, st.none() | st.booleans(), st.sampled_from(["info", "minor", "major"]),
        st.none() | scores, st.booleans(), st.booleans(), st.sampled_from([None, "told", "seen"]),
    ),
    unique_by=lambda outcome: outcome.key,
)  # fmt: skip


open_findings = st.lists(
    st.builds(OpenFinding, keys, st.just("major"), st.just(TODAY)), unique_by=lambda finding: finding.key
)


@few
@given(open_findings, outcomes)
def test_only_what_was_open_closes_and_only_what_was_not_opens(before, today):
    open_keys = {finding.key for finding in before}
    for event in update_findings(before, today):
        assert (event.kind == "open") == (event.key not in open_keys)
        assert not (event.evidence == "told" and event.critical)


CHINESE = [words for phrase in PHRASES for words in (phrase.phrase.zh_Hans, *phrase.variants)]
wordings = st.sampled_from(CHINESE)
scraps = st.text(sorted(set("".join(CHINESE))), max_size=4)
gaps = st.text(" ,。、!?*~-\u3000\u200b\n😀", max_size=2)


@few
@given(st.lists(wordings | scraps, max_size=4), st.data())
def test_blanks_and_points_hide_no_phrase_and_make_none(parts, data):
    text = "".join(parts)
    spaced = "".join(char + data.draw(gaps) for char in text)
    assert [hit.phrase_id for hit in find_phrases(text)] == [hit.phrase_id for hit in find_phrases(spaced)]


@few
@given(st.text(max_size=60))
def test_a_hit_is_what_stands_in_the_text(text):
    for hit in find_phrases(text):
        assert text[hit.start : hit.end] == hit.found
