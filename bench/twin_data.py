"""What the bare twin serves: the rows and the shell of the very page that the product shows, as plain text.

The twin's page is put together from the product's own answer, so that both have the same rows, the same
markup and the same size however the product's page changes.
"""

import dataclasses
import json
import sqlite3
from pathlib import Path

from bench.data import Company

TABLES = """
CREATE TABLE sessions (token TEXT PRIMARY KEY, user_id INTEGER NOT NULL);
CREATE TABLE entries (id TEXT PRIMARY KEY, dealer_id INTEGER NOT NULL, at TEXT NOT NULL, day TEXT, stamp TEXT,
    title TEXT, rep TEXT, minutes INTEGER, body TEXT);
CREATE INDEX entries_by_dealer ON entries (dealer_id, at);
CREATE TABLE answers (id TEXT PRIMARY KEY, visit_id TEXT NOT NULL, item TEXT NOT NULL,
    revision INTEGER NOT NULL, value TEXT, at TEXT, superseded INTEGER NOT NULL);
CREATE UNIQUE INDEX answers_by_item ON answers (visit_id, item, revision);
"""
SAVED = (
    '<output class="status status--saved" id="s-{{ item }}" data-status aria-live="polite" '
    'data-stored="{{ stored }}">Saved {{ time }}</output>'
)
TOKEN = "bare"
TITLES = {"quick": "Quick visit", "full": "Full audit"}


def make_twin(company: Company, page: str, entries: list) -> Path:
    """A folder for `bench.twin`, made anew: its database with the page's entries, and its templates."""
    folder = company.folder / "twin"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*"):
        old.unlink()
    database = sqlite3.connect(folder / "twin.sqlite3")
    database.executescript(TABLES)
    database.execute("INSERT INTO sessions VALUES (?, 1)", (TOKEN,))
    marks = ", ".join("?" * 9)
    database.executemany(f"INSERT INTO entries VALUES ({marks})", [_row(company, entry) for entry in entries])
    database.commit()
    database.close()
    before, rest = page.split('<ol class="tl">', 1)
    after = rest.rsplit("</ol>", 1)[1]
    rows = (Path(__file__).parent / "twin_rows.html").read_text()
    (folder / "page.html").write_text(
        f"{{% raw %}}{before}{{% endraw %}}{rows}{{% raw %}}{after}{{% endraw %}}"
    )
    (folder / "saved.html").write_text(SAVED)
    return folder


def _row(company: Company, entry) -> tuple:
    facts = dataclasses.asdict(entry)
    body = {name: facts[name] for name in ("changes", "more_changes", "counts", "photos", "notes")}
    at, title = entry.cursor.at.isoformat(), TITLES[entry.mode]
    shown = (entry.day, entry.stamp, title, entry.rep, entry.minutes)
    return (
        str(entry.cursor.id),
        company.dealer_id,
        at,
        *shown,
        json.dumps(body, default=str, ensure_ascii=False),
    )
