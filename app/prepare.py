"""``flask prepare``: bring the database up to date, and load the sample company into an empty one."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click
from flask import current_app
from flask_migrate import upgrade
from sqlalchemy import func, select

from app.accounts.company import company
from app.checklists.queries import publish_built_in
from app.extensions import db
from app.sample.load import load_sample
from config import ROOT

PATIENCE = 900  # seconds; the sample company is loaded within
LOCK = 105  # the number by which PostgreSQL knows that somebody prepares


@click.command("prepare")
@click.option("--empty", is_flag=True, help="Leave an empty database empty: the first-run page fills it.")
def prepare(empty: bool) -> None:
    """Migrate, publish the checklist, load the sample where there is no company."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    click.echo("Bringing the database up to date ...")
    with _alone():
        upgrade(directory=str(ROOT / "migrations"))
        publish_built_in()
        db.session.commit()
        if not empty and company() is None:
            load_sample()


@contextmanager
def _alone() -> Iterator[None]:
    """Two starts at once prepare one after the other; a lock that also goes when its holder is killed."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(select(func.pg_advisory_lock(LOCK)))
            try:
                yield
            finally:
                connection.execute(select(func.pg_advisory_unlock(LOCK)))
        return
    gate = Path(current_app.config["INSTANCE_DIR"]) / "prepare.lock"
    with closing(sqlite3.connect(gate, timeout=PATIENCE, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield
