"""The audit log, looked through by person, kind and period; and what is written down when it is opened."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.accounts.audit import KINDS, kind_of
from app.accounts.models import AuditEntry
from app.admin.audit_lines import ACTIONS, KIND_WORDS
from app.keyset import PAGE
from tests import factories

DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def ada(client, cast, sign_in):
    return sign_in(client, cast.ada)


@pytest.fixture
def written(cast, db):
    def write(user, action, at=DAY, subject=""):
        entry = AuditEntry(user_id=user.id, who=user.username, action=action, kind=kind_of(action), at=at,
                           subject=subject)  # fmt: skip
        db.session.add(entry)
        db.session.commit()

    return write


def titles(page) -> list[str]:
    return re.findall(r'<div class="row__title">([^<]*)</div>', page.text)


def test_by_person_kind_and_period(ada, cast, written):
    written(cast.rita, "signed_in")
    written(cast.sol, "signed_in", DAY + timedelta(days=1))
    written(cast.ada, "dealer_changed", DAY + timedelta(days=2), "D1")
    assert titles(ada.get(f"/admin/audit?who={cast.rita.id}")) == ["rita signed in"]
    assert titles(ada.get("/admin/audit?kind=records")) == ["ada changed the dealer D1"]
    assert titles(ada.get("/admin/audit?from=2026-03-02&to=2026-03-02")) == ["sol signed in"]
    assert titles(ada.get(f"/admin/audit?who={cast.rita.id}&kind=records")) == []
    assert "Nothing was written down that fits" in ada.get("/admin/audit?to=2001-01-01").text


def test_days_are_the_companys(ada, cast, written, db):
    from app.accounts.company import forget_company
    from app.accounts.models import Company

    written(cast.rita, "signed_in", datetime(2026, 3, 1, 17, tzinfo=UTC))
    db.session.query(Company).update({"time_zone": "Asia/Shanghai"})
    db.session.commit()
    forget_company()
    assert titles(ada.get("/admin/audit?from=2026-03-02&to=2026-03-02")) == ["rita signed in"]
    assert titles(ada.get("/admin/audit?from=2026-03-01&to=2026-03-01")) == []


@pytest.mark.parametrize("odd", ["who=x", "who=²", "who=" + "9" * 40, "kind=x", "from=x", "to=0001-01-01",
                                 "from=9999-12-31", "to=2026-02-30"])  # fmt: skip
def test_a_filter_that_makes_no_sense_does_not_narrow(ada, cast, written, odd):
    written(cast.rita, "signed_in")
    assert titles(ada.get(f"/admin/audit?{odd}")) == ["rita signed in"]


def test_a_filtered_log_pages_through_all_of_it(ada, cast, written):
    for number in range(PAGE + 5):
        written(cast.rita, "signed_in", DAY, subject=f"n{number}")  # all at the same moment
        written(cast.sol, "signed_in", DAY, subject="other")
    address, seen = f"/admin/audit?who={cast.rita.id}&from=2026-03-01", []
    while address:
        page = ada.get(address)
        seen += titles(page)
        found = re.search(r'class="older"[^>]*><a class="btn" href="([^"]+)"', page.text)
        address = found[1].replace("&amp;", "&") if found else None
    assert len(seen) == len(set(seen)) == PAGE + 5


def test_every_action_has_a_kind_and_every_kind_words():
    assert {kind_of(action) for action in ACTIONS} <= set(KINDS)
    assert set(KIND_WORDS) == set(KINDS)
    assert kind_of("person_changed") == "people"
    assert kind_of("something_else") == "records"


def test_an_action_of_another_version_stands_by_its_code(ada, cast, written):
    written(cast.ada, "conquered", subject="Rome")
    assert titles(ada.get("/admin/audit")) == ["ada conquered Rome"]


def opened(db) -> list[tuple[str, str]]:
    rows = db.session.query(AuditEntry).filter_by(action="facts_opened").order_by(AuditEntry.id)
    return [(row.who, row.subject) for row in rows]


def test_who_opens_sensitive_facts_is_written_down_once_a_day(app, cast, db, sign_in):
    visit = factories.visit(cast)
    factories.answer(visit, "cash_on_hand", {"amount": 1000})
    factories.finished(visit, cast)
    for person in (cast.rita, cast.sol, cast.ada):
        client = sign_in(app.test_client(), person)
        for _ in range(2):
            assert client.get(f"/visits/{visit.id}/report").status_code == 200
            assert client.get(f"/dealers/{cast.dealer.id}").status_code == 200
    assert opened(db) == [("rita", "D1"), ("sol", "D1"), ("ada", "D1")]
    entry = db.session.query(AuditEntry).filter_by(action="facts_opened").first()
    assert (entry.kind, entry.address) == ("private", "127.0.0.1")


def test_a_stranger_opens_nothing(app, cast, db, sign_in):
    visit = factories.visit(cast)
    omar = sign_in(app.test_client(), cast.omar)
    for path in (f"/dealers/{cast.dealer.id}", f"/visits/{visit.id}/report", f"/visits/{visit.id}/figures/x"):
        assert omar.get(path).status_code == 404
    assert opened(db) == []


def test_only_sections_with_sensitive_questions_count(app, cast, db, sign_in):
    visit = factories.visit(cast)
    rita = sign_in(app.test_client(), cast.rita)
    rita.get(f"/visits/{visit.id}/sections/s3_warehouse")
    assert opened(db) == []
    rita.get(f"/visits/{visit.id}/sections/s4_cash")
    assert opened(db) == [("rita", "D1")]


def test_nothing_is_shown_that_could_not_be_written_down(app, cast, db, sign_in, monkeypatch):
    from sqlalchemy.exc import OperationalError

    from app.accounts import audit

    def locked(_row):
        raise OperationalError("insert", {}, Exception("database is locked"))

    monkeypatch.setattr(audit, "write_aside", locked)
    answer = sign_in(app.test_client(), cast.sol).get(f"/dealers/{cast.dealer.id}")
    assert answer.status_code == 503
    assert "Wait a moment" in answer.text


def test_nothing_in_the_product_changes_an_entry(app):
    sources = [path.read_text() for path in Path(app.root_path).rglob("*.py")]
    assert any("AuditEntry(" in source for source in sources)
    for source in sources:
        assert not re.search(r"\b(update|delete)\(\s*AuditEntry", source), "the log is only added to"
        assert not re.search(r"query\(AuditEntry\)[^\n]*\.(update|delete)\(", source)
    written = {
        rule.rule for rule in app.url_map.iter_rules() if "audit" in rule.rule and "POST" in rule.methods
    }
    assert not written
