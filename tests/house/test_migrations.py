"""The migration scripts build exactly the tables of the models, upwards and back."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from app import create_app
from app.extensions import db
from config import ROOT
from tests import factories

FOLDER = str(ROOT / "migrations")


@pytest.fixture
def fresh(tmp_path):
    app = create_app(factories.settings(f"sqlite:///{tmp_path / 'fresh.sqlite3'}", tmp_path))
    with app.app_context():
        yield app
        db.session.remove()


def test_migrations_match_the_models(fresh):
    upgrade(directory=FOLDER)
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_migrations_can_be_taken_back(fresh):
    upgrade(directory=FOLDER)
    downgrade(directory=FOLDER, revision="base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
