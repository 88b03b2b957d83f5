"""The worked numbers of the rules on stock and lots, entered as counts, come out of a judged visit."""

from datetime import date
from fractions import Fraction

import pytest

from app.leverage.lots import Lot
from app.visits.judgement.evidence import CountFacts, Memory, PastOrder
from tests.visits.judgement import plain, world


def test_the_irregular_visit_through_the_database(cast):
    """Rules A2 and A3: 240 sold in 21 days, target 240 for 14 days, 132 to order with 40 on the way."""
    world.counted(cast, days_ago=21, product=0, counted=123, unsellable=3)
    world.delivered(cast, 0, 200, days_ago=10)
    visit = world.visit(cast)
    world.count(visit, cast.products[0], counted=75, unsellable=12, returned=6, free_goods=2)
    judged, key = world.judged(visit), cast.products[0].id
    assert judged.figure("sold", key).value == 240
    assert judged.figure("rate", key).value.per_day == Fraction(240, 21)
    assert judged.figure("target", key).value.target == 240
    line = judged.order[0]
    # 240 - 63 = 177 bottles: 7.4 cases of 24, rounded up from a fifth of a case.
    assert (line.needed, line.after_freshness, line.after_cash) == (192, 192, 192)
    assert line.cases("after_cash") == 8


def stock_a2(coming: int = 40) -> dict:
    """Counts 21 days apart, 40 ordered last week and still to come."""
    counts = plain.count(21, 123, unsellable=3), plain.count(0, 80, unsellable=12, returned=6, free_goods=2)
    stock = plain.stock(*counts, delivered=[(10, 200, None)], of=plain.product(case_size=1))
    order = PastOrder(plain.ago(2), {7: coming})
    return {"stock": (stock,), "memory": Memory(orders=(order,))}


def test_what_was_ordered_and_did_not_come_yet_counts():
    judged = plain.judged(**stock_a2())
    assert judged.order[0].coming == 40
    assert judged.figure("order", 7).value.target == Fraction(235 * 21, 21)


def test_an_order_that_never_came_is_not_waited_for():
    facts = stock_a2()
    late = Memory(orders=(PastOrder(plain.ago(15), {7: 40}),))
    assert plain.judged(**{**facts, "memory": late}).order[0].coming == 0


def test_a_first_visit_estimates_from_what_he_says():
    """Rule A5: 300 a month, 14 days: target 210, has 90, so 120."""
    said = {"prod_list": {"products": [
        {"name": "Cola", "ours": "yes", "product": "7", "monthly_volume": 300, "unit": "bottle"},
    ]}}  # fmt: skip
    stock = plain.stock(plain.count(0, 90), of=plain.product(case_size=1))
    judged = plain.judged(said, stock=(stock,))
    assert judged.figure("sold", 7).code == "first_visit"
    assert judged.figure("rate", 7).value.basis == "stated"
    assert judged.order[0].needed == 120
    assert judged.figure("order", 7).confidence == "low"


def test_our_shipments_go_before_what_he_says():
    stock = plain.stock(plain.count(0, 90), delivered=[(5, 240, None)])
    assert plain.judged(stock=(stock,)).figure("rate", 7).value.basis == "shipped"


def test_contradictory_counts_make_no_order():
    """Rule A6: 50 last time, nothing received, 62 now."""
    judged = plain.judged(stock=(plain.stock(plain.count(14, 50), plain.count(0, 62)),))
    assert judged.figure("sold", 7).code == "count_mismatch"
    assert judged.order[0].needed is None
    assert judged.order[0].chain.reason is not None


def test_nothing_sold_is_dead_stock_and_no_order():
    judged = plain.judged(stock=(plain.stock(plain.count(35, 50), plain.count(0, 50)),))
    assert judged.figure("dead", 7).value is True
    assert judged.figure("cover", 7).value.band == "not_selling"
    assert judged.order[0].needed == 0


def test_what_does_not_sell_fits_no_rule_and_opens_a_finding():
    """Rule A6: stock is there and none was sold for a month; the finding names the product."""
    judged = plain.judged(stock=(plain.stock(plain.count(35, 50), plain.count(0, 50)),))
    assert judged.figure("adherence").value == 0
    assert "wh_stock_counts" in [each.key for each in judged.open_findings]
    places = judged.advice["wh_stock_counts"].places
    assert (places["have"], places["target"], places["order"]) == (50, 0, 0)


@pytest.mark.parametrize(
    ("unsellable", "now"),
    [((3, 12), {"counted": 75, "returned": 6}), ((3, 4), {"counted": 67, "returned": 6, "disposed": 8})],
    ids=["still on the floor", "eight of them thrown away"],
)
def test_what_went_bad_is_no_sale_wherever_it_is_now(unsellable, now):
    """Rule A3: 240 sold of 120 and 200, with 9 gone bad, 6 sent back and 2 given away."""
    last, today = unsellable
    counts = (
        plain.count(21, 123, unsellable=last),
        plain.count(0, unsellable=today, free_goods=2, received=200, **now),
    )
    assert plain.judged(stock=(plain.stock(*counts),)).figure("sold", 7).value == 240


@pytest.mark.parametrize(
    ("season", "dead"),
    [
        ((5, 9), True),
        ((5, 5), True),
        ((6, 9), False),
        ((11, 2), False),
        ((11, 5), True),
        ((None, None), True),
    ],
)
def test_out_of_its_season_a_product_may_lie_there(season, dead):
    """Today is in May."""
    product = plain.product(season_from=season[0], season_to=season[1])
    stock = plain.stock(plain.count(40, 50), plain.count(0, 50), of=product)
    assert plain.judged(stock=(stock,)).figure("dead", 7).value is dead


def test_the_day_it_ran_out_tells_the_demand_and_what_was_lost():
    """60 sold in 9 of 14 days are 6.67 a day, and 9 x 11.43 x 6 = 617 of margin is what nine days cost."""
    counts = plain.count(14, 60), plain.count(0, 0, empty_since=plain.ago(5))
    judged = plain.judged(stock=(plain.stock(*counts),))
    rate = judged.figure("rate", 7).value
    assert (round(float(rate.per_day), 2), rate.days, rate.at_least) == (6.67, 9, False)
    unknown = plain.judged(stock=(plain.stock(counts[0], plain.count(0, 0)),)).figure("rate", 7).value
    assert (round(float(unknown.per_day), 2), unknown.at_least) == (4.29, True)
    (card,) = [card for card in judged.cards.value.cards if card.kind == "stock_low"]
    # Five days are lost, 14 until the next visit and 3 of delivery will be.
    assert card.at_stake == round(22 * Fraction(60, 9) * 6_00)


@pytest.mark.parametrize(
    ("delivered", "dead"), [([(40, 50, None)], False), ([(80, 50, None)], True), ([], True)]
)
def test_a_new_product_may_lie_there(delivered, dead):
    """Rule A6: listed for less than two months is exempt; of what came before we counted nobody knows."""
    stock = plain.stock(plain.count(35, 50), plain.count(0, 50), delivered=delivered)
    assert plain.judged(stock=(stock,)).figure("dead", 7).value is dead


def test_short_intervals_are_pooled():
    """Rule A4: three counts within a week each."""
    counts = plain.count(11, 100), plain.count(5, 70), plain.count(0, 45)
    rate = plain.judged(stock=(plain.stock(*counts),)).figure("rate", 7).value
    assert (rate.basis, rate.per_day) == ("pooled", 5)


def test_cash_cuts_the_order_soonest_empty_first():
    """Rules A9 and C4: what he can pay goes to the product that runs out first; the other gets nothing."""
    soon = plain.stock(
        plain.count(10, 110), plain.count(0, 10), of=plain.product(case_size=1, case_price=10_00)
    )
    later = plain.stock(
        plain.count(10, 180), plain.count(0, 80), of=plain.product(8, case_size=1, case_price=10_00)
    )
    judged = plain.judged(CASH_FOR_100, stock=(later, soon), dealer=plain.DEALER)
    assert judged.figure("affordable").value.amount == 1_000_00
    by_product = {line.product_id: line for line in judged.order}
    assert (by_product[7].needed, by_product[7].after_cash) == (200, 100)
    assert (by_product[8].needed, by_product[8].after_cash) == (130, 0)
    assert judged.metrics["suggested_to_affordable"] == Fraction(330, 100)
    assert judged.advice["cash_affordable"].places["skus"].en == "Cola"


# Nothing comes in or goes out but one yuan of rent a day, and a reserve of a week of it is kept.
CASH_FOR_100 = {
    "cash_daily_purchase": {
        "covers_from": plain.ago(27).isoformat(), "covers_to": plain.TODAY.isoformat(),
        "ledger": [
            {"date": plain.ago(1).isoformat(), "direction": "out", "category": "rent", "amount": 28_00},
        ],
    },
    "cash_on_hand": {"cash": 1_021_00},
    "bank_balance": {"total": 0},
}  # fmt: skip


LOTS_LAST = [(date(2025, 1, 10), 100), (date(2025, 2, 15), 80)]
LOTS_NOW = [(date(2025, 1, 10), 60), (date(2025, 2, 15), 20), (date(2025, 3, 20), 70)]


def lots_b1(**values) -> CountFacts:
    return plain.count(0, 150, LOTS_NOW, **values)


def test_fifo_from_all_lots():
    """Rule B1: 40, 60 and 50 left where 100, 50 and 0 should have: 0.60."""
    stock = plain.stock(
        plain.count(14, 180, LOTS_LAST), lots_b1(), delivered=[(7, 120, date(2025, 3, 20))],
        of=plain.product(case_size=12),
    )  # fmt: skip
    judged = plain.judged(stock=(stock,))
    assert judged.figure("fifo", 7).value.share == Fraction(3, 5)
    assert judged.metrics["fifo_compliance"] == Fraction(3, 5)
    assert judged.figure("fifo").value == Fraction(3, 5)


def test_fifo_is_excused_where_a_supermarket_asked_for_young_dates():
    """Rule B1: the rep marks it, and the interval is left out."""
    told = {"wh_fifo": {"old_in_front": "yes", "ka_order": "yes"}}
    stock = plain.stock(plain.count(14, 240, LOTS_LAST[:1]), plain.count(0, 90, LOTS_NOW[:1]))
    judged = plain.judged(told, stock=(stock,))
    assert judged.figure("fifo", 7).code == "ka_order"
    assert judged.figure("fifo").code == "ka_order"
    assert plain.judged({"wh_fifo": {"old_in_front": "yes"}}, stock=(stock,)).figure("fifo").value < 1


def test_fifo_from_the_oldest_lot_alone():
    """Rule B1's fallback: the oldest lot 100 to 60 while 150 were sold gives the same."""
    last = plain.count(14, 180, LOTS_LAST[:1])
    now = plain.count(0, 150, LOTS_NOW[:1])
    stock = plain.stock(last, now, delivered=[(7, 120, None)], of=plain.product(case_size=12))
    assert plain.judged(stock=(stock,)).figure("fifo", 7).value.share == Fraction(3, 5)


def test_a_lot_that_grew_is_asked_for_again():
    grown = plain.count(0, 150, [(date(2025, 1, 10), 120), (date(2025, 2, 15), 30)])
    stock = plain.stock(plain.count(14, 180, LOTS_LAST), grown, delivered=[(7, 120, date(2025, 3, 20))])
    assert plain.judged(stock=(stock,)).figure("fifo", 7).code == "lot_mismatch"


def test_freshness_and_what_will_not_sell():
    """Rules B3 and B4: freshness 0.54; at 2 a day 10 of the oldest 60 sell, 50 do not."""
    counts = plain.count(30, 210), lots_b1()
    judged = plain.judged(stock=(plain.stock(*counts),))
    assert judged.figure("rate", 7).value.per_day == 2
    assert round(float(judged.figure("freshness").value), 2) == 0.54
    risk = judged.figure("risk", 7).value
    assert (risk.risk, risk.lots[0].sells) == (50, 10)
    assert risk.money == 50 * 48_00
    assert judged.metrics["near_expiry_value"] == 0


def test_lots_of_more_than_was_counted_are_asked_for_again_and_cost_nobody_anything():
    much = plain.count(0, 30, [(plain.ago(150), 100), (plain.ago(10), 20)])
    judged = plain.judged(stock=(plain.stock(plain.count(14, 60), much),))
    for key in ("freshness", "risk"):
        result = judged.figure(key, 7)
        assert (result.code, result.formula_id) == ("lot_mismatch", {"freshness": "B3", "risk": "B4"}[key])
        assert result.reason.values == {"lots": 120, "counted": 30}
    assert judged.metrics["near_expiry_value"] == 0
    assert judged.figure("freshness").refused


def test_near_expiry_is_money():
    old = plain.count(0, 30, [(plain.ago(150), 10), (plain.ago(10), 20)])
    judged = plain.judged(stock=(plain.stock(plain.count(14, 60), old),))
    assert judged.metrics["near_expiry_value"] == 10 * 48_00
    assert judged.metrics["stock_value"] == 30 * 48_00
    assert judged.item_scores["wh_near_expiry"] == 0


def test_what_lies_beyond_the_target_costs_him():
    """Rule I: 60 sold in 14 days make a target of 90; of 7,290 at 48 each 7,200 are beyond it, and 12% a year
    of 345,600 are 3,456 a month."""
    piled = plain.stock(plain.count(14, 7_350), plain.count(0, 7_290))
    figure = plain.judged(stock=(piled,)).figure("stock_value")
    assert (figure.value, figure.inputs["excess"]) == (7_290 * 48_00, 7_200 * 48_00)
    assert "345,600 of it lie beyond the target and cost him 3,456 a month." in map(str, figure.steps)
    lean = plain.judged(stock=(plain.stock(plain.count(14, 100), plain.count(0, 40)),)).figure("stock_value")
    assert (lean.inputs["excess"], len(lean.steps)) == (0, 1)


def test_keeping_to_the_rule():
    """Rule A7: of 240 a period, 68 is low and 400 is high."""
    low = plain.stock(plain.count(14, 308), plain.count(0, 68))
    high = plain.stock(plain.count(14, 640), plain.count(0, 400), of=plain.product(8))
    judged = plain.judged(stock=(low, high))
    assert judged.figure("adherence", 7).value.band == "low"
    assert judged.figure("adherence", 8).value.band == "high"
    assert judged.metrics["stock_adherence"] == 0
    places = judged.advice["wh_stock_counts"].places
    assert (places["sku"].en, places["have"], places["target"]) == ("Cola", 68, 360)


def test_sealed_lots_are_no_stock_to_sell():
    lots = Lot(plain.ago(170), 12, sealed=True), Lot(plain.ago(10), 20)
    now = CountFacts(plain.TODAY, 32, 12, lots=lots)
    judged = plain.judged(stock=(plain.stock(plain.count(14, 60), now),))
    assert judged.metrics["near_expiry_value"] == 0
    assert judged.order[0].sellable == 20
