"""What he gives ours of his floor, vehicles, people and money, for what they earn him (rule E6)."""

from collections.abc import Mapping
from fractions import Fraction

from app.leverage.attention import Resources, attention_index
from app.leverage.figures import ratio
from app.messages import Percent
from app.visits.judgement.book import Book, share_of, total
from app.visits.judgement.subjects.products import line_of

METRICS = ("attention_index",)


def judge_resources(book: Book) -> None:
    """The attention index, or the rep's own rating where too little is known for one."""
    rows = book.rows("prod_list", "products")
    weight = book.value("our_weight")
    resources = Resources(
        floor=_our_floor(rows), vehicle_load=_our_load(book), staff_time=_our_people(book),
        purchase_money=_our_money(rows),
    )  # fmt: skip
    rating = book.get("prod_attention", "grade")
    share = weight.profit_share if weight else None
    result = attention_index(resources, share, rating, book.settings)
    value = book.keep("attention", result)
    if value is not None and value.index is not None:
        book.metrics["attention_index"] = value.index
        book.fill("prod_our_share", pp=Percent(share), rs=Percent(value.resource_share))


def _our_floor(rows: list[Mapping]) -> Fraction | None:
    return share_of(total([row for row in rows if row.get("ours") == "yes"], "space_share"))


def _our_load(book: Book) -> Fraction | None:
    load = [row for row in book.rows("mkt_vehicle_mix", "load") if row.get("cases") is not None]
    ours = sum(row["cases"] for row in load if row.get("ours") == "yes")
    return ratio(ours, sum(row["cases"] for row in load))


def _our_people(book: Book) -> Fraction | None:
    rows = [row for row in book.rows("staff_roster", "staff") if row.get("dedicated") is not None]
    heads = sum(row.get("headcount") or 0 for row in book.rows("staff_roster", "staff"))
    return ratio(sum(row["dedicated"] for row in rows), heads) if rows else None


def _our_money(rows: list[Mapping]) -> Fraction | None:
    """Our part of what he pays for goods: price less margin, where both are known of every product."""
    spent = {True: Fraction(0), False: Fraction(0)}
    for line in map(line_of, rows):
        if line.sales is None or line.profit is None:
            return None
        spent[line.ours] += line.sales - line.profit
    return ratio(spent[True], sum(spent.values()))
