"""The kinds of tables that can be imported, in the order in which an empty company needs them."""

from app.exchange.kinds.dealers import Dealers
from app.exchange.kinds.kind import Changed, Kind
from app.exchange.kinds.people import AllPeople
from app.exchange.kinds.products import Products
from app.exchange.kinds.receipts import Receipts

KINDS: dict[str, Kind] = {kind.name: kind for kind in (AllPeople(), Products(), Dealers(), Receipts())}

__all__ = ["KINDS", "Changed", "Kind"]
