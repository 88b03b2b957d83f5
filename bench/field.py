"""A company of any size, as far as the dashboard reads it: a year of visits and what hangs on them.

`flask sample` simulates what happened at each dealer, which takes minutes at 100,000 visits; here rows are
thrown by seed, of the same kind at any size, so that nothing but the size differs.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import insert

from app.accounts.models import Team, User
from app.catalogue.models import Product
from app.checklists.queries import publish_built_in
from app.dealers.models import Dealer
from app.extensions import db
from app.promises.models import Promise
from app.visits.judgement.models import Finding, Score
from app.visits.models import Visit
from app.visits.tallies.filling import count_again
from app.visits.tallies.models import EVIDENCE_SUMS, SCORED, RiskLot

DEALERS_A_REP, REPS_A_TEAM, PRODUCTS = 20, 8, 24
YEAR, LOTS, PROMISES = 365, 4, 6
BATCH = 5000
FIRST = 1_000_000  # ids that nobody else has got to


def fill_field(dealers: int, visits: int, today: date, days: int = YEAR) -> None:
    """Fill a migrated database with visits of the last `days`; the company and who reads are the caller's.

    Commits.
    """
    dice, version = Random(f"field {dealers} {visits}"), publish_built_in()
    _people_and_products(-(-dealers // DEALERS_A_REP))
    _add(Dealer, (_dealer(number, today, dice) for number in range(dealers)))
    made = [
        (_id(1, number), number % dealers, _moment(today, dice.randrange(days))) for number in range(visits)
    ]
    _add(Visit, (_visit(*each, version, dice) for each in made))
    lately = today - timedelta(days=200)
    _add(Score, (row for each in made if each[2].date() > lately for row in _scores(*each, dice)))
    _hang_on(made[:dealers], dealers, today, dice)
    count_again(db.session.connection())
    db.session.commit()


def _people_and_products(reps: int) -> None:
    teams = -(-reps // REPS_A_TEAM)
    _add(Team, ({"id": FIRST + team, "name": f"Field {team}"} for team in range(teams)))
    _add(User, ({"id": FIRST + rep, "username": f"field{rep}", "display_name": f"Rep {rep}", "role": "rep",
                 "password_hash": "-"} for rep in range(reps)))  # fmt: skip
    _add(Product, ({"id": FIRST + number, "code": f"F{number}", "name_en": f"Product {number}",
                    "name_zh": f"产品{number}", "category": "tea", "case_size": 12, "shelf_days": 180}
                   for number in range(PRODUCTS)))  # fmt: skip


def _hang_on(made: list, dealers: int, today: date, dice: Random) -> None:
    """What each dealer has now: lots at risk, open critical findings, and promises."""
    _add(RiskLot, (row for number in range(dealers) for row in _lots(number, today, dice)))
    _add(Finding, (_finding(visit, number, today, dice) for visit, number, _at in made if number % 3 == 0))
    _add(Promise, (row for each in made for row in _promises(*each, today, dice)))


def _add(model, rows: Iterator[dict]) -> None:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            db.session.execute(insert(model.__table__), batch)
            batch = []
    if batch:
        db.session.execute(insert(model.__table__), batch)


def _id(kind: int, number: int) -> UUID:
    return UUID(int=kind << 64 | number)


def _moment(today: date, ago: int) -> datetime:
    return datetime.combine(today - timedelta(days=ago), time(9), UTC)


def _rep(number: int) -> int:
    return number // DEALERS_A_REP


def _dealer(number: int, today: date, dice: Random) -> dict:
    return {
        "id": FIRST + number, "code": f"F{number}", "name_en": f"Dealer {number}", "name_zh": f"客户{number}",
        "team_id": FIRST + _rep(number) // REPS_A_TEAM, "rep_id": FIRST + _rep(number),
        "grade": dice.choice("ABCCDN"), "last_visit_on": today - timedelta(days=dice.randrange(40)),
        "next_due_on": today + timedelta(days=dice.randrange(-12, 20)), "health": dice.choice("ABCD"),
        "diversion": dice.choice((None, 5, 30, 70)),
    }  # fmt: skip


def _visit(visit_id: UUID, number: int, at: datetime, version: int, dice: Random) -> dict:
    graded = {f"evidence_{grade}": dice.randrange(20) for grade in EVIDENCE_SUMS}
    return {
        "id": visit_id, "dealer_id": FIRST + number, "rep_id": FIRST + _rep(number),
        "checklist_version_id": version, "mode": "full" if dice.random() < 0.1 else "quick",
        "started_at": at, "received_at": at, "finished_at": at + timedelta(minutes=20), "day": at.date(),
        "minutes": dice.randrange(4, 40), "photos_taken": dice.randrange(5), **graded,
    }  # fmt: skip


def _scores(visit_id: UUID, number: int, at: datetime, dice: Random) -> Iterator[dict]:
    for name in SCORED:
        yield {"visit_id": visit_id, "dimension": name, "dealer_id": FIRST + number,
               "value": round(dice.uniform(40, 95), 1), "scored_at": at}  # fmt: skip


def _lots(number: int, today: date, dice: Random) -> Iterator[dict]:
    for product in dice.sample(range(PRODUCTS), LOTS):
        made = today.replace(day=1) - timedelta(days=30 * dice.randrange(2, 6))
        risk = dice.randrange(1, 90)
        expires = made + timedelta(days=180)
        yield {"dealer_id": FIRST + number, "product_id": FIRST + product, "produced_on": made,
               "quantity": 100, "risk": risk, "money": 500 * risk, "limit_on": expires - timedelta(days=45),
               "expires_on": expires, "counted_on": today - timedelta(days=9)}  # fmt: skip


def _finding(visit_id: UUID, number: int, today: date, dice: Random) -> dict:
    return {
        "id": _id(2, number), "dealer_id": FIRST + number, "item_key": "wh_expired_goods",
        "section": "s3_warehouse", "severity": "critical", "critical": True, "visits": 1,
        "opened_on": today - timedelta(days=dice.randrange(120)), "opened_visit_id": visit_id,
        "last_visit_id": visit_id,
    }  # fmt: skip


def _promises(visit_id: UUID, number: int, at: datetime, today: date, dice: Random) -> Iterator[dict]:
    for each in range(PROMISES):
        due = today - timedelta(days=dice.randrange(-20, 160))
        state = dice.choice(("kept", "kept", "open", "broken"))
        yield {"id": _id(3, PROMISES * number + each), "dealer_id": FIRST + number, "visit_id": visit_id,
               "user_id": FIRST + _rep(number), "owner": dice.choice(("us", "dealer")), "action": "A rack",
               "state": state, "due": due, "settled_on": due if state != "open" else None,
               "answered_at": at}  # fmt: skip
