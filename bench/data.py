"""The companies that are measured: made once by ``flask sample``, kept under BENCH_DIR, used again.

The small ones are cut out of the large one: the same dealer with the same newest visits, and less history
behind them. What a page shows is then the same to the byte, and only the depth differs.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import ForeignKey, Table, select

import config
from app import create_app
from app.accounts.models import SignIn, User
from app.accounts.sessions import new_sign_in
from app.checklists.queries import current_version_id
from app.clock import utc_now
from app.dealers.models import Dealer
from app.extensions import db
from app.visits.models import Visit
from config import ROOT

FOLDER = Path(os.environ.get("BENCH_DIR") or ROOT / "instance" / "bench").absolute()
VISITS, DEALERS = int(os.environ.get("BENCH_VISITS") or 100_000), 200
DEALER_VISITS = 60  # of the measured dealer that every cut-out keeps
WRITERS = 8


@dataclass(frozen=True)
class Writer:
    """A signed-in rep with an open visit."""

    cookie: str
    visit_id: UUID


@dataclass(frozen=True)
class Company:
    """A company's folder; the dealer whose timeline is read, all dealers, and who reads and writes."""

    folder: Path
    dealer_id: int
    dealer_ids: list[int]
    admin_cookie: str
    writers: list[Writer]

    @property
    def cookie(self) -> str:
        """The cookie of the dealer's rep."""
        return self.writers[0].cookie

    @property
    def environment(self) -> dict[str, str]:
        """What a server of this company needs in its environment."""
        return {"INSTANCE_DIR": str(self.folder), "DATABASE_URL": "", "EMPTY": ""}


def large() -> Company:
    """The company of 100,000 visits; the first time takes minutes."""
    folder = FOLDER / f"visits-{VISITS}"
    if not (folder / "made").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        print(f"Making a company of {VISITS:,} visits in {folder} (once) ...", flush=True)
        prepare(folder)
        _flask(folder, "sample", "--dealers", str(DEALERS), "--visits", str(VISITS), "--no-photos")
        (folder / "made").touch()
    return furnished(folder)


def cut(visits: int) -> Company:
    """The same company with only `visits` visits: the newest of the measured dealer, and of the others."""
    whole, folder = large(), FOLDER / f"visits-{visits}"
    if not (folder / "made").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        print(f"Cutting a company of {visits:,} visits out of it (once) ...", flush=True)
        shutil.copy(whole.folder / "secret.key", folder / "secret.key")
        prepare(folder)
        _copy(whole, folder, visits)
        (folder / "made").touch()
    return furnished(folder, whole.dealer_id)


def prepare(folder: Path) -> None:
    """Make a company's folder ready for this version, with an empty database where there is none."""
    _flask(folder, "prepare", "--empty")


def sample_of(folder: Path) -> Company:
    """A small company in an empty folder, for what may break it."""
    prepare(folder)
    _flask(folder, "sample", "--dealers", str(DEALERS), "--visits", str(DEALERS), "--no-photos")
    return furnished(folder)


def app_of(folder: Path) -> Flask:
    """The product on a company's folder, in this process."""
    os.environ |= {"INSTANCE_DIR": str(folder), "DATABASE_URL": ""}
    return create_app(config.from_environment())


@cache
def furnished(folder: Path, dealer_id: int | None = None) -> Company:
    """The company, migrated, with eight open visits and a session for each of their reps."""
    prepare(folder)
    app = app_of(folder)
    with app.app_context():
        dealer = db.session.get(Dealer, dealer_id) if dealer_id else db.session.scalars(_best_dealer()).one()
        others = (
            select(User).where(User.role == "rep", User.active, User.id != dealer.rep_id).order_by(User.id)
        )
        reps = [db.session.get(User, dealer.rep_id), *db.session.scalars(others.limit(WRITERS - 1))]
        writers = [Writer(_cookie(app, rep), _open_visit(rep, dealer)) for rep in reps]
        admin = db.session.scalars(select(User).where(User.role == "admin", User.active).limit(1)).one()
        everyone = list(db.session.scalars(select(Dealer.id).where(Dealer.active).order_by(Dealer.id)))
        company = Company(folder, dealer.id, everyone, _cookie(app, admin), writers)
        db.session.commit()
        return company


def _best_dealer():
    """The dealer with the longest history."""
    visits = select(Visit.dealer_id).where(Visit.finished_at.is_not(None)).group_by(Visit.dealer_id)
    busiest = visits.order_by(db.func.count().desc(), Visit.dealer_id).limit(1)
    return select(Dealer).where(Dealer.id == busiest.scalar_subquery())


def _cookie(app: Flask, rep: User) -> str:
    known = select(SignIn.id).where(
        SignIn.user_id == rep.id, SignIn.expires_at > utc_now() + timedelta(days=1)
    )
    rep.sign_in_id = db.session.scalar(known) or new_sign_in(rep, remember=True).id
    signed = app.session_interface.get_signing_serializer(app)
    content = signed.dumps({"_user_id": rep.get_id(), "_fresh": True})
    return f"{app.config['SESSION_COOKIE_NAME']}={content}"


def _open_visit(rep: User, dealer: Dealer) -> UUID:
    found = db.session.scalar(select(Visit.id).where(Visit.rep_id == rep.id, Visit.finished_at.is_(None)))
    if found is not None:
        return found
    made = Visit(id=uuid4(), dealer_id=dealer.id, rep_id=rep.id, checklist_version_id=current_version_id(),
                 mode="quick", started_at=utc_now())  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made.id


def _flask(folder: Path, *command: str) -> None:
    environment = os.environ | {"INSTANCE_DIR": str(folder), "DATABASE_URL": ""}
    run = [sys.executable, "-m", "flask", "--app", "wsgi", *command]
    subprocess.run(run, cwd=ROOT, env=environment, check=True)


def _copy(whole: Company, folder: Path, visits: int) -> None:
    """Copy every table: of the visits the newest, of other rows those that hang on copied ones alone."""
    database = sqlite3.connect(folder / "rounds.sqlite3")
    database.execute("ATTACH ? AS whole", (str(whole.folder / "rounds.sqlite3"),))
    database.execute("PRAGMA foreign_keys=OFF")
    kept = {name for (name,) in database.execute("SELECT name FROM whole.sqlite_master")}
    for table in db.metadata.sorted_tables:
        if table.name in kept:  # a company made by an older version lacks the newest tables
            _copy_table(database, table, whole.dealer_id, visits)
    database.execute("DETACH whole")
    database.close()


def _copy_table(database: sqlite3.Connection, table: Table, dealer_id: int, visits: int) -> None:
    database.execute(f"DELETE FROM main.{table.name}")
    wanted = [_hangs_on(key) for key in table.foreign_keys]
    if table.name == "visits":
        newest = "SELECT id FROM whole.visits WHERE finished_at IS NOT NULL AND dealer_id"
        end = "ORDER BY finished_at DESC LIMIT"
        wanted.append(
            f"id IN (SELECT * FROM ({newest}={dealer_id} {end} {DEALER_VISITS}) "
            f"UNION ALL SELECT * FROM ({newest}<>{dealer_id} {end} {visits - DEALER_VISITS}))"
        )
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    database.execute(
        f"INSERT INTO main.{table.name} ({columns}) SELECT {columns} FROM whole.{table.name} AS one "
        f"WHERE {' AND '.join(wanted) or 1}"
    )
    database.commit()


def _hangs_on(key: ForeignKey) -> str:
    mine, parent = f'one."{key.parent.name}"', key.column
    return f'({mine} IS NULL OR {mine} IN (SELECT "{parent.name}" FROM main.{parent.table.name}))'
