"""Somebody leaves: his dealers and what is promised there go to somebody else, in one step."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from app.accounts.models import AuditEntry, TeamMember, User
from app.dealers.models import Dealer
from app.promises.models import Promise
from app.promises.queries import falling_due
from tests import factories


@pytest.fixture
def ada(client, cast, sign_in):
    return sign_in(client, cast.ada)


@pytest.fixture
def promised(cast, db):
    visit = factories.visit(cast)
    made = {"dealer_id": cast.dealer.id, "visit_id": visit.id, "user_id": cast.rita.id, "action": "Send two"}
    for owner, state in (("us", "open"), ("us", "pending"), ("dealer", "open"), ("us", "kept")):
        due = date(2099, 1, 1) if state == "open" else None
        row = {"id": uuid4(), "owner": owner, "state": state, "due": due, "answered_at": datetime.now(UTC)}
        db.session.add(Promise(**made | row))
    db.session.commit()
    return visit


def address(cast, name="rita"):
    return f"/admin/people/{getattr(cast, name).id}/handover"


def fresh(db, model, key):
    db.session.expire_all()
    return db.session.get(model, key)


def test_the_preview_says_what_would_change_and_changes_nothing(ada, cast, db, promised):
    page = ada.get(f"{address(cast)}?to={cast.omar.id}").text
    assert "1 dealer goes to Omar." in page
    assert "2 of ours, 1 of theirs" in page
    assert "moves to the team South" in page
    assert "is still open" in page
    assert fresh(db, Dealer, cast.dealer.id).rep_id == cast.rita.id


def test_one_step_hands_over_and_shuts_out(app, ada, cast, db, sign_in, promised):
    rita = sign_in(app.test_client(), cast.rita)
    answer = ada.post(address(cast), data={"to": str(cast.omar.id), "leaves": "y"})
    assert answer.status_code == 303
    dealer = fresh(db, Dealer, cast.dealer.id)
    assert (dealer.rep_id, dealer.team_id) == (cast.omar.id, cast.other_team.id)
    assert not db.session.get(User, cast.rita.id).active
    assert rita.get("/").status_code == 302
    omar = sign_in(app.test_client(), cast.omar)
    assert omar.get(f"/dealers/{cast.dealer.id}").status_code == 200
    assert [row.Promise.owner for row in falling_due(db.session.get(User, cast.omar.id), date(2098, 12, 31))]
    noted = db.session.query(AuditEntry).filter_by(action="handed_over").one()
    assert (noted.subject, noted.facts) == ("rita", {"to": "omar", "dealers": "D1"})


def test_a_replay_changes_nothing_more(ada, cast, db):
    for _ in range(2):
        assert ada.post(address(cast), data={"to": str(cast.omar.id)}).status_code == 303
    assert fresh(db, Dealer, cast.dealer.id).rep_id == cast.omar.id
    assert fresh(db, User, cast.rita.id).active


def test_the_team_stays_where_the_new_rep_belongs_to_it(ada, cast, db):
    db.session.add(TeamMember(team_id=cast.team.id, user_id=cast.omar.id))
    db.session.commit()
    ada.post(address(cast), data={"to": str(cast.omar.id)})
    assert fresh(db, Dealer, cast.dealer.id).team_id == cast.team.id


@pytest.mark.parametrize("to", ["", "0", "999999", "x", "9" * 30])
def test_nobody_there_to_take_over_is_said_and_changes_nothing(ada, cast, db, to):
    answer = ada.post(address(cast), data={"to": to, "leaves": "y"})
    assert answer.status_code == 422
    assert "Choose one of these." in answer.text
    assert fresh(db, Dealer, cast.dealer.id).rep_id == cast.rita.id
    assert db.session.get(User, cast.rita.id).active


def test_not_to_himself_and_not_the_last_admin(ada, cast, db):
    assert ada.post(address(cast), data={"to": str(cast.rita.id)}).status_code == 422
    answer = ada.post(address(cast, "ada"), data={"to": str(cast.omar.id), "leaves": "y"})
    assert answer.status_code == 422
    assert "the last admin" in answer.text
    assert fresh(db, User, cast.ada.id).active


def test_who_is_shut_out_with_dealers_leads_to_the_handover(ada, cast):
    form = {"display_name": "Rita", "role": "rep", "teams": [str(cast.team.id)]}
    answer = ada.post(f"/admin/people/{cast.rita.id}", data=form)
    assert answer.location == address(cast)
    assert "Nobody visits his dealers now." in ada.get(answer.location).text
    ada.post(address(cast), data={"to": str(cast.omar.id)})
    assert ada.post(f"/admin/people/{cast.rita.id}", data=form).location == "/admin/people"


def test_other_roles_may_not(app, cast, sign_in, db):
    for name in ("rita", "omar", "sol"):
        client = sign_in(app.test_client(), getattr(cast, name))
        assert client.get(address(cast)).status_code == 403
        assert client.post(address(cast), data={"to": str(cast.omar.id)}).status_code == 403
    assert fresh(db, Dealer, cast.dealer.id).rep_id == cast.rita.id


def test_the_fresh_link_is_a_code_too(ada, cast):
    ada.post(f"/admin/people/{cast.rita.id}/link")
    first, second = (ada.get(f"/admin/people/{cast.rita.id}").text for _ in range(2))
    assert 'class="qr"' in first
    assert "<svg" in first
    assert 'class="qr"' not in second
