"""Do the lots fit the count of the same day?"""

from collections.abc import Sequence

from app.leverage.lots.inputs import Lot
from app.leverage.result import Result, found, refuse
from app.messages import Message


def lots_fit_count(lots: Sequence[Lot], counted: int, *, every_lot: bool) -> Result[int]:
    """Units that no lot accounts for; `every_lot` says that all lots were recorded, not only the oldest.

    Refuses with ``lot_mismatch`` if the lots hold more than was counted, or, with every lot recorded, less.
    """
    total = sum(lot.quantity for lot in lots)
    inputs = {"lots": total, "counted": counted}
    if total > counted:
        reason = Message("The lots hold {lots}, but only {counted} were counted.", inputs)
        return refuse("B1", "lot_mismatch", reason, inputs)
    if every_lot and total < counted:
        reason = Message("The lots hold only {lots} of the {counted} counted.", inputs)
        return refuse("B1", "lot_mismatch", reason, inputs)
    return found("B1", counted - total, inputs)
