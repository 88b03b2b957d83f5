"""Rules C: every worked number (in fen), and every book that does not allow one."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from app.leverage.cash import (
    Balance,
    Ledger,
    LedgerRow,
    Lump,
    MoneyRange,
    Outlook,
    Payments,
    Spoken,
    affordable,
    best_purchase_day,
    cap_by_share,
    cases_for,
    cash_cover,
    direction_flags,
    flow,
    ledger_level,
    outlook_from,
    outside_share,
    sanity_figures,
)
from app.leverage.result import Confidence

MONDAY = date(2025, 4, 21)
TODAY = MONDAY + timedelta(days=28)
YUAN = 100


def yuan(amount: int) -> int:
    return amount * YUAN


def in_(days: int) -> date:
    return TODAY + timedelta(days=days)


def out(amount: int, category: str | None, day: int = 0) -> LedgerRow:
    return LedgerRow(MONDAY + timedelta(days=day), "out", yuan(amount), category)


# Four weeks of rules C2 and C3: 420,000 in, 392,000 out, of which 84,000 are running costs.
INFLOW = tuple(LedgerRow(MONDAY + timedelta(days=day), "in", yuan(15_000), "cash_sales") for day in range(28))
OUTFLOW = (
    out(36_000, "wages", 4), out(20_000, "rent", 9), out(28_000, "vehicles", 20),
    out(224_000, "goods_others", 11), out(84_000, "goods_us", 15),
)  # fmt: skip
BOOK = Ledger(INFLOW + OUTFLOW, covers_to=TODAY - timedelta(days=1))
IN_HAND = Balance(yuan(20_000), yuan(120_000), TODAY)


class TestC1Levels:
    def test_entries_totals_and_what_was_told(self):
        totals = Ledger(tuple(LedgerRow(row.on, row.direction, row.amount) for row in BOOK.rows))
        told = [ledger_level(source, TODAY) for source in (BOOK, totals, Spoken(30, 1, 1))]
        assert [level.value for level in told] == ["entries", "totals", "spoken"]
        assert [level.confidence for level in told] == ["high", "medium", "low"]

    def test_what_is_told_counts_on_the_careful_side(self):
        inflow, outflow = MoneyRange(yuan(300_000), yuan(400_000)), MoneyRange(yuan(240_000), yuan(270_000))
        value = flow(Spoken(30, inflow, outflow), TODAY).value
        assert (value.avg_in, value.avg_out) == (yuan(10_000), yuan(9_000))

    def test_a_balance_given_as_a_range_counts_with_its_lower_end(self):
        balance = Balance(MoneyRange(yuan(20_000), yuan(50_000)), yuan(120_000), TODAY)
        result = cash_cover(balance, flow(BOOK, TODAY))
        assert (result.value.days, result.confidence) == (10, Confidence.MEDIUM)

    @pytest.mark.parametrize(
        ("rows", "more", "code"),
        [
            ((), {}, "no_ledger"),
            ((LedgerRow(MONDAY, "in", -1),), {}, "bad_amount"),
            ((LedgerRow(MONDAY, "in", 1, "wages"),), {}, "bad_category"),
            ((LedgerRow(MONDAY, "sideways", 1),), {}, "bad_category"),
            ((LedgerRow(in_(1), "in", 1),), {}, "bad_dates"),
            ((LedgerRow(MONDAY, "in", 1),), {"covers_from": MONDAY + timedelta(days=1)}, "bad_dates"),
            (
                (LedgerRow(MONDAY, "in", 1),),
                {"covers_from": MONDAY, "covers_to": MONDAY - timedelta(days=1)},
                "bad_dates",
            ),
        ],
    )
    def test_books_that_cannot_be(self, rows, more, code):
        ledger = Ledger(rows, **more)
        assert ledger_level(ledger, TODAY).code == code
        assert flow(ledger, TODAY).code == code
        assert cash_cover(IN_HAND, flow(ledger, TODAY)).code == code

    def test_told_figures_below_zero(self):
        assert flow(Spoken(30, -1, 5), TODAY).code == "bad_amount"

    def test_a_book_that_does_not_add_up_is_told_so(self):
        proved = Ledger(BOOK.rows, covers_to=BOOK.covers_to, opening=yuan(100_000), closing=yuan(128_000))
        assert flow(proved, TODAY).confidence is Confidence.HIGH
        wrong = Ledger(BOOK.rows, covers_to=BOOK.covers_to, opening=yuan(100_000), closing=yuan(120_000))
        result = flow(wrong, TODAY)
        assert result.confidence is Confidence.LOW
        assert ledger_level(wrong, TODAY).code == "does_not_add_up"
        assert "8,000 are missing" in str(result.reason)


class TestC2Flow:
    def test_example(self):
        result = flow(BOOK, TODAY)
        value = result.value
        assert (value.days, value.avg_in, value.avg_out) == (28, yuan(15_000), yuan(14_000))
        assert value.net == yuan(28_000)
        assert round(float(value.ratio), 3) == 0.067
        assert result.confidence is Confidence.HIGH

    def test_example_in_words(self):
        assert [str(step) for step in flow(BOOK, TODAY).steps] == [
            "In 28 days 420,000 came in: 15,000 a day.",
            "In 28 days 392,000 went out: 14,000 a day.",
            "Left over: 420,000 − 392,000 = 28,000, 6.7% of what came in.",
        ]

    def test_closed_days_count(self):
        rows = (LedgerRow(MONDAY, "in", yuan(140), "cash_sales"),)
        value = flow(Ledger(rows, MONDAY, MONDAY + timedelta(days=13)), TODAY).value
        assert value.avg_in == yuan(10)

    @pytest.mark.parametrize(
        ("days", "code", "confidence"),
        [(6, "short_ledger", "low"), (7, None, "low"), (13, None, "low"), (14, None, "high")],
    )
    def test_short_ledgers(self, days, code, confidence):
        result = flow(Ledger(INFLOW[:days]), TODAY)
        assert (result.code, result.confidence, result.refused) == (code, confidence, code is not None)

    def test_without_inflow_there_is_no_ratio(self):
        value = flow(Ledger((out(100, "wages"),), MONDAY, in_(-1)), TODAY).value
        assert (value.ratio, value.avg_in) == (None, 0)


class TestC3Cover:
    def test_example(self):
        result = cash_cover(IN_HAND, flow(BOOK, TODAY))
        assert result.value.days == 10
        assert round(float(result.value.operating_days), 1) == 46.7
        assert result.value.band == "red"

    def test_example_in_words(self):
        assert [str(step) for step in cash_cover(IN_HAND, flow(BOOK, TODAY)).steps] == [
            "140,000 in hand ÷ 14,000 going out a day = 10 days",
            "On running costs alone: 140,000 ÷ 3,000 = 46.7 days",
        ]

    @pytest.mark.parametrize(
        ("amount", "band"),
        [(97_999, "critical"), (98_000, "red"), (181_999, "red"), (182_000, "amber"), (377_999, "amber"),
         (378_000, "green")],
    )  # fmt: skip
    def test_bands_at_7_13_and_27_days(self, amount, band):
        assert cash_cover(Balance(0, yuan(amount), TODAY), flow(BOOK, TODAY)).value.band == band

    def test_an_unknown_part_is_left_out_and_said(self):
        result = cash_cover(Balance(None, yuan(140_000), TODAY), flow(BOOK, TODAY))
        assert (result.value.days, result.confidence) == (10, Confidence.LOW)

    def test_refusals(self):
        assert cash_cover(Balance(None, None, TODAY), flow(BOOK, TODAY)).code == "no_balance"
        assert cash_cover(Balance(-1, 0, TODAY), flow(BOOK, TODAY)).code == "bad_amount"
        assert cash_cover(IN_HAND, flow(Ledger(INFLOW), TODAY)).code == "no_outflow"
        assert cash_cover(IN_HAND, flow(Ledger(BOOK.rows[:3]), TODAY)).code == "short_ledger"


class TestC4Affordable:
    WAGES = Lump(in_(3), yuan(36_000), "wages")
    RENT = Lump(in_(12), yuan(60_000), "rent")

    def plan(self, *lumps: Lump, pay_day: int = 5) -> Outlook:
        return Outlook(yuan(15_000), yuan(9_000), yuan(3_000), lumps, pay_day)

    def test_payday_alone_looks_like_98_000(self):
        value = affordable(IN_HAND, self.plan(self.WAGES), TODAY).value
        assert value.path[5] == yuan(119_000)
        assert value.reserve == yuan(21_000)
        assert (value.amount, value.binding_on) == (yuan(98_000), in_(5))

    def test_rent_on_day_twelve_binds(self):
        value = affordable(IN_HAND, self.plan(self.WAGES, self.RENT), TODAY).value
        assert value.path[12] == yuan(80_000)
        assert (value.amount, value.looks_like) == (yuan(59_000), yuan(98_000))
        assert (value.binding_on, value.lowest) == (in_(12), yuan(80_000))
        assert value.gap == 0

    def test_cases_at_sixty(self):
        assert cases_for(yuan(59_000), yuan(60)) == 983
        assert cases_for(yuan(98_000), yuan(60)) == 1_633
        assert cases_for(-5, yuan(60)) == 0

    def test_example_in_words(self):
        steps = affordable(IN_HAND, self.plan(self.WAGES, self.RENT), TODAY).steps
        assert [str(step) for step in steps] == [
            "In hand: 140,000. Each day 12,000 come in (80% of the average) and 9,000 go out.",
            "2025-05-22: 36,000 due for Wages.",
            "2025-05-31: 60,000 due for Rent.",
            "We are paid on 2025-05-24. From then on the tightest day is 2025-05-31, with 80,000 left.",
            "Kept back for 7 days of running costs: 21,000",
            "Can be paid: 80,000 − 21,000 = 59,000",
            "On payday alone it would look like 98,000.",
        ]

    def test_from_the_book_to_the_amount(self):
        outlook = outlook_from(flow(BOOK, TODAY), [self.WAGES, self.RENT], pay_day=5)
        assert (outlook.value.routine_out, outlook.value.operating_out) == (yuan(9_000), yuan(3_000))
        result = affordable(IN_HAND, outlook, TODAY)
        assert (result.value.amount, result.confidence) == (yuan(59_000), Confidence.HIGH)

    def test_without_categories_every_payment_counts(self):
        totals = Ledger(tuple(LedgerRow(row.on, row.direction, row.amount) for row in BOOK.rows))
        outlook = outlook_from(flow(totals, TODAY))
        assert outlook.value.routine_out == outlook.value.operating_out > yuan(13_900)
        assert affordable(IN_HAND, outlook, TODAY).confidence is Confidence.LOW

    def test_a_gap_is_named_with_its_day(self):
        value = affordable(IN_HAND, self.plan(Lump(in_(2), yuan(130_000), "loan_repayment")), TODAY).value
        assert (value.gap, value.gap_on) == (yuan(5_000), in_(2))

    def test_nothing_left_is_zero_and_said(self):
        result = affordable(IN_HAND, self.plan(Lump(in_(9), yuan(200_000))), TODAY)
        assert result.value.amount == 0
        assert "Nothing is left for an order" in str(result.steps[-2])

    def test_credit_stretches_the_horizon(self):
        value = affordable(IN_HAND, self.plan(Lump(in_(20), yuan(150_000)), pay_day=30), TODAY).value
        assert len(value.path) == 31
        assert value.pay_on == in_(30)
        assert value.amount == yuan(140_000 + 30 * 3_000 - 150_000 - 21_000)

    def test_credit_is_said_in_words(self):
        outlook = outlook_from(flow(BOOK, TODAY), pay_day=33, credit_days=30)
        result = affordable(IN_HAND, outlook, TODAY)
        assert (result.inputs["credit_days"], result.value.pay_on) == (30, in_(33))
        assert "He pays 30 days after delivery, so the sum looks that far ahead." in map(str, result.steps)
        on_the_spot = affordable(IN_HAND, outlook_from(flow(BOOK, TODAY), pay_day=3), TODAY)
        assert not [step for step in on_the_spot.steps if "after delivery" in str(step)]

    def test_cash_on_the_spot_is_day_zero(self):
        value = affordable(IN_HAND, self.plan(pay_day=0), TODAY).value
        assert (value.amount, value.binding_on) == (yuan(119_000), TODAY)

    def test_overdue_payments_go_off_at_once(self):
        value = affordable(IN_HAND, self.plan(Lump(in_(-3), yuan(40_000)), pay_day=0), TODAY).value
        assert value.path[0] == yuan(100_000)

    def test_a_range_counts_with_its_upper_end(self):
        ranged = Lump(in_(12), MoneyRange(yuan(40_000), yuan(60_000)), "rent")
        result = affordable(IN_HAND, self.plan(self.WAGES, ranged), TODAY)
        assert (result.value.amount, result.confidence) == (yuan(59_000), Confidence.MEDIUM)

    def test_our_share_is_a_hint(self):
        assert cap_by_share(Fraction(1, 4), yuan(59_000)).value == yuan(14_750)
        assert cap_by_share(Fraction(5, 4), yuan(59_000)).code == "bad_input"

    @pytest.mark.parametrize(
        ("balance", "pay_day", "code"),
        [
            (Balance(None, None, TODAY), 5, "no_balance"),
            (Balance(1, 1, in_(-8)), 5, "old_balance"),
            (Balance(1, 1, in_(1)), 5, "bad_input"),
            (Balance(-5, 1, TODAY), 5, "bad_amount"),
            (Balance(1, 1, TODAY), -1, "bad_input"),
            (Balance(1, 1, TODAY), 366, "bad_input"),
        ],
    )
    def test_refusals(self, balance, pay_day, code):
        assert affordable(balance, self.plan(pay_day=pay_day), TODAY).code == code

    def test_a_week_old_balance_is_young_enough(self):
        assert not affordable(Balance(1, 1, in_(-7)), self.plan(), TODAY).refused

    def test_a_short_ledger_refuses(self):
        outlook = outlook_from(flow(Ledger(BOOK.rows[:3]), TODAY))
        assert affordable(IN_HAND, outlook, TODAY).code == "short_ledger"


class TestC5PurchaseDay:
    IN = (12, 10, 14, 11, 22, 24, 8)
    OUT = (20, 9, 9, 16, 8, 6, 3)

    def book(self, weeks: int = 4, *, scale: int = 1) -> Ledger:
        rows = []
        for day in range(7 * weeks):
            on = MONDAY + timedelta(days=day)
            # One week is out of the ordinary; medians pass over it.
            factor = 9 if day // 7 == 1 and weeks > 4 else 1
            rows.append(LedgerRow(on, "in", yuan(1000 * self.IN[day % 7] * factor * scale)))
            rows.append(LedgerRow(on, "out", yuan(1000 * self.OUT[day % 7] * scale)))
        return Ledger(tuple(rows))

    def test_example(self):
        result = best_purchase_day(self.book(), TODAY)
        assert [int(total) // yuan(1000) for total in result.value.cumulative] == [-8, -7, -2, -7, 7, 25, 30]
        assert (result.value.weekday, str(result.value.label), result.value.basis) == (0, "Monday", "flows")
        assert result.confidence is Confidence.HIGH

    def test_medians_pass_over_an_odd_week(self):
        book = self.book(weeks=5)
        assert best_purchase_day(book, in_(7)).value.cumulative[-1] == yuan(30_000)

    def test_ties_go_to_the_earlier_day(self):
        rows = (LedgerRow(MONDAY + timedelta(days=1), "in", 0),)
        value = best_purchase_day(Ledger(rows, MONDAY, in_(-1)), TODAY).value
        assert value.weekday == 1

    def test_less_than_four_weeks_falls_back_on_what_he_says(self):
        result = best_purchase_day(self.book(weeks=3), TODAY, stated_day=2)
        assert (result.value.weekday, result.value.basis) == (2, "stated")
        assert result.confidence is Confidence.LOW

    @pytest.mark.parametrize("stated", [None, 7])
    def test_less_than_four_weeks_and_no_word_is_refused(self, stated):
        assert best_purchase_day(self.book(weeks=3), TODAY, stated_day=stated).code == "short_ledger"
        assert best_purchase_day(None, TODAY, stated_day=stated).code == "short_ledger"

    def test_a_book_that_cannot_be_is_not_used(self):
        assert best_purchase_day(Ledger((LedgerRow(MONDAY, "in", -1),), MONDAY, in_(-1)), TODAY).refused

    def test_daily_balances_go_first(self):
        balances = {MONDAY + timedelta(days=day): yuan(100 + (day % 7 == 3) * 50) for day in range(28)}
        value = best_purchase_day(self.book(), TODAY, closing_balances=balances).value
        assert (value.weekday, value.basis) == (4, "balances")

    def test_too_few_balances_leave_it_to_the_flows(self):
        balances = {MONDAY: 1, in_(-1): 2}
        assert best_purchase_day(self.book(), TODAY, closing_balances=balances).value.basis == "flows"

    def test_the_next_such_day(self):
        assert best_purchase_day(self.book(), TODAY).value.order_on == TODAY
        assert best_purchase_day(self.book(), in_(1)).value.order_on == in_(7)

    def test_the_stock_date_wins(self):
        late = best_purchase_day(self.book(), in_(1), lead_days=3, stock_out_on=in_(8)).value
        assert (late.order_on, late.governed_by) == (in_(5), "stock")
        early = best_purchase_day(self.book(), in_(1), lead_days=3, stock_out_on=in_(10)).value
        assert (early.order_on, early.governed_by) == (in_(7), "cash")
        gone = best_purchase_day(self.book(), in_(1), lead_days=3, stock_out_on=in_(2)).value
        assert gone.order_on == in_(1)


class TestC6Direction:
    def flags(self, *rows: LedgerRow, **more) -> dict:
        result = direction_flags(Ledger(rows, MONDAY, in_(-1)), TODAY, **more)
        return {flag.key: flag for flag in result.value}

    def entry(self, direction: str, amount: int, category: str | None) -> LedgerRow:
        return LedgerRow(in_(-1), direction, amount, category)

    def test_an_ordinary_book_raises_no_question(self):
        result = direction_flags(BOOK, TODAY)
        assert (result.value, result.confidence) == ((), Confidence.HIGH)

    def test_drawings_and_other_business(self):
        rows = [self.entry("out", 79, "wages"), self.entry("out", 8, "owner_drawings"),
                self.entry("out", 13, "other_business")]  # fmt: skip
        flag = self.flags(*rows)["outside"]
        assert (flag.share, flag.category) == (Fraction(21, 100), "other_business")
        assert str(flag.question) == "21% of the money goes to Other business: is that once, or every month?"
        assert outside_share(Ledger(tuple(rows))) == (Fraction(21, 100), "other_business")

    def test_a_fifth_is_not_more_than_a_fifth(self):
        assert not self.flags(self.entry("out", 80, "wages"), self.entry("out", 20, "owner_drawings"),
                              self.entry("in", 80, "cash_sales"), self.entry("in", 20, "loan"))  # fmt: skip

    def test_loans(self):
        rows = (self.entry("in", 79, "cash_sales"), self.entry("in", 21, "loan"))
        assert self.flags(*rows)["loans"].share == Fraction(21, 100)

    def test_uncategorised(self):
        rows = (self.entry("in", 84, "cash_sales"), self.entry("out", 16, None))
        assert self.flags(*rows)["uncategorised"].share == Fraction(16, 100)

    def test_payments_to_us_fall_while_sales_do_not(self):
        rows = (self.entry("in", 1, "cash_sales"),)
        assert "payments_fall" in self.flags(*rows, payments=Payments(100, 80, 50, 50))
        assert not self.flags(*rows, payments=Payments(100, 80, 50, 40))
        assert not self.flags(*rows, payments=Payments(100, 95, 50, 50))
        assert "payments_fall" in self.flags(*rows, payments=Payments(100, 80, 50, 48))  # sales: 4% less
        assert not self.flags(*rows, payments=Payments(100, 86, 50, 47))  # 14% against 6%
        assert not self.flags(*rows, payments=Payments(0, 80, 50, 50))

    def test_a_book_that_stopped(self):
        row = LedgerRow(MONDAY, "in", 1, "cash_sales")
        stopped = direction_flags(Ledger((row,)), MONDAY + timedelta(days=8))
        assert [flag.key for flag in stopped.value] == ["book_stopped"]
        assert not direction_flags(Ledger((row,)), MONDAY + timedelta(days=7)).value

    def test_totals_are_not_judged_by_category(self):
        result = direction_flags(Ledger((self.entry("out", 5, None),), MONDAY, in_(-1)), TODAY)
        assert (result.value, result.confidence) == ((), Confidence.LOW)

    def test_nothing_taken_out_is_no_question(self):
        assert outside_share(BOOK) is None


def test_c7_rough_figures_are_never_sure():
    result = sanity_figures()
    assert result.confidence is Confidence.LOW
    assert result.value.gross_margin == (Fraction(1, 10), Fraction(1, 5))
    assert (result.value.receivable_days, result.value.stock_days) == ((45, 60), (30, 45))
