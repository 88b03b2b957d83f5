"""What stands beside a product's row: whether its count is stored, and what may be wrong with it."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from flask_babel import gettext as _

from app import i18n
from app.messages import Message
from app.visits.row_status import RowStatus
from app.visits.stock.rows import StockRow
from app.visits.stock.values import Lot


def count_key(row: StockRow) -> str:
    """What the row's elements are named after on the page."""
    return f"count-{row.product.id}"


def count_status(row: StockRow, written: UUID | None = None) -> RowStatus:
    """The status of a row; `written` is the write that this answers: a repeat may be older than the count."""
    revision = row.kept.revision if row.kept else 0
    if row.late is not None:
        text = _("Two counts: choose one")
        return RowStatus(count_key(row), "conflict", text, "bad", revision, written or row.late.id)
    if row.kept is None:
        return RowStatus(count_key(row), "idle", "", "open")
    text = _("Saved %(time)s", time=i18n.show_time(row.kept.at))
    if row.kept.values.counted is None:
        text = f"{_('Not seen')} · {text}"
    mark = "skipped" if row.kept.values.counted is None else "answered"
    return RowStatus(count_key(row), "saved", text, mark, revision, written or row.kept.id)


def lots_warning(row: StockRow, mode: str) -> tuple[str, Message] | None:
    """What is wrong with the lots: ``("warn" | "hint", sentence)``; None where nothing is or there are none.

    A quick visit notes the oldest lot alone, so that lots below the count are as they should be.
    """
    values = row.kept.values if row.kept else None
    if values is None or values.counted is None:
        return None
    if row.last and values.sellable == 0 and values.empty_since is None and not values.lots:
        return "hint", Message(
            "Sold out. Say since when, under “Deliveries, note, not seen”: who has none to sell sells none."
        )
    if not values.lots:
        return None
    if expired := _expired(row, values.lots):
        told = {"made": expired.production_date, "days": row.product.shelf_days}
        return "warn", Message(
            "Made on {made} and good for {days} days: this lot has expired. Set it apart, and note it under "
            "“Expired products”.",
            told,
        )
    if values.in_lots == values.counted:
        return None
    told = {"lots": values.in_lots, "counted": values.counted}
    if values.in_lots > values.counted:
        return "warn", Message("The lots add up to {lots}, more than the {counted} counted.", told)
    kind = "warn" if mode == "full" else "hint"
    return kind, Message("The lots add up to {lots} of the {counted} counted.", told)


def _expired(row: StockRow, lots: Iterable[Lot]) -> Lot | None:
    """The oldest lot on sale that is past its shelf life, so that no answer contradicts it unawares."""
    shelf = row.product.shelf_days
    past = [
        lot for lot in lots if lot.zone == "sellable" and shelf is not None
        and lot.production_date + timedelta(days=shelf) < row.today
    ]  # fmt: skip
    return min(past, key=lambda lot: lot.production_date, default=None)
