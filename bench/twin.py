"""The bare twin: the timeline and the autosave as plain Flask over plain sqlite3 would do them.

It looks up the session, reads 20 rows by an index and fills one flat template of the same markup; or it adds
a row, marks the one before it, commits durably and says so. No roles, no languages, no revisions, no filters:
it is the floor that the product is held against. `bench.twin_data` makes its database and its page.
"""

import json
import os
import sqlite3
import threading
from datetime import datetime
from pathlib import Path

from flask import Flask, abort, render_template, request

FOLDER = Path(os.environ["BENCH_TWIN"])
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=10000",
    "cache_size=-16000",
    "temp_store=MEMORY",
)
PAGE = "SELECT parts FROM entries WHERE dealer_id=? ORDER BY at DESC LIMIT 20"
ANSWER = (
    "INSERT INTO answers (id, visit_id, item, revision, value, at, superseded) VALUES (?, ?, ?, ?, ?, ?, 0)"
)

app = Flask(__name__, template_folder=FOLDER)
_own = threading.local()
_writer = threading.Lock()  # without it eight writers would poll each other, and the floor would be no floor


def _database() -> sqlite3.Connection:
    if not hasattr(_own, "connection"):
        _own.connection = sqlite3.connect(FOLDER / "twin.sqlite3", isolation_level=None)
        for pragma in PRAGMAS:
            _own.connection.execute(f"PRAGMA {pragma}")
    return _own.connection


def _user(database: sqlite3.Connection) -> int:
    found = database.execute("SELECT user_id FROM sessions WHERE token=?", (request.cookies.get("session"),))
    row = found.fetchone() or abort(401)
    return row[0]


@app.get("/healthz")
def healthz():
    return {"status": "ok"}


@app.get("/dealers/<int:dealer_id>")
def dealer(dealer_id: int):
    database = _database()
    _user(database)
    rows = [json.loads(parts) for (parts,) in database.execute(PAGE, (dealer_id,))]
    return render_template("page.html", rows=rows)


@app.post("/visits/<visit_id>/answers/<item>")
def answer(visit_id: str, item: str):
    database = _database()
    _user(database)
    form = request.form
    with _writer:
        database.execute("BEGIN IMMEDIATE")
        row = (form["id"], visit_id, item, int(form["revision"]) + 1, form["value"], form["answered_at"])
        database.execute(ANSWER, row)
        database.execute(
            "UPDATE answers SET superseded=1 WHERE visit_id=? AND item=? AND revision=?",
            (visit_id, item, int(form["revision"])),
        )
        database.execute("COMMIT")
    return render_template("saved.html", item=item, stored=form["id"], time=f"{datetime.now():%H:%M}")
