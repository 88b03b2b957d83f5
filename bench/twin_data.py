"""What the bare twin serves: the rows and the shell of the very page that the product shows, as plain text.

The twin's page is put together from the product's own answer, so that both have the same rows, the same
markup and the same size however the product's page changes: a row is a list of what stands between two tags,
and the template loops over rows and their parts as any page does over its fields.
"""

import html
import json
import re
import sqlite3
from itertools import zip_longest
from pathlib import Path

from bench.data import Company

TABLES = """
CREATE TABLE sessions (token TEXT PRIMARY KEY, user_id INTEGER NOT NULL);
CREATE TABLE entries (id INTEGER PRIMARY KEY, dealer_id INTEGER NOT NULL, at INTEGER NOT NULL, parts TEXT);
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
LIST = '<ol class="tl">'
ENTRY = '<li class="tl__e'
ROWS = """
{% for row in rows %}{% for part in row %}{{ part.markup|safe }}{{ part.text }}{% endfor %}
{% endfor %}
"""


def make_twin(company: Company, page: str) -> Path:
    """A folder for `bench.twin`, made anew: its database with the page's entries, and its templates."""
    folder = company.folder / "twin"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*"):
        old.unlink()
    before, rest = page.split(LIST, 1)
    listed, _, after = rest.rpartition("</ol>")
    entries = [_parts(ENTRY + entry) for entry in listed.split(ENTRY)[1:]]
    _fill(folder / "twin.sqlite3", company.dealer_id, entries)
    (folder / "page.html").write_text(f"{_raw(before + LIST)}{ROWS}{_raw('</ol>' + after)}")
    (folder / "saved.html").write_text(SAVED)
    return folder


def _parts(entry: str) -> list[dict[str, str]]:
    """An entry as texts, each with the markup that stands before it."""
    cut = re.split(r"(?<=>)([^<>]*\S[^<>]*)(?=<)", entry)
    texts = [html.unescape(text) for text in cut[1::2]]
    return [{"markup": markup, "text": text} for markup, text in zip_longest(cut[::2], texts, fillvalue="")]


def _raw(markup: str) -> str:
    return f"{{% raw %}}{markup}{{% endraw %}}"


def _fill(path: Path, dealer_id: int, entries: list[list[dict]]) -> None:
    database = sqlite3.connect(path)
    database.executescript(TABLES)
    database.execute("INSERT INTO sessions VALUES (?, 1)", (TOKEN,))
    rows = [(dealer_id, -number, json.dumps(parts)) for number, parts in enumerate(entries)]
    database.executemany("INSERT INTO entries (dealer_id, at, parts) VALUES (?, ?, ?)", rows)
    database.commit()
    database.close()
