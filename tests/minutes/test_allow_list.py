"""Nothing but the fields of the document reaches the dealer, whatever else is known of the visit."""

import json
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from app.checklists.queries import built_in
from app.extensions import db
from app.minutes.document import Document, Names, Ordered, Promised, from_plain, to_plain
from app.visits.judgement.models import Finding, Score, VisitResults
from tests import factories
from tests.minutes.sending import minutes_of, ordered, shared
from tests.promises.writing import day, stored

MARK = "MARKER"


def marked(*parts) -> str:
    return "-".join((MARK, *map(str, parts)))


def value_of(item) -> dict:
    """A value that says its own place in every field; a date only where the page needs one."""
    value = {field.name: marked(item.key, field.name) for field in item.fields}
    return value | ({"date": day(9)} if item.key == "visit_next_date" else {})


@pytest.fixture
def everything(cast, visit, app):
    """A visit that knows more than any real one: each place of it holds a marker."""
    for item in built_in().by_key.values():
        factories.answer(visit, item.key, value_of(item), note=marked(item.key, "note"), reason=marked("why"))
    for product in cast.products:
        factories.count(visit, product.id, 777_001, unsellable=777_002, note=marked("count", product.id))
        ordered(visit, product, 240, needed=777_003, after_freshness=777_004, after_cash=777_005,
                reason=marked("order", product.id))  # fmt: skip
    factories.photo(visit, "wh_overview_photo.overview", caption=marked("photo"))
    stored(visit, evidence=marked("evidence"), approver=marked("approver"), guard_reason=marked("guard"),
           due=date.today())  # fmt: skip
    now = datetime.now(UTC)
    finding = Finding(
        id=uuid4(), dealer_id=visit.dealer_id, item_key="wh_tidy", section="s3_warehouse",
        severity="critical", evidence="seen", opened_on=now.date(), opened_visit_id=visit.id,
        last_visit_id=visit.id, closed_reason=marked("finding"), places=[marked("place")],
    )  # fmt: skip
    score = Score(visit_id=visit.id, dimension="s4", dealer_id=visit.dealer_id, value=0.7771, scored_at=now)
    results = VisitResults(
        visit_id=visit.id, document={"afford": marked("result")}, memory={"carried": marked("memory")}
    )
    db.session.add_all([finding, score, results])
    dealer = db.session.get(type(cast.dealer), cast.dealer.id)
    for name in ("town", "address", "contact", "phone"):
        setattr(dealer, name, marked("dealer", name))
    db.session.commit()
    return visit


@pytest.mark.parametrize("locale", ["en", "zh_Hans", "zh_Hant"])
def test_no_answer_note_figure_or_finding_gets_into_the_minutes(everything, rita, dealer, locale):
    assert len(built_in().by_key.values()) == 105
    draft = rita.get(f"/visits/{everything.id}/minutes").text
    token = shared(rita, everything, locale=locale)
    page, stored_document = dealer.get(f"/m/{token}").text, json.dumps(minutes_of(everything).document)
    assert MARK not in draft and MARK not in page and MARK not in stored_document
    assert "777" not in page and "777" not in stored_document
    assert "own_limit" not in page


def test_what_belongs_there_is_there(everything, cast, rita, dealer):
    page = dealer.get(f"/m/{shared(rita, everything, agreed='Tasting on 3 May')}").text
    for told in (
        "Test Company",
        "Harbour Trading",
        "Rita",
        "Tasting on 3 May",
        "Cola 1",
        "Bring a stock board",
    ):
        assert told in page
    assert page.count("<b>10 cases</b>") == 3


def test_the_document_has_these_fields_and_no_other(everything, rita):
    shared(rita, everything)
    document = minutes_of(everything).document
    assert set(document) == {
        "company", "dealer", "day", "rep", "agreed", "order", "promises", "next_visit",
    }  # fmt: skip
    assert {key for line in document["order"] for key in line} == {"product", "cases"}
    assert {key for each in document["promises"] for key in each} == {
        "owner", "action", "quantity", "amount", "due", "pending",
    }  # fmt: skip


def test_a_document_comes_back_as_it_was_written():
    document = Document(
        "Company", Names("Harbour", "海港"), date(2026, 3, 1), "Rita", "words",
        (Ordered(Names("Cola", "可乐"), 12),),
        (
            Promised("us", "swap", "3", 12_00, date(2026, 3, 9), False),
            Promised("dealer", "clear", "", None, None, True),
        ),
        None,
    )  # fmt: skip
    assert from_plain(json.loads(json.dumps(to_plain(document)))) == document
