"""Loading the sample company into an empty database."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from random import Random

from flask import current_app
from sqlalchemy import update

from app import clock
from app.accounts.company import forget_company
from app.checklists.content import Checklist
from app.checklists.queries import built_in, publish_built_in
from app.dealers.models import Dealer
from app.extensions import db
from app.leverage.visiting import value_classes
from app.photos.models import Photo
from app.photos.storage import PhotoStore, open_store
from app.sample import company
from app.sample.camera import Camera
from app.sample.life import DealerLife
from app.sample.places import place
from app.sample.plan import DEALERS, SEED, VISITS, DealerPlan, plan, rep_count
from app.sample.reasons import give_reasons
from app.sample.reviews import review_sample
from app.sample.sink import Sink
from app.sample.visit_rows import Writer
from app.thresholds.queries import current_settings
from app.visits.judgement.evidence import Peers
from app.visits.judgement.history import judge_history
from app.visits.judgement.peers import peers_on
from app.visits.judgement.peers_then import PeersThen
from app.visits.tallies.filling import fill

PHOTO_DAYS = 90  # visits of the last so many days are photographed, of older ones the full audits only


class NotEmpty(RuntimeError):
    """The database is in use; the text says what to do instead."""


@dataclass(frozen=True)
class Order:
    """What to load; `photos` draws them and puts them into the photo store, `judged` works out the results,
    scores and findings that finishing each visit would have led to."""

    dealers: int = DEALERS
    visits: int = VISITS
    seed: int = SEED
    photos: bool = True
    judged: bool = True


@dataclass(frozen=True)
class Setting:
    """What every dealer's history is written against."""

    seed: int
    today: date
    zone: tzinfo
    checklist: Checklist
    product_ids: tuple[int, ...]
    photos_from: date | None
    store: PhotoStore | None


def load_sample(
    order: Order = Order(), say: Callable[[str], None] = lambda said: print(said, flush=True)
) -> int:
    """Simulate and store the company; how many visits that were.

    NotEmpty when somebody has begun to use the database, BadPlan when the numbers do not fit. `say` is told
    how far it is. Commits.
    """
    if not company.is_empty():
        raise NotEmpty(
            "This database is in use. The sample loads into an empty one only: set INSTANCE_DIR or "
            "DATABASE_URL to a new place, or remove the old database first."
        )
    today = clock.today()
    plans = plan(order.dealers, order.visits, order.seed, today)
    say(f"Loading the sample company: {order.dealers} dealers, {order.visits} visits ...")
    with _unwatched():
        _load(order, plans, today, say)
        db.session.commit()
    forget_company()
    return order.visits


def _load(order: Order, plans: list[DealerPlan], today: date, say: Callable[[str], None]) -> None:
    teams, reps = company.found(rep_count(order.dealers), clock.utc_now())
    sink = Sink(publish_built_in(), order.judged)
    setting = Setting(
        seed=order.seed, today=today, zone=clock.zone(), checklist=built_in(),
        product_ids=company.add_products(),
        photos_from=today - timedelta(days=PHOTO_DAYS) if order.photos else None,
        store=open_store(current_app.config["PHOTO_STORE"]) if order.photos else None,
    )  # fmt: skip
    done, loaded = 0, []
    for dealer in plans:
        loaded.append(_load_dealer(dealer, teams, reps[dealer.rep], setting, sink))
        done = _progress(done, len(dealer.visits), order.visits, say)
    sink.flush()
    if order.judged:
        _judge(loaded, today, say)
        give_reasons(order.seed, current_settings())
    fill(db.session.connection(), clock.zone())
    review_sample(order.seed, clock.utc_now())


@contextmanager
def _unwatched() -> Iterator[None]:
    """No garbage collection: watching millions of rows that hold no cycle took a quarter of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _load_dealer(dealer: DealerPlan, teams: list[int], rep_id: int, setting: Setting, sink: Sink) -> int:
    team_id = teams[dealer.rep % len(teams)]
    dealer_id = company.add_dealer(dealer, team_id, rep_id, setting.product_ids, setting.zone)
    life = DealerLife(dealer, setting.product_ids, setting.seed)
    writer = Writer(life, setting.checklist, setting.zone, setting.seed, setting.photos_from)
    where = place(dealer.number)
    camera = Camera(setting.store, Random(f"photos {setting.seed} {dealer.number}"))
    visit = None
    for met in life.encounters(setting.today.toordinal()):
        visit = writer.write(met)
        camera.shoot(life, visit)
        sink.add_visit(visit, dealer_id, rep_id, where)
    sink.add(Photo, [row | {"dealer_id": dealer_id, "user_id": rep_id} for row in camera.develop()])
    sink.add_dealer(dealer_id, rep_id, writer, visit)
    return dealer_id


def _judge(dealer_ids: list[int], today: date, say: Callable[[str], None]) -> None:
    """Dealers are measured against each other, so that all of them have to be there; and by their classes
    one sees whose interval was set by hand."""
    say("Judging the visits ...")
    _class_dealers(peers_on(today), today)
    then = PeersThen()
    for dealer_id in dealer_ids:
        judge_history(dealer_id, then)


def _class_dealers(peers: Peers, today: date) -> None:
    """Each dealer's class as his sales make it (rule G3); how often he is visited was set by hand."""
    classes = value_classes(peers.sales, today, peers.months, current_settings()).value or {}
    if classes:
        rows = [{"id": int(dealer_id), "grade": klass} for dealer_id, klass in classes.items()]
        db.session.execute(update(Dealer), rows)


def _progress(done: int, more: int, total: int, say: Callable[[str], None]) -> int:
    """Say so at every tenth of a large sample."""
    if total > 5 * VISITS and (done + more) * 10 // total > done * 10 // total:
        say(f"  {done + more} of {total} visits")
    return done + more
