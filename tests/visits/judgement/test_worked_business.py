"""The worked numbers of the rules on staff, products and the market, entered as answers."""

from dataclasses import replace
from fractions import Fraction

import pytest

from app.dealers.tiers import CITY_TIERS
from app.visits.judgement.evidence import AgreedLine, Memory, PastOrder, Peers
from tests.visits.judgement import plain
from tests.visits.judgement.answers import FULL


@pytest.fixture(scope="module")
def full():
    """A full audit of today."""
    peers = Peers(per_head={2: 9_000_000, 3: 10_000_000, 4: 11_000_000, 5: 12_000_000, 6: 8_000_000})
    return plain.judged(FULL, mode="full", peers=peers)


def test_staff(full):
    """Rules D1 to D5: 720 calls a month take 1.38 people; four are used to 35%, 314 calls a week are free."""
    need, use = full.figure("needed_reps").value, full.figure("labour_use").value
    assert need.reps == 2
    assert round(float(full.figure("visits_per_day").value.per_day)) == 20
    assert round(float(use.utilisation), 2) == round(float(need.calls) / 2080, 2)
    assert full.metrics["labour_verdict"] == "idle"
    assert 300 < use.free_calls_a_week < 330


def test_sales_per_head_against_the_others(full):
    """Rule D3: 1.3 million and 13 people are 100,000 each; the median of five others is as much."""
    value = full.figure("sales_per_head").value
    assert (value.per_head, value.peer_median) == (10_000_000, 10_000_000)
    assert full.item_scores["staff_roster"] == 1


def test_fewer_than_five_peers_give_no_comparison():
    judged = plain.judged(FULL, peers=Peers(per_head={2: 1, 3: 1, 4: 1, 5: 1}))
    assert judged.figure("sales_per_head").value.peer_median is None
    assert judged.metrics["sales_per_head_to_peers"] is None


def test_he_is_no_peer_of_himself():
    peers = Peers(per_head={1: 5, 2: 1, 3: 1, 4: 1, 5: 1})
    assert plain.judged(FULL, peers=peers).metrics["sales_per_head_to_peers"] is None


def test_heads_are_compared_within_the_city_tier():
    """Rule D3: of ten others five are of his tier; without a tier he is compared with those without one."""
    per_head = dict.fromkeys(range(2, 7), 9_000_000) | dict.fromkeys(range(7, 12), 30_000_000)
    peers = Peers(per_head=per_head, tiers=dict.fromkeys(range(2, 7), "3"))
    of_tier = plain.judged(FULL, peers=peers, dealer=replace(plain.DEALER, city_tier="3"))
    figure = of_tier.figure("sales_per_head")
    assert figure.value.peer_median == 9_000_000
    assert CITY_TIERS["3"] in [step.values.get("tier") for step in figure.steps]
    assert plain.judged(FULL, peers=peers).figure("sales_per_head").value.peer_median == 30_000_000
    other = plain.judged(FULL, peers=peers, dealer=replace(plain.DEALER, city_tier="1"))
    assert other.figure("sales_per_head").value.peer_median is None


def test_what_is_not_known_of_people_or_sales_is_not_guessed():
    """Rule D3 without people, or without sales of the month."""
    without = {key: value for key, value in FULL.items() if key != "staff_roster"}
    figure = plain.judged(without).figure("sales_per_head")
    assert (figure.code, figure.value) == ("not_known", None)
    assert figure.reason.text == "People or sales of the month are not known."
    told = {"staff_roster": FULL["staff_roster"]}
    assert plain.judged(told).figure("sales_per_head").code == "not_known"


def test_pay(full):
    """Rule D4: 2,000 of 5,000 is 40%; half the rival's commission is a push ratio of a half."""
    value = full.figure("pay_mix").value
    assert (value.variable_share, value.push_ratio) == (Fraction(2, 5), Fraction(1, 2))


def test_drivers_heard_of_only(full):
    """Rule D6: skimming only heard of weighs half, and is not critical."""
    value = full.figure("driver_risk").value
    assert (value.points, value.critical) == (20, False)


def test_our_weight(full):
    """Rules E1 and E2: 19.4% of sales, 23.5% of profit, an index of 2,947."""
    weight = full.figure("our_weight").value
    assert round(float(weight.sales_share), 3) == 0.194
    assert round(float(weight.profit_share), 3) == 0.235
    assert (weight.sales_rank, weight.profit_rank) == (3, 2)
    assert round(float(full.metrics["fair_profit_share"]), 2) == 0.94
    assert round(full.figure("concentration").value.index) == 2947


def test_attention():
    """Rule E6: 12, 10 and 15% of his resources for 23.5% of his profit."""
    people = {"staff_roster": {"staff": [{"role": "sales", "headcount": 20, "dedicated": 3}]}}
    judged = plain.judged(FULL | people)
    value = judged.figure("attention").value
    money = Fraction(150 * 6300, 150 * 6300 + 400 * 5500 + 300 * 3600 + 100 * 7800)
    mean = (Fraction(12, 100) + Fraction(10, 100) + Fraction(15, 100) + money) / 4
    assert value.resource_share == mean
    assert value.verdict == "low"
    blend = Fraction(2, 5) * Fraction(1, 4) + Fraction(3, 5) * min(1, value.index)
    assert judged.item_scores["prod_attention"] == blend


def test_coverage(full):
    """Rule F1: 40% of the area, 65% of his outlets, 26% of all, 112 to place next."""
    value = full.figure("coverage").value
    assert (value.coverage, value.ours_in_his, value.distribution) == (
        Fraction(2, 5), Fraction(13, 20), Fraction(13, 50),
    )  # fmt: skip
    assert (value.gap, value.per_rep) == (112, 80)


def test_vehicles(full):
    """Rule F2: three running vehicles carry 527 cases a day; the broken one none."""
    assert full.figure("vehicles").value.per_day == 527


def test_product_line(full):
    """Rule F3: 52 of 86 items move, 34 do not."""
    value = full.figure("line_length").value
    assert (value.idle, value.length) == (34, "long")


def test_network_and_territory(full):
    """Rule F4: two hands and three counties are long and long, and shown as information."""
    assert full.metrics["network_class"] == full.metrics["territory_class"] == "long"
    severities = {finding.key: finding.severity for finding in full.open_findings}
    assert severities["ops_network_length"] == severities["ops_region_length"] == "info"


def selling_800_cases(**values):
    """A product that sells 800 cases a month, against 499 that his outlets can take."""
    counts = plain.count(30, 900), plain.count(0, 100)
    return plain.judged(FULL, stock=(plain.stock(*counts, of=plain.product(case_size=1)),), **values)


def test_the_gap_between_sales_and_outlets():
    """Rule F5: 800 sold, 499 plausible: 37.6% are open; with a long territory and none seen, 30 points."""
    judged = selling_800_cases()
    assert round(float(judged.figure("stock_gap").value), 3) == 0.376
    assert dict(judged.figure("diversion").value.signs) == {"stock_gap": 20, "territory_long": 10}


def test_a_spike_adds_to_it():
    """Rule F5: gap, spike and long territory are 45 points: watch."""
    past = tuple(PastOrder(plain.ago(days), {7: 100}) for days in (42, 28, 14))
    judged = selling_800_cases(agreed={7: AgreedLine(200)}, memory=Memory(orders=past))
    value = judged.figure("diversion").value
    assert (value.points, value.level) == (45, "watch")


def test_his_batch_found_outside_is_critical():
    signs = {"ops_diversion_signs": {"signs": ["code_out"], "proof": "batch 77"}}
    judged = plain.judged(FULL | signs, mode="full")
    finding = next(each for each in judged.open_findings if each.key == "ops_diversion_signs")
    assert finding.critical
    assert judged.dimensions["s7"].value.score <= 59
    assert judged.overall.value.grade in ("C", "D")


def test_targets():
    """Rule E4: against what the counts say he sold, not what we shipped; the gap is in cases."""
    target = {"prod_expected_volume": {"targets": [
        {"product": "7", "month": "2025-05-01", "cases": 300, "basis": "last month"},
    ]}}  # fmt: skip
    counts = plain.count(20, 200), plain.count(0, 100)
    judged = plain.judged(target, stock=(plain.stock(*counts, of=plain.product(case_size=1)),))
    value = judged.figure("attainment").value
    assert value.due_by_now == Fraction(300 * 17, 27)
    assert value.rate == Fraction(100) / value.due_by_now
    assert "cases" in str(judged.advice["prod_expected_volume"].message("en"))


def test_a_target_of_zero_is_not_computed():
    target = {"prod_expected_volume": {"targets": [{"product": "7", "month": "2025-05-01", "cases": 0}]}}
    counts = plain.count(20, 200), plain.count(0, 100)
    judged = plain.judged(target, stock=(plain.stock(*counts),))
    assert judged.figure("attainment").code == "no_target"
    assert judged.metrics["target_attainment"] is None


def test_sales_without_volume_give_no_share():
    rows = {
        "prod_list": {"products": [{"name": "Ours", "ours": "yes", "monthly_volume": 0, "price_out": 100}]}
    }
    judged = plain.judged(rows)
    assert judged.figure("our_weight").code == "no_sales"
    assert judged.item_scores.get("prod_our_share") is None


def test_ranges_of_sales_are_compared_by_their_middle():
    sales = {"mkt_sales_volume": {"last_month": {"low": 100, "high": 120}, "year_ago": 100, "basis": "range"}}
    assert plain.judged(sales).metrics["growth_yoy"] == Fraction(1, 10)
