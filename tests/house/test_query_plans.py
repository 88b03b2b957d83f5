"""No page goes through a table that grows with the company's history: SQLite says how it would look."""

import re
import sqlite3
from datetime import UTC, datetime
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from sqlalchemy import event

from app.extensions import db
from tests import factories

# What grows with every visit; of the rest there are as many as the company has people, dealers and products.
GROWING = {
    "visits", "answers", "last_answers", "stock_counts", "stock_lots", "last_counts", "order_entries",
    "order_lines", "photos", "findings", "finding_events", "scores", "promises", "promise_events", "minutes",
    "minutes_replies", "receipts", "audit_entries", "reviews", "comments", "diversion_verdicts",
}  # fmt: skip
WHOLE = re.compile(r"^SCAN (\w+)$")  # without USING INDEX: row by row
OF_VISIT = (
    "", "/finish", "/leverage", "/minutes", "/order", "/photos", "/promises", "/stock",
    "/sections/s0_visit", "/sections/s3_warehouse", "/sections/s7_market",
)  # fmt: skip
OF_DEALER = (
    "", "/visit", "/findings", "/scores", "?section=s3_warehouse", "?kind=changes", "?kind=findings",
    "?kind=scores", "?kind=orders", "?kind=promises", "?kind=minutes", "?kind=corrections",
    "?kind=comments",
)  # fmt: skip


@pytest.fixture
def asked(db):
    """Every statement that is sent while the test runs, with its values."""
    seen = []

    def note(_connection, _cursor, statement, values, _context, many):
        if statement.startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
            seen.append((statement, values[0] if many else values))

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


def whole_tables(asked) -> dict[str, str]:
    """The growing tables that a statement goes through row by row, each with the statement."""
    connection = sqlite3.connect(db.engine.url.database)
    found = {}
    for statement, values in asked:
        names = {alias: table for table, alias in re.findall(r"(\w+) AS (\w+)", statement)}
        for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values):
            scanned = WHOLE.match(step)
            table = scanned and names.get(scanned[1], scanned[1])
            if table in GROWING:
                found[table] = statement
    connection.close()
    return found


@pytest.fixture
def rita(client, cast, sign_in):
    return sign_in(client, cast.rita)


@pytest.mark.parametrize("path", OF_VISIT)
def test_pages_of_a_visit(rita, cast, asked, path):
    visit = factories.visit(cast)
    factories.answer(visit, "wh_tidy", {"grade": 3})
    factories.count(visit, cast.products[0].id, 24)
    asked.clear()
    assert rita.get(f"/visits/{visit.id}{path}").status_code == 200
    assert not whole_tables(asked)


@pytest.mark.parametrize("path", OF_DEALER)
def test_pages_of_a_dealer(rita, cast, asked, path):
    visit = factories.visit(cast)
    factories.answer(visit, "wh_tidy", {"grade": 3})
    factories.finished(visit, cast)
    asked.clear()
    assert rita.get(f"/dealers/{cast.dealer.id}{path}").status_code == 200
    assert not whole_tables(asked)


@pytest.mark.parametrize("who", ["rita", "sol", "ada"])
def test_pages_of_everybody(client, cast, sign_in, asked, who):
    sign_in(client, getattr(cast, who))
    asked.clear()
    for path in ("/", "/dealers", "/account"):
        assert client.get(path).status_code == 200
    assert not whole_tables(asked)


@pytest.mark.parametrize("who", ["sol", "ada"])
def test_reviewing(client, cast, sign_in, asked, who):
    earlier, visit = (factories.finished(factories.visit(cast), cast) for _ in range(2))
    reviewer = getattr(cast, who)
    sign_in(client, reviewer)
    asked.clear()
    for path in ("/reviews", "/reviews?show=approved", f"/reviews/{visit.id}", f"/comments/visit/{visit.id}",
                 f"/compare?left={earlier.id}&right={visit.id}"):  # fmt: skip
        assert client.get(path).status_code == 200
    for verb, note in (("return", "Look again."), ("approval", ""), ("reopening", "")):
        answer = client.post(f"/visits/{visit.id}/{verb}", data={"id": uuid4(), "note": note})
        assert answer.status_code == 303
    assert not whole_tables(asked)


def test_writing(rita, cast, asked):
    visit = factories.visit(cast)
    asked.clear()
    for revision in range(2):
        form = {"id": uuid4(), "revision": revision, "state": "answered", "grade": 3,
                "answered_at": datetime.now(UTC).isoformat()}  # fmt: skip
        answer = rita.post(f"/visits/{visit.id}/answers/wh_tidy", data=urlencode(form),
                           content_type="application/x-www-form-urlencoded",
                           headers={"HX-Request": "true"})  # fmt: skip
        assert answer.status_code == 200
    assert not whole_tables(asked)


def test_finishing(cast, asked):
    factories.finished(factories.visit(cast), cast)
    visit = factories.visit(cast)
    factories.count(visit, cast.products[0].id, 24)
    asked.clear()
    factories.finished(visit, cast)
    assert not whole_tables(asked)
