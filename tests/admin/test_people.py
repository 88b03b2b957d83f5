"""People: adding, changing, disabling; the last admin stays."""

import re
from threading import Barrier, Thread

import pytest

from app.accounts.models import AuditEntry, PasswordLink, Team, TeamMember, User
from app.dealers.models import Dealer
from app.keyset import PAGE
from tests.accounts.test_sign_in import post


@pytest.fixture
def ada(client, cast, sign_in):
    return sign_in(client, cast.ada)


def newcomer(cast, **changed):
    return {
        "display_name": "Nina Xu", "username": "Nina", "role": "rep", "teams": [str(cast.team.id)]
    } | changed  # fmt: skip


def as_is(cast, name="rita", **changed):
    person = getattr(cast, name)
    return {
        "display_name": person.display_name, "role": person.role, "teams": [str(cast.team.id)], "active": "y"
    } | changed  # fmt: skip


def test_somebody_is_added_and_the_link_is_shown_once(app, ada, cast, db):
    answer = ada.post("/admin/people/new", data=newcomer(cast))
    nina = db.session.query(User).filter_by(username="nina").one()
    assert answer.location == f"/admin/people/{nina.id}"
    assert db.session.query(TeamMember).filter_by(user_id=nina.id).one().team_id == cast.team.id
    page = ada.get(answer.location)
    link = re.search(r'value="http://localhost(/welcome/[^"]+)"', page.text)[1]
    assert page.headers["Cache-Control"] == "no-store"
    assert "/welcome/" not in ada.get(answer.location).text
    phrase = {"password": "a long enough phrase", "again": "a long enough phrase"}
    assert app.test_client().post(link, data=phrase).status_code == 303
    assert post(app.test_client(), username="nina", password=phrase["password"]).status_code == 303


def test_a_replay_adds_nobody(ada, cast, db):
    ada.post("/admin/people/new", data=newcomer(cast))
    again = ada.post("/admin/people/new", data=newcomer(cast, display_name="Other"))
    assert again.status_code == 422
    assert "Somebody has this account name already." in again.text
    assert 'value="Other"' in again.text
    assert db.session.query(User).count() == 5
    assert db.session.query(PasswordLink).count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"username": "x"}, "Use 2 to 40 characters."), ({"display_name": ""}, "Fill this in."),
     ({"role": "king"}, "Choose one of these."), ({"teams": []}, "Choose at least one team."),
     ({"teams": ["999"]}, "One of these is no longer there."), ({"teams": ["9" * 30]}, "no longer there"),
     ({"username": "nina\x00xu"}, "without spaces")],
)  # fmt: skip
def test_bad_input_is_named_and_adds_nobody(ada, cast, db, changed, said):
    answer = ada.post("/admin/people/new", data=newcomer(cast, **changed))
    assert answer.status_code == 422
    assert said in answer.text
    assert db.session.query(User).count() == 4


def test_an_admin_needs_no_team(ada, cast, db):
    assert ada.post("/admin/people/new", data=newcomer(cast, role="admin", teams=[])).status_code == 303


def test_role_and_teams_are_changed_and_written_down(ada, cast, db):
    teams = [str(cast.team.id), str(cast.other_team.id)]
    answer = ada.post(f"/admin/people/{cast.rita.id}", data=as_is(cast, role="supervisor", teams=teams))
    assert answer.status_code == 303
    assert db.session.get(User, cast.rita.id).role == "supervisor"
    assert db.session.query(TeamMember).filter_by(user_id=cast.rita.id).count() == 2
    entry = db.session.query(AuditEntry).filter_by(action="person_changed").one()
    assert (entry.who, entry.subject, entry.facts["role"]) == ("ada", "rita", ["rep", "supervisor"])
    assert entry.facts["teams"] == ["North", "North, South"]
    assert "role: Rep → Supervisor" in ada.get("/admin/audit").text
    assert entry.at.utcoffset().total_seconds() == 0


def test_saving_without_a_change_writes_nothing_down(ada, cast, db):
    ada.post(f"/admin/people/{cast.rita.id}", data=as_is(cast))
    assert db.session.query(AuditEntry).filter_by(action="person_changed").count() == 0


def test_disabling_ends_sessions_and_links(app, ada, cast, sign_in, db):
    rita = sign_in(app.test_client(), cast.rita)
    ada.post(f"/admin/people/{cast.rita.id}/link")
    answer = ada.post(f"/admin/people/{cast.rita.id}", data=as_is(cast, active=""))
    assert answer.status_code == 303
    assert rita.get("/account").status_code == 302
    assert post(app.test_client()).status_code == 422
    assert db.session.query(PasswordLink).count() == 0
    assert "may not sign in" in ada.get("/admin/people").text.lower()


def test_enabling_again_does_not_bring_the_sessions_back(app, ada, cast, sign_in):
    rita = sign_in(app.test_client(), cast.rita)
    ada.post(f"/admin/people/{cast.rita.id}", data=as_is(cast, active=""))
    ada.post(f"/admin/people/{cast.rita.id}", data=as_is(cast))
    assert rita.get("/account").status_code == 302
    assert post(app.test_client()).status_code == 303


@pytest.mark.parametrize("changed", [{"active": ""}, {"role": "rep"}])
def test_the_last_admin_stays(ada, cast, db, changed):
    answer = ada.post(f"/admin/people/{cast.ada.id}", data=as_is(cast, "ada", **changed))
    assert answer.status_code == 422
    assert "This is the last admin who can sign in." in answer.text
    assert db.session.get(User, cast.ada.id).role == "admin"
    assert ada.get("/admin").status_code == 200


def test_a_disabled_admin_does_not_count(ada, cast, db):
    db.session.add(User(username="eve", display_name="Eve", role="admin", password_hash="", active=False))
    db.session.commit()
    assert ada.post(f"/admin/people/{cast.ada.id}", data=as_is(cast, "ada", active="")).status_code == 422


def test_two_admins_who_demote_each_other_leave_one(app, cast, sign_in, db):
    eve = User(username="eve", display_name="Eve", role="admin", password_hash="")
    db.session.add(eve)
    db.session.commit()
    ids, gate, statuses = (cast.ada.id, eve.id), Barrier(2), []
    clients = [sign_in(app.test_client(), db.session.get(User, user_id)) for user_id in ids]
    team = str(cast.team.id)

    def demote(client, user_id):
        data = {"display_name": "X", "role": "rep", "teams": [team], "active": "y"}
        gate.wait()
        with app.app_context():
            statuses.append(client.post(f"/admin/people/{user_id}", data=data).status_code)

    racers = [Thread(target=demote, args=pair) for pair in zip(clients, reversed(ids), strict=True)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert 303 in statuses
    assert db.session.query(User).filter_by(role="admin", active=True).count() == 1


def test_a_new_link_replaces_the_old_one(app, ada, cast):
    links = []
    for _ in range(2):
        page = ada.get(ada.post(f"/admin/people/{cast.rita.id}/link").location)
        links.append(re.search(r'value="http://localhost(/welcome/[^"]+)"', page.text)[1])
    visitor = app.test_client()
    assert [visitor.get(link).status_code for link in links] == [404, 200]


def test_unknown_people_are_404(ada):
    for user_id in ("99999", "9" * 30):
        assert ada.get(f"/admin/people/{user_id}").status_code == 404
        assert ada.post(f"/admin/people/{user_id}/link").status_code == 404


def test_others_may_not(app, cast, sign_in, db):
    for name in ("rita", "sol"):
        client = sign_in(app.test_client(), getattr(cast, name))
        assert client.post("/admin/people/new", data=newcomer(cast)).status_code == 403
        assert client.post(f"/admin/people/{cast.rita.id}", data=as_is(cast, role="admin")).status_code == 403
    assert db.session.query(User).count() == 4
    refused = db.session.query(AuditEntry).filter_by(action="refused").all()
    assert [(row.who, row.subject) for row in refused[:1]] == [("rita", "/admin/people/new")]


def test_the_list_pages_and_searches(ada, db):
    for n in range(PAGE + 5):
        db.session.add(User(username=f"p{n:03d}", display_name=f"Person {n}", role="rep", password_hash=""))
    db.session.commit()
    first = ada.get("/admin/people")
    assert first.text.count('class="row"') == PAGE
    after = re.search(r"after=([^\"&]+)", first.text)[1]
    second = ada.get(f"/admin/people?after={after}").text
    assert second.count('class="row"') == 9
    assert "Person 0<" in ada.get("/admin/people?q=p000").text
    assert "Nobody found" in ada.get("/admin/people?q=%25%00_").text


def test_the_only_team_is_ticked_already(ada, cast, db):
    shown = r'name="teams" value="\d+" checked'
    assert not re.search(shown, ada.get("/admin/people/new").text), "there are two to choose from"
    db.session.query(TeamMember).filter_by(team_id=cast.other_team.id).delete()
    db.session.query(Dealer).filter_by(team_id=cast.other_team.id).delete()
    db.session.query(Team).filter_by(id=cast.other_team.id).delete()
    db.session.commit()
    assert re.search(shown, ada.get("/admin/people/new").text)
