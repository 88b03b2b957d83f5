"""A Rounds with a company of its own, and an empty one beside it."""

import os
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from flask_migrate import upgrade

from app import create_app
from app.accounts.models import Company
from app.checklists.queries import publish_built_in
from app.extensions import db
from app.photos.opened import photo_store
from app.photos.storage import keys_of
from app.promises.models import Promise
from app.visits.judgement.models import VisitResults
from config import ROOT
from tests import factories
from tests.client import Client


def rounds_in(folder: Path, name: str, postgres: bool = False):
    """A migrated app of its own; `postgres`: in a database of that name where a server is to be had."""
    folder.mkdir()
    url = f"sqlite:///{folder / 'rounds.sqlite3'}"
    if postgres and (server := os.environ.get("TEST_DATABASE_URL")):
        url = factories.fresh_postgres(server, f"rounds_backup_{name}_{os.getpid()}")
    app = create_app(factories.settings(url, folder))
    app.test_client_class = Client
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
    return app


@pytest.fixture(params=["sqlite", "postgresql"] if os.environ.get("TEST_DATABASE_URL") else ["sqlite"])
def company(tmp_path, request):
    """An app with a company: people, a dealer, a visit with answers, a photo and two promises in a chain."""
    app = rounds_in(tmp_path / "company", "company", request.param == "postgresql")
    with app.app_context():
        _fill()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"] if os.environ.get("TEST_DATABASE_URL") else ["sqlite"])
def other(tmp_path, request):
    """Another app with nothing in it."""
    app = rounds_in(tmp_path / "other", "other", request.param == "postgresql")
    yield app
    with app.app_context():
        db.engine.dispose()


def _fill() -> None:
    members = factories.people("-")
    db.session.add_all(members.values())
    db.session.flush()
    world = factories.world(members)
    version = publish_built_in()
    company = db.session.scalars(db.select(Company)).one()
    company.name, company.logo, company.logo_mark = "Qingxi Foods", "AAAA", "1"
    db.session.commit()
    dealer, rita = world["dealer"].id, members["rita"].id
    cast = _Cast(world["dealer"], members["rita"], version)
    visit = factories.visit(cast)
    factories.answer(visit, "wh_tidy", {"grade": 4}, note="窗户都关着 · \x7f 😀")
    factories.count(visit, world["products"][0].id, 120)
    photo = factories.photo(visit, "wh_overview_photo.overview")
    for key in (keys_of(photo.id).picture, keys_of(photo.id).thumbnail):
        photo_store().put(key, f"picture {key}".encode())
    db.session.add(VisitResults(visit_id=visit.id, document={"reason": "先进先出"}, memory={"seen": [1, 2]}))
    second, now = uuid4(), datetime.now(UTC)
    common = {"dealer_id": dealer, "visit_id": visit.id, "user_id": rita, "owner": "us", "answered_at": now}
    db.session.add(Promise(id=second, action="Shelf", state="open", moves=1, **common))
    db.session.flush()
    db.session.add(Promise(id=uuid4(), action="Shelf", state="superseded", moved_to_id=second, **common))
    db.session.commit()


class _Cast:
    def __init__(self, dealer, rita, version_id):
        db.session.refresh(dealer)
        db.session.refresh(rita)
        self.dealer, self.rita, self.version_id = dealer, rita, version_id
