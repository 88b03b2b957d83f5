"""The sums made of what is there: for a new table, for visits written in bulk, and once a day anew.

Plain SQL with every column named, so that a migration script can call it whatever the models look like later.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta, tzinfo
from typing import Any

from sqlalchemy import Connection, Date, bindparam, column, insert, select, table, text

from app.database import UtcDateTime
from app.visits.tallies.models import RiskLot
from app.visits.tallies.sql import (
    DOCUMENT,
    EVIDENCE,
    FORGET_RISKS,
    HEALTH,
    LAST_SEEN,
    PHOTOS,
    SET_DIVERSION,
    SET_VISIT,
    SINCE,
    add_rep_days,
    add_team_days,
)
from app.visits.tallies.writing import risk_rows

BATCH = 2000
# What is counted again every day: as far back as any dashboard looks, whatever else went wrong.
AGAIN = timedelta(days=190)
TABLES = ("rep_days", "team_days")  # in the order in which a visit that is finished is added to them
_SINCE = bindparam("since", type_=Date)


def fill(connection: Connection, zone: tzinfo | None) -> None:
    """Write everything that finishing the visits that are there would have written; commits nothing.

    What a visit itself tells (day, length, evidence, photos) is written where it is missing: afterwards it is
    a fact of that day, whatever is deleted or moved to another time zone later. `zone` None: the machine's.
    """
    fill_facts(connection, zone)
    count_again(connection)


def fill_facts(connection: Connection, zone: tzinfo | None) -> None:
    """The same but for the sums by day."""
    _measure(connection, zone)
    for statement in (EVIDENCE, PHOTOS, HEALTH):
        connection.execute(text(statement))
    _fill_dealers(connection)


def count_again(connection: Connection, since: date = date.min) -> None:
    """Sum up all visits from `since` on anew, each for the team that its dealer belongs to now."""
    if connection.dialect.name == "postgresql":  # a visit that is finished meanwhile is added afterwards
        connection.execute(text(f"LOCK TABLE {', '.join(TABLES)} IN SHARE ROW EXCLUSIVE MODE"))
    gone = (f"DELETE FROM {name} WHERE day >= :since" for name in TABLES)
    for statement in (*gone, add_rep_days(SINCE), add_team_days(SINCE)):
        told = {"since": since, "sign": 1} if ":sign" in statement else {"since": since}
        connection.execute(text(statement).bindparams(_SINCE), told)


def _measure(connection: Connection, zone: tzinfo | None) -> None:
    """Day and length of every finished visit: not every database knows the company's time zone."""
    names = ("started_at", "ended_at", "finished_at")
    visits = table("visits", column("id"), column("day"), *(column(name, UtcDateTime) for name in names))
    found = select(visits).where(visits.c.finished_at.is_not(None), visits.c.day.is_(None))
    setting = text(SET_VISIT).bindparams(bindparam("day", type_=Date))
    for batch in _batches(connection.execute(found).all()):
        connection.execute(setting, [_measured(row, zone) for row in batch])


def _measured(row: Any, zone: tzinfo | None) -> dict[str, Any]:
    end = row.ended_at or row.finished_at
    minutes = max(1, round((end - row.started_at).total_seconds() / 60))
    return {"visit": row.id, "day": end.astimezone(zone).date(), "minutes": minutes}


def _batches(rows: list) -> Iterator[list]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def _fill_dealers(connection: Connection) -> None:
    """Lots at risk and signs of diversion, out of what the visits that still speak for a dealer said."""
    connection.execute(text(FORGET_RISKS))
    fill_dealers(connection, connection.execute(text("SELECT id FROM dealers WHERE active")).scalars().all())


def fill_dealers(connection: Connection, dealer_ids: Iterable[int]) -> None:
    """The same for some dealers that we deal with, of whom nothing at risk is known."""
    shelf_days = dict(connection.execute(text("SELECT id, shelf_days FROM products")).all())
    for dealer_id in dealer_ids:
        _fill_dealer(connection, dealer_id, shelf_days)


def _fill_dealer(connection: Connection, dealer_id: int, shelf_days: dict[int, int | None]) -> None:
    rows: list[dict[str, Any]] = []
    products: dict[Any, set[int | None]] = {}
    for visit_id, product_id in connection.execute(text(LAST_SEEN), {"dealer": dealer_id}).all():
        products.setdefault(visit_id, set()).add(product_id)
    for visit_id, of_visit in products.items():
        document = connection.execute(text(DOCUMENT), {"visit": visit_id}).scalar()
        if document is None:  # it was finished, but could not be judged
            continue
        said = json.loads(zlib.decompress(document))
        lots = _lots_in(said["figures"], of_visit - {None}, shelf_days)
        rows += risk_rows(dealer_id, date.fromisoformat(said["today"]), list(lots))
        if None in of_visit:
            found = said["figures"].get("diversion", {}).get("value")
            told = {"dealer": dealer_id, "points": found["points"] if found else None}
            connection.execute(text(SET_DIVERSION), told)
    if rows:
        connection.execute(insert(RiskLot.__table__), rows)


def _lots_in(
    figures: dict[str, Any], products: Iterable[int], shelf_days: dict[int, int | None]
) -> Iterator[dict[str, Any]]:
    for product in products:
        value = figures.get(f"risk:{product}", {}).get("value")
        for lot in value["lots"] if value and shelf_days[product] else ():
            days = {name: date.fromisoformat(lot[name]) for name in ("produced_on", "limit_on")}
            yield lot | days | {"product_id": product, "shelf_days": shelf_days[product]}
