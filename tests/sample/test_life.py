"""The laws that a simulated dealer obeys, and the stories that some of them tell."""

from datetime import date

import pytest

from app.leverage.lots.inputs import Delivery, Lot
from app.leverage.lots.rotation import fifo
from app.sample.deals import DEAL_DAYS, DEAL_REASON
from app.sample.plan import BREAKER, DIVERTER, DRY, IMPROVER, LOADED, STEADY
from tests.sample.conftest import TODAY, live


def counts_of(history):
    """Pairs of neighbouring counts of each product, with the days between which goods moved."""
    last = {}
    for visit in history.visits:
        for counted in visit.met.counts:
            if counted.product_id in last:
                yield last[counted.product_id], (visit.met.visit.on, counted)
            last[counted.product_id] = visit.met.visit.on, counted


def received(history, product_id, after, until):
    return [
        delivery for product, delivery in history.life.receipts
        if product == product_id and after.toordinal() < delivery.arrived <= until.toordinal()
    ]  # fmt: skip


def test_counts_reconcile_with_receipts_and_sales(company):
    for history in company:
        for (since, last), (on, now) in counts_of(history):
            came = sum(each.quantity for each in received(history, now.product_id, since, on))
            assert now.received == came
            gone = now.sold + now.free_goods + now.transferred_out + now.returned
            assert last.counted + came - gone == now.counted


def test_stock_is_never_negative_and_lots_lie_within_it(company):
    for history in company:
        for visit in history.visits:
            day = visit.met.visit.on.toordinal()
            for counted in visit.met.counts:
                assert 0 <= counted.unsellable <= counted.counted
                assert all(units > 0 and produced < day for produced, units, _ in counted.lots)
                assert sum(units for _, units, _ in counted.lots) <= counted.counted
                if visit.met.visit.mode == "full":
                    assert sum(units for _, units, _ in counted.lots) == counted.counted


def rotation(history):
    """Shares of rule B1 over every interval that has all lots at both ends."""
    shares = []
    for (since, last), (on, now) in counts_of(history):
        lots = [[Lot(date.fromordinal(at), units, zone == "sealed") for at, units, zone in each.lots]
                for each in (last, now)]  # fmt: skip
        whole = all(sum(lot.quantity for lot in found) == each.counted
                    for found, each in zip(lots, (last, now), strict=True))  # fmt: skip
        came = [Delivery(date.fromordinal(each.produced), each.quantity)
                for each in received(history, now.product_id, since, on)]  # fmt: skip
        result = fifo(lots[0], came, lots[1], case_size=12) if whole else None
        if result and not result.refused:
            shares.append(result.value)
    return shares


def violated(histories):
    judged = [share for history in histories for share in rotation(history)]
    return sum(each.violated for each in judged) / len(judged)


def of_kind(company, kind):
    return [history for history in company if history.plan.kind == kind]


def test_some_dealers_break_first_in_first_out(company):
    assert violated(of_kind(company, BREAKER)) > 0.3
    assert violated(of_kind(company, STEADY)) < 0.12


def test_some_dealers_run_dry(company):
    def empty(histories):
        counts = [
            counted.counted == 0
            for each in histories
            for visit in each.visits
            for counted in visit.met.counts
        ]
        return sum(counts) / len(counts)

    assert empty(of_kind(company, DRY)) > 0.2
    assert empty(of_kind(company, STEADY)) < 0.05


def test_one_dealer_sells_more_than_his_outlets_can_take(company):
    (diverter,) = of_kind(company, DIVERTER)
    signs = [visit.answers["ops_diversion_signs"].value.get("signs", []) for visit in diverter.visits]
    assert any("code_out" in each for each in signs[-15:])
    assert not any("code_out" in each for each in signs[:10])
    sold = [sum(counted.sold for counted in visit.met.counts) for visit in diverter.visits]
    assert sum(sold[-15:]) > 1.8 * sum(sold[1:16])


def test_one_dealer_was_talked_into_more_than_he_can_sell_in_time(company):
    (loaded,) = of_kind(company, LOADED)
    struck = [visit for visit in loaded.visits if any(line.reason == DEAL_REASON for line in visit.met.order)]
    assert len(struck) == 2 and struck[-1] is loaded.visits[-1]
    assert (TODAY - struck[0].met.visit.on).days <= DEAL_DAYS + 20
    shelves = {shelf.product_id: shelf for shelf in loaded.life.shelves}
    for product in (line.product_id for line in struck[0].met.order if line.reason == DEAL_REASON):
        shelf = shelves[product]
        young = shelf.goods.shelf_days * 0.75 - (TODAY.toordinal() - shelf.lots[0][0])
        assert shelf.sellable > shelf.pace * young


def test_one_dealer_mends_his_ways(company):
    (improver,) = of_kind(company, IMPROVER)
    grades = [visit.answers["wh_tidy"].value["grade"] for visit in improver.visits
              if visit.answers["wh_tidy"].value]  # fmt: skip
    assert grades[0] <= 2 and grades[-1] >= 4
    boards = [visit.answers["wh_kanban"].value["board"] for visit in improver.visits
              if "wh_kanban" in visit.answers and visit.answers["wh_kanban"].value]  # fmt: skip
    assert boards[0] == "none" and boards[-1] == "updated"
    rotations = rotation(improver)
    half = len(rotations) // 2
    assert sum(each.violated for each in rotations[:half]) > sum(each.violated for each in rotations[half:])


def voices(history):
    """The day of each visit, and what its dealer complained of there; None where nobody asked."""
    for visit in history.visits:
        given = visit.answers.get("visit_dealer_voice")
        yield visit.met.visit.on, given and given.value


def test_some_complaints_wait_past_the_day_of_our_answer(company):
    late, answered = 0, 0
    for history in company:
        due = None
        for on, told in voices(history):
            if told is None:
                assert due and due < on.isoformat()
                late += 1
            else:
                answered += due is not None and told["about"] == "none"
                due = told.get("answer_by")
    assert 10 < late < 0.1 * sum(len(each.visits) for each in company)
    assert answered > late


def test_the_new_are_new_and_the_lost_have_stopped_to_buy(company):
    for history in company:
        first, last = (pick(each.arrived for _, each in history.life.receipts) for pick in (min, max))
        known, quiet = (TODAY.toordinal() - day for day in (first, last))
        assert (known < 90) == (history.plan.grade == "N")
        assert (quiet >= 90) == (history.plan.grade == "D")


@pytest.mark.parametrize("number", [0, 1, 6, 30])
def test_the_same_seed_lives_the_same_life(company, number):
    again = live(company[number].plan, 7)
    assert again.visits == company[number].visits
    assert again.life.receipts == company[number].life.receipts
    assert live(company[number].plan, 8).visits != again.visits
