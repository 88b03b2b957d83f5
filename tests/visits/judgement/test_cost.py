"""Finishing a visit of 12 products and 40 lots after a year of visits stays within forty statements."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import insert, select

from app.accounts.company import company
from app.catalogue.models import Product
from app.dealers.models import Dealer, DealerProduct, Receipt
from app.extensions import db
from app.visits.judgement.history import judge_history
from app.visits.judgement.models import Score
from app.visits.models import Answer, LastAnswer, LastCount, StockCount, StockLot, Visit
from app.visits.tallies.models import TeamDay
from tests import factories
from tests.promises.writing import make
from tests.visits.judgement import world
from tests.visits.judgement.answers import FULL

VISITS, PRODUCTS, LOTS = 52, 12, 40


@pytest.fixture
def year(cast):
    """A year of weekly visits to Rita's dealer, each with all products counted, judged already."""
    products = _products(cast)
    now = datetime.now(UTC)
    for number in range(VISITS, 0, -1):
        _past_visit(cast, products, now - timedelta(days=7 * number), number)
    db.session.flush()
    judge_history(cast.dealer.id)
    db.session.commit()
    return products


def _products(cast) -> list[int]:
    more = [
        Product(code=f"Q{n}", name_en=f"Tea {n}", name_zh=f"茶{n}", category="drinks", case_size=12,
                shelf_days=270, case_price=4800, case_margin=700, is_key=n < 6, position=10 + n)
        for n in range(PRODUCTS - len(cast.products))
    ]  # fmt: skip
    db.session.add_all(more)
    db.session.flush()
    for place, product in enumerate(more):
        db.session.add(DealerProduct(dealer_id=cast.dealer.id, product_id=product.id, position=10 + place))
    return [product.id for product in (*cast.products, *more)]


def _past_visit(cast, products: list[int], at: datetime, number: int) -> None:
    visit_id = uuid4()
    common = {"visit_id": visit_id, "dealer_id": cast.dealer.id, "user_id": cast.rita.id, "answered_at": at}
    db.session.add(
        Visit(
            id=visit_id, dealer_id=cast.dealer.id, rep_id=cast.rita.id, started_at=at - timedelta(minutes=12),
            mode="quick" if number % 20 else "full", checklist_version_id=cast.version_id, finished_at=at,
        )
    )  # fmt: skip
    db.session.flush()
    answers = [
        {"id": uuid4(), "item_key": key, "value": value, "evidence": "seen", **common}
        for key, value in FULL.items()
    ]
    counts = [
        {"id": uuid4(), "product_id": key, "counted": 200 + number % 7, "unsellable": 2, **common}
        for key in products
    ]
    db.session.execute(insert(Answer), answers)
    db.session.execute(insert(StockCount), counts)
    lots = [
        {"stock_count_id": count["id"], "production_date": (at - timedelta(days=30 + 20 * lot)).date(),
         "quantity": 60}
        for count in counts for lot in range(3)
    ]  # fmt: skip
    db.session.execute(insert(StockLot), lots)
    receipts = [
        {"dealer_id": cast.dealer.id, "product_id": key, "received_on": (at - timedelta(days=3)).date(),
         "quantity": 96, "production_date": (at - timedelta(days=20)).date()}
        for key in products
    ]  # fmt: skip
    db.session.execute(insert(Receipt), receipts)
    if number == 1:
        _remember(cast, answers, counts, at)
        db.session.get(Dealer, cast.dealer.id).last_visit_id = str(visit_id)


def _remember(cast, answers, counts, at) -> None:
    """What the last of the visits left as last known, as finishing it would have."""
    day = at.date()
    db.session.execute(insert(LastAnswer), [
        {"dealer_id": cast.dealer.id, "item_key": each["item_key"], "answer_id": each["id"],
         "observed_on": day, "verified_on": day}
        for each in answers
    ])  # fmt: skip
    db.session.execute(insert(LastCount), [
        {"dealer_id": cast.dealer.id, "product_id": each["product_id"], "stock_count_id": each["id"]}
        for each in counts
    ])  # fmt: skip


def _today(cast, products: list[int]) -> Visit:
    visit = world.visit(cast, mode="full")
    world.answered(visit, FULL | {"wh_stock_counts": None})
    for slot in ("wh_overview_photo.overview", "wh_overview_photo.our_stack", "wh_lots"):
        factories.photo(visit, slot)
    for number, key in enumerate(products):
        lots = [(40 + 30 * lot, 40) for lot in range(4 if number < LOTS - 3 * PRODUCTS else 3)]
        product = type("Product", (), {"id": key})
        world.count(visit, product, lots, counted=180, unsellable=2)
    return visit


def _agreed(rita, visit: Visit, products: list[int]) -> None:
    """An order of nearly every product, and an answer to its item that gives way to it."""
    factories.answer(visit, "visit_order_agreed", {}, state="declined")
    for key in products[1:]:
        form = {"id": str(uuid4()), "revision": "0", "agreed": "40", "reason": "A festival"}
        assert rita.post(f"/visits/{visit.id}/order/{key}", data=form).status_code == 303
    assert make(rita, visit).status_code == 303


def test_finishing_a_full_visit_takes_forty_statements_at_most(client, cast, sign_in, year, app, statements):
    """The worst of cases: nothing was read before by this process, the hour's peers neither."""
    visit = _today(cast, year)
    _agreed(sign_in(client, cast.rita), visit, year)
    for kept in ("judged_peers", "thresholds", "checklists"):
        app.extensions.pop(kept, None)
    assert company()  # what is read every few seconds, whatever is asked, is no part of finishing
    with statements() as seen:
        assert client.post(f"/visits/{visit.id}/submission").status_code == 303
    assert db.session.get(Score, (visit.id, "s3"), populate_existing=True).value is not None
    assert db.session.scalar(select(TeamDay.s3_times)) == 1
    assert sum(each.startswith("INSERT INTO order_lines") for each in seen) == 1
    assert any(each.startswith("UPDATE answers") for each in seen)
    assert len(seen) <= 40, "\n".join(seen)


def test_judging_an_open_visit_asks_little(cast, year, statements):
    visit = _today(cast, year)
    with statements() as seen:
        world.judged(visit)
    assert len(seen) <= 20, "\n".join(seen)
