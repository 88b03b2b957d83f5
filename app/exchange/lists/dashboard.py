"""The lists behind the numbers of the dashboard, each filtered as on its page."""

from collections.abc import Iterator, Mapping

from app import i18n
from app.accounts.models import User
from app.dashboards.rows.lines import each_of
from app.dashboards.rows.registry import LISTS, Kind, listing_of
from app.exchange.registry import ExportList, Row
from app.messages import Named

# What dealers would not want to be passed on.
_PRIVATE = {"dealers", "findings", "promises"}


def _export(name: str, kind: Kind) -> ExportList:
    def rows(user: User, asked: Mapping[str, str]) -> Iterator[Row]:
        wanted = listing_of(name, user, asked, i18n.locale())
        return (wanted.cells(row) for row in each_of(wanted))

    title = kind.title
    told = Named(f"Dashboard: {title.en}", f"总览：{title.zh_Hans}", f"總覽：{title.zh_Hant}")
    return ExportList(
        f"dashboard_{name}", told, kind.head, rows, "supervisor", name in _PRIVATE, of_page=True
    )  # fmt: skip


DASHBOARD = tuple(_export(name, kind) for name, kind in LISTS.items())
