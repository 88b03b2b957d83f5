"""The lists that can be taken away as a file. A list is an `ExportList` and its line in `app.exchange.lists`;
a feature that lies above registers its own with `register`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.accounts.models import User
from app.messages import Named

Row = Sequence[Any]
ROLES = ("rep", "supervisor", "admin")


@dataclass(frozen=True)
class ExportList:
    """A list as a file: `head` gives the columns' names in the reader's language, `rows` what he may see.

    `rows` is given the reader and the filters of the page that the list is on (its query), and reads some
    hundred rows at a time (`app.exchange.batches`). `audience` is the lowest role that may have it. `private`
    lists hold what dealers would not want to be passed on: taking one away is written down. One `of_page`
    means little but as its page shows it, so that it is offered only there.
    """

    name: str
    title: Named
    head: Callable[[], list[str]]
    rows: Callable[[User, Mapping[str, str]], Iterator[Row]]
    audience: str = "rep"
    private: bool = False
    of_page: bool = False

    def open_to(self, user: User) -> bool:
        """Whether a person may take the list away."""
        return ROLES.index(user.role) >= ROLES.index(self.audience)


EXPORTS: dict[str, ExportList] = {}


def register(*lists: ExportList) -> None:
    """Offer lists for export, under their names."""
    EXPORTS.update({each.name: each for each in lists})
