"""What the tests of the stock screen share: a count three weeks ago, receipts since, a posted row."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from app.dealers.models import Receipt
from app.extensions import db
from app.visits.models import LastCount, StockCount, StockLot
from tests import factories

DAYS = 21
ROW = {"cases": "2", "loose": "20", "unsellable": "7", "evidence": "counted"}


def last_visit(cast, counted: int = 123, unsellable: int | None = 3, **values) -> StockCount:
    """A finished visit three weeks ago that counted the first product."""
    at = datetime.now(UTC) - timedelta(days=DAYS)
    visit = factories.visit(cast, finished_at=at, started_at=at, summary={"changes": [], "before": {}})
    count = factories.count(
        visit, cast.products[0].id, counted, unsellable=unsellable, answered_at=at, **values
    )
    db.session.add(
        LastCount(dealer_id=cast.dealer.id, product_id=cast.products[0].id, stock_count_id=count.id)
    )
    db.session.commit()
    return count


def lot(count: StockCount, day: date, quantity: int) -> None:
    db.session.add(StockLot(stock_count_id=count.id, production_date=day, quantity=quantity))
    db.session.commit()


def receipt(cast, days_ago: int, quantity: int, product=None) -> None:
    """A delivery to Rita's dealer."""
    db.session.add(
        Receipt(dealer_id=cast.dealer.id, product_id=(product or cast.products[0]).id,
                received_on=date.today() - timedelta(days=days_ago), quantity=quantity)
    )  # fmt: skip
    db.session.commit()


def post(client, visit, product, *, htmx: bool = True, **boxes):
    """Send a row; `boxes` replace or add to a good one."""
    form = {"id": str(uuid4()), "revision": "0", **ROW, **boxes}
    return client.post(
        f"/visits/{visit.id}/counts/{product.id}",
        data={name.replace("__", "-"): value for name, value in form.items()},
        headers={"HX-Request": "true"} if htmx else {},
    )


def counts(visit) -> list[StockCount]:
    """All rows of the visit's counts, in the order of their revisions."""
    db.session.expire_all()
    found = db.select(StockCount).where(StockCount.visit_id == visit.id).order_by(StockCount.revision)
    return list(db.session.scalars(found))


def lots_of(count: StockCount) -> list[StockLot]:
    found = db.select(StockLot).where(StockLot.stock_count_id == count.id).order_by(StockLot.production_date)
    return list(db.session.scalars(found))
