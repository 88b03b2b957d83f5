"""Rules B: every worked number, and every lot that cannot be what was typed."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from app.leverage.lots import (
    Delivery,
    Lot,
    ShelfLife,
    alarm_days,
    days_of_cover,
    fifo,
    fifo_quick,
    freshness_score,
    lot_age,
    lots_fit_count,
    stock_at_risk,
    warehouse_rule,
)
from app.leverage.result import Confidence

TODAY = date(2025, 5, 20)
JANUARY, FEBRUARY, MARCH = date(2025, 1, 10), date(2025, 2, 15), date(2025, 3, 20)
HALF_A_YEAR = ShelfLife(days=180)


class TestB1Fifo:
    BEFORE = (Lot(JANUARY, 100), Lot(FEBRUARY, 80))
    NOW = (Lot(JANUARY, 60), Lot(FEBRUARY, 20), Lot(MARCH, 70))

    def test_example(self):
        result = fifo(self.BEFORE, [Delivery(MARCH, 120)], self.NOW)
        assert (result.value.total, result.value.overtaken, result.value.old_left) == (150, 60, 60)
        assert result.value.share == Fraction(60, 100)
        assert result.value.violated
        assert result.confidence is Confidence.HIGH

    def test_example_in_words(self):
        words = [str(step) for step in fifo(self.BEFORE, [Delivery(MARCH, 120)], self.NOW).steps]
        assert words == [
            "Lot 2025-01-10: 40 left; oldest first, 100 would have.",
            "Lot 2025-02-15: 60 left; oldest first, 50 would have.",
            "Lot 2025-03-20: 50 left; oldest first, 0 would have.",
            "60 old ones are still here, yet 60 newer ones left first.",
            "First in, first out: 1 − 60 ÷ 150 = 0.6",
        ]

    def test_oldest_first_is_one(self):
        value = fifo(self.BEFORE, [Delivery(MARCH, 120)], [Lot(FEBRUARY, 30), Lot(MARCH, 120)]).value
        assert (value.share, value.violated) == (1, False)

    def test_quick_visit_gives_the_same_answer(self):
        result = fifo_quick(Lot(JANUARY, 100), Lot(JANUARY, 60), 150)
        assert (result.value.overtaken, result.value.share) == (60, Fraction(60, 100))
        assert result.confidence is Confidence.MEDIUM

    def test_known_damage_is_no_sale(self):
        value = fifo([Lot(JANUARY, 100)], [], [Lot(JANUARY, 60)], damaged={JANUARY: 10}).value
        assert value.total == 30

    def test_a_lot_that_grew_is_asked_again(self):
        result = fifo([Lot(JANUARY, 50)], [], [Lot(JANUARY, 60)])
        assert (result.value, result.code) == (None, "lot_mismatch")
        assert "2025-01-10" in str(result.reason)

    def test_a_lot_nobody_delivered_is_asked_again(self):
        assert fifo([Lot(JANUARY, 50)], [], [Lot(JANUARY, 40), Lot(MARCH, 5)]).code == "lot_mismatch"

    def test_nothing_left(self):
        assert fifo([Lot(JANUARY, 50)], [], [Lot(JANUARY, 50)]).code == "nothing_left"

    def test_no_earlier_lots(self):
        assert fifo([], [], self.NOW).code == "first_visit"

    def test_one_case_is_an_opened_pallet(self):
        before, now = (Lot(JANUARY, 100), Lot(FEBRUARY, 100)), (Lot(JANUARY, 24), Lot(FEBRUARY, 76))
        assert fifo(before, [], now, case_size=24).value.share == 1
        assert fifo(before, [], now, case_size=24).value.ignored == 24
        assert fifo(before, [], now, case_size=12).value.share == Fraction(76, 100)

    def test_a_twentieth_is_ignored(self):
        before = (Lot(JANUARY, 95), Lot(FEBRUARY, 100))
        assert fifo(before, [], (Lot(JANUARY, 0), Lot(FEBRUARY, 95))).value.overtaken == 0
        assert fifo(before, [], (Lot(JANUARY, 5), Lot(FEBRUARY, 90))).value.ignored == 5
        assert fifo(before, [], (Lot(JANUARY, 6), Lot(FEBRUARY, 89))).value.overtaken == 6

    def test_old_goods_that_we_delivered_are_not_his_fault(self):
        result = fifo([Lot(FEBRUARY, 80)], [Delivery(JANUARY, 50)], [Lot(FEBRUARY, 20), Lot(JANUARY, 50)])
        assert result.value.share == 1
        assert result.value.reversed_deliveries == (JANUARY,)
        assert result.code == "reversed_delivery"

    def test_a_supermarket_that_wants_young_dates_is_excluded(self):
        assert fifo(self.BEFORE, [Delivery(MARCH, 120)], self.NOW, ka_order=True).code == "ka_order"
        assert fifo_quick(Lot(JANUARY, 9), Lot(JANUARY, 9), 5, ka_order=True).code == "ka_order"

    def test_only_the_month_is_printed(self):
        before = (Lot(date(2025, 1, 31), 60, month_only=True), Lot(date(2025, 1, 5), 40, month_only=True))
        assert fifo(before, [], [Lot(date(2025, 1, 20), 30, month_only=True)]).value.total == 70

    @pytest.mark.parametrize(
        ("last", "now", "sold", "code"),
        [
            (None, Lot(JANUARY, 5), 5, "first_visit"),
            (Lot(JANUARY, 5), None, 5, "first_visit"),
            (Lot(JANUARY, 5), Lot(FEBRUARY, 5), 5, "other_lot"),
            (Lot(JANUARY, 5), Lot(JANUARY, 6), 5, "lot_mismatch"),
            (Lot(JANUARY, 5), Lot(JANUARY, 5), -1, "lot_mismatch"),
            (Lot(JANUARY, 5), Lot(JANUARY, 5), 0, "nothing_left"),
        ],
    )
    def test_quick_refusals(self, last, now, sold, code):
        assert fifo_quick(last, now, sold).code == code

    def test_lots_have_to_fit_the_count(self):
        assert lots_fit_count([Lot(JANUARY, 60)], 150, every_lot=False).value == 90
        assert lots_fit_count([Lot(JANUARY, 60)], 150, every_lot=True).code == "lot_mismatch"
        assert lots_fit_count([Lot(JANUARY, 60)], 50, every_lot=False).code == "lot_mismatch"


class TestB2Age:
    @pytest.mark.parametrize(
        ("produced", "age", "used", "code"),
        [(JANUARY, 130, 0.722, "F4"), (FEBRUARY, 94, 0.522, "F3"), (MARCH, 61, 0.339, "F2"),
         (date(2025, 5, 1), 19, 0.106, "F1")],
    )  # fmt: skip
    def test_example(self, produced, age, used, code):
        value = lot_age(Lot(produced, 50), HALF_A_YEAR, TODAY).value
        assert (value.age_days, round(float(value.used), 3), value.code) == (age, used, code)

    def test_near_expiry_comes_at_three_quarters(self):
        value = lot_age(Lot(JANUARY, 50), HALF_A_YEAR, TODAY).value
        assert value.near_on == TODAY + timedelta(days=5)
        assert (value.near_on - JANUARY).days == 135
        assert lot_age(Lot(JANUARY, 50), HALF_A_YEAR, value.near_on).value.code == "F5"

    def test_expired_only_after_the_expiry_day(self):
        last_day = JANUARY + timedelta(days=180)
        assert lot_age(Lot(JANUARY, 1), HALF_A_YEAR, last_day).value.code == "F5"
        assert lot_age(Lot(JANUARY, 1), HALF_A_YEAR, last_day + timedelta(days=1)).value.code == "F6"

    def test_short_shelf_life_is_near_at_four_fifths(self):
        shelf = ShelfLife(days=30)
        lots = [Lot(TODAY - timedelta(days=age), 1) for age in (19, 20, 23)]
        assert [lot_age(lot, shelf, TODAY).value.code for lot in lots] == ["F3", "F5", "F5"]

    def test_the_published_table_can_come_first(self):
        shelf = ShelfLife(days=30)  # ten days before expiry is day 20; four fifths would be day 24
        assert lot_age(Lot(TODAY, 1), shelf, TODAY).value.near_on == TODAY + timedelta(days=20)

    @pytest.mark.parametrize(
        ("shelf", "days"),
        [(730, 45), (365, 45), (364, 20), (180, 20), (179, 15), (90, 15), (89, 10), (30, 10), (29, 5),
         (16, 5), (15, 4), (14, 4), (8, 2), (3, 1), (1, 1)],
    )  # fmt: skip
    def test_published_table(self, shelf, days):
        assert alarm_days(shelf) == days

    @pytest.mark.parametrize(
        ("produced", "months", "expires"),
        [
            (date(2025, 1, 31), 1, date(2025, 2, 28)),
            (date(2024, 1, 31), 1, date(2024, 2, 29)),
            (date(2025, 8, 31), 6, date(2026, 2, 28)),
            (date(2025, 12, 1), 12, date(2026, 12, 1)),
            (date(2025, 11, 15), 18, date(2027, 5, 15)),
        ],
    )
    def test_months_are_calendar_months(self, produced, months, expires):
        assert ShelfLife(months=months).end_for(produced) == expires

    def test_months_meet_the_table_as_meant(self):
        shelves = [ShelfLife(months=months) for months in (1, 3, 6, 12)]
        assert [alarm_days(shelf.nominal_days) for shelf in shelves] == [10, 15, 20, 45]

    def test_the_printed_date_wins(self):
        lot = Lot(JANUARY, 1, expires_on=date(2025, 6, 1))
        assert lot_age(lot, HALF_A_YEAR, TODAY).value.days_left == 12
        assert lot_age(lot, None, TODAY).value.code == "F5"

    def test_without_shelf_life_there_is_only_an_age(self):
        result = lot_age(Lot(JANUARY, 1), None, TODAY)
        assert (result.value.age_days, result.value.code, result.value.label) == (130, None, None)
        assert result.code == "shelf_unknown"

    @pytest.mark.parametrize(
        "lot",
        [
            Lot(TODAY + timedelta(days=1), 1),
            Lot(TODAY - timedelta(days=361), 1),
            Lot(JANUARY, 1, expires_on=JANUARY),
        ],
    )
    def test_impossible_dates_are_refused(self, lot):
        result = lot_age(lot, HALF_A_YEAR, TODAY)
        assert result.code == "bad_date"
        assert "photo" in str(result.reason)

    @pytest.mark.parametrize("given", [{}, {"days": 5, "months": 5}, {"days": 0}, {"months": -1}])
    def test_a_shelf_life_is_one_number(self, given):
        with pytest.raises(ValueError):
            ShelfLife(**given)


class TestB3Freshness:
    LOTS = (Lot(JANUARY, 60), Lot(FEBRUARY, 20), Lot(MARCH, 70))

    def test_example(self):
        result = freshness_score(self.LOTS, HALF_A_YEAR, TODAY)
        assert result.value == Fraction(81, 150) == Fraction("0.54")
        assert str(result.steps[0]) == "Freshness: (60 × 0.25 + 20 × 0.5 + 70 × 0.8) ÷ 150 = 0.54"

    def test_sealed_lots_are_no_stock(self):
        lots = (*self.LOTS, Lot(date(2024, 11, 1), 500, sealed=True))
        assert freshness_score(lots, HALF_A_YEAR, TODAY).value == Fraction("0.54")

    def test_lots_with_impossible_dates_are_left_out(self):
        result = freshness_score((*self.LOTS, Lot(date(2026, 1, 1), 9)), HALF_A_YEAR, TODAY)
        assert (result.value, result.confidence) == (Fraction("0.54"), Confidence.MEDIUM)

    def test_refusals(self):
        assert freshness_score([], HALF_A_YEAR, TODAY).code == "no_lots"
        assert freshness_score(self.LOTS, None, TODAY).code == "no_lots"
        assert freshness_score([Lot(JANUARY, -1)], HALF_A_YEAR, TODAY).code == "bad_count"


class TestB4Risk:
    LOTS = (Lot(MARCH, 70), Lot(JANUARY, 60), Lot(FEBRUARY, 20))

    def test_example(self):
        result = stock_at_risk(self.LOTS, HALF_A_YEAR, 2, TODAY, unit_cost=48_00)
        oldest, middle, newest = result.value.lots
        assert (oldest.sells, oldest.risk) == (10, 50)
        assert (middle.risk, newest.risk) == (0, 0)
        assert (result.value.risk, result.value.money) == (50, 2_400_00)
        assert oldest.limit_on == date(2025, 5, 25)

    def test_example_in_words(self):
        steps = stock_at_risk(self.LOTS, HALF_A_YEAR, 2, TODAY, unit_cost=48_00).steps
        assert str(steps[0]) == "Lot 2025-01-10: at 2 a day 10 of 60 sell until 2025-05-25; 50 do not."
        assert str(steps[-1]) == "At cost that is 2,400."

    def test_a_customer_s_own_limit(self):
        value = stock_at_risk(self.LOTS, HALF_A_YEAR, 2, TODAY, limit=Fraction(1, 2)).value
        assert [lot.risk for lot in value.lots] == [60, 20, 12]
        assert value.money is None

    def test_a_unit_cost_that_is_part_of_a_case_price(self):
        value = stock_at_risk(self.LOTS, HALF_A_YEAR, 2, TODAY, unit_cost=Fraction(100, 24)).value
        assert value.money == 208

    def test_nothing_sells(self):
        assert stock_at_risk(self.LOTS, HALF_A_YEAR, 0, TODAY).value.risk == 150

    def test_refusals(self):
        assert stock_at_risk(self.LOTS, HALF_A_YEAR, None, TODAY).code == "no_rate"
        assert stock_at_risk([], HALF_A_YEAR, 2, TODAY).code == "no_lots"
        assert stock_at_risk(self.LOTS, None, 2, TODAY).code == "shelf_unknown"
        assert stock_at_risk([Lot(date(2026, 1, 1), 9)], HALF_A_YEAR, 2, TODAY).code == "bad_date"
        assert stock_at_risk([Lot(JANUARY, -9)], HALF_A_YEAR, 2, TODAY).code == "bad_count"


class TestB5Cover:
    def test_example(self):
        value = days_of_cover(150, 5, next_days=30, lead_days=3).value
        assert (value.days, value.total_days) == (30, 30)

    def test_goods_on_the_way_count_apart(self):
        value = days_of_cover(150, 5, next_days=30, lead_days=3, in_transit=50).value
        assert (value.days, value.total_days) == (30, 40)

    @pytest.mark.parametrize(
        ("stock", "coming", "band", "severity"),
        [
            (29, 0, "out_now", "critical"), (30, 0, "short", "major"), (139, 0, "short", "major"),
            (29, 120, "normal", "info"), (140, 0, "normal", "info"), (210, 0, "normal", "info"),
            (211, 0, "high", "minor"), (450, 0, "high", "minor"), (451, 0, "glut", "major"),
        ],
    )  # fmt: skip
    def test_bands_at_ten_a_day(self, stock, coming, band, severity):
        value = days_of_cover(stock, 10, next_days=14, lead_days=3, in_transit=coming).value
        assert (value.band, value.severity) == (band, severity)

    @pytest.mark.parametrize(("cycle", "tenths", "above"), [(30, 450, "glut"), (7, 105, "high")])
    def test_one_and_a_half_cycles_are_45_and_10_5_days(self, cycle, tenths, above):
        assert days_of_cover(tenths, 10, next_days=cycle).value.band == "normal"
        assert days_of_cover(tenths + 1, 10, next_days=cycle).value.band == above

    def test_no_rate_is_not_a_rate_of_zero(self):
        assert days_of_cover(150, None, next_days=14).code == "no_rate"
        assert days_of_cover(150, 0, next_days=14).value.band == "not_selling"
        assert days_of_cover(150, 0, next_days=14).value.days is None

    def test_unknown_delivery_time(self):
        assert days_of_cover(1, 10, next_days=14).value.band == "short"
        assert days_of_cover(0, 10, next_days=14).value.band == "out_now"

    def test_below_zero(self):
        assert days_of_cover(-1, 10, next_days=14).code == "bad_input"


def test_b6_off_floor_and_wall():
    assert warehouse_rule().value == 10
    assert str(warehouse_rule().steps[0]) == "At least 10 cm off the floor and the wall."
