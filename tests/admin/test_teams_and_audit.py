"""Teams, the start page and the audit log."""

import re
from pathlib import Path

import pytest

from app.accounts.models import AuditEntry, Team
from app.admin.audit_lines import ACTIONS, FACTS
from app.admin.products import WATCHED
from app.keyset import PAGE


@pytest.fixture
def ada(client, cast, sign_in):
    return sign_in(client, cast.ada)


def test_a_team_is_added_and_renamed(ada, cast, db):
    assert ada.post("/admin/teams/new", data={"name": "East"}).status_code == 303
    assert ada.post(f"/admin/teams/{cast.team.id}", data={"name": "North 1"}).status_code == 303
    assert [row.name for row in db.session.query(Team).order_by(Team.name)] == ["East", "North 1", "South"]
    page = ada.get("/admin/teams").text
    assert "2 people" in page
    assert "1 person" in page
    assert "Rita" in ada.get(f"/admin/teams/{cast.team.id}").text


TAKEN = "There is a team of this name already."


@pytest.mark.parametrize(("name", "said"), [("", "Fill this in."), ("South", TAKEN)])
def test_a_blank_or_taken_name_is_refused(ada, cast, db, name, said):
    for address in ("/admin/teams/new", f"/admin/teams/{cast.team.id}"):
        answer = ada.post(address, data={"name": name})
        assert answer.status_code == 422
        assert said in answer.text
    assert sorted(row.name for row in db.session.query(Team)) == ["North", "South"]


def test_unknown_teams_are_404(ada):
    assert ada.get(f"/admin/teams/{'9' * 30}").status_code == 404
    assert ada.post("/admin/teams/9999", data={"name": "x"}).status_code == 404


def test_others_may_not(app, cast, sign_in, db):
    for name in ("rita", "sol"):
        client = sign_in(app.test_client(), getattr(cast, name))
        assert client.post("/admin/teams/new", data={"name": "Mine"}).status_code == 403
        assert client.get("/admin/audit").status_code == 403
    assert db.session.query(Team).count() == 2


def test_the_log_pages_newest_first(ada, db):
    db.session.add_all(AuditEntry(who="ada", action="signed_in", subject=f"n{n}") for n in range(PAGE + 3))
    db.session.commit()
    first = ada.get("/admin/audit").text
    assert first.index(f"n{PAGE + 2}<") < first.index("n3<")
    before = re.search(r'href="/admin/audit\?before=([^"]+)"', first)[1]
    second = ada.get(f"/admin/audit?before={before}").text
    assert "n2<" in second
    assert "n3<" not in second
    for odd in ("x", "9" * 40, "-1", "²", "1_x", "nan_1", "1e300_1", "1_" + "9" * 40):
        assert ada.get("/admin/audit", query_string={"before": odd}).status_code == 200


def test_htmx_gets_the_rows_alone(ada):
    assert ada.get("/admin/audit", headers={"HX-Request": "true"}).text.lstrip().startswith('<div id="audit"')


def test_the_log_escapes_what_it_shows(ada, db):
    hostile = {"who": "<b>x", "subject": "<script>", "facts": {"method": "</div><i>"}}
    db.session.add(AuditEntry(action="refused", **hostile))
    db.session.commit()
    page = ada.get("/admin/audit").text
    assert "&lt;script&gt;" in page
    assert "<b>x" not in page
    assert "&lt;/div&gt;&lt;i&gt;" in page


def test_every_recorded_action_has_words():
    source = "".join(path.read_text() for path in (Path(__file__).parents[2] / "app").rglob("*.py"))
    recorded = set(re.findall(r'\brecord\(\s*"([a-z_]+)"', source))
    assert recorded <= set(ACTIONS)
    assert set(WATCHED) <= set(FACTS)
    assert {"signed_in", "refused"} <= recorded


def test_a_refusal_is_written_down_once_and_only_for_people(app, client, cast, sign_in, db):
    sign_in(client, cast.rita).get("/admin")
    app.test_client().post("/language", headers={"Sec-Fetch-Site": "cross-site"})
    entry = db.session.query(AuditEntry).one()
    assert (entry.who, entry.action, entry.subject) == ("rita", "refused", "/admin")
    assert entry.facts == {"method": "GET"}


def test_no_page_of_the_administration_asks_for_much(ada, cast, statements):
    pages = ("", "/people", "/people/new", "/teams", "/dealers", "/dealers/new", "/products", "/audit")
    for page in (*pages, f"/people/{cast.rita.id}", f"/dealers/{cast.dealer.id}"):
        with statements() as seen:
            assert ada.get(f"/admin{page}").status_code == 200
        assert len(seen) <= 8, page
