"""How far he reaches and how his business is shaped; signs of diversion (rules F1, F3 to F5)."""

from fractions import Fraction

from app.leverage.coverage import Outlets, outlet_coverage
from app.leverage.diversion import NO_SIGN, DiversionFacts, Outflow, diversion_risk, order_spike, stock_gap
from app.leverage.market_shape import Range, Reach, line_length, market_shape
from app.leverage.result import refuse
from app.messages import Message
from app.visits.judgement.book import Book, share_of
from app.visits.judgement.subjects.staff import field_reps

METRICS = (
    "outlet_coverage", "active_sku_rate", "network_class", "territory_class", "diversion_points",
)  # fmt: skip
MONTH = 30
LENGTHS = {
    "short": Message("short"), "long": Message("long"), "mixed": Message("mixed"),
    "middle": Message("middling"),
}  # fmt: skip


def judge_market(book: Book) -> None:
    """Coverage, product line, network and territory, diversion."""
    _coverage(book)
    _line(book)
    _shape(book)
    _gap(book)
    _spike(book)
    _diversion(book)


def _coverage(book: Book) -> None:
    groups = tuple(
        Outlets(row.get("type") or "", row.get("universe"), row["covered"], row.get("with_ours"))
        for row in book.rows("ops_outlets", "outlets") if row.get("covered") is not None
    )  # fmt: skip
    if not groups:
        book.keep("coverage", refuse("F1", "no_outlets", Message("No outlets are recorded.")))
        return
    vehicles = len(book.rows("mkt_vehicles", "vehicles")) or None
    value = book.keep("coverage", outlet_coverage(groups, field_reps(book), vehicles, book.settings))
    if value is not None:
        book.metrics["outlet_coverage"] = value.coverage
        book.fill("ops_outlets", gap=value.gap or None)


def _line(book: Book) -> None:
    seen = book.seen("ops_line_length")
    told = [seen.value.get(name) for name in ("categories", "skus", "active_skus")] if seen else [None]
    if None in told:
        return
    brands = book.rows("mkt_brands", "brands")
    fresh = {"yes": 1, "no": 0}.get(seen.value.get("new_item_12m"))
    growth = book.metrics.get("growth_yoy")
    line = Range(*told, brands=len(brands) or None, new_items_in_a_year=fresh,
                 growing=None if growth is None else growth > 0)  # fmt: skip
    value = book.keep("line_length", line_length(line, book.settings))
    if value is not None:
        book.metrics["active_sku_rate"] = value.active_rate
        book.fill("ops_line_length", dead=value.idle or None)


def _shape(book: Book) -> None:
    network, region = book.seen("ops_network_length"), book.seen("ops_region_length")
    if not network and not region:
        return
    reach = Reach(
        direct=share_of(network.value.get("direct")) if network else None,
        tiers=network.value.get("tiers") if network else None,
        km=region.value.get("distance") if region else None,
        counties=region.value.get("counties") if region else None,
        outside=share_of(region.value.get("outside")) if region else None,
    )
    value = book.keep("market_shape", market_shape(reach, book.settings))
    if value is not None:
        book.metrics["network_class"], book.metrics["territory_class"] = value.network, value.territory
        book.fill("ops_network_length", **{"class": LENGTHS.get(value.network)})
        book.fill("ops_region_length", **{"class": LENGTHS.get(value.territory)})


def cases_a_month(book: Book) -> Fraction:
    """Cases of ours that he sells a month, over the products counted now with a rate."""
    return sum(
        (rate.per_day * MONTH / stock.product.case_size for stock in book.evidence.stock
         if (rate := book.value(f"rate:{stock.product.id}"))), Fraction(0),
    )  # fmt: skip


def plausible_drops(book: Book) -> tuple[int, Fraction, Fraction] | None:
    """Outlets with ours, mean cases a drop, mean drops a month; None where a kind lacks a figure."""
    rows = [row for row in book.rows("ops_outlets", "outlets") if row.get("with_ours")]
    if not rows or any(row.get("cases_10_drops") is None or not row.get("drops_month") for row in rows):
        return None
    outlets = sum(row["with_ours"] for row in rows)
    drops = sum(row["with_ours"] * row["drops_month"] for row in rows)
    cases = sum(Fraction(row["with_ours"] * row["drops_month"] * row["cases_10_drops"], 10) for row in rows)
    return outlets, cases / drops, Fraction(drops, outlets)


def _gap(book: Book) -> None:
    known, sold = plausible_drops(book), cases_a_month(book)
    if known and sold:
        book.keep("stock_gap", stock_gap(Outflow(sold, *known), book.settings))


def _spike(book: Book) -> None:
    size = {stock.product.id: stock.product.case_size for stock in book.evidence.stock}
    now = {key: line.units for key, line in book.evidence.agreed.items() if key in size}
    if not now:
        return
    past = tuple(
        sum(Fraction(units, size[key]) for key, units in order.units.items() if key in size)
        for order in book.evidence.memory.orders
    )
    cases = sum(Fraction(units, size[key]) for key, units in now.items())
    book.keep("spike", order_spike(cases, tuple(each for each in past if each), settings=book.settings))


def _diversion(book: Book) -> None:
    """The signs seen and those computed; nothing ticked and nothing computed is no score."""
    ticked = book.get("ops_diversion_signs", "signs")
    shape, gap = book.value("market_shape"), book.figures.get("stock_gap")
    facts = DiversionFacts(
        signs=frozenset(ticked or ()),
        stock_gap=None if gap is None or gap.refused else gap.code == "stock_gap",
        spike=book.value("spike"),
        territory_long=None if shape is None else shape.territory == "long",
        second_tier_share=share_of(book.get("ops_network_length", "second_tier")),
    )
    if ticked is None and not (facts.stock_gap or facts.spike):
        return
    if facts.signs == {NO_SIGN}:
        facts = DiversionFacts(frozenset(), facts.stock_gap, facts.spike, facts.territory_long,
                               facts.second_tier_share)  # fmt: skip
    value = book.keep("diversion", diversion_risk(facts, book.settings))
    if value is not None:
        book.metrics["diversion_points"] = value.points
