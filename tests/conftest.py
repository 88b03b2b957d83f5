"""The app on a fresh database, the cast, and how they sign in."""

import os
import tempfile
from dataclasses import dataclass
from functools import cache

import pytest
from werkzeug.security import generate_password_hash

os.environ.setdefault("INSTANCE_DIR", tempfile.mkdtemp(prefix="rounds-test-"))

from app import create_app
from app.accounts.models import Team, User
from app.accounts.sessions import new_sign_in
from app.catalogue.models import Product
from app.checklists.queries import publish_built_in
from app.dealers.models import Dealer
from app.extensions import db as database
from tests import factories
from tests.client import Client

PASSWORD = "correct horse battery"


@cache
def password_hash() -> str:
    return generate_password_hash(PASSWORD, method="scrypt")


@dataclass(frozen=True)
class Cast:
    """Rita owns the dealer, Omar is another rep, Sol supervises Rita's team, Ada administers."""

    rita: User
    omar: User
    sol: User
    ada: User
    team: Team
    other_team: Team
    dealer: Dealer  # Rita's
    omars_dealer: Dealer  # in the other team
    products: tuple[Product, ...]
    version_id: int


@pytest.fixture(scope="session")
def database_url(tmp_path_factory, worker_id):
    """SQLite, or a database of this worker's own in the PostgreSQL that TEST_DATABASE_URL names."""
    server = os.environ.get("TEST_DATABASE_URL")
    if server:
        return factories.fresh_postgres(server, f"rounds_{worker_id}")
    return f"sqlite:///{tmp_path_factory.mktemp('db') / 'test.sqlite3'}"


@pytest.fixture(scope="session")
def session_app(database_url, tmp_path_factory):
    """One app for the whole run; `app` empties its tables before each test."""
    app = create_app(factories.settings(database_url, tmp_path_factory.mktemp("instance")))
    app.test_client_class = Client
    with app.app_context():
        database.create_all()
    yield app
    with app.app_context():
        database.drop_all()


@pytest.fixture
def app(session_app):
    with session_app.app_context():
        with database.engine.begin() as connection:
            for table in reversed(database.metadata.sorted_tables):
                connection.execute(table.delete())
        session_app.extensions.pop("company", None)
        session_app.extensions.pop("checklists", None)
        session_app.extensions.pop("thresholds", None)
        session_app.extensions.pop("judged_peers", None)
        session_app.extensions.pop("opened", None)
        yield session_app
        database.session.remove()


@pytest.fixture
def db(app):
    return database


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def cast(db) -> Cast:
    members = factories.people(password_hash())
    db.session.add_all(members.values())
    db.session.flush()
    world = factories.world(members)
    cast = Cast(version_id=publish_built_in(), **members, **world)
    db.session.commit()
    for one in [
        *members.values(),
        *world["products"],
        *(world[k] for k in ("dealer", "omars_dealer", "team", "other_team")),
    ]:
        db.session.refresh(one)
    db.session.expunge_all()
    return cast


@pytest.fixture
def sign_in():
    def signed_in(client, user: User):
        new_sign_in(user, remember=True)
        database.session.commit()
        cookie = user.get_id()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = cookie, True
        return client

    return signed_in


@pytest.fixture
def statements(app):
    """Counts SQL statements: ``with statements() as seen: ...; len(seen)``."""
    return factories.statement_counter(database.engine)
