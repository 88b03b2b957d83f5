"""Plain builders for the tests: settings, the cast's world, visits."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy import event, make_url

import config
from app.accounts.models import Company, Team, TeamMember, User
from app.catalogue.models import Product
from app.checklists.queries import checklist
from app.dealers.models import Dealer, DealerProduct
from app.extensions import db
from app.photos.models import Photo
from app.visits.finish import finish_visit
from app.visits.models import Answer, StockCount, Visit


def settings(database_url: str, instance: Path) -> dict:
    """A test app's configuration: the product's own, in a folder of the test's."""
    photos = instance / "photos"
    photos.mkdir(exist_ok=True)
    return config.from_environment() | {
        "TESTING": True,
        "PROPAGATE_EXCEPTIONS": False,
        "SECRET_KEY": "test " * 8,
        "INSTANCE_DIR": instance,
        "SQLALCHEMY_DATABASE_URI": database_url,
        "PHOTO_STORE": str(photos),
        "TIME_ZONE": "UTC",
    }


def fresh_postgres(server: str, name: str) -> str:
    """The URL of a newly made database called `name` on the server at `server`."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    url = make_url(server).set(drivername="postgresql+psycopg", database=name)
    return url.render_as_string(hide_password=False)


def people(password_hash: str) -> dict[str, User]:
    """The cast's four people."""
    roles = {"rita": "rep", "omar": "rep", "sol": "supervisor", "ada": "admin"}
    return {
        name: User(
            username=name, display_name=name.title(), role=role, password_hash=password_hash, locale="en"
        )
        for name, role in roles.items()
    }


def world(members: dict[str, User]) -> dict:
    """The company, two teams, a dealer each, and three products that both carry."""
    team, other = Team(name="North"), Team(name="South")
    products = tuple(
        Product(code=f"P{n}", name_en=f"Cola {n}", name_zh=f"可乐{n}", category="drinks", case_size=24,
                shelf_days=180, case_price=6000, case_margin=900, is_key=True, position=n)
        for n in (1, 2, 3)
    )  # fmt: skip
    db.session.add_all([Company(name="Test Company"), team, other, *products])
    db.session.flush()
    for user, of in (("rita", team), ("sol", team), ("omar", other)):
        db.session.add(TeamMember(team_id=of.id, user_id=members[user].id))
    dealer = _dealer("D1", "Harbour Trading", "海港商贸", team, members["rita"])
    omars = _dealer("D2", "Hill Foods", "山坡食品", other, members["omar"])
    db.session.add_all([dealer, omars])
    db.session.flush()
    for one in (dealer, omars):
        for product in products:
            db.session.add(DealerProduct(dealer_id=one.id, product_id=product.id, position=product.position))
    return {"team": team, "other_team": other, "dealer": dealer, "omars_dealer": omars, "products": products}


def _dealer(code: str, name_en: str, name_zh: str, team: Team, rep: User) -> Dealer:
    return Dealer(code=code, name_en=name_en, name_zh=name_zh, town="Suzhou", team_id=team.id, rep_id=rep.id,
                  grade="B", interval_days=14, lead_days=3, next_due_on=date.today())  # fmt: skip


def supervisor_of(team: Team) -> User:
    """A stored supervisor of a team."""
    person = User(username="vera", display_name="Vera", role="supervisor", password_hash="-", locale="en")
    vera = _stored(person)
    _stored(TeamMember(team_id=team.id, user_id=vera.id))
    return db.session.get(User, vera.id)


def visit(cast, **values) -> Visit:
    """A stored open visit of Rita's to her dealer, unless `values` say otherwise."""
    defaults = {
        "id": uuid4(), "dealer_id": cast.dealer.id, "rep_id": cast.rita.id, "mode": "quick",
        "checklist_version_id": cast.version_id, "started_at": datetime.now(UTC) - timedelta(minutes=5),
    }  # fmt: skip
    return _stored(Visit(**(defaults | values)))


def _stored(made):
    """Save a row and take it out of the session, so that requests cannot expire it under the test."""
    db.session.add(made)
    db.session.commit()
    db.session.refresh(made)
    db.session.expunge(made)
    return made


def answer(visit: Visit, key: str, value: dict, **values) -> Answer:
    """A stored, current answer of a visit."""
    defaults = {
        "id": uuid4(), "visit_id": visit.id, "dealer_id": visit.dealer_id, "user_id": visit.rep_id,
        "item_key": key, "value": value, "answered_at": datetime.now(UTC),
    }  # fmt: skip
    return _stored(Answer(**(defaults | values)))


def count(visit: Visit, product_id: int, counted: int | None, **values) -> StockCount:
    """A stored, current count of a visit, in base units."""
    defaults = {
        "id": uuid4(), "visit_id": visit.id, "dealer_id": visit.dealer_id, "user_id": visit.rep_id,
        "product_id": product_id, "counted": counted, "answered_at": datetime.now(UTC),
    }  # fmt: skip
    return _stored(StockCount(**(defaults | values)))


def photo(visit: Visit, slot: str, **values) -> Photo:
    """A photo's row, without its files."""
    defaults = {
        "id": uuid4(), "visit_id": visit.id, "dealer_id": visit.dealer_id, "user_id": visit.rep_id,
        "slot": slot, "width": 800, "height": 600, "size": 1000, "sha256": uuid4().hex * 2, "dhash": 1,
        "taken_at": datetime.now(UTC),
    }  # fmt: skip
    return _stored(Photo(**(defaults | values)))


def finished(visit: Visit, cast, at: datetime | None = None) -> Visit:
    """Close a visit as the product does, after filling what is obligatory; `at` moves it in time."""
    answer(visit, "wh_stock_counts", {}, state="not_seen")
    answer(visit, "wh_overview_photo", {}, state="not_seen")
    answer(visit, "self_written_memo", {"memo": "none"})
    visit, dealer = db.session.get(Visit, visit.id), db.session.get(Dealer, visit.dealer_id)
    finish_visit(visit, dealer, checklist(visit.checklist_version_id))
    if at is not None:
        visit.started_at, visit.finished_at = at - timedelta(minutes=10), at
    return _stored(visit)


def statement_counter(engine):
    """A context manager that collects the SQL statements sent while it is open, transactions apart."""

    @contextmanager
    def counting():
        seen: list[str] = []

        def note(_conn, _cursor, statement, *_):
            if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")):
                seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return counting
