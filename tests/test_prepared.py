"""A prepared statement says what SQLAlchemy would say, value for value, on either way that it takes."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import JSON, String, bindparam, event, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from app.database import UtcDateTime, insert_into
from app.extensions import db
from app.prepared import Prepared


class Thing(db.Model):
    """A row of every type that our tables have."""

    __tablename__ = "prepared_test_things"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    day: Mapped[date | None]
    number: Mapped[int | None]
    share: Mapped[float | None]
    kept: Mapped[bool] = mapped_column(default=True)
    value: Mapped[dict] = mapped_column(JSON, default=dict)
    note: Mapped[str] = mapped_column(String(40), default="")


db.metadata.remove(Thing.__table__)  # it belongs to these tests alone
TABLE = Thing.__table__
ROW = {
    "id": UUID(int=7), "at": datetime(2026, 3, 1, 23, 59, 59, 123456, tzinfo=UTC), "day": date(2026, 2, 28),
    "number": -3, "share": 0.25, "kept": False, "value": {"名": ["一", None, 1.5]}, "note": "100 % ‘新’",
}  # fmt: skip
BLANK = {
    "id": UUID(int=8), "at": datetime(2026, 3, 2, tzinfo=UTC), "day": None, "number": None, "share": None,
}  # fmt: skip
WAYS = {"by the driver": False, "listened to": True}


@pytest.fixture(params=WAYS.values(), ids=WAYS)
def table(app, request):
    """The table in the database of the tests, with and without somebody who listens to the engine."""
    heard = []

    def note(_connection, _cursor, statement, *_):
        heard.append(statement)

    connection = db.session.connection()
    TABLE.create(connection)
    if request.param:
        event.listen(db.engine, "before_cursor_execute", note)
    yield TABLE
    if request.param:
        event.remove(db.engine, "before_cursor_execute", note)
        assert heard
    db.session.rollback()


def test_all_types_go_in_and_come_out(table):
    assert Prepared(insert(table), ROW).count(ROW) == 1
    (found,) = Prepared(select(table).where(table.c.id == bindparam("id"))).rows({"id": ROW["id"]})
    assert found._asdict() == ROW
    assert tuple(found) == tuple(db.session.execute(select(table)).one())


def test_what_is_not_said_has_its_default(table):
    Prepared(insert(table), BLANK).count(BLANK)
    stored = db.session.execute(select(table)).one()._asdict()
    assert stored == BLANK | {"kept": True, "value": {}, "note": ""}


def test_the_same_id_twice_is_stored_once(table):
    adding = Prepared(insert_into(table).on_conflict_do_nothing(), ROW)
    assert [adding.count(ROW), adding.count(ROW | {"note": "again"})] == [1, 0]


def test_it_counts_the_rows_it_changes(table):
    Prepared(insert(table), ROW).count(ROW)
    changing = Prepared(update(table).where(table.c.id == bindparam("row")).values(kept=True, note="new"))
    assert [changing.count({"row": ROW["id"]}), changing.count({"row": uuid4()})] == [1, 0]
    assert db.session.execute(select(table.c.kept, table.c.note)).one() == (True, "new")


def test_fixed_values_need_not_be_given(table):
    for number in range(4):
        Prepared(insert(table), ROW).count(ROW | {"id": UUID(int=number), "number": number})
    asked = select(table.c.number, table.c.note.label("words")).where(
        table.c.number.between(1, 2), table.c.number != bindparam("without")
    )
    found = Prepared(asked.order_by(table.c.number)).rows({"without": 2})
    assert [(row.number, row.words) for row in found] == [(1, ROW["note"])]


def test_a_list_is_refused_when_it_is_written_down(app):
    """Its length would have to be known: SQLAlchemy itself runs such a statement."""
    some = select(TABLE).where(TABLE.c.number.in_(bindparam("some", expanding=True)))
    with pytest.raises(ValueError, match="list"):
        Prepared(some).rows({"some": [1]})
