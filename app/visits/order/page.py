"""The order screen: for each product the chain from the 1.5x rule to what was agreed, and the sum."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from flask_babel import gettext as _

from app import i18n
from app.catalogue.models import Product
from app.dealers.products import products_of
from app.i18n import say
from app.leverage.result import Result, explain
from app.messages import Message
from app.visits.judgement.judgement import Judgement, OrderSuggestion
from app.visits.models import Visit
from app.visits.order.forms import OrderForm
from app.visits.order.term_forms import TermForm
from app.visits.order.term_rows import TermRow, term_rows
from app.visits.order.writing import AgreedNow, agreed_in
from app.visits.row_status import RowStatus

NOT_COUNTED = Message("Not counted today, so nothing is suggested.")


@dataclass(frozen=True)
class Station:
    """A stop of the chain: what is left, in cases and units, and why."""

    title: str
    cases: int
    units: int
    words: str


@dataclass(frozen=True)
class OrderRow:
    """One product. `steps` write the sum out, `hint` is how far it is from
    whole pallets; without a suggestion `refusal` says why there is none. `typed`
    stands in the boxes, `errors` beside them. `now` is stored, `late` waits for a choice."""

    product: Product
    name: str
    suggestion: OrderSuggestion | None
    stations: tuple[Station, ...]
    hint: str | None
    steps: tuple[str, ...]
    refusal: str | None
    typed: Mapping[str, str]
    errors: Mapping[str, str]
    status: RowStatus
    now: AgreedNow | None
    late: AgreedNow | None

    @property
    def key(self) -> str:
        """What the row's elements are named after on the page."""
        return order_key(self.product.id)

    @property
    def suggested(self) -> int | None:
        """What is suggested in the end, in base units."""
        return self.suggestion.suggested if self.suggestion else None

    @property
    def amount(self) -> int | None:
        """What the agreed cases cost, minor units; None without a price or an agreement."""
        if self.now is None or self.now.units is None or self.product.case_price is None:
            return None
        return self.now.units // self.product.case_size * self.product.case_price


@dataclass(frozen=True)
class OrderPage:
    """All rows, what they cost together, and two figures (perhaps refused, or None): what the dealer can pay,
    and what his stock of ours is worth.

    `terms` are out of the ordinary. `unpriced` products were agreed without a known price; the total leaves
    them out.
    """

    terms: tuple[TermRow, ...]
    rows: list[OrderRow]
    total: int
    unpriced: int
    affordable: Result | None
    over: int
    stock: Result | None

    def row(self, product_id: int) -> OrderRow | None:
        """The row of a product."""
        return next((row for row in self.rows if row.product.id == product_id), None)


def order_key(product_id: int) -> str:
    """What a row's elements are named after on the page."""
    return f"order-{product_id}"


def order_page(
    visit: Visit, judgement: Judgement, refused: tuple[int, OrderForm] | None = None,
    term: tuple[str, TermForm] | None = None,
) -> OrderPage:  # fmt: skip
    """The order screen of a visit: products with a suggestion first; a `refused` line or `term` as typed."""
    agreed, late = agreed_in(visit.id)
    suggestions = {each.product_id: each for each in judgement.order}
    products = sorted(products_of(visit.dealer_id), key=lambda product: product.id not in suggestions)
    rows = [
        order_row(product, suggestions.get(product.id), agreed.get(product.id), late.get(product.id),
                  refused[1] if refused and refused[0] == product.id else None)
        for product in products
    ]  # fmt: skip
    return _summed(
        term_rows(visit, term), rows, judgement.figure("affordable"), judgement.figure("stock_value")
    )


def with_agreed(page: OrderPage, product_id: int, now: AgreedNow, late: AgreedNow | None) -> OrderPage:
    """The page after a write, without reading it again."""
    rows = [replace(row, now=now, late=late) if row.product.id == product_id else row for row in page.rows]
    return _summed(page.terms, rows, page.affordable, page.stock)


def _summed(
    terms: tuple[TermRow, ...], rows: list[OrderRow], affordable: Result | None, stock: Result | None
) -> OrderPage:
    total = sum(row.amount or 0 for row in rows)
    ordered = [row for row in rows if row.now and row.now.units]
    limit = affordable.value.amount if affordable is not None and not affordable.refused else None
    over = max(0, total - limit) if limit is not None else 0
    return OrderPage(terms, rows, total, sum(row.amount is None for row in ordered), affordable, over, stock)


def order_row(
    product: Product, suggestion: OrderSuggestion | None, now: AgreedNow | None,
    late: AgreedNow | None = None, form: OrderForm | None = None,
) -> OrderRow:  # fmt: skip
    """One product's row."""
    chain = suggestion.chain if suggestion else None
    known = chain is not None and not chain.refused
    return OrderRow(
        product=product, name=product.name_in(i18n.locale()), suggestion=suggestion,
        stations=_stations(chain) if known else (),
        hint=say(chain.value.hint) if known and chain.value.hint else None,
        steps=tuple(say(step) for step in explain(chain)) if known else (),
        refusal=None if known else say(chain.reason if chain else NOT_COUNTED),
        typed=form.typed if form else _typed(now, product.case_size),
        errors={name: say(message) for name, message in form.errors.items()} if form else {},
        status=order_status(product.id, now, late), now=now, late=late,
    )  # fmt: skip


def _typed(now: AgreedNow | None, case_size: int) -> dict[str, str]:
    if now is None:
        return {"agreed": "", "reason": ""}
    return {"agreed": "" if now.units is None else str(now.units // case_size), "reason": now.reason}


def _stations(chain: Result) -> tuple[Station, ...]:
    titles = {
        "rule": _("1.5 times rule"), "freshness": _("after freshness"), "space": _("after space"),
        "cash": _("after cash"),
    }  # fmt: skip
    return tuple(
        Station(titles[link.step], link.cases, link.units, say(link.words)) for link in chain.value.links
    )


def order_status(
    product_id: int, now: AgreedNow | None, late: AgreedNow | None = None, written: UUID | None = None
) -> RowStatus:
    """The status of a line; `written` is the write that this answers."""
    key, revision = order_key(product_id), now.revision if now else 0
    if late is not None:
        text = _("Two quantities: choose one")
        return RowStatus(key, "conflict", text, "bad", revision, written or late.id)
    if now is None:
        return RowStatus(key, "idle", "", "open")
    text = _("Saved %(time)s", time=i18n.show_time(now.at))
    mark = "open" if now.units is None else "answered"
    return RowStatus(key, "saved", text, mark, revision, written or now.id)
