"""Lists over many dealers: read dealer by dealer, since the index of what belongs to dealers begins so.

In the order of time over all of them, each batch would have to sort everything anew.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Row, Select
from sqlalchemy.orm import InstrumentedAttribute

from app import i18n
from app.accounts.models import User
from app.dealers.models import Dealer
from app.dealers.queries import dealers_for
from app.exchange.batches import each_of, in_batches
from app.exchange.lists.asked import number_of


@dataclass(frozen=True)
class Whose:
    """A dealer whose rows come next: his code, and his name in the reader's language."""

    id: int
    code: str
    name: str


def dealers_of(user: User, asked: Mapping[str, str]) -> Iterator[Whose]:
    """The dealers that a person may see, by code; the one that is asked for (``dealer``), if one is."""
    wanted, english = dealers_for(user), i18n.locale() == "en"
    if (dealer_id := number_of(asked, "dealer")) is not None:
        wanted = wanted.where(Dealer.id == dealer_id)
    wanted = wanted.with_only_columns(Dealer.id, Dealer.code, Dealer.name_en, Dealer.name_zh)
    for batch in in_batches(wanted, Dealer.code):
        for row in batch:
            yield Whose(row.id, row.code, row.name_en if english else row.name_zh)


def rows_of(
    user: User,
    asked: Mapping[str, str],
    wanted: Select,
    dealer_id: InstrumentedAttribute,
    *keys: InstrumentedAttribute,
) -> Iterator[tuple[Whose, Row]]:
    """Each dealer with each of his rows of `wanted`, in the order of `keys`."""
    for dealer in dealers_of(user, asked):
        for row in each_of(wanted.where(dealer_id == dealer.id), *keys):
            yield dealer, row
