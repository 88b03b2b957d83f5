"""The stock screen as its template draws it: every row with what stands in its boxes and beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from app import i18n
from app.messages import Message
from app.thresholds.queries import current_settings
from app.visits.models import Visit
from app.visits.row_status import RowStatus
from app.visits.stock.forms import CountForm, Typed, typed_of
from app.visits.stock.rows import StockRow, last_months, stock_of
from app.visits.stock.status import count_key, count_status, lots_warning

Refused = tuple[StockRow, CountForm]
EXTRAS = ("free_goods", "transferred_out", "returned", "disposed", "empty_since", "note", "not_seen")


@dataclass(frozen=True)
class Line:
    """A product's row with the texts of its boxes and the sentences that refuse some of them."""

    row: StockRow
    typed: Typed
    errors: Mapping[str, str]
    status: RowStatus
    warning: tuple[str, Message] | None

    @property
    def key(self) -> str:
        """What the row's elements are named after on the page."""
        return count_key(self.row)

    @property
    def open_extras(self) -> bool:
        """Whether something stands in the boxes that are folded away."""
        boxes, kept = self.typed.boxes, self.row.kept
        if self.refuses_received:
            return True
        moved = any(boxes[name] for name in EXTRAS)
        return moved or boxes["evidence"] != "counted" or bool(kept and kept.values.received is not None)

    @property
    def refuses_received(self) -> bool:
        """Whether what came in was typed in a way that cannot be taken."""
        return any(name.startswith("received_") for name in self.errors)


@dataclass(frozen=True)
class StockSheet:
    """The lines of the first eight products and of the others; products to add as (id, name).

    `free_counts`: free goods come with every sale and count as sold.
    """

    key: list[Line]
    more: list[Line]
    others: list[tuple[str, str]]
    counted: int
    free_counts: bool


def stock_sheet(visit: Visit, added: int | None, refused: Refused | None = None) -> StockSheet:
    """The sheet of `visit`; a `refused` row shows what was typed and why it was not taken."""
    stock = stock_of(visit, added)
    forms = {refused[0].product.id: refused[1]} if refused else {}
    key, more = ([_line(row, visit.mode, forms) for row in rows] for rows in (stock.key, stock.more))
    locale = i18n.locale()
    others = [(str(product.id), product.name_in(locale)) for product in stock.others]
    return StockSheet(key, more, others, stock.counted, current_settings().count_free_goods)


def _line(row: StockRow, mode: str, forms: Mapping[int, CountForm]) -> Line:
    refused = forms.get(row.product.id)
    kept = row.kept.values if row.kept else None
    typed = refused.typed if refused else typed_of(kept, row.received, row.product.case_size)
    errors = {name: i18n.say(message) for name, message in refused.errors.items()} if refused else {}
    return Line(row, typed, errors, count_status(row), lots_warning(row, mode))


def pieces(quantity: int | None, case_size: int) -> str:
    """A quantity in cases and loose units, in the reader's words."""
    if quantity is None:
        return _("not seen")
    cases, loose = divmod(quantity, case_size) if case_size > 1 else (0, quantity)
    units = ngettext("%(num)s loose", "%(num)s loose", loose)
    if not cases:
        return units
    full = ngettext("%(num)s case", "%(num)s cases", cases)
    return f"{full} + {units}" if loose else full


def month_chips(today: date) -> list[tuple[str, str]]:
    """The last twelve months as ISO first day and name; a year is named where it is not this one."""
    english = i18n.locale() == "en"
    here, past = ("MMM", "MMM yy") if english else ("M月", "yy年M月")
    return [
        (month.isoformat(), format_date(month, here if month.year == today.year else past))
        for month in last_months(today)
    ]
