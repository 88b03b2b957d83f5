"""Every list behind a number, by the name of its page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.accounts.models import User
from app.dashboards.rows.dealers import dealer_head, dealers
from app.dashboards.rows.findings import finding_head, findings
from app.dashboards.rows.lines import Listing
from app.dashboards.rows.promised import promise_head, promises
from app.dashboards.rows.stock import stock, stock_head
from app.dashboards.rows.visits import visit_head, visits
from app.dashboards.scope import Scope, scope_of
from app.leverage.settings import Settings
from app.messages import Named
from app.thresholds.queries import current_settings


@dataclass(frozen=True)
class Kind:
    """A list: its title, what it consists of, and its columns as a file."""

    title: Named
    listing: Callable[[Scope, Mapping[str, str], Settings, str], Listing]
    head: Callable[[], list[str]]


LISTS = {
    "dealers": Kind(Named("Dealers", "经销商", "經銷商"), dealers, dealer_head),
    "findings": Kind(
        Named("Open critical findings", "未关闭的严重问题", "未關閉的嚴重問題"), findings, finding_head
    ),
    "stock": Kind(Named("Stock at risk", "风险库存", "風險庫存"), stock, stock_head),
    "promises": Kind(Named("Promises", "承诺", "承諾"), promises, promise_head),
    "visits": Kind(Named("Visits", "拜访", "拜訪"), visits, visit_head),
}
# All that an address may ask of a list.
FILTERS = (
    "team", "days", "full", "state", "grade", "health", "rep", "visited", "level", "age", "product", "lot",
    "owner", "mode", "due", "photos", "score", "span",
)  # fmt: skip


def listing_of(name: str, user: User, asked: Mapping[str, str], locale: str) -> Listing:
    """A list as its address asks for it, of what `user` may see; 404 for another's team."""
    return LISTS[name].listing(scope_of(user, asked), asked, current_settings(), locale)
