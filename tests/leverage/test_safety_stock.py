"""Rules A: every worked number, and every case in which there is no number to give."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from app.leverage.result import Confidence, explain, found
from app.leverage.safety_stock import (
    MISMATCH_QUESTIONS,
    Count,
    CountPair,
    Event,
    Freshness,
    Movements,
    Order,
    OrderLine,
    Rate,
    Situation,
    Want,
    adherence,
    card_of,
    check_agreed,
    classic_card,
    confidence_of,
    daily_rate,
    dead_stock,
    event_factor,
    first_estimate,
    freshness_cap,
    normalised_target,
    order_chain,
    order_chains,
    pair_up,
    pallet_hint,
    round_to_packs,
    selling_rate,
    share_cash,
    share_floor,
    sold_net,
    stock_ratio,
)
from app.leverage.settings import Settings

START = date(2025, 3, 3)


def after(days: int) -> date:
    return START + timedelta(days=days)


def pair(last: int, now: int, days: int, received: int | None = 0, **now_fields) -> CountPair:
    moved = replace(now_fields.pop("moved", Movements()), received=received)
    return CountPair(Count(START, last), Count(after(days), now, moved=moved, **now_fields))


# Rule A2's example: 120 last time, 200 received, 68 sellable left and 4 damaged set aside.
MARCH = CountPair(
    Count(date(2025, 3, 3), 120),
    Count(date(2025, 3, 24), 72, unsellable=4, moved=Movements(200, returned_to_us=6, free_goods=2)),
)


def a_rate(per_day, **fields) -> Rate:
    return Rate(Fraction(per_day), 0, 14, 1, "interval", **fields)


def a_line(key="cola", per_day=10, sellable=100, *, next_days=14, in_transit=0, **fields) -> OrderLine:
    rate = found("A4", a_rate(per_day), {})
    situation = Situation(sellable, next_days, 3, in_transit)
    return OrderLine(key, rate, situation, **{"case_size": 1, **fields})


class TestA1ClassicCard:
    def test_the_numbers_of_the_course(self):
        card = classic_card(10, 8, 4).value
        assert (card.sold, card.target, card.order) == (14, 21, 17)

    def test_the_sum_in_words(self):
        words = [str(step) for step in explain(classic_card(10, 8, 4))]
        assert words == ["Sold since the last count: 10 + 8 − 4 = 14", "Should be there: 1.5 × 14 = 21",
                         "Missing: 21 − 4, so order 17."]  # fmt: skip

    def test_enough_stock_orders_nothing(self):
        assert classic_card(50, 0, 40).value.order == 0

    def test_rising_stock_is_a_mismatch(self):
        assert classic_card(50, 0, 62).code == "count_mismatch"


class TestA2NormalisedTarget:
    def test_example_of_march(self):
        rate = daily_rate([MARCH]).value
        assert (rate.sold, rate.days, rate.per_day) == (240, 21, Fraction(80, 7))
        assert round(float(rate.per_day), 2) == 11.43
        result = normalised_target(rate.per_day, Situation(68, 14, 3, in_transit=40))
        assert (result.value.target, result.value.order) == (240, 132)
        assert result.value.governed_by == "period"
        assert result.confidence is Confidence.HIGH

    def test_what_the_card_without_days_would_have_said(self):
        card = card_of(240, 68, in_transit=40)
        assert (card.target, card.order) == (360, 252)
        assert card.order - 132 == 120
        assert 120 / Fraction(80, 7) == Fraction(21, 2)

    def test_a_long_lead_time_governs(self):
        value = normalised_target(Fraction(80, 7), Situation(68, 14, 10, in_transit=40)).value
        assert value.governed_by == "lead"
        assert round(float(value.target), 1) == 274.3
        assert round(float(value.order), 1) == 166.3

    def test_equals_the_classic_card_for_equal_intervals_and_short_lead(self):
        rate = daily_rate([pair(10, 4, 14, received=8)]).value.per_day
        value = normalised_target(rate, Situation(4, 14, 7)).value
        assert (value.target, value.order) == (21, 17)

    def test_the_sum_in_words(self):
        words = [str(step) for step in normalised_target(10, Situation(68, 14, 3, in_transit=40)).steps]
        assert words == [
            "Next order in 14 days, and half as long again to be safe: 10 × 1.5 × 14 = 210",
            "In stock 68, on the way 40: 210 − 68 − 40 = 102",
        ]

    def test_more_than_the_target_orders_nothing_and_says_how_long_it_lasts(self):
        result = normalised_target(10, Situation(400, 14, 3))
        assert result.value.order == 0
        assert result.value.covers_days == 40
        assert "lasts 40 days" in str(result.steps[-1])

    def test_unknown_lead_time_lowers_the_confidence(self):
        assert normalised_target(10, Situation(0, 14)).confidence is Confidence.MEDIUM

    @pytest.mark.parametrize("situation", [Situation(-1, 14), Situation(1, 0), Situation(1, 14, -2)])
    def test_impossible_figures_are_refused(self, situation):
        assert normalised_target(10, situation).code == "bad_input"

    def test_nothing_sold_needs_nothing(self):
        value = normalised_target(0, Situation(12, 14, 3)).value
        assert (value.target, value.order, value.covers_days) == (0, 0, None)


class TestA3SoldNet:
    def test_example_of_march(self):
        result = sold_net(MARCH)
        assert result.inputs["depletion"] == 252
        assert result.value == 240
        assert str(result.steps[-1]) == "Sold since the last count: 120 + 200 − 68 − 4 − 6 − 2 = 240"

    def test_check_case(self):
        moved = Movements(200, returned_to_us=6, free_goods=2, market_returns_unsellable=5)
        both = CountPair(Count(START, 123, unsellable=3), Count(after(21), 75, unsellable=12, moved=moved))
        result = sold_net(both)
        assert (result.inputs["depletion"], result.inputs["moved_unsellable"]) == (257, 4)
        assert result.value == 240

    def test_goods_passed_to_another_dealer_are_no_sale(self):
        assert sold_net(pair(100, 40, 14, moved=Movements(transferred_out=10))).value == 50

    def test_destroyed_goods_are_no_sale(self):
        assert sold_net(pair(100, 40, 14, moved=Movements(disposed=5))).value == 55

    def test_unsellable_goods_that_vanish_are_doubted(self):
        result = sold_net(CountPair(Count(START, 105, unsellable=5), Count(after(14), 40)))
        assert result.value == 65
        assert result.confidence is Confidence.MEDIUM

    def test_nobody_looked_for_unsellable_goods(self):
        result = sold_net(pair(100, 40, 14, unsellable=None))
        assert (result.value, result.confidence) == (60, Confidence.MEDIUM)

    def test_unknown_receipts_are_not_zero(self):
        assert sold_net(pair(100, 40, 14, received=None)).code == "receipts_unknown"

    @pytest.mark.parametrize(
        ("counts", "code"),
        [
            (pair(100, 40, 0), "bad_dates"),
            (pair(-1, 40, 14), "bad_count"),
            (pair(100, 40, 14, received=-3), "bad_count"),
            (pair(100, 40, 14, unsellable=41), "bad_count"),
            (pair(100, 40, 14, moved=Movements(free_goods=-1)), "bad_count"),
        ],
    )
    def test_contradictions_are_refused(self, counts, code):
        result = sold_net(counts)
        assert (result.code, result.value) == (code, None)
        assert str(result.reason)

    def test_free_goods_may_be_added_back(self):
        settings = Settings.from_overrides({"count_free_goods": "on"})
        assert daily_rate([MARCH], settings=settings).value.sold == 242


class TestA4Period:
    def test_an_interval_of_a_week_stands_alone(self):
        rate = daily_rate([pair(100, 60, 14), pair(60, 46, 7)]).value
        assert (rate.per_day, rate.pairs, rate.basis) == (2, 1, "interval")

    def test_short_intervals_are_pooled_to_two_weeks(self):
        counts = [Count(after(0), 100), Count(after(6), 88), Count(after(11), 80), Count(after(16), 60)]
        result = daily_rate(pair_up(counts))
        assert (result.value.sold, result.value.days, result.value.pairs) == (40, 16, 3)
        assert result.value.basis == "pooled"
        assert result.confidence is Confidence.MEDIUM

    def test_at_most_four_intervals_are_pooled(self):
        counts = [Count(after(2 * day), 100 - 10 * day) for day in range(7)]
        result = daily_rate(pair_up(counts))
        assert (result.value.pairs, result.value.days) == (4, 8)
        assert result.confidence is Confidence.LOW

    def test_pooling_stops_at_a_count_that_cannot_be(self):
        counts = [Count(after(0), 50), Count(after(5), 62), Count(after(9), 50)]
        rate = daily_rate(pair_up(counts)).value
        assert (rate.pairs, rate.sold, rate.days) == (1, 12, 4)

    def test_over_sixty_days_is_low(self):
        result = daily_rate([pair(200, 20, 61)])
        assert result.confidence is Confidence.LOW
        assert str(result.reason) == "Long gap between counts; the season may have changed."

    def test_the_later_count_of_a_day_replaces_the_earlier(self):
        counts = [Count(after(0), 100), Count(after(14), 70, moved=Movements(20)),
                  Count(after(14), 60, moved=Movements(10))]  # fmt: skip
        (only,) = pair_up(counts)
        assert sold_net(only).value == 100 + 30 - 60

    def test_stock_out_on_a_known_day(self):
        result = daily_rate([pair(60, 0, 14, empty_since=after(9))])
        assert (result.value.sold, result.value.days) == (60, 9)
        assert round(float(result.value.per_day), 2) == 6.67
        assert normalised_target(result.value.per_day, Situation(0, 14, 3)).value.target == 140
        assert normalised_target(Fraction(60, 14), Situation(0, 14, 3)).value.target == 90
        assert result.confidence is Confidence.MEDIUM

    def test_stock_out_on_an_unknown_day_is_a_lower_bound(self):
        result = daily_rate([pair(60, 0, 14)])
        assert round(float(result.value.per_day), 2) == 4.29
        assert result.value.at_least is True
        assert str(result.reason) == "It ran out on an unknown day: true demand is at least this."
        assert result.confidence is Confidence.MEDIUM

    @pytest.mark.parametrize("empty", [0, 15, -3])
    def test_an_impossible_stock_out_day_is_unknown(self, empty):
        assert daily_rate([pair(60, 0, 14, empty_since=after(empty))]).value.at_least


class TestA5FirstVisit:
    def test_the_stated_volume(self):
        result = first_estimate(stated_month=300)
        assert result.value.per_day == 10
        value = normalised_target(result.value.per_day, Situation(90, 14, 3)).value
        assert (value.target, value.order) == (210, 120)
        assert result.confidence is Confidence.LOW
        assert str(result.reason).startswith("First estimate")

    def test_our_shipments_go_first(self):
        assert first_estimate(shipped_30_days=600, stated_month=300).value.per_day == 20

    @pytest.mark.parametrize("shipped", [None, 0])
    def test_nothing_to_go_by_is_refused(self, shipped):
        assert first_estimate(shipped_30_days=shipped).code == "first_visit"

    def test_a_product_without_pairs_is_a_first_visit(self):
        assert selling_rate([], stated_month=300).formula_id == "A5"
        assert selling_rate([]).code == "first_visit"


class TestA6NegativeOrZero:
    MISMATCH = CountPair(Count(after(14), 50), Count(after(28), 62))

    def test_negative_sales_ask_four_questions_in_order(self):
        result = sold_net(self.MISMATCH)
        assert (result.code, result.value) == ("count_mismatch", None)
        assert str(result.steps[-5]) == "Sold since the last count: 50 + 0 − 62 = -12"
        assert result.steps[-4:] == MISMATCH_QUESTIONS

    def test_the_previous_rate_stands_in_with_low_confidence(self):
        result = selling_rate([pair(78, 50, 14), self.MISMATCH])
        assert (result.value.per_day, result.value.basis) == (2, "previous")
        assert (result.code, result.confidence) == ("count_mismatch", Confidence.LOW)

    def test_without_a_previous_rate_there_is_none(self):
        assert selling_rate([self.MISMATCH]).code == "count_mismatch"

    def test_a_mismatch_never_becomes_an_order(self):
        line = replace(a_line(), rate=selling_rate([pair(78, 50, 14), self.MISMATCH]))
        result = order_chain(line)
        assert (result.value, result.code) == (None, "count_mismatch")
        assert MISMATCH_QUESTIONS[0] in result.steps

    def test_unknown_receipts_fall_back_but_may_order(self):
        unknown = CountPair(Count(after(14), 50), Count(after(28), 22, moved=Movements(None)))
        rate = selling_rate([pair(78, 50, 14), unknown])
        assert rate.code == "receipts_unknown"
        assert not order_chain(replace(a_line(), rate=rate)).refused

    def test_nothing_sold(self):
        rate = daily_rate([pair(50, 50, 14)]).value.per_day
        assert rate == 0
        value = normalised_target(rate, Situation(50, 14, 3)).value
        assert (value.target, value.order) == (0, 0)

    @pytest.mark.parametrize(
        ("stock", "days", "more", "dead"),
        [
            (50, 30, {}, True),
            (50, 29, {}, False),
            (0, 60, {}, False),
            (50, 30, {"days_listed": 59}, False),
            (50, 30, {"days_listed": 60}, True),
            (50, 90, {"out_of_season": True}, False),
        ],
    )
    def test_dead_stock(self, stock, days, more, dead):
        assert dead_stock(stock, days, **more).value is dead


class TestA7Adherence:
    @pytest.mark.parametrize(
        ("stock", "ratio", "band"),
        [(68, 0.28, "low"), (400, 1.67, "high"), (120, 0.5, "fits"), (72, 0.3, "fits"), (360, 1.5, "fits")],
    )
    def test_ratio_to_a_period_of_240(self, stock, ratio, band):
        value = stock_ratio(stock, Fraction(240, 14), 14).value
        assert (round(float(value.ratio), 2), value.band) == (ratio, band)

    def test_nothing_sells(self):
        assert stock_ratio(68, 0, 14).code == "not_selling"

    def test_share_of_products(self):
        ratios = [stock_ratio(stock, 10, 14).value for stock in (10, 70, 70, 400)]
        assert adherence(ratios).value == Fraction(1, 2)
        assert adherence([]).code == "no_products"


class TestA8Packs:
    @pytest.mark.parametrize(
        ("need", "cases", "units"),
        [(574, 24, 576), (580, 24, 576), (0, 0, 0), (-5, 0, 0), (4, 0, 0), (5, 1, 24), (24, 1, 24)],
    )
    def test_cases_of_24(self, need, cases, units):
        packs = round_to_packs(need, 24).value
        assert (packs.cases, packs.units) == (cases, units)

    def test_what_is_dropped_is_hours(self):
        packs = round_to_packs(580, 24).value
        assert round(float(packs.exact), 2) == 24.17
        assert 580 - packs.units == 4
        assert round(4 / 37, 1) == 0.1

    def test_a_fifth_of_a_case_is_rounded_up(self):
        assert round_to_packs(6, 5).value.cases == 2

    def test_the_smallest_order(self):
        packs = round_to_packs(30, 24, minimum_cases=5).value
        assert (packs.cases, packs.units, packs.raised_to_minimum) == (5, 120, True)
        assert round_to_packs(0, 24, minimum_cases=5).value.cases == 0

    @pytest.mark.parametrize(
        ("cases", "pallet", "words"),
        [(25, 40, "A layer or pallet holds 40 cases: 15 more would fill it."),
         (95, 40, "A layer or pallet holds 40 cases: 2 full and 15 over. 25 more fill another."),
         (80, 40, None), (0, 40, None), (7, None, None), (7, 1, None), (7, 0, None)],
    )  # fmt: skip
    def test_pallets_are_a_hint_only(self, cases, pallet, words):
        hint = pallet_hint(cases, pallet)
        assert (hint and str(hint)) == words

    def test_unknown_case_size(self):
        assert round_to_packs(30, 0).code == "bad_input"


class TestA9Caps:
    def test_freshness(self):
        freshness = Freshness(shelf_days=180, age_on_arrival=20)
        assert freshness_cap(5, freshness, Situation(100, 14, 3)).value == 100
        assert freshness_cap(5, freshness, Situation(100, 14, 3, in_transit=150)).value == 0

    def test_a_customer_s_own_limit(self):
        freshness = Freshness(180, 20, limit=Fraction(1, 2))
        assert freshness_cap(5, freshness, Situation(100, 14, 3)).value == 250

    def test_freshness_is_not_guessed(self):
        assert freshness_cap(5, Freshness(), Situation(100, 14, 3)).code == "shelf_unknown"

    def test_cash_goes_to_what_runs_out_first(self):
        wants = [
            Want("a", 132, 60_00, Fraction(6)),
            Want("b", 50, 80_00, Fraction(3)),
            Want("c", 30, 50_00, Fraction(20)),
        ]
        assert share_cash(wants, 10_000_00).value == {"a": 100, "b": 50, "c": 0}

    def test_cash_that_suffices_changes_nothing(self):
        wants = [Want("a", 132, 60_00, Fraction(6)), Want("b", 50, 80_00, Fraction(3))]
        assert share_cash(wants, 11_920_00).value == {"a": 132, "b": 50}

    def test_a_part_below_the_smallest_order_is_left_out(self):
        wants = [Want("a", 10, 100, Fraction(1), minimum_cases=5), Want("b", 3, 100, Fraction(2))]
        assert share_cash(wants, 400).value == {"a": 0, "b": 3}

    def test_a_product_without_price_is_not_charged(self):
        result = share_cash([Want("a", 10, None, Fraction(1)), Want("b", 3, 100, None)], 0)
        assert result.value == {"a": 10, "b": 0}
        assert result.confidence is Confidence.MEDIUM

    @pytest.mark.parametrize(
        ("event", "code"),
        [(Event(Fraction("0.4"), "rain"), "bad_event"), (Event(Fraction(4), "fair"), "bad_event"),
         (Event(Fraction(2), "  "), "no_reason")],
    )  # fmt: skip
    def test_events_need_limits_and_a_reason(self, event, code):
        assert event_factor(event).code == code
        assert order_chain(a_line(), event).code == code
        assert order_chains(Order((a_line(),), event, 9, 100))["cola"].code == code

    def test_an_event_multiplies_the_target(self):
        result = order_chain(a_line(sellable=0), Event(Fraction(2), " New Year "))
        assert (result.value.target, result.value.units) == (420, 420)
        assert "New Year: 2 times the usual sales are expected." in list(map(str, result.steps))
        assert "Because of the event: 210 × 2 = 420" in list(map(str, result.steps))
        assert (result.inputs["event_factor"], result.inputs["event"]) == (2, " New Year ")

    def test_the_floor_goes_to_what_runs_out_first(self):
        wants = [Want("a", 30, 60_00, Fraction(6)), Want("b", 20, None, Fraction(3)), Want("c", 9, 1, None)]
        assert share_floor(wants, 35) == {"a": 15, "b": 20, "c": 0}
        assert share_floor(wants, 59) == {"a": 30, "b": 20, "c": 9}
        assert share_floor([Want("a", 30, 1, Fraction(6), minimum_cases=20)], 19) == {"a": 0}


class TestA9Chain:
    def test_the_visible_chain(self):
        line = a_line(per_day=5, sellable=100, next_days=30, case_size=10, case_price=600_00,
                      freshness=Freshness(180, 20))  # fmt: skip
        chain = order_chains(Order((line,), affordable=5_000_00))["cola"].value
        assert [(link.step, link.cases) for link in chain.links] == [
            ("rule", 13), ("freshness", 10), ("cash", 8)
        ]  # fmt: skip
        assert (chain.cases, chain.units, chain.amount) == (8, 80, 4_800_00)

    def test_each_link_says_its_sum(self):
        order = Order((a_line(case_size=24, case_price=60_00),), free_floor_cases=3, affordable=10_000_00)
        chain = order_chains(order)["cola"]
        assert [str(link.words) for link in chain.value.links] == [
            "In cases of 24: 110 ÷ 24 = 4.58, so 5 cases.",
            "Shelf life or age on arrival is not known, so freshness does not limit the order.",
            "There is floor for 3 cases in all, soonest empty first: 3 cases.",
            "In all 10,000 can be paid: 3 cases stay.",
        ]
        assert chain.steps[-1] == chain.value.links[-1].words
        assert chain.inputs["free_floor_cases"] == 3

    def test_unknown_cash_does_not_limit(self):
        chain = order_chains(Order((a_line(case_price=60_00),)))["cola"].value
        assert chain.links[-1].step == "cash"
        assert chain.cases == 110

    def test_a_product_without_a_rate_does_not_stop_the_others(self):
        without = replace(a_line("tea"), rate=selling_rate([]))
        chains = order_chains(Order((a_line(case_price=1), without), None, 500, 10_000_00))
        assert chains["tea"].code == "first_visit"
        assert chains["cola"].value.cases == 110

    def test_smallest_order_above_what_stays_fresh_is_the_rep_s_choice(self):
        line = a_line(per_day=5, sellable=60, case_size=10, minimum_cases=20, freshness=Freshness(180, 20))
        chain = order_chain(line).value
        assert (chain.cases, chain.choice) == (0, (0, 20))

    def test_a_floor_too_small_for_the_smallest_order(self):
        order = Order((a_line(minimum_cases=20),), free_floor_cases=5)
        assert order_chains(order)["cola"].value.cases == 0

    def test_the_floor_is_shared_by_all_products(self):
        lines = (a_line("cola", sellable=100), a_line("tea", sellable=10), a_line("milk", sellable=300))
        chains = order_chains(Order(lines, free_floor_cases=250))
        assert [chains[key].value.cases for key in ("tea", "cola", "milk")] == [200, 50, 0]

    def test_everything_at_once_in_numbers_and_words(self):
        """10 a day for 14 days: 210, doubled 420, less 100: 320 units, 14 cases of 24. The floor takes 12,
        the money 11; a pallet of 8 would have been filled by 5 more."""
        line = a_line(case_size=24, case_price=100_00, minimum_cases=5, pallet_cases=8)
        order = Order((line,), Event(Fraction(2), "New Year"), 12, 1_150_00)
        chain = order_chains(order)["cola"]
        assert [(link.step, link.cases) for link in chain.value.links] == [
            ("rule", 14), ("freshness", 14), ("space", 12), ("cash", 11)
        ]  # fmt: skip
        words = list(map(str, chain.steps))
        assert "Because of the event: 210 × 2 = 420" in words
        assert "In cases of 24: 320 ÷ 24 = 13.33, so 14 cases." in words
        assert words[-1] == "A layer or pallet holds 8 cases: 1 full and 3 over. 5 more fill another."
        assert chain.value.hint == chain.steps[-1]
        more = {name: chain.inputs[name] for name in ("event", "minimum_cases", "pallet_cases")}
        assert more == {"event": "New Year", "minimum_cases": 5, "pallet_cases": 8}

    def test_what_is_neutral_is_not_said(self):
        chain = order_chains(Order((a_line(),)))["cola"]
        assert not {"event", "minimum_cases", "pallet_cases", "free_floor_cases"} & set(chain.inputs)
        assert not [step for step in chain.steps if "event" in str(step) or "floor" in str(step)]

    def test_days_until_empty(self):
        assert order_chain(a_line(per_day=5, sellable=100)).value.days_left == 20

    def test_the_example_of_march_from_counts_to_order(self):
        line = OrderLine("cola", selling_rate([MARCH]), Situation(68, 14, 3, 40), 1, case_price=60_00)
        chain = order_chains(Order((line,), affordable=59_000_00))["cola"]
        assert (chain.value.cases, chain.value.amount) == (132, 7_920_00)
        assert chain.confidence is Confidence.HIGH
        assert any("= 240" in str(step) for step in chain.steps)


class TestA9Agreed:
    @pytest.mark.parametrize(
        ("agreed", "over", "under"),
        [(100, False, False), (120, False, False), (121, True, False), (50, False, False), (49, False, True)],
    )
    def test_a_reason_is_asked_above_a_fifth(self, agreed, over, under):
        value = check_agreed(100, agreed).value
        assert (value.over, value.under, value.needs_reason) == (over, under, over or under)

    def test_any_order_against_no_suggestion(self):
        assert check_agreed(0, 1).value.needs_reason
        assert not check_agreed(0, 0).value.needs_reason

    def test_below_zero(self):
        assert check_agreed(10, -1).code == "bad_input"


class TestA10Confidence:
    @pytest.mark.parametrize(
        ("days", "more", "confidence"),
        [
            (7, {}, "high"), (45, {}, "high"), (46, {}, "medium"), (60, {}, "medium"), (61, {}, "low"),
            (6, {}, "medium"), (14, {"by_app": False}, "medium"), (14, {"stock_out": True}, "medium"),
            (14, {"by_app": False, "stock_out": True}, "low"), (14, {"mismatch": True}, "low"),
            (None, {}, "low"),
        ],
    )  # fmt: skip
    def test_bands(self, days, more, confidence):
        result = confidence_of(days, **more)
        assert result.value == confidence
        assert (result.reason is None) == (confidence == "high")
