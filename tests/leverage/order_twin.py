"""An order as the phone gets it (`app.visits.order.phone`), reckoned by the rules."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from app.leverage.result import Result
from app.leverage.safety_stock import (
    Count,
    Event,
    Freshness,
    Movements,
    Order,
    OrderLine,
    Situation,
    order_chains,
    pair_up,
    selling_rate,
)
from app.leverage.settings import DEFAULTS
from app.visits.order.phone import settings_of

TODAY = date(2026, 3, 24)
DAY = TODAY.isoformat()
USUAL = asdict(settings_of(DEFAULTS))


def days_before(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def a_count(on: str = DAY, counted: int = 0, **moved) -> dict[str, Any]:
    """A count as the phone has it."""
    usual = {"unsellable": 0, "received": 0, "returned": 0, "out": 0, "free": 0}
    return {"on": on, "counted": counted} | usual | moved


def a_line(*counts: dict, **values) -> dict[str, Any]:
    """A product as the phone has it; the last count is today's."""
    usual = {
        "id": 1, "size": 1, "price": None, "minimum": 0, "since": 0, "shipped": 0, "stated": None, "next": 14,
        "lead": 3, "coming": 0, "shelf": None, "age": None, "revision": 0, "now": None,
    }  # fmt: skip
    return usual | values | {"counts": list(counts)}


def an_order(*lines: dict, **values) -> dict[str, Any]:
    """An order as the phone has it; of the settings only what differs from the usual."""
    usual = {"today": DAY, "event": None, "floor": None, "affordable": None, "settings": {}}
    return usual | values | {"lines": list(lines)}


def reckoned(plain: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the rules make of it: for each line its links in cases, or why there are none."""
    chains = order_chains(order_from(plain))
    return [_told(line["id"], chains[line["id"]]) for line in plain["lines"]]


def order_from(plain: Mapping[str, Any]) -> Order:
    """The order as the rules take it."""
    told = plain["settings"].items()
    exact = {name: value if isinstance(value, int) else Fraction(*value) for name, value in told}
    settings = replace(DEFAULTS, **exact)
    return Order(
        lines=tuple(_line(line, settings) for line in plain["lines"]),
        event=Event(Fraction(plain["event"], 100), "Festival") if plain["event"] else None,
        free_floor_cases=plain["floor"], affordable=plain["affordable"], settings=settings,
    )  # fmt: skip


def _line(line: Mapping[str, Any], settings) -> OrderLine:
    counts = [_count(count) for count in line["counts"]]
    return OrderLine(
        key=line["id"],
        rate=selling_rate(
            pair_up(counts), shipped_30_days=line["shipped"] or None, stated_month=line["stated"],
            settings=settings,
        ),
        situation=Situation(counts[-1].sellable, line["next"], line["lead"], line["coming"]),
        case_size=line["size"], case_price=line["price"], minimum_cases=line["minimum"],
        freshness=Freshness(line["shelf"], line["age"]),
    )  # fmt: skip


def _count(count: Mapping[str, Any]) -> Count:
    moved = Movements(
        received=count["received"], returned_to_us=count["returned"], transferred_out=count["out"],
        free_goods=count["free"],
    )  # fmt: skip
    empty = count.get("empty")
    since = date.fromisoformat(empty) if empty else None
    return Count(date.fromisoformat(count["on"]), count["counted"], count["unsellable"], moved, since)


def _told(line_id: int, chain: Result) -> dict[str, Any]:
    if chain.refused:
        return {"id": line_id, "code": chain.code}
    links = [[link.step, link.cases] for link in chain.value.links]
    return {"id": line_id, "cases": chain.value.cases, "choice": list(chain.value.choice), "links": links}
