"""Row 23: the end of a visit, with all that follows from it, against the bare page.

The visit is as large as they come: 12 products in 40 lots, an order, three photos, every answer that the
dealer's page knows, and a year of weekly visits before it. Each is written down first and finished once.
"""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain, repeat
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import delete, event, insert, select

from app.catalogue.models import Product
from app.checklists.queries import current_version_id
from app.clock import today, utc_now
from app.dealers.models import DealerProduct
from app.extensions import db
from app.photos.models import Photo
from app.visits.judgement.models import OrderLine
from app.visits.judgement.peers import peers_on
from app.visits.models import Answer, LastAnswer, OrderEntry, StockCount, StockLot, Visit
from bench import driver
from bench.data import Company, app_of, cut, large
from bench.driver import Connection, Load, alternate, get, median, post, ratio
from bench.pages import SHORT, signed_in, timeline_of
from bench.report import Reading
from bench.servers import serving
from bench.twin_data import TOKEN, make_twin

ROW, PRODUCTS, LOTS, EACH, READS = 23, 12, 40, 5, 7
SLOTS = ("wh_overview_photo.overview", "wh_overview_photo.our_stack", "wh_lots")


@dataclass(frozen=True)
class Finisher:
    """A signed-in rep who has no visit under way."""

    cookie: str
    id: int


def finishing() -> list[Reading]:
    """Row 23; 150 ms and 40 statements are its gates."""
    with _borrowed(cut(SHORT)) as company:
        twin, rep = make_twin(company, timeline_of(company)), _finisher(company)
        first = _first_of_the_hour(company, rep)
        with (
            serving("wsgi:app", **company.environment) as ours,
            serving("bench.twin:app", BENCH_TWIN=str(twin)) as bare,
        ):
            asked = get(f"/dealers/{company.dealer_id}", f"session={TOKEN}")
            pairs = alternate(
                lambda: _finishes(company, rep, ours.port),
                lambda: driver.load(bare.port, [repeat(asked)], 10 * EACH),
            )
    p50 = [median(list(loads), lambda load: load.p50) * 1000 for loads in zip(*pairs, strict=True)]
    bare_note, note = f"bare {p50[1]:.1f} ms", f"{PRODUCTS} products, {LOTS} lots, an order, 3 photos"
    over = ratio(pairs, lambda load: load.p50)
    return [
        Reading(ROW, "finish of a visit over a bare page, p50", over, "x", note=bare_note),
        Reading(ROW, "finish of a visit, p50", p50[0], "ms", 150, note=note),
        first,
        Reading(ROW, "reading what dealers compare with, hourly", _peers(large()) * 1000, "ms"),
    ]


@contextmanager
def _borrowed(company: Company) -> Iterator[Company]:
    """A copy of the company to leave visits in: the others' rows are measured on what it was."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(company.folder, folder, dirs_exist_ok=True)
        yield replace(company, folder=Path(folder))


def _finisher(company: Company) -> Finisher:
    writer = company.writers[0]
    with app_of(company.folder).app_context():
        rep_id = db.session.scalars(select(Visit.rep_id).where(Visit.id == writer.visit_id)).one()
        db.session.execute(delete(Visit).where(Visit.rep_id == rep_id, Visit.finished_at.is_(None)))
        db.session.commit()
    return Finisher(writer.cookie, rep_id)


def _finishes(company: Company, rep: Finisher, port: int) -> Load:
    """Some visits finished one after another; what goes before, writing them down, is not timed."""
    app, connection, took = app_of(company.folder), Connection(port), []
    for _ in range(EACH):
        request = post(f"/visits/{_written_down(app, company, rep)}/submission", rep.cookie, b"")
        begun = time.perf_counter()
        status, head, _body = connection.ask(request)
        took.append(time.perf_counter() - begun)
        if status != 303:
            raise RuntimeError(f"a visit was not finished: {head.decode()}")
    connection.close()
    return Load(took, sum(took))


def _first_of_the_hour(company: Company, rep: Finisher) -> Reading:
    """The statements of a finish in a process that has kept nothing yet."""
    visit_id, seen = _written_down(app_of(company.folder), company, rep), []
    app = app_of(company.folder)
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda _c, _k, statement, *_: seen.append(statement))
    signed_in(app, company).post(f"/visits/{visit_id}/submission")
    number = sum(not each.startswith("BEGIN") for each in seen)
    return Reading(ROW, "SQL statements of a finish, the first of an hour", number, "", 40)


def _peers(company: Company) -> float:
    """Seconds of reading all dealers' sales, which the first visit of an hour does for the others."""
    took = []
    for _ in range(READS):
        with app_of(company.folder).app_context():
            db.session.connection()
            begun = time.perf_counter()
            peers_on(today())
            took.append(time.perf_counter() - begun)
    return sorted(took)[READS // 2]


def _written_down(app: Flask, company: Company, rep: Finisher) -> UUID:
    """An open visit of the rep, with all that it holds."""
    visit_id, now = uuid4(), utc_now()
    with app.app_context():
        visit = {
            "id": visit_id, "dealer_id": company.dealer_id, "rep_id": rep.id, "mode": "full",
            "checklist_version_id": current_version_id(), "started_at": now - timedelta(minutes=30),
        }  # fmt: skip
        db.session.execute(insert(Visit), [visit])
        entry = {
            "visit_id": visit_id, "dealer_id": company.dealer_id, "user_id": rep.id, "answered_at": now,
        }  # fmt: skip
        products = _products(company.dealer_id)
        rows = chain(_answers(entry), _counts(products, entry), _orders(products, entry), _photos(entry))
        for model, made in rows:
            db.session.execute(insert(model), made)
        db.session.commit()
    return visit_id


Rows = Iterator[tuple[type, list[dict[str, Any]]]]


def _products(dealer_id: int) -> list[int]:
    """The dealer's products, those that he carries first; he carries all of them from then on."""
    carries = (DealerProduct.product_id == Product.id) & (DealerProduct.dealer_id == dealer_id)
    found = select(Product.id, DealerProduct.position).outerjoin(DealerProduct, carries)
    rows = db.session.execute(
        found.order_by(DealerProduct.position.is_(None), Product.id).limit(PRODUCTS)
    ).all()
    more = [
        {"dealer_id": dealer_id, "product_id": row.id, "position": 100 + place}
        for place, row in enumerate(rows) if row.position is None
    ]  # fmt: skip
    if more:
        db.session.execute(insert(DealerProduct), more)
    return [row.id for row in rows]


def _answers(entry: dict[str, Any]) -> Rows:
    """Everything that was answered last, answered again; the order and the counts are no answers."""
    last = select(Answer.item_key, Answer.value).join(LastAnswer, LastAnswer.answer_id == Answer.id)
    known = dict(db.session.execute(last.where(LastAnswer.dealer_id == entry["dealer_id"])).all())
    known |= dict.fromkeys(("wh_stock_counts", "wh_overview_photo"), {})
    known.pop("visit_order_agreed", None)
    yield Answer, [
        entry
        | {"id": uuid4(), "item_key": key, "value": value, "evidence": "seen",
           "state": "answered" if value else "not_seen"}
        for key, value in known.items()
    ]  # fmt: skip


def _counts(products: list[int], entry: dict[str, Any]) -> Rows:
    counts = [entry | {"id": uuid4(), "product_id": key, "counted": 180, "unsellable": 2} for key in products]
    yield StockCount, counts
    yield StockLot, [
        {"stock_count_id": counts[number % PRODUCTS]["id"], "quantity": 40,
         "production_date": today() - timedelta(days=40 + number)}
        for number in range(LOTS)
    ]  # fmt: skip


def _orders(products: list[int], entry: dict[str, Any]) -> Rows:
    line = {"agreed": 240, "reason": "A festival"}
    yield OrderEntry, [entry | line | {"id": uuid4(), "ordered_product_id": key} for key in products]
    said = {name: entry[name] for name in ("visit_id", "dealer_id", "answered_at")}
    yield OrderLine, [said | line | {"product_id": key} for key in products]


def _photos(entry: dict[str, Any]) -> Rows:
    row = {name: entry[name] for name in ("visit_id", "dealer_id", "user_id")} | {
        "taken_at": entry["answered_at"]
    }
    size = {"width": 1600, "height": 1200, "size": 300_000, "dhash": 1}
    yield Photo, [row | size | {"id": uuid4(), "slot": slot, "sha256": uuid4().hex * 2} for slot in SLOTS]
