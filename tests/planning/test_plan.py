"""The week of a rep, moving and giving a visit, giving a dealer."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from app.accounts.models import AuditEntry, TeamMember, User
from app.dealers.models import Dealer, PlannedVisit
from tests import factories

MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    monkeypatch.setattr("app.clock.utc_now", lambda: datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


@pytest.fixture
def omar_joins(cast, db):
    """Omar is in Rita's team as well, so that Sol may give him visits."""
    db.session.add(TeamMember(team_id=cast.team.id, user_id=cast.omar.id))
    db.session.commit()


def due(db, cast, on: date | None, **values):
    dealer = db.session.get(Dealer, cast.dealer.id)
    dealer.next_due_on = on
    for name, value in values.items():
        setattr(dealer, name, value)
    db.session.commit()


def set_visit(client, cast, day=MONDAY + timedelta(days=2), rep=None, plan_id=None):
    form = {"id": str(plan_id or uuid4()), "day": str(day), "rep": str((rep or cast.rita).id)}
    return client.post(f"/plan/dealers/{cast.dealer.id}/visits", data=form)


def holding(db, cast) -> list[PlannedVisit]:
    db.session.expire_all()
    rows = db.session.query(PlannedVisit).filter_by(dealer_id=cast.dealer.id, replaced_at=None)
    return rows.all()


def test_a_rep_sees_his_own_week(client, cast, db, sign_in):
    due(db, cast, MONDAY - timedelta(days=10))
    page = sign_in(client, cast.rita).get("/plan").text
    assert "Harbour" in page
    assert "10 days late" in page
    assert "Hill Foods" not in page
    assert "Mon 23 Nov" in page


def test_each_week_has_its_visits_and_nonsense_is_this_week(client, cast, db, sign_in):
    due(db, cast, MONDAY + timedelta(days=9))
    sign_in(client, cast.rita)
    assert "Harbour" not in client.get("/plan").text
    assert "Harbour" in client.get("/plan?week=2026-12-02").text
    for typed in ("x", "9999-99-99", "0001-01-01", "2026-11-23"):
        assert "23 Nov" in client.get(f"/plan?week={typed}").text
    assert client.get("/plan?week=9999-12-31").status_code == 200


def test_who_sees_whose_week(client, cast, sign_in):
    rita, omar = f"/plan?rep={cast.rita.id}", f"/plan?rep={cast.omar.id}"
    assert sign_in(client, cast.rita).get(omar).status_code == 404
    assert client.get("/plan/reps").status_code == 403
    sign_in(client, cast.sol)
    assert [client.get(path).status_code for path in (rita, omar)] == [200, 404]
    assert "Rita" in client.get("/plan", follow_redirects=True).text
    assert "Omar" not in client.get("/plan/reps").text
    sign_in(client, cast.ada)
    assert [client.get(path).status_code for path in (rita, omar)] == [200, 200]
    assert "Omar" in client.get("/plan/reps").text
    for typed in ("9" * 30, "-1", "0", "999"):
        assert client.get(f"/plan?rep={typed}").status_code == 404


def test_a_rep_moves_his_visit_and_a_repeat_changes_nothing(client, cast, db, sign_in):
    sign_in(client, cast.rita)
    plan_id = uuid4()
    for _again in range(2):
        assert set_visit(client, cast, plan_id=plan_id).status_code == 303
    assert [row.day for row in holding(db, cast)] == [MONDAY + timedelta(days=2)]
    assert db.session.query(AuditEntry).filter_by(action="visit_planned").count() == 1
    page = client.get("/plan").text
    assert page.index("Wed 25 Nov</h2>") < page.index("Harbour Trading</div>") < page.index("Thu 26 Nov</h2>")
    assert "day set by hand" in page


def test_a_late_repeat_does_not_bring_back_what_was_replaced(client, cast, db, sign_in):
    sign_in(client, cast.rita)
    first = uuid4()
    set_visit(client, cast, MONDAY, plan_id=first)
    set_visit(client, cast, MONDAY + timedelta(days=1))
    set_visit(client, cast, MONDAY, plan_id=first)
    assert [row.day for row in holding(db, cast)] == [MONDAY + timedelta(days=1)]


def test_a_supervisor_gives_a_visit_and_both_see_it(client, cast, db, sign_in, omar_joins):
    assert set_visit(sign_in(client, cast.sol), cast, rep=cast.omar).status_code == 303
    assert [row.rep_id for row in holding(db, cast)] == [cast.omar.id]
    assert "Omar goes" in client.get(f"/plan?rep={cast.rita.id}").text
    assert "for Rita" in client.get(f"/plan?rep={cast.omar.id}").text
    page = sign_in(client, cast.omar).get("/plan").text
    assert "for Rita" in page
    assert f'href="/dealers/{cast.dealer.id}"' not in page
    assert client.get(f"/plan/dealers/{cast.dealer.id}").status_code == 404
    set_visit(sign_in(client, cast.sol), cast, MONDAY, cast.omar)
    assert f'href="/dealers/{cast.dealer.id}"' in sign_in(client, cast.omar).get("/plan").text
    assert client.get(f"/plan/dealers/{cast.dealer.id}").status_code == 403


def test_who_may_not(client, cast, db, sign_in, omar_joins):
    sign_in(client, cast.rita)
    assert set_visit(client, cast, rep=cast.omar).status_code == 403
    assert client.post(f"/plan/dealers/{cast.dealer.id}/rep", data={"to": cast.omar.id}).status_code == 403
    stranger = sign_in(client, factories.supervisor_of(cast.other_team))
    assert set_visit(stranger, cast).status_code == 404
    assert client.post(f"/plan/dealers/{cast.dealer.id}/rep", data={"to": cast.omar.id}).status_code == 404
    assert client.post(f"/plan/dealers/{cast.dealer.id}/visits/withdrawal").status_code == 404
    assert not holding(db, cast)
    assert db.session.get(Dealer, cast.dealer.id).rep_id == cast.rita.id


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Choose a day."), ("x", "Choose a day."), ("2026-11-22", "This day is over."),
     ("2029-01-01", "This is too far ahead."), ("99999-01-01", "Choose a day.")],
)  # fmt: skip
def test_a_day_that_will_not_do_is_said_and_changes_nothing(client, cast, db, sign_in, typed, said):
    answer = set_visit(sign_in(client, cast.rita), cast, typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert not holding(db, cast)


def test_a_rep_who_is_not_his_cannot_be_chosen_by_a_supervisor(client, cast, db, sign_in):
    answer = set_visit(sign_in(client, cast.sol), cast, rep=cast.omar)
    assert answer.status_code == 422
    assert "Choose one of these." in answer.text
    assert not holding(db, cast)


def test_a_visit_is_left_to_the_plan_again(client, cast, db, sign_in):
    set_visit(sign_in(client, cast.rita), cast)
    for _again in range(2):
        assert client.post(f"/plan/dealers/{cast.dealer.id}/visits/withdrawal").status_code == 303
    assert not holding(db, cast)
    assert db.session.query(AuditEntry).filter_by(action="visit_unplanned").count() == 1


def test_a_dealer_is_given_for_good_with_his_team(client, cast, db, sign_in):
    set_visit(sign_in(client, cast.ada), cast)
    for _again in range(2):
        answer = client.post(f"/plan/dealers/{cast.dealer.id}/rep", data={"to": cast.omar.id})
        assert answer.status_code == 303
    dealer = db.session.get(Dealer, cast.dealer.id)
    assert (dealer.rep_id, dealer.team_id) == (cast.omar.id, cast.other_team.id)
    assert db.session.query(AuditEntry).filter_by(action="dealer_changed").count() == 1
    assert not holding(db, cast)
    answer = client.post(f"/plan/dealers/{cast.dealer.id}/rep", data={"to": "nobody"})
    assert answer.status_code == 422


def test_the_position_of_earlier_visits_is_where_the_map_leads(client, cast, db, sign_in):
    for latitude in (31.1, 31.2, 50.0):
        visit = factories.visit(cast, latitude=latitude, longitude=120.5)
        factories.finished(visit, cast, datetime(2026, 11, 1, 9, tzinfo=UTC))
    due(db, cast, MONDAY)
    sign_in(client, cast.rita)
    android = client.get("/plan", headers={"User-Agent": "Mozilla/5.0 (Linux; Android 14)"}).text
    assert "geo:31.200000,120.500000?q=31.200000,120.500000(Harbour%20Trading)" in android
    iphone = client.get("/plan", headers={"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0)"}).text
    assert "https://maps.apple.com/?daddr=31.200000%2C120.500000" in iphone
    assert "geo:" not in iphone
    assert "coordinate=wgs84" in iphone


def test_without_a_position_the_map_looks_for_name_and_address(client, cast, db, sign_in):
    due(db, cast, MONDAY, address="1 & 2 Main Road")
    page = sign_in(client, cast.rita).get("/plan").text
    assert "destination=Harbour+Trading+1+%26+2+Main+Road" in page
    assert "No visit recorded a position here yet" in page


def test_few_statements_however_many_dealers(client, cast, db, sign_in, statements):
    for number in range(30):
        db.session.add(Dealer(
            code=f"X{number}", name_en=f"Shop {number}", name_zh="店", team_id=cast.team.id,
            rep_id=cast.rita.id, next_due_on=MONDAY,
        ))  # fmt: skip
    db.session.commit()
    set_visit(sign_in(client, cast.rita), cast)
    for path in ("/plan", f"/plan/dealers/{cast.dealer.id}", "/plan/absences"):
        client.get(path)
        with statements() as seen:
            assert client.get(path).status_code == 200
        assert len(seen) <= 15, "\n".join(seen)


def test_somebody_who_left_has_no_week(client, cast, db, sign_in):
    db.session.get(User, cast.rita.id).active = False
    db.session.commit()
    assert sign_in(client, cast.ada).get(f"/plan?rep={cast.rita.id}").status_code == 404
