"""His vehicles, sales, profit, expenses and hours (rule F2, and what the checklist compares directly)."""

from fractions import Fraction

from app.leverage.coverage import Vehicle, vehicle_capacity
from app.leverage.figures import exact
from app.leverage.result import refuse
from app.messages import Message, Money, Named, Percent
from app.visits.judgement.book import Book, middle_of, minutes_of, share_of
from app.visits.judgement.subjects.cash import month_sales

METRICS = (
    "vehicle_util", "peak_utilisation", "must_carry", "growth_yoy", "net_margin", "expenses_of_gross_profit",
    "days_to_settle", "minutes_opening_late", "minutes_closing_early", "rival_brands", "floor_used",
)  # fmt: skip
EXPENSES = {
    "wages": Message("wages"), "fuel": Message("fuel"), "rent": Message("rent"),
    "shrinkage": Message("shrinkage"), "listing": Message("listing and display"), "tax": Message("tax"),
    "other": Message("other expenses"),
}  # fmt: skip


def judge_marketing(book: Book) -> None:
    """Everything of the section on marketing, and the share of the floor in use."""
    _vehicles(book)
    _load(book)
    _sales(book)
    _profit(book)
    _hours(book)
    brands = book.get("mkt_brands", "brands")
    if brands is not None:
        book.metrics["rival_brands"] = sum(row.get("rival") == "yes" for row in brands)
    book.metrics["days_to_settle"] = book.get("mkt_team_after_sales", "days_to_settle")
    book.metrics["floor_used"] = book.get("wh_area", "floor_used")


def daily_cases(book: Book) -> Fraction | None:
    """Cases he moves a day: the monthly volumes of his products by the case, over the working days."""
    rows = book.rows("prod_list", "products")
    cases = [
        row for row in rows if row.get("unit") in ("case", None) and row.get("monthly_volume") is not None
    ]
    if not cases:
        return None
    return Fraction(sum(row["monthly_volume"] for row in cases), book.settings.working_days)


def _vehicles(book: Book) -> None:
    rows = [row for row in book.rows("mkt_vehicles", "vehicles") if row.get("capacity") is not None]
    if not rows:
        book.keep("vehicles", refuse("F2", "no_vehicle", Message("No vehicles are recorded.")))
        return
    vehicles = tuple(
        Vehicle(row["capacity"], row.get("trips") or 1, row.get("days_out"), row.get("running") != "no")
        for row in rows
    )
    value = book.keep("vehicles", vehicle_capacity(vehicles, daily_cases(book), book.settings))
    if value is None or value.use is None:
        return
    book.metrics["vehicle_util"], book.metrics["peak_utilisation"] = value.use, value.peak_use
    book.fill("mkt_vehicles", util=Percent(value.use))
    book.fill("ops_capacity", n=value.peak_short or None)


def _load(book: Book) -> None:
    """Our must-carry items: the key products among those he carries."""
    book.metrics["must_carry"] = len(book.evidence.key_products) or None
    missing = book.get("mkt_vehicle_mix", "must_carry_missing")
    names = {str(stock.product.id): stock.product.name for stock in book.evidence.stock}
    known = [names[code] for code in missing or () if code in names]
    if known:
        book.fill("mkt_vehicle_mix", missing=Named(
            ", ".join(name.en for name in known), "、".join(name.zh_Hans for name in known),
            "、".join(name.zh_Hant for name in known),
        ))  # fmt: skip


def _sales(book: Book) -> None:
    now, before = book.middle("mkt_sales_volume", "last_month"), book.middle("mkt_sales_volume", "year_ago")
    if now is not None and before:
        book.metrics["growth_yoy"] = now / before - 1


def net_profit(book: Book) -> Fraction | None:
    """His monthly profit, the careful end of a range; a loss is below zero. None where it is not known."""
    told = book.get("mkt_operating_profit", "net")
    if told is None:
        return None
    low, high = (told["low"], told["high"]) if isinstance(told, dict) else (told, told)
    return -exact(high) if book.get("mkt_operating_profit", "loss") == "yes" else exact(low)


def _profit(book: Book) -> None:
    sales, net = month_sales(book), net_profit(book)
    if sales and net is not None:
        book.metrics["net_margin"] = net / sales
    margin = share_of(book.get("mkt_operating_profit", "gross_margin"))
    rows = [row for row in book.rows("mkt_expenses", "expenses") if row.get("amount") is not None]
    if rows:
        largest = max(rows, key=lambda row: middle_of(row["amount"]))
        book.fill("mkt_expenses", top_expense=EXPENSES.get(largest.get("category")))
    if rows and sales and margin:
        spent = sum(middle_of(row["amount"]) for row in rows)
        book.metrics["expenses_of_gross_profit"] = spent / (margin * sales)
    _fill_our_margin(book)


def _fill_our_margin(book: Book) -> None:
    """Our best-known margin a case, and what a case costs him: of the product that sells most."""
    priced = [
        (rate.per_day / stock.product.case_size, stock.product) for stock in book.evidence.stock
        if (rate := book.value(f"rate:{stock.product.id}"))
    ]  # fmt: skip
    if priced:
        product = max(priced, key=lambda pair: pair[0])[1]
        if product.case_margin is not None:
            book.fill("mkt_operating_profit", unit_margin=Money(product.case_margin))
        if product.case_price is not None:
            book.fill("wh_ventilation", unit_cost=Money(product.case_price))


def _hours(book: Book) -> None:
    settings = book.settings
    opens, closes = book.get("mkt_open_time", "opens"), book.get("mkt_close_time", "closes")
    if opens:
        book.metrics["minutes_opening_late"] = minutes_of(opens) - minutes_of(settings.opening_norm)
    if closes:
        book.metrics["minutes_closing_early"] = minutes_of(settings.closing_norm) - minutes_of(closes)
    book.fill("mkt_open_time", peer_open=settings.opening_norm)
