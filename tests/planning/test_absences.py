"""Days off: who notes them, what becomes of the visits that fall on them."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from app.accounts.models import AuditEntry, TeamMember
from app.dealers.models import Dealer, PlannedVisit
from app.planning.models import Absence
from tests import factories

MONDAY = date(2026, 11, 23)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    monkeypatch.setattr("app.clock.utc_now", lambda: datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


@pytest.fixture
def away(cast, db):
    """Rita is away on Tuesday, the day on which her dealer is due; Omar is in her team as well."""
    db.session.get(Dealer, cast.dealer.id).next_due_on = TUESDAY
    db.session.add(TeamMember(team_id=cast.team.id, user_id=cast.omar.id))
    return absent(db, cast.rita)


def absent(db, who) -> Absence:
    made = Absence(id=uuid4(), user_id=who.id, first_on=TUESDAY, last_on=TUESDAY, set_by_id=who.id)
    db.session.add(made)
    db.session.commit()
    db.session.refresh(made)
    db.session.expunge(made)
    return made


def note(client, first=TUESDAY, last=TUESDAY, absence_id=None, **more):
    form = {"id": str(absence_id or uuid4()), "first_on": str(first), "last_on": str(last)} | more
    return client.post("/plan/absences", data={"reason": "Wedding"} | form)


def hand_on(client, cast, away, **form):
    data = {"dealer": str(cast.dealer.id), "to": str(cast.omar.id), "do": "give"} | form
    return client.post(f"/plan/absences/{away.id}/visits", data=data)


def holding(db) -> list[tuple[int, date]]:
    db.session.expire_all()
    return [(row.rep_id, row.day) for row in db.session.query(PlannedVisit).filter_by(replaced_at=None)]


def test_a_rep_notes_days_off_and_a_repeat_changes_nothing(client, cast, db, sign_in):
    sign_in(client, cast.rita)
    absence_id = uuid4()
    for _again in range(2):
        assert note(client, absence_id=absence_id).status_code == 303
    assert db.session.query(Absence).one().user_id == cast.rita.id
    assert db.session.query(AuditEntry).filter_by(action="absence_set").count() == 1
    assert "Away: Wedding" in client.get("/plan").text
    assert note(sign_in(client, cast.omar), absence_id=absence_id).status_code == 404


def test_a_supervisor_notes_them_for_his_reps_and_nobody_for_others(client, cast, db, sign_in):
    sign_in(client, cast.sol)
    assert note(client, rep=str(cast.rita.id)).status_code == 303
    assert note(client, rep=str(cast.omar.id)).status_code == 404
    assert note(sign_in(client, cast.omar), rep=str(cast.rita.id)).status_code == 404
    assert db.session.query(Absence).one().set_by_id == cast.sol.id
    assert "away 24 Nov to 24 Nov" in sign_in(client, cast.sol).get("/plan/reps").text


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [("", "", "Choose a day."), ("2026-11-26", "2026-11-25", "The last day is before the first."),
     ("2026-11-20", "2026-11-25", "This day is over."), ("2026-11-26", "2029-01-01", "too far ahead")],
)  # fmt: skip
def test_days_that_will_not_do_are_said_and_change_nothing(client, cast, db, sign_in, first, last, said):
    answer = note(sign_in(client, cast.rita), first, last)
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="Wedding"' in answer.text
    assert not db.session.query(Absence).count()


def test_a_visit_of_a_day_off_moves_by_itself_and_is_shown(client, cast, sign_in, away):
    page = sign_in(client, cast.rita).get("/plan/absences").text
    assert "1 visit falls on these days:" in page
    assert "Harbour Trading" in page
    assert "room on Wed 25 Nov" in page
    plan = client.get("/plan").text
    assert plan.index("Wed 25 Nov</h2>") < plan.index("Harbour Trading</div>") < plan.index("Thu 26 Nov</h2>")


def test_it_is_given_to_a_colleague_once(client, cast, db, sign_in, away):
    sign_in(client, cast.sol)
    for _again in range(2):
        assert hand_on(client, cast, away).status_code == 303
    assert holding(db) == [(cast.omar.id, TUESDAY)]
    assert db.session.query(PlannedVisit).count() == 1
    assert "No visit falls on these days." in client.get(f"/plan/absences?rep={cast.rita.id}").text


def test_it_is_moved_to_the_day_with_room(client, cast, db, sign_in, away):
    assert hand_on(sign_in(client, cast.rita), cast, away, do="move").status_code == 303
    assert holding(db) == [(cast.rita.id, WEDNESDAY)]


def test_a_visit_that_was_set_for_a_day_off_is_moved_too(client, cast, db, sign_in, away):
    made = {"dealer_id": cast.dealer.id, "rep_id": cast.rita.id, "day": TUESDAY, "set_by_id": cast.rita.id}
    db.session.add(PlannedVisit(id=uuid4(), owner_id=cast.rita.id, **made))
    db.session.commit()
    assert "A visit was set for this day off." in sign_in(client, cast.rita).get("/plan").text
    hand_on(client, cast, away, do="move")
    assert holding(db) == [(cast.rita.id, WEDNESDAY)]


def test_who_may_not(client, cast, db, sign_in, away):
    assert hand_on(sign_in(client, cast.rita), cast, away).status_code == 403
    for name in ("omar", "vera"):
        stranger = cast.omar if name == "omar" else factories.supervisor_of(cast.other_team)
        sign_in(client, stranger)
        assert hand_on(client, cast, away).status_code == 404
        assert client.post(f"/plan/absences/{away.id}/withdrawal").status_code == 404
        assert client.get(f"/plan/absences?rep={cast.rita.id}").status_code == 404
    assert not holding(db)


def test_a_colleague_who_is_away_himself_is_refused_in_words(client, cast, db, sign_in, away):
    absent(db, cast.omar)
    answer = hand_on(sign_in(client, cast.sol), cast, away)
    assert answer.status_code == 422
    assert "Omar is away on one of these days." in answer.text
    answer = hand_on(client, cast, away, to="")
    assert answer.status_code == 422
    assert not holding(db)


@pytest.mark.parametrize(("who", "do"), [("sol", "give"), ("sol", "move"), ("rita", "move")])
def test_an_old_page_of_days_off_that_were_taken_back_moves_nothing(client, cast, db, sign_in, away, who, do):
    sign_in(client, cast.rita).post(f"/plan/absences/{away.id}/withdrawal")
    answer = hand_on(sign_in(client, getattr(cast, who)), cast, away, do=do)
    assert answer.status_code == 303
    assert "Rita is not away on these days any more. Nothing was changed." in client.get(answer.location).text
    assert not holding(db)


def test_days_off_are_taken_back(client, cast, db, sign_in, away):
    sign_in(client, cast.rita)
    for _again in range(2):
        assert client.post(f"/plan/absences/{away.id}/withdrawal").status_code == 303
    assert db.session.query(AuditEntry).filter_by(action="absence_withdrawn").count() == 1
    assert "room on" not in client.get("/plan/absences").text
    assert client.post(f"/plan/absences/{uuid4()}/withdrawal").status_code == 404


def test_a_visit_that_was_given_is_not_moved_by_who_got_it(client, cast, db, sign_in, away):
    hand_on(sign_in(client, cast.sol), cast, away)
    his = absent(db, cast.omar)
    page = sign_in(client, cast.omar).get("/plan/absences").text
    assert "given to you: ask your supervisor to move it" in page
    assert "Harbour Trading" in page
    hand_on(client, cast, his, do="move")
    assert holding(db) == [(cast.omar.id, TUESDAY)]
