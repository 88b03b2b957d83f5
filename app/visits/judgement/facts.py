"""What of a visit can be bargained with: the facts of the leverage cards (rule I)."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from app.leverage.cards import Fact
from app.leverage.cash import WEEKDAYS
from app.leverage.figures import nearest
from app.leverage.findings import HEARSAY
from app.leverage.levers import LEVERAGE
from app.leverage.result import rounded
from app.leverage.stakes import idle_calls_cost, risk_cost, stockout_cost
from app.messages import Message, Money, Percent, about
from app.visits.judgement.book import Book
from app.visits.judgement.subjects.cash import overdue_debt
from app.visits.judgement.subjects.lots import worst_risk
from app.visits.judgement.subjects.market import cases_a_month
from app.visits.judgement.subjects.marketing import net_profit
from app.visits.judgement.subjects.staff import field_reps, push_ratio
from app.visits.judgement.subjects.stock import situation_of


def facts_of(book: Book) -> list[Fact]:
    """Every fact that this visit gives; which of them make cards is decided by their strength."""
    return [fact for make in FACTS for fact in make(book)]


def monthly_profit(book: Book) -> int | None:
    """His profit of a month, None where it is not known."""
    profit = net_profit(book)
    return None if profit is None else nearest(profit)


def _fact(
    book: Book, kind: str, severity: str, source: str, places: dict[str, Any], at_stake: int | None = None,
    photo_of: tuple[str, ...] = (), stake: Message | None = None,
) -> Iterator[Fact]:  # fmt: skip
    """A fact from an item's answer, as sure and as fresh as that is."""
    seen = book.evidence.answers.get(source)
    if seen is None:
        return
    photo = next((book.evidence.photos[key] for key in photo_of if key in book.evidence.photos), None)
    evidence = seen.evidence or _ungraded(kind)
    yield Fact(kind, severity, evidence, seen.on, places, at_stake or None, photo, stake=stake)


def _ungraded(kind: str) -> str:
    """Nobody said how it is known: of money and pay that is hearsay, of the rest the rep saw it."""
    return HEARSAY if LEVERAGE[kind].section in ("s4", "s5") else "seen"


def _counted(book: Book, kind: str, severity: str, stock, places: dict[str, Any], at_stake: int | None,
             photo_of: tuple[str, ...], stake: Message | None = None) -> Iterator[Fact]:  # fmt: skip
    """A fact from today's count of a product."""
    photo = next((book.evidence.photos[key] for key in photo_of if key in book.evidence.photos), None)
    evidence, on = stock.now.evidence, stock.now.on
    yield Fact(kind, severity, evidence, on, places, at_stake or None, photo, stake=stake)


def _stock_low(book: Book) -> Iterator[Fact]:
    """The product that will be empty soonest among those the rule asks to order."""
    short = [
        (cover, chain, stock) for stock in book.evidence.stock
        if (cover := book.value(f"cover:{stock.product.id}")) and cover.band in ("out_now", "short")
        and (chain := book.value(f"order:{stock.product.id}")) and chain.units
    ]  # fmt: skip
    if not short:
        return
    cover, chain, stock = min(short, key=lambda each: each[0].total_days)
    places = {
        "sku": stock.product.name, "have": stock.now.sellable, "target": rounded(chain.target, 0),
        "order": chain.cases,
    }  # fmt: skip
    margin = stock.product.unit_margin
    cost = stake = None
    if margin is not None:
        where, rate = situation_of(book, stock), book.value(f"rate:{stock.product.id}").per_day
        empty = max(Fraction(0), where.next_days + (where.lead_days or 0) - cover.total_days)
        since = stock.now.empty_since
        empty += (book.today - since).days if since else 0
        cost = stockout_cost(empty, rate, margin)
        told = {"days": rounded(empty), "rate": rounded(rate, 2), "margin": Money(nearest(margin))}
        stake = Message("{days} days without stock × {rate} a day × {margin} margin a unit", told)
    yield from _counted(book, "stock_low", cover.severity, stock, places, cost, ("wh_stock_counts",), stake)


def _old_lots(book: Book) -> Iterator[Fact]:
    """The product of which most left out of turn."""
    passed = [
        (fifo, stock) for stock in book.evidence.stock
        if (fifo := book.value(f"fifo:{stock.product.id}")) and fifo.violated and fifo.overtaken
    ]  # fmt: skip
    if not passed:
        return
    fifo, stock = max(passed, key=lambda pair: pair[0].overtaken)
    cost = stock.product.unit_cost
    worth = None if cost is None else risk_cost(fifo.old_left, cost)
    places = {"sku": stock.product.name, "old_qty": fifo.old_left, "new_qty": fifo.overtaken}
    photos, stake = ("wh_fifo", "wh_lots"), _at_cost(fifo.old_left, cost)
    yield from _counted(book, "old_lots", "major", stock, places, worth, photos, stake)


def _near_expiry(book: Book) -> Iterator[Fact]:
    worst = worst_risk(book)
    if not worst:
        return
    stock, risk = worst
    rate = book.value(f"rate:{stock.product.id}").per_day
    places = {"sku": stock.product.name, "rate": rounded(rate), "sellable": risk.sells, "risk": risk.risk}
    photos, stake = ("wh_near_expiry", "wh_lots"), _at_cost(risk.risk, stock.product.unit_cost)
    yield from _counted(book, "near_expiry", "major", stock, places, risk.money, photos, stake)


def _at_cost(units: int, unit_cost: Fraction | None) -> Message | None:
    if unit_cost is None:
        return None
    return Message("{units} units × {cost} each", {"units": units, "cost": Money(nearest(unit_cost))})


def _cash_short(book: Book) -> Iterator[Fact]:
    cover, pays = book.value("cash_cover"), book.value("affordable")
    if cover is None or cover.band not in ("critical", "red"):
        return
    half = about(pays.amount // 2) if pays and pays.amount else None
    severity = "critical" if cover.band == "critical" else "major"
    places = {"days": rounded(cover.days, 0), "amount": half}
    stake = Message("What outlets owe him past the day it was due")
    yield from _fact(book, "cash_short", severity, "bank_balance", places, overdue_debt(book), stake=stake)


def _pay_day(book: Book) -> Iterator[Fact]:
    day = book.value("purchase_day")
    if day is not None and day.basis != "stated":
        yield from _fact(book, "pay_day", "info", "cash_daily_purchase", {"weekday": WEEKDAYS[day.weekday]})


def _labour_free(book: Book) -> Iterator[Fact]:
    use, need, reps = book.value("labour_use"), book.value("needed_reps"), field_reps(book)
    if use is None or use.verdict != "idle" or not use.free_calls_a_week:
        return
    profit, free = monthly_profit(book), use.free_calls_a_week
    cost = stake = None
    if profit and profit > 0 and need.calls:
        weeks = Fraction(book.settings.working_days, book.settings.working_days_week)
        # His average profit of a call; not every call that could be made would earn as much.
        cost = min(profit, idle_calls_cost(free * weeks, nearest(profit / need.calls)))
        told = {"calls": rounded(free * weeks, 0), "profit": Money(nearest(profit / need.calls))}
        stake = Message("{calls} free calls a month × {profit} profit a call, at most his whole profit", told)
    places = {"n": reps, "u": Percent(use.utilisation), "m": free}
    yield from _fact(book, "labour_free", "major", "ops_people", places, cost, stake=stake)


def _push_low(book: Book) -> Iterator[Fact]:
    ratio = push_ratio(book)
    if ratio is None or ratio >= 1:
        return
    places = {
        "ours": Money(nearest(book.middle("staff_commission", "ours_per_case"))),
        "rival": Money(nearest(book.middle("staff_commission", "rival_per_case"))),
    }
    yield from _fact(book, "push_low", "major", "staff_commission", places)


def _attention_low(book: Book) -> Iterator[Fact]:
    attention, weight = book.value("attention"), book.value("our_weight")
    if attention is None or attention.index is None or attention.verdict != "low":
        return
    places = {"pp": Percent(weight.profit_share), "rs": Percent(attention.resource_share)}
    yield from _fact(book, "attention_low", "major", "prod_list", places)


def _outlets_missing(book: Book) -> Iterator[Fact]:
    """What his outlets without ours could earn him, if they sold as those that have ours."""
    coverage = book.value("coverage")
    if coverage is None or not coverage.gap:
        return
    cost, stake, with_ours = None, None, coverage.supplied - coverage.gap
    margins = [each.product.case_margin for each in book.evidence.stock if each.product.case_margin]
    sold = cases_a_month(book)
    if with_ours and margins and sold:
        each, margin = sold / with_ours, Fraction(sum(margins), len(margins))
        cost = nearest(each * margin * coverage.gap)
        told = {"gap": coverage.gap, "cases": rounded(each, 2), "margin": Money(nearest(margin))}
        stake = Message("{gap} outlets × {cases} cases a month, as in the others × {margin} a case", told)
    places = {"gap": coverage.gap}
    yield from _fact(book, "outlets_missing", "minor", "ops_outlets", places, cost, stake=stake)


def _long_long(book: Book) -> Iterator[Fact]:
    shape = book.value("market_shape")
    if shape is None or shape.network != "long" or shape.territory != "long":
        return
    outside = book.get("ops_region_length", "outside")
    places = {
        "tiers": book.get("ops_network_length", "tiers"),
        "outside": None if outside is None else Percent(Fraction(outside) / 100),
    }
    yield from _fact(book, "long_long", "minor", "ops_network_length", places)


FACTS: tuple[Callable[[Book], Iterator[Fact]], ...] = (
    _stock_low, _old_lots, _near_expiry, _cash_short, _pay_day, _labour_free, _push_low, _attention_low,
    _outlets_missing, _long_long,
)  # fmt: skip
