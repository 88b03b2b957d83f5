"""Visits under a checklist in which questions are switched off: every page works, a visit can be finished,
and what lost its input says that there is not enough data."""

import json

import pytest

from app.admin.editor.reading import is_cornerstone
from app.checklists.content import checklist_from
from app.checklists.documents import items_of
from app.checklists.queries import built_in, checklist, store_version
from app.visits.judgement.judge import judge
from app.visits.judgement.live import stored_judgement
from tests import factories
from tests.visits.judgement import plain, world
from tests.visits.judgement.answers import FULL

DOCUMENT = json.loads(built_in().to_json())
MAY_GO = [item["key"] for _section, item in items_of(DOCUMENT) if not is_cornerstone(item)]
PAGES = ("", "/stock", "/photos", "/order", "/leverage", "/promises", "/minutes", "/finish", *(
    f"/sections/{section.key}" for section in built_in().sections))  # fmt: skip
STOCK = (plain.stock(plain.count(14, 180), plain.count(0, 90)),)


def without(*keys: str):
    return checklist_from(
        [
            section | {"items": [item | {"off": item["key"] in keys} for item in section["items"]]}
            for section in DOCUMENT
        ]
    )


@pytest.fixture
def under(cast, db):
    """Publishes a checklist without some questions; an open visit under it."""

    def begin(*keys: str):
        version = store_version(without(*keys), cast.version_id)
        db.session.commit()
        return factories.visit(cast, checklist_version_id=version, mode="full")

    return begin


@pytest.mark.parametrize("key", MAY_GO)
def test_any_question_may_go(key):
    answers = {name: value for name, value in FULL.items() if name != key}
    judged = judge(plain.evidence(answers, stock=STOCK, mode="full"), without(key), plain.DEFAULTS)
    assert all(figure.reason is not None for figure in judged.figures.values() if figure.value is None)
    assert key not in judged.item_scores


def test_every_page_and_the_end_of_a_visit_without_all_that_may_go(under, cast, client, sign_in):
    visit = under(*MAY_GO)
    rita = sign_in(client, cast.rita)
    for page in PAGES:
        answer = rita.get(f"/visits/{visit.id}{page}")
        assert answer.status_code == 200, page
    factories.answer(visit, "wh_stock_counts", {}, state="not_seen")
    factories.answer(visit, "self_written_memo", {"memo": "none"})
    assert rita.post(f"/visits/{visit.id}/submission", data={}).status_code == 303
    judged = stored_judgement(visit.id)
    assert judged.overall.value is None
    assert judged.overall.reason is not None
    assert all(result.value is None for result in judged.dimensions.values())
    for page in (f"/visits/{visit.id}/report", f"/dealers/{cast.dealer.id}", "/"):
        assert rita.get(page).status_code == 200
    assert rita.get(f"/dealers/{cast.dealer.id}/visit").status_code == 200


@pytest.mark.parametrize("section", [section.key for section in built_in().sections])
def test_a_visit_without_a_whole_section(under, cast, client, sign_in, section):
    keys = [item.key for item in built_in().section(section).items if item.key in MAY_GO]
    visit = under(*keys)
    world.answered(visit, {key: value for key, value in FULL.items() if key not in keys})
    world.count(visit, cast.products[0], [(30, 100)], counted=100)
    rita = sign_in(client, cast.rita)
    for page in ("", f"/sections/{section}", "/leverage", "/finish"):
        assert rita.get(f"/visits/{visit.id}{page}").status_code == 200, page
    world.finished(visit)
    judged = stored_judgement(visit.id)
    assert judged is not None
    assert set(judged.item_scores).isdisjoint(keys)
    assert rita.get(f"/visits/{visit.id}/report").status_code == 200
    for key in judged.figures:
        assert rita.get(f"/visits/{visit.id}/figures/{key}").status_code in (200, 404), key


def test_a_rule_that_lost_its_input_says_so(under, cast, client, sign_in):
    before = factories.visit(cast)
    world.answered(before, {key: FULL[key] for key in ("cash_on_hand", "bank_balance", "cash_upcoming_out")})
    world.finished(before)
    visit = under("cash_on_hand", "bank_balance")
    page = sign_in(client, cast.rita).get(f"/visits/{visit.id}/figures/cash_cover")
    assert page.status_code == 200
    world.finished(visit)
    figure = stored_judgement(visit.id).figures["cash_cover"]
    assert figure.value is None
    assert str(figure.reason)


def test_a_visit_that_was_begun_before_still_asks(under, cast):
    visit = factories.visit(cast, rep_id=cast.omar.id, dealer_id=cast.omars_dealer.id)
    under("wh_tidy")
    assert "wh_tidy" in checklist(visit.checklist_version_id).by_key


def test_what_an_earlier_visit_found_keeps_its_name(under, cast, client, sign_in):
    before = factories.visit(cast)
    world.answered(before, {"wh_expired": {"expired": "mixed"}, "wh_mixed_categories": {"mixed": "yes"}})
    world.finished(before)
    under("wh_expired", "wh_mixed_categories")
    page = sign_in(client, cast.rita).get(f"/dealers/{cast.dealer.id}/findings")
    assert page.status_code == 200
    assert "wh_mixed_categories</" not in page.text
    assert built_in().by_key["wh_mixed_categories"].title.en in page.text
