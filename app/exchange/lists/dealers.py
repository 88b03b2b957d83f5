"""The dealers that a person may see; for admins all of them, given up or not. Columns as for import."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _
from sqlalchemy import Select, select

from app.accounts.models import Team, User
from app.catalogue.models import Product
from app.dealers.models import Dealer, DealerProduct
from app.dealers.queries import dealers_for
from app.exchange.batches import in_batches
from app.exchange.lists.asked import holding, names_of, yes_or_no
from app.exchange.registry import ExportList, Row
from app.exchange.tables.dealers import COLUMNS
from app.extensions import db
from app.messages import Named

_PLAIN = [column.key for column in COLUMNS if column.key not in ("team", "rep", "products", "active")]


def _head() -> list[str]:
    return names_of(COLUMNS, _("Last visit"), _("Next visit due"))


def _visible(user: User, asked: Mapping[str, str]) -> Iterator[Row]:
    return _rows(dealers_for(user), asked)


def _all(user: User, asked: Mapping[str, str]) -> Iterator[Row]:
    return _rows(select(Dealer), asked)


def _rows(dealers: Select, asked: Mapping[str, str]) -> Iterator[Row]:
    wanted = holding(dealers, asked, Dealer.name_en, Dealer.name_zh, Dealer.code, Dealer.town)
    columns = [getattr(Dealer, key) for key in _PLAIN]
    wanted = (
        wanted.join(Team, Team.id == Dealer.team_id)
        .join(User, User.id == Dealer.rep_id)
        .with_only_columns(
            Dealer.id,
            *columns,
            Dealer.active,
            Dealer.last_visit_on,
            Dealer.next_due_on,
            Team.name.label("team"),
            User.username.label("rep"),
        )
    )
    for batch in in_batches(wanted, Dealer.code):
        carried = _carried([row.id for row in batch])
        for row in batch:
            known = row._asdict() | {
                "active": yes_or_no(row.active),
                "products": "; ".join(carried.get(row.id, ())),
            }
            yield [*(known[column.key] for column in COLUMNS), row.last_visit_on, row.next_due_on]


def _carried(dealer_ids: list[int]) -> dict[int, list[str]]:
    found = (
        select(DealerProduct.dealer_id, Product.code)
        .join(Product, Product.id == DealerProduct.product_id)
        .where(DealerProduct.dealer_id.in_(dealer_ids), Product.active)
        .order_by(Product.code)
    )
    carried: dict[int, list[str]] = {}
    for dealer_id, code in db.session.execute(found):
        carried.setdefault(dealer_id, []).append(code)
    return carried


DEALERS = ExportList("dealers", Named("Dealers", "经销商", "經銷商"), _head, _visible)
ALL_DEALERS = ExportList(
    "all_dealers",
    Named("All dealers, given up too", "全部经销商（含停止合作）", "全部經銷商（含停止合作）"),
    _head,
    _all,
    "admin",
)
