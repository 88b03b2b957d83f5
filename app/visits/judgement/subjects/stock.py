"""What sold, what should be there, how long it lasts (rules A2 to A7, B5)."""

from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction

from app.leverage.lots import days_of_cover
from app.leverage.positioning import stock_return
from app.leverage.result import Result, refuse
from app.leverage.safety_stock import (
    Count,
    CountPair,
    Movements,
    Situation,
    adherence,
    dead_stock,
    normalised_target,
    pair_up,
    selling_rate,
    sold_net,
    stock_ratio,
)
from app.messages import Message
from app.visits.judgement.book import Book, day_of
from app.visits.judgement.evidence import Stock

METRICS = ("stock_adherence",)
COUNTS_READ = 5  # with as many, there may be earlier ones that were not
MONTH = 30
# An order that has not come this long after its delivery day will not come as it was agreed.
LATE_DELIVERY = timedelta(days=7)
_FIRST = Message("This product was never counted here before.")


def judge_stock(book: Book) -> None:
    """What sold, the target, the cover and the like of every product counted at this visit."""
    for stock in book.evidence.stock:
        pairs = pair_up(counts_in(stock))
        rate = book.figures[f"rate:{stock.product.id}"] = _rate(book, stock, pairs)
        book.keep(f"sold:{stock.product.id}", _sold(pairs))
        situation = situation_of(book, stock)
        _levels(book, stock, situation, rate)
        if rate.value is not None and not rate.value.per_day:
            _standing_still(book, stock, pairs)
    _keeping_to_the_rule(book)


def next_days(book: Book) -> int:
    """Days until the next chance to order: the day agreed at this visit, else the dealer's interval."""
    agreed = book.evidence.answers.get("visit_next_date")
    on = day_of(agreed.value.get("date")) if agreed and agreed.now else None
    if on and on > book.today:
        return (on - book.today).days
    dealer = book.evidence.dealer
    return dealer.own_interval or getattr(book.settings, f"interval_{dealer.grade.lower()}")


def situation_of(book: Book, stock: Stock) -> Situation:
    """Where a product stands today."""
    return Situation(
        stock.now.sellable, next_days(book), book.evidence.dealer.lead_days, _coming(book, stock)
    )


def _coming(book: Book, stock: Stock) -> int:
    """Units of the last order that have not arrived yet."""
    orders = book.evidence.memory.orders
    if not orders:
        return 0
    last = orders[-1]
    if book.today > last.on + timedelta(days=book.evidence.dealer.lead_days) + LATE_DELIVERY:
        return 0
    arrived = stock.received_between(last.on, book.today)
    return max(0, last.units.get(stock.product.id, 0) - arrived)


def counts_in(stock: Stock) -> Iterable[Count]:
    """The counts of a product as the rules take them, oldest first, with what moved since the one before."""
    before = None
    for count in stock.counts:
        received = count.received
        if received is None:
            received = stock.received_between(before.on, count.on) if before else 0
        moved = Movements(
            received=received, disposed=count.disposed or 0, returned_to_us=count.returned or 0,
            transferred_out=count.transferred_out or 0, free_goods=count.free_goods or 0,
        )  # fmt: skip
        yield Count(
            count.on, count.counted, count.unsellable, moved, count.empty_since, count.evidence != "told"
        )
        before = count


def _rate(book: Book, stock: Stock, pairs: tuple[CountPair, ...]) -> Result:
    shipped = stock.received_between(book.today - timedelta(days=MONTH), book.today)
    return selling_rate(
        pairs,
        shipped_30_days=shipped or None,
        stated_month=stated_units(book, stock),
        settings=book.settings,
    )


def stated_units(book: Book, stock: Stock) -> int | None:
    """What he says he sells of it a month, in base units."""
    for row in book.rows("prod_list", "products"):
        if row.get("product") == str(stock.product.id) and row.get("monthly_volume") is not None:
            size = stock.product.case_size if row.get("unit") == "case" else 1
            return row["monthly_volume"] * size
    return None


def _sold(pairs: tuple[CountPair, ...]) -> Result[int]:
    return sold_net(pairs[-1]) if pairs else refuse("A3", "first_visit", _FIRST)


def _levels(book: Book, stock: Stock, situation: Situation, rate: Result) -> None:
    """Target, cover, keeping to the rule, return on the money in stock."""
    key, settings = stock.product.id, book.settings
    per_day = None if rate.refused else rate.value.per_day
    cover = days_of_cover(
        situation.sellable, per_day, next_days=situation.next_days, lead_days=situation.lead_days,
        in_transit=situation.in_transit, settings=settings,
    )  # fmt: skip
    book.keep(f"cover:{key}", cover)
    if per_day is None:
        for name, rule in (("target", "A2"), ("adherence", "A7")):
            book.keep(f"{name}:{key}", refuse(rule, rate.code or "no_rate", rate.reason, rate.inputs))
        return
    book.keep(f"target:{key}", normalised_target(per_day, situation, settings=settings))
    book.keep(
        f"adherence:{key}", stock_ratio(situation.sellable, per_day, situation.next_days, settings=settings)
    )
    _return(book, stock, per_day)


def _return(book: Book, stock: Stock, per_day: Fraction) -> None:
    """What the money in stock earns; the stock on average of the counts, for today's may be all but gone."""
    product = stock.product
    if product.case_price is None or product.case_margin is None:
        return
    average = Fraction(sum(count.sellable for count in stock.counts), len(stock.counts) * product.case_size)
    sold = per_day * MONTH / product.case_size
    result = stock_return(product.case_margin, product.case_price, sold, average, book.settings)
    book.keep(f"stock_return:{product.id}", result)


def _standing_still(book: Book, stock: Stock, pairs: tuple[CountPair, ...]) -> None:
    days = 0
    for pair in reversed(pairs):
        if sold_net(pair).value != 0:
            break
        days += pair.days
    listed, settings = _days_listed(book, stock), book.settings
    rests = not stock.product.sells_in(book.today.month)
    result = dead_stock(stock.now.sellable, days, days_listed=listed, out_of_season=rests, settings=settings)
    book.keep(f"dead:{stock.product.id}", result)


def _days_listed(book: Book, stock: Stock) -> int | None:
    """Days since our first delivery of a product, None where the beginning is further back than was read."""
    first = min((each.on for each in stock.deliveries), default=None)
    if first is None or stock.counts[0].on < first or len(stock.counts) >= COUNTS_READ:
        return None
    return (book.today - first).days


def _keeping_to_the_rule(book: Book) -> None:
    """The share of key products whose stock fits; of all, where none of those counted is a key product."""
    stock = [each for each in book.evidence.stock if each.product.is_key] or book.evidence.stock
    ratios = [book.value(f"adherence:{each.product.id}") for each in stock]
    dead = sum(bool(book.value(f"dead:{each.product.id}")) for each in stock)
    result = adherence([ratio for ratio in ratios if ratio is not None], dead)
    if book.evidence.counted_now:
        book.metrics["stock_adherence"] = book.keep("adherence", result)
