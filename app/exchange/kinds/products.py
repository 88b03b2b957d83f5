"""Products, by code."""

from collections.abc import Sequence

from sqlalchemy import func, select

from app.accounts.models import User
from app.catalogue.models import Product
from app.exchange.kinds.kind import insert_all, unchanged_since, update_all
from app.exchange.kinds.names import both_names, named
from app.exchange.tables.products import COLUMNS
from app.exchange.verdicts import ReadRow, Verdict
from app.extensions import db
from app.messages import Message, Named

STORED = tuple(column.key for column in COLUMNS)
DEFAULTS = {
    "shelf_days": None,
    "case_price": None,
    "case_margin": None,
    "minimum_cases": 0,
    "pallet_cases": None,
    "season_from": None,
    "season_to": None,
    "is_key": False,
    "active": True,
}


class Products:
    """What we sell."""

    name = "products"
    title = Named("Products", "产品", "產品")
    columns = COLUMNS

    def key(self, row: ReadRow) -> str:
        return row.values.get("code", "")

    def judge(self, rows: Sequence[ReadRow]) -> list[Verdict]:
        stored = _stored([self.key(row) for row in rows])
        return [self._verdict(row, stored.get(self.key(row))) for row in rows]

    def _verdict(self, row: ReadRow, seen: dict | None) -> Verdict:
        facts = dict(row.values)
        if seen is None:
            facts = DEFAULTS | both_names(row)
            for needed in ("category", "case_size"):
                row.refuse_blank(needed, NEEDED_WHEN_NEW)
        if "season_from" in row.values or "season_to" in row.values:
            _whole_season(row, facts, seen or {})
        return Verdict(
            row.number, named(row, seen), facts, seen, tuple(row.problems), target=seen and seen["id"]
        )

    def store(self, details: Sequence[dict], by: User) -> None:
        unchanged_since(
            details, _stored([each["facts"]["code"] for each in details]), lambda each: each["facts"]["code"]
        )
        last = db.session.scalar(select(func.max(Product.position))) or 0
        new = [each["facts"] for each in details if each["seen"] is None]
        insert_all(Product, [facts | {"position": last + place} for place, facts in enumerate(new, 1)])
        update_all(
            Product, [{"id": each["target"], **each["facts"]} for each in details if each["seen"] is not None]
        )

    def problem_after(self) -> None:
        return None


def _whole_season(row: ReadRow, facts: dict, seen: dict) -> None:
    """Of a season both months are known, or neither."""
    first, last = ({**seen, **facts}.get(name) for name in ("season_from", "season_to"))
    if (first is None) != (last is None):
        row.refuse(
            "season_to" if last is None else "season_from",
            Message("Give both months of the season, or neither."),
        )


NEEDED_WHEN_NEW = Message("This product is new: fill this in.")


def _stored(codes: Sequence[str]) -> dict[str, dict]:
    columns = [getattr(Product, key) for key in STORED]
    found = db.session.execute(select(Product.id, *columns).where(Product.code.in_(set(codes))))
    return {row.code: dict(row._mapping) for row in found}
