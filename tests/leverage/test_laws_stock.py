"""Laws that hold for every stock, lot and book, not only for the worked examples."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from app.leverage.cash import (
    Balance,
    Ledger,
    LedgerRow,
    Lump,
    MoneyRange,
    Outlook,
    affordable,
    best_purchase_day,
    cash_cover,
    flow,
)
from app.leverage.lots import (
    Delivery,
    Lot,
    ShelfLife,
    fifo,
    fifo_quick,
    freshness_score,
    lot_age,
    stock_at_risk,
)
from app.leverage.result import found
from app.leverage.safety_stock import (
    Count,
    CountPair,
    Event,
    Freshness,
    Movements,
    Order,
    OrderLine,
    Rate,
    Situation,
    daily_rate,
    freshness_cap,
    normalised_target,
    order_chains,
    round_to_packs,
    sold_net,
)

TODAY = date(2025, 6, 2)
FEW = settings(max_examples=60, deadline=None)

quantities = st.integers(0, 500)
rates = st.fractions(0, 50, max_denominator=30)
situations = st.builds(
    Situation, quantities, st.integers(1, 45), st.none() | st.integers(0, 30), st.integers(0, 200)
)
shelves = st.builds(Freshness, st.none() | st.integers(1, 400), st.none() | st.integers(0, 100))
movements = st.builds(Movements, st.integers(0, 300), *[st.integers(0, 20)] * 5)
lots_of_a_quarter = st.lists(
    st.builds(Lot, st.dates(TODAY - timedelta(days=170), TODAY), st.integers(0, 200)), max_size=5
)


@st.composite
def lines(draw, key="a"):
    return OrderLine(
        key,
        found("A4", Rate(draw(rates), 0, 14, 1, "interval"), {}),
        draw(situations),
        case_size=draw(st.sampled_from([1, 6, 12, 24])),
        case_price=draw(st.integers(1, 5_000)),
        minimum_cases=draw(st.integers(0, 6)),
        pallet_cases=draw(st.none() | st.integers(1, 60)),
        freshness=draw(shelves),
    )


@st.composite
def orders(draw):
    wanted = tuple(draw(lines(number)) for number in range(draw(st.integers(1, 4))))
    factors = st.fractions("1/2", 3, max_denominator=100)
    event = draw(st.none() | st.builds(Event, factors, st.just("festival")))
    return Order(wanted, event, draw(st.none() | st.integers(0, 60)), draw(st.integers(0, 60_000)))


@st.composite
def pairs(draw):
    last, now = draw(quantities), draw(quantities)
    days, bad = draw(st.integers(1, 70)), draw(st.integers(0, 20))
    later = Count(TODAY + timedelta(days=days), now + bad, unsellable=bad, moved=draw(movements))
    return CountPair(Count(TODAY, last), later)


@st.composite
def lot_moves(draw):
    """Two counts of up to four lots that fit together, and what came in between."""
    dates = draw(st.lists(st.dates(TODAY - timedelta(days=170), TODAY), min_size=1, max_size=4, unique=True))
    had = [draw(st.integers(0, 200)) for _ in dates]
    came = [draw(st.integers(0, 100)) for _ in dates]
    kept = [draw(st.integers(0, stock + new)) for stock, new in zip(had, came, strict=True)]
    return (
        [Lot(day, quantity) for day, quantity in zip(dates, had, strict=True)],
        [Delivery(day, quantity) for day, quantity in zip(dates, came, strict=True)],
        [Lot(day, quantity) for day, quantity in zip(dates, kept, strict=True)],
    )


@st.composite
def outlooks(draw):
    lumps = [
        Lump(TODAY + timedelta(days=draw(st.integers(-2, 20))), draw(st.integers(0, 50_000)))
        for _ in range(draw(st.integers(0, 4)))
    ]
    money = st.integers(0, 20_000)
    return Outlook(draw(money), draw(money), draw(money), tuple(lumps), draw(st.integers(0, 20)))


@st.composite
def ledgers(draw):
    days = draw(st.integers(28, 40))
    amounts = st.integers(0, 90_000)
    rows = [
        LedgerRow(TODAY - timedelta(days=day), way, draw(amounts), category)
        for day in range(0, days, 3)
        for way, category in (("in", "cash_sales"), ("out", "wages"))
    ]
    return Ledger(tuple(rows), TODAY - timedelta(days=days - 1), TODAY)


@FEW
@given(pairs())
def test_sold_units_are_counted_or_refused_never_negative(pair):
    sold = sold_net(pair)
    assert sold.code == "count_mismatch" if sold.refused else sold.value >= 0
    rate = daily_rate([pair])
    assert rate.refused == sold.refused
    assert rate.refused or rate.value.per_day >= 0


@FEW
@given(rates, situations, st.integers(1, 100))
def test_orders_are_never_negative_and_fall_with_stock(rate, situation, more):
    less = normalised_target(rate, situation).value
    fuller = normalised_target(rate, replace(situation, sellable=situation.sellable + more)).value
    assert 0 <= fuller.order <= less.order


@FEW
@given(st.fractions(-100, 3_000, max_denominator=20), st.sampled_from([1, 6, 24]), st.integers(0, 20))
def test_rounding_keeps_within_a_case_of_the_need_or_at_the_minimum(need, case_size, minimum):
    packs = round_to_packs(need, case_size, minimum_cases=minimum).value
    assert packs.units == packs.cases * case_size >= 0
    assert packs.raised_to_minimum or abs(packs.units - max(0, need)) < case_size
    assert packs.cases == 0 or packs.cases >= minimum


@FEW
@given(orders())
def test_no_order_is_above_any_of_its_caps(order):
    chains = order_chains(order)
    assert sum(chain.value.amount for chain in chains.values()) <= order.affordable
    floor = order.free_floor_cases
    assert floor is None or sum(chain.value.cases for chain in chains.values()) <= floor
    for line in order.lines:
        value = chains[line.key].value
        cases = [link.cases for link in value.links]
        assert cases == sorted(cases, reverse=True) and cases[-1] == value.cases >= 0
        cap = freshness_cap(line.rate.value.per_day, line.freshness, line.situation)
        assert cap.refused or value.units <= cap.value
        assert value.cases == 0 or value.cases >= line.minimum_cases


@FEW
@given(orders(), st.integers(1, 300))
def test_more_stock_never_raises_a_product_s_order(order, more):
    first = order.lines[0]
    fuller = replace(first, situation=replace(first.situation, sellable=first.situation.sellable + more))
    before = order_chains(order)[first.key].value
    after = order_chains(replace(order, lines=(fuller, *order.lines[1:])))[first.key].value
    assert after.cases <= before.cases


@FEW
@given(orders(), st.integers(2, 100))
def test_prices_in_another_unit_change_no_order(order, scale):
    scaled = tuple(replace(line, case_price=line.case_price * scale) for line in order.lines)
    before = order_chains(order)
    after = order_chains(replace(order, lines=scaled, affordable=order.affordable * scale))
    assert all(before[line.key].value.cases == after[line.key].value.cases for line in order.lines)


@FEW
@given(lines(), st.fractions("1/2", 3, max_denominator=100), st.fractions("1/2", 3, max_denominator=100))
def test_a_larger_event_never_lowers_an_order(line, one, other):
    low, high = sorted((one, other))
    less, more = (
        order_chains(Order((line,), Event(factor, "festival")))[line.key].value for factor in (low, high)
    )
    assert less.target <= more.target
    assert less.cases <= more.cases or more.choice


@FEW
@given(lines(), st.integers(2, 24))
def test_counting_in_smaller_units_changes_no_order(line, scale):
    rate = replace(line.rate, value=replace(line.rate.value, per_day=line.rate.value.per_day * scale))
    situation = replace(
        line.situation, sellable=line.situation.sellable * scale, in_transit=line.situation.in_transit * scale
    )
    scaled = replace(line, rate=rate, situation=situation, case_size=line.case_size * scale)
    before, after = (order_chains(Order((each,)))[line.key].value for each in (line, scaled))
    assert before.cases == after.cases
    assert before.days_left == after.days_left


@FEW
@given(lot_moves())
def test_fifo_lies_between_zero_and_one(move):
    result = fifo(*move)
    if result.refused:
        assert result.code in ("nothing_left", "first_visit")
        return
    assert 0 <= result.value.share <= 1
    assert 0 <= result.value.overtaken <= result.value.total
    assert result.value.violated <= (result.value.overtaken > 0)


@FEW
@given(lot_moves(), st.integers(2, 24))
def test_fifo_is_the_same_in_smaller_units(move, scale):
    scaled = [[replace(lot, quantity=lot.quantity * scale) for lot in lots] for lots in move]
    before, after = fifo(*move), fifo(*scaled, case_size=scale)
    assert before.code == after.code
    assert before.refused or before.value.share == after.value.share


@FEW
@given(st.integers(0, 300), st.integers(0, 300), st.integers(1, 300))
def test_the_quick_answer_is_that_of_two_lots(oldest, newer, sold):
    """With all receipts newer, the oldest lot alone tells as much as the whole list."""
    sold = min(sold, oldest + newer)
    for left in {0, oldest // 2, oldest}:
        taken_from_newer = sold - (oldest - left)
        if not 0 <= taken_from_newer <= newer or sold == 0 or oldest == 0:
            continue
        before = [Lot(TODAY, oldest), Lot(TODAY + timedelta(days=9), newer)]
        after = [Lot(TODAY, left), Lot(TODAY + timedelta(days=9), newer - taken_from_newer)]
        quick = fifo_quick(before[0], after[0], sold)
        assert quick.value.share == fifo(before, [], after).value.share


@FEW
@given(lots_of_a_quarter, rates, st.integers(0, 5_000))
def test_risk_is_part_of_the_stock(lots, rate, cost):
    result = stock_at_risk(lots, ShelfLife(days=180), rate, TODAY, unit_cost=cost)
    if result.refused:
        assert result.code == "no_lots"
        return
    for lot in result.value.lots:
        assert 0 <= lot.risk <= lot.quantity and lot.sells + lot.risk == lot.quantity
    assert result.value.risk + result.value.sells == sum(lot.quantity for lot in lots)
    assert result.value.money == result.value.risk * cost


@FEW
@given(lots_of_a_quarter, rates, rates)
def test_selling_faster_never_raises_the_risk(lots, rate, more):
    slow = stock_at_risk(lots, ShelfLife(days=180), rate, TODAY)
    fast = stock_at_risk(lots, ShelfLife(days=180), rate + more, TODAY)
    assert slow.refused or fast.value.risk <= slow.value.risk


@FEW
@given(lots_of_a_quarter)
def test_freshness_lies_between_zero_and_one(lots):
    score = freshness_score(lots, ShelfLife(months=6), TODAY)
    assert score.refused or 0 <= score.value <= 1


@FEW
@given(st.integers(1, 900), st.integers(0, 1_800))
def test_a_lot_only_gets_older(shelf, age):
    lot, life = Lot(TODAY - timedelta(days=age), 1), ShelfLife(days=shelf)
    today, tomorrow = (lot_age(lot, life, TODAY + timedelta(days=day)) for day in (0, 1))
    if tomorrow.refused:
        assert age + 1 > 2 * shelf
        return
    assert today.value.code <= tomorrow.value.code
    assert (today.value.code >= "F5") == (today.value.near_on <= TODAY)


@FEW
@given(outlooks(), st.integers(0, 200_000), st.integers(0, 50_000))
def test_more_money_never_affords_less(outlook, bank, more):
    poor = affordable(Balance(0, bank, TODAY), outlook, TODAY).value
    rich = affordable(Balance(0, bank + more, TODAY), outlook, TODAY).value
    assert 0 <= poor.amount <= rich.amount <= poor.amount + poor.gap + more
    assert poor.amount <= poor.looks_like
    assert poor.amount <= max(0, bank + outlook.avg_in * len(poor.path))


@FEW
@given(outlooks(), st.integers(0, 200_000), st.integers(2, 100))
def test_fen_or_yuan_afford_the_same(outlook, bank, scale):
    scaled = Outlook(
        outlook.avg_in * scale, outlook.routine_out * scale, outlook.operating_out * scale,
        tuple(replace(lump, amount=lump.amount * scale) for lump in outlook.lumps), outlook.pay_day,
    )  # fmt: skip
    yuan = affordable(Balance(0, bank, TODAY), outlook, TODAY).value
    fen = affordable(Balance(0, bank * scale, TODAY), scaled, TODAY).value
    assert yuan.amount <= Fraction(fen.amount, scale) < yuan.amount + 1
    assert yuan.binding_on == fen.binding_on


@FEW
@given(outlooks(), st.integers(0, 200_000), st.integers(0, 90_000))
def test_a_range_never_affords_more_than_its_lower_end(outlook, bank, width):
    exact = affordable(Balance(0, bank, TODAY), outlook, TODAY).value
    ranged = affordable(Balance(0, MoneyRange(bank, bank + width), TODAY), outlook, TODAY).value
    assert exact.amount == ranged.amount


@FEW
@given(ledgers(), st.integers(0, 10**6), st.integers(2, 100))
def test_fen_or_yuan_make_the_same_ratios_and_days(ledger, bank, scale):
    scaled = replace(ledger, rows=tuple(replace(row, amount=row.amount * scale) for row in ledger.rows))
    yuan, fen = flow(ledger, TODAY), flow(scaled, TODAY)
    assert yuan.value.ratio == fen.value.ratio
    covers = [cash_cover(Balance(0, bank * k, TODAY), f) for k, f in ((1, yuan), (scale, fen))]
    assert covers[0].refused or covers[0].value.days == covers[1].value.days >= 0
    days = [best_purchase_day(book, TODAY).value.weekday for book in (ledger, scaled)]
    assert days[0] == days[1] in range(7)
