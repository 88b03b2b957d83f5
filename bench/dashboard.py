"""Row 24: the dashboard of 1,000 dealers and 100,000 visits against that of 40 and 600."""

import shutil
import time
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import event, select

from app import clock
from app.accounts.models import Company, User
from app.accounts.sessions import new_sign_in
from app.extensions import db
from bench.data import FOLDER, app_of, prepare
from bench.driver import median
from bench.field import fill_field
from bench.report import Reading

SIZES = ((40, 600), (1000, 100_000))
PAIRS, EACH = 7, 20
PATH = "/dashboard"


def against_a_small_company() -> list[Reading]:
    """Row 24."""
    clients = [signed_in(*size) for size in SIZES]
    (few, small), (many, large) = (cost(client) for client in clients)
    pairs = [[_timed(client) for client in clients] for _ in range(PAIRS)]
    value = median(pairs, lambda pair: pair[1] / pair[0])
    told = [median(pairs, lambda pair, place=place: pair[place] * 1000) for place in (0, 1)]
    note = f"{told[1]:.1f} ms over {told[0]:.1f} ms of processor; {large} SQLite steps over {small}"
    what = "dashboard, 1,000 dealers and 100,000 visits over 40 and 600"
    same = "the same at both sizes" if few == many else f"{few} in the small one"
    return [
        Reading(24, what, value, "x", 1.5, note=note),
        Reading(24, "SQL statements of a dashboard", many, note=same),
    ]


def signed_in(dealers: int, visits: int) -> FlaskClient:
    """A client of an admin in a company of a size, which is made the first time."""
    folder = FOLDER / f"field-{dealers}-{visits}"
    if not (folder / "made").exists():
        _make(folder, dealers, visits)
    prepare(folder)
    app = app_of(folder)
    with app.app_context():
        admin = db.session.scalars(select(User).where(User.role == "admin")).one()
        new_sign_in(admin, remember=True)
        db.session.commit()
        cookie = admin.get_id()
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = cookie, True
    return client


def _make(folder: Path, dealers: int, visits: int) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    print(f"Making a company of {dealers:,} dealers and {visits:,} visits in {folder} (once) ...", flush=True)
    prepare(folder)
    with app_of(folder).app_context():
        db.session.add_all(
            [Company(name="Field"), User(username="ada", display_name="Ada", role="admin", password_hash="-")]
        )
        db.session.commit()
        fill_field(dealers, visits, clock.today())
    (folder / "made").touch()


def cost(client: FlaskClient, path: str = PATH) -> tuple[int, int]:
    """Statements and virtual machine steps of one page, after what a process reads once was read."""
    client.get(path)
    statements, steps = [], []

    def note(_connection, _cursor, statement, *_more) -> None:
        statements.append(statement)

    with client.application.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    _count_steps(engine, lambda: steps.append(1) and None)
    try:
        if client.get(path).status_code != 200:
            raise RuntimeError(f"{path} cannot be opened")
    finally:
        _count_steps(engine, None)
        event.remove(engine, "before_cursor_execute", note)
    return sum(not each.startswith("BEGIN") for each in statements), len(steps)


def _count_steps(engine, step) -> None:
    connection = engine.raw_connection()  # the one that was used last, and is used next
    connection.driver_connection.set_progress_handler(step, 1)
    connection.close()


def _timed(client: FlaskClient) -> float:
    """Seconds of processor that a page takes: other work on the machine blurs them less than the clock."""
    begun = time.process_time()
    for _ in range(EACH):
        client.get(PATH)
    return (time.process_time() - begun) / EACH
