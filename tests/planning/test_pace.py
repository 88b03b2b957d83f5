"""The company says how many visits fit a day and on which days its reps visit; the plan keeps to it."""

import html
import json
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from app.accounts.models import AuditEntry
from app.dealers.models import Dealer
from app.thresholds.models import Threshold

MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    monkeypatch.setattr("app.clock.utc_now", lambda: datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


def save(client, *days: str, **typed):
    return client.post("/admin/thresholds", data={"seen": "{}", "plan_days": ["0", *days]} | typed)


def stored(db) -> dict[str, str]:
    return {row.name: row.value for row in db.session.query(Threshold)}


def due(db, cast, on: date, more: int = 0):
    db.session.get(Dealer, cast.dealer.id).next_due_on = on
    for number in range(more):
        db.session.add(Dealer(
            code=f"X{number}", name_en=f"Shop {number}", name_zh="店", team_id=cast.team.id,
            rep_id=cast.rita.id, next_due_on=on,
        ))  # fmt: skip
    db.session.commit()


def test_a_company_that_works_on_saturdays_plans_them(client, cast, db, sign_in):
    due(db, cast, MONDAY + timedelta(days=5))
    assert "Sat 28 Nov</h2>" not in sign_in(client, cast.rita).get("/plan").text
    assert save(sign_in(client, cast.ada), *"123456").status_code == 303
    page = sign_in(client, cast.rita).get("/plan").text
    assert page.index("Sat 28 Nov</h2>") < page.index("Harbour Trading</div>")
    assert "Sun 29 Nov</h2>" not in page


def test_no_more_visits_a_day_than_the_company_says(client, cast, db, sign_in):
    due(db, cast, MONDAY, more=2)
    assert "No room" not in sign_in(client, cast.rita).get("/plan").text
    save(sign_in(client, cast.ada), *"12", plan_visits_a_day="1")
    page = sign_in(client, cast.rita).get("/plan").text
    assert page.index("No room this week") < page.index("Mon 23 Nov</h2>") < page.index("Tue 24 Nov</h2>")
    assert "Wed 25 Nov</h2>" not in page


def test_once_the_last_working_day_is_over_the_next_week_is_shown(client, cast, db, sign_in):
    save(sign_in(client, cast.ada), "1")
    page = sign_in(client, cast.rita).get("/plan").text
    assert "23 Nov" in page
    client.get("/")
    save(sign_in(client, cast.ada), "7", seen='{"plan_days": "1"}')
    assert "Sun 29 Nov</h2>" in sign_in(client, cast.rita).get("/plan").text


def test_days_off_move_visits_to_days_that_are_worked(client, cast, db, sign_in):
    due(db, cast, MONDAY + timedelta(days=4))
    save(sign_in(client, cast.ada), *"56")
    form = {"id": str(uuid4()), "first_on": "2026-11-27", "last_on": "2026-11-27", "reason": ""}
    sign_in(client, cast.rita).post("/plan/absences", data=form)
    assert "room on Sat 28 Nov" in client.get("/plan/absences").text


def test_days_are_shown_stored_noted_and_exported_by_name(client, cast, db, sign_in):
    ada = sign_in(client, cast.ada)
    page = html.unescape(ada.get("/admin/thresholds").text)
    assert "Default: Mon, Tue, Wed, Thu, Fri" in page
    for _again in range(2):
        save(ada, "6", "1", "1")
    assert stored(db) == {"plan_days": "16"}
    (entry,) = db.session.query(AuditEntry).filter_by(action="thresholds_changed")
    assert entry.facts == {"plan_days": ["12345", "16"]}
    assert "Days on which reps visit: Mon, Tue, Wed, Thu, Fri → Mon, Sat" in ada.get("/admin/audit").text
    assert "Mon, Sat" in ada.post("/export/thresholds", data={"form": "csv"}).text
    back = {"seen": json.dumps(stored(db)), "plan_days": ["0", "1", "6"], "default": "plan_days"}
    assert ada.post("/admin/thresholds", data=back).status_code == 303
    assert stored(db) == {}


@pytest.mark.parametrize("days", [(), ("8",), ("x",), ("1", "-1"), ("1" * 100,), ("１、２",)])
def test_no_day_at_all_is_refused_and_what_was_typed_is_kept(client, cast, db, sign_in, days):
    answer = save(sign_in(client, cast.ada), *days, plan_visits_a_day="9")
    assert answer.status_code == 422
    assert "Tick one day at least." in answer.text
    assert 'name="plan_visits_a_day" inputmode="numeric" autocomplete="off" value="9"' in answer.text
    assert stored(db) == {}


@pytest.mark.parametrize("typed", ["0", "31", "-8", "NaN", "2.5", "9" * 40])
def test_visits_a_day_that_make_no_sense_are_refused(client, cast, db, sign_in, typed):
    assert save(sign_in(client, cast.ada), *"12345", plan_visits_a_day=typed).status_code == 422
    assert stored(db) == {}
