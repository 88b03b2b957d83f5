"""Sensitive facts go when their time has passed: every copy of them, with a mark where they were."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from app import daily
from app.accounts.models import AuditEntry, Company
from app.checklists.answers import DELETED
from app.checklists.queries import built_in
from app.photos.models import Photo
from app.visits.judgement.live import stored_judgement
from app.visits.judgement.models import Finding, VisitResults
from app.visits.models import CORRECTION, Answer, LastAnswer, Visit
from app.visits.retention.purge import _months_ago, purge, sensitive_keys
from tests import factories
from tests.visits.judgement import world
from tests.visits.judgement.answers import FULL

OLD = 800  # days: more than two years
SENSITIVE = {key for key, item in built_in().by_key.items() if item.sensitive}
TELLTALE = 8_765_400  # an amount that stands nowhere else


@pytest.fixture
def old(cast, db):
    """A finished visit of more than two years ago with an answer to nearly everything."""
    visit = world.visit(cast, OLD, mode="full")
    answers = FULL | {"cash_on_hand": {"cash": TELLTALE}, "bank_balance": {"total": TELLTALE}}
    world.answered(visit, answers, days_ago=OLD)
    factories.answer(visit, "mkt_close_time", {"closes": "18:00"}, kind=CORRECTION, reason="slip")
    said = {"reason": "he said 87,654", "note": "told twice", "revision": 2}
    factories.answer(visit, "bank_balance", {"total": TELLTALE + 100}, kind=CORRECTION, **said)
    factories.photo(visit, "staff_driver_skimming")
    factories.photo(visit, "wh_overview_photo.overview")
    world.count(visit, cast.products[0], [(30, 100)], OLD, counted=100)
    made = world.finished(visit, OLD)
    db.session.refresh(made)
    db.session.expunge(made)
    return made


def everything(db, visit_id) -> str:
    """All that is stored of a visit, as one text."""
    db.session.expire_all()
    answers = db.session.query(Answer).filter_by(visit_id=visit_id)
    results = db.session.get(VisitResults, visit_id)
    visit = db.session.get(Visit, visit_id)
    findings = db.session.query(Finding).filter_by(last_visit_id=visit_id)
    told = [[row.value, row.note, row.reason] for row in answers] + [row.places for row in findings]
    return json.dumps([told, results.document, results.memory, visit.summary, visit.surprises])


def test_every_copy_goes_and_a_mark_stays(old, cast, db):
    assert str(TELLTALE) in everything(db, old.id)
    rows = db.session.query(Answer).filter_by(visit_id=old.id).count()
    assert purge() == 1
    left = everything(db, old.id)
    assert str(TELLTALE) not in left
    assert "87,654" not in left
    assert db.session.query(Answer).filter_by(visit_id=old.id).count() == rows
    for answer in db.session.query(Answer).filter_by(visit_id=old.id):
        assert (answer.value == DELETED) == (answer.item_key in SENSITIVE), answer.item_key
    last = {row.item_key for row in db.session.query(LastAnswer).filter_by(dealer_id=cast.dealer.id)}
    assert last.isdisjoint(SENSITIVE)
    assert "mkt_close_time" in last
    assert [photo.slot for photo in db.session.query(Photo)] == ["wh_overview_photo.overview"]
    assert db.session.get(Visit, old.id).sensitive_deleted_on == date.today()


def test_it_is_written_down_and_a_second_run_finds_nothing(old, db):
    assert (purge(), purge()) == (1, 0)
    entry = db.session.query(AuditEntry).filter_by(action="facts_deleted").one()
    assert entry.facts["visits"] == 1
    assert entry.kind == "private"


def test_figures_say_why_they_are_gone(old, db):
    before = stored_judgement(old.id)
    purge()
    db.session.expire_all()
    after = stored_judgement(old.id)
    assert after.figures.keys() == before.figures.keys()
    assert after.figures["cash_cover"].code == "deleted"
    assert after.figures["pay_mix"].code == "deleted"
    assert after.figures[f"sold:{next(iter(before.order)).product_id}"] is not None
    assert after.overall.value == before.overall.value
    assert set(after.item_scores).isdisjoint(SENSITIVE)


def test_pages_go_on(old, cast, client, sign_in):
    rita = sign_in(client, cast.rita)
    assert "87,654" in rita.get(f"/visits/{old.id}/report").text
    purge()
    report = rita.get(f"/visits/{old.id}/report").text
    assert "87,654" not in report
    assert "deleted after its time" in report
    timeline = rita.get(f"/dealers/{cast.dealer.id}")
    assert timeline.status_code == 200
    assert "87,654" not in timeline.text
    for key in ("cash_cover", "pay_mix", "our_weight", "overall"):
        assert rita.get(f"/visits/{old.id}/figures/{key}").status_code == 200, key
    assert rita.get(f"/visits/{old.id}/leverage").status_code == 200
    visit = factories.visit(cast)
    assert rita.get(f"/visits/{visit.id}/sections/s4_cash").status_code == 200
    assert world.finished(visit).finished_at


def test_younger_visits_and_open_ones_keep_everything(cast, db):
    young = world.visit(cast, 700)
    world.answered(young, {"cash_on_hand": {"cash": TELLTALE}}, days_ago=700)
    world.finished(young, 700)
    waiting = factories.visit(cast, started_at=datetime.now(UTC) - timedelta(days=OLD))
    factories.answer(waiting, "cash_on_hand", {"cash": TELLTALE})
    assert purge() == 0
    kept = [row.value for row in db.session.query(Answer).filter_by(item_key="cash_on_hand")]
    assert kept == [{"cash": TELLTALE}] * 2


def test_for_ever_is_for_ever(old, db):
    db.session.query(Company).update({"sensitive_months": None})
    db.session.commit()
    assert purge() == 0


def test_a_finding_closed_later_loses_its_words_too(old, db):
    found = db.session.query(Finding).filter_by(last_visit_id=old.id).first()
    found.item_key = "staff_driver_skimming"
    db.session.commit()
    purge()
    found = db.session.get(Finding, found.id)
    found.closed_at, found.closed_reason, found.places = datetime.now(UTC), "he paid 87,654", {"x": "y"}
    db.session.commit()
    purge()
    db.session.expire_all()
    found = db.session.get(Finding, found.id)
    assert (found.closed_reason, found.places) == ("", {})


def test_what_is_sensitive_in_any_version_is_sensitive(cast, db):
    assert sensitive_keys() == SENSITIVE


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [(date(2026, 3, 31), 1, date(2026, 2, 28)), (date(2026, 1, 15), 24, date(2024, 1, 15)),
     (date(2024, 2, 29), 12, date(2023, 2, 28)), (date(2026, 12, 1), 6, date(2026, 6, 1))],
)  # fmt: skip
def test_months_are_calendar_months(day, months, then):
    assert _months_ago(day, months) == then


def test_the_server_does_it_once_a_day(old, db):
    assert daily.run_if_due()
    assert db.session.get(Visit, old.id).sensitive_deleted_on is not None
    assert not daily.run_if_due()


def test_the_command(old, app):
    answer = app.test_cli_runner().invoke(args=["retention", "purge"])
    assert "of 1 visits" in answer.output
