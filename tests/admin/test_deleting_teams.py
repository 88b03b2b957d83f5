"""A team goes once nobody and no dealer is in it; until then its page says what to move first."""

import pytest

from app.accounts.models import AuditEntry, Team, TeamMember, User
from app.clock import today
from app.dealers.models import Dealer
from app.visits.tallies.models import RepDay, TeamDay


@pytest.fixture
def ada(client, cast, sign_in):
    return sign_in(client, cast.ada)


@pytest.fixture
def empty(db) -> int:
    team = Team(name="East")
    db.session.add(team)
    db.session.commit()
    return team.id


def names(db) -> list[str]:
    return [row.name for row in db.session.query(Team).order_by(Team.name)]


def test_an_empty_team_is_deleted_and_a_repeat_changes_nothing(ada, empty, db):
    assert f'action="/admin/teams/{empty}/deletion"' in ada.get(f"/admin/teams/{empty}").text
    for _again in range(2):
        answer = ada.post(f"/admin/teams/{empty}/deletion", follow_redirects=True)
        assert "The team is deleted." in answer.text
    assert names(db) == ["North", "South"]
    (entry,) = db.session.query(AuditEntry).filter_by(action="team_deleted")
    assert entry.subject == "East"
    assert "deleted the team East" in ada.get("/admin/audit").text
    assert ada.get(f"/admin/teams/{empty}").status_code == 404


def test_one_with_people_and_dealers_says_what_to_move(ada, cast, db):
    page = ada.get(f"/admin/teams/{cast.team.id}").text
    assert "deletion" not in page
    assert f'href="/admin/dealers/{cast.dealer.id}"' in page
    assert "First move everybody and every dealer" in page
    answer = ada.post(f"/admin/teams/{cast.team.id}/deletion")
    assert answer.status_code == 422
    assert "North was not deleted: somebody or a dealer is in it." in answer.text
    assert names(db) == ["North", "South"]
    assert not db.session.query(AuditEntry).filter_by(action="team_deleted").count()


def test_a_dealer_that_was_given_up_counts(ada, cast, empty, db):
    row = db.session.get(Dealer, cast.dealer.id)
    row.team_id, row.active = empty, False
    db.session.commit()
    page = ada.post(f"/admin/teams/{empty}/deletion")
    assert page.status_code == 422
    assert "Given up" in page.text
    assert "1 dealer<" in page.text


def test_past_people_and_past_sums_hold_no_team(ada, cast, empty, db):
    db.session.add_all([TeamMember(team_id=empty, user_id=cast.omar.id), TeamDay(day=today(), team_id=empty),
                        RepDay(rep_id=cast.omar.id, team_id=empty, day=today())])  # fmt: skip
    db.session.get(User, cast.omar.id).active = False
    db.session.commit()
    assert ada.post(f"/admin/teams/{empty}/deletion").status_code == 303
    assert names(db) == ["North", "South"]
    assert db.session.query(TeamMember).filter_by(user_id=cast.omar.id).count() == 1


def test_only_admins(client, cast, sign_in, empty, db):
    for name in ("rita", "sol"):
        assert sign_in(client, getattr(cast, name)).post(f"/admin/teams/{empty}/deletion").status_code == 403
    assert sign_in(client, cast.ada).post(f"/admin/teams/{'9' * 30}/deletion").status_code == 404
    assert db.session.query(Team).count() == 3
