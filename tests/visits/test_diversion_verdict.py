"""Signs of diversion are reasons to check: a supervisor says what checking showed, nobody else."""

import html
from uuid import uuid4

import pytest

from app.accounts.models import AuditEntry
from app.visits.judgement.models import DiversionVerdict
from tests import factories

NOTE = "Batch 77 bought in Linhai, delivery note shown"
ASKED = "Only a supervisor confirms"


def seen(cast, *signs):
    visit = factories.visit(cast)
    factories.answer(visit, "ops_diversion_signs", {"signs": list(signs), "proof": "batch 77"})
    return factories.finished(visit, cast)


@pytest.fixture
def visit(cast, app):
    return seen(cast, "code_out")


def page(client, visit):
    return html.unescape(client.get(f"/visits/{visit.id}/figures/diversion").text)


def decide(client, visit, verdict="hostile", note=NOTE, verdict_id=None):
    typed = {"id": str(verdict_id or uuid4()), "verdict": verdict, "note": note}
    return client.post(f"/visits/{visit.id}/diversion", data=typed)


@pytest.mark.parametrize("who", ["sol", "ada"])
def test_a_supervisor_confirms(client, cast, sign_in, visit, db, who):
    sign_in(client, getattr(cast, who))
    assert ASKED in page(client, visit)
    assert decide(client, visit).status_code == 303
    shown = page(client, visit)
    assert "Confirmed, hostile" in shown and NOTE in shown
    assert ASKED not in shown
    noted = db.session.query(AuditEntry).filter_by(action="diversion_decided").one()
    assert (noted.subject, noted.facts) == (cast.dealer.code, {"verdict": "hostile"})


def test_the_last_verdict_counts_and_the_first_stays(client, cast, sign_in, visit):
    sign_in(client, cast.sol)
    decide(client, visit)
    decide(client, visit, "unproven", "The batch was one of another dealer")
    shown = page(client, visit)
    assert shown.index("<b>Not confirmed") < shown.index("<b>Confirmed, hostile")
    assert ASKED in shown


def test_the_rep_reads_it_and_cannot_decide(client, cast, sign_in, visit, db):
    decide(sign_in(client, cast.sol), visit)
    sign_in(client, cast.rita)
    shown = page(client, visit)
    assert "Confirmed, hostile" in shown
    assert "Keep this verdict" not in shown
    assert decide(client, visit).status_code == 403
    assert NOTE in html.unescape(client.get(f"/dealers/{cast.dealer.id}").text)
    assert NOTE in html.unescape(client.get(f"/dealers/{cast.dealer.id}?section=s7_market").text)
    assert NOTE not in html.unescape(client.get(f"/dealers/{cast.dealer.id}?section=s2_marketing").text)
    assert db.session.query(DiversionVerdict).count() == 1


def test_a_stranger_finds_no_visit(client, cast, sign_in, db):
    other = factories.visit(cast, dealer_id=cast.omars_dealer.id, rep_id=cast.omar.id)
    factories.answer(other, "ops_diversion_signs", {"signs": ["code_out"]})
    factories.finished(other, cast)
    assert decide(sign_in(client, cast.sol), other).status_code == 404
    assert db.session.query(DiversionVerdict).count() == 0


def test_a_repeat_changes_nothing(client, cast, sign_in, visit, db):
    sign_in(client, cast.sol)
    same = uuid4()
    for note in (NOTE, "another"):
        assert decide(client, visit, note=note, verdict_id=same).status_code == 303
    assert db.session.query(DiversionVerdict).one().note == NOTE
    assert decide(sign_in(client, cast.ada), visit, verdict_id=same).status_code == 404


@pytest.mark.parametrize(
    ("verdict", "note"), [("", NOTE), ("proved", NOTE), ("natural", " "), ("natural", "x" * 501)]
)
def test_without_a_verdict_and_its_evidence(client, cast, sign_in, visit, db, verdict, note):
    refused = decide(sign_in(client, cast.sol), visit, verdict, note)
    assert refused.status_code == 422
    assert 'class="error"' in refused.text
    assert note.strip() in refused.text
    assert db.session.query(DiversionVerdict).count() == 0


def test_where_nobody_looked(client, cast, sign_in):
    blank = factories.finished(factories.visit(cast), cast)
    assert decide(sign_in(client, cast.sol), blank).status_code == 404


def test_goods_from_outside_are_his_own_case(client, cast, sign_in):
    shown = page(sign_in(client, cast.sol), seen(cast, "code_in"))
    assert "0 points: low; he is the victim of goods from outside" in shown


def test_the_dealer_never_reads_it(client, cast, sign_in, visit):
    decide(sign_in(client, cast.sol), visit)
    told = html.unescape(client.get(f"/visits/{visit.id}/minutes").text)
    assert NOTE not in told
    assert "hostile" not in told


def test_it_can_be_talked_about(client, cast, sign_in, visit, db):
    decide(sign_in(client, cast.sol), visit)
    row = db.session.query(DiversionVerdict).one()
    talk = client.get(f"/comments/verdict/{row.id}")
    assert talk.status_code == 200
    assert "Diversion signs of" in talk.text
