"""The section screen: which questions it shows, with what beside them, to whom, and at what cost."""

from uuid import uuid4

import pytest

from app.checklists.queries import built_in
from tests import factories

SECTIONS = [section.key for section in built_in().sections]


@pytest.fixture
def visit(cast, app):
    return factories.visit(cast)


def page(client, visit, section="s3_warehouse", **query):
    return client.get(f"/visits/{visit.id}/sections/{section}", query_string=query)


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("locale", ["en", "zh-CN", "zh-TW"])
def test_every_question_of_a_full_visit_is_shown(client, cast, sign_in, db, section, locale):
    visit = factories.visit(cast, mode="full")
    rita = db.session.get(type(cast.rita), cast.rita.id)
    rita.locale = None
    db.session.commit()
    answer = sign_in(client, cast.rita).get(
        f"/visits/{visit.id}/sections/{section}", headers={"Accept-Language": locale}
    )
    assert answer.status_code == 200
    for item in built_in().section(section).items:
        assert f'id="{item.key}" aria-labelledby="{item.key}-ask"' in answer.text


def test_a_quick_visit_asks_the_quick_questions_and_offers_the_rest(client, cast, sign_in, visit):
    sign_in(client, cast.rita)
    quick = page(client, visit).text
    assert 'id="wh_tidy"' in quick
    assert 'id="wh_kanban"' not in quick
    assert "Show 5 more questions" in quick
    whole = page(client, visit, all=1).text
    assert whole.index('id="wh_tidy"') < whole.index('id="wh_kanban"')
    assert "more questions" not in whole


def test_what_was_answered_is_shown_whatever_the_mode(client, cast, sign_in, visit):
    factories.answer(visit, "wh_kanban", {"board": "updated"})
    assert 'id="wh_kanban"' in page(sign_in(client, cast.rita), visit).text


def test_last_times_value_and_day_stand_beside(client, cast, sign_in):
    before = factories.visit(cast)
    factories.answer(before, "wh_tidy", {"grade": 2})
    factories.finished(before, cast)
    shown = page(sign_in(client, cast.rita), factories.visit(cast)).text
    assert "Last time" in shown
    assert "2/5" in shown


def test_the_self_check_of_another_rep_is_not_shown(client, cast, sign_in, db):
    before = factories.visit(cast)
    factories.answer(before, "self_attitude", {"grade": 2})
    factories.finished(before, cast)
    sign_in(client, cast.rita)
    mine = factories.visit(cast)
    assert "2/5" in page(client, mine, "s1_self").text
    db.session.delete(db.session.get(type(mine), mine.id))
    db.session.commit()
    omars = factories.visit(cast, rep_id=cast.omar.id)
    shown = page(sign_in(client, cast.omar), omars, "s1_self").text
    assert "2/5" not in shown
    assert "Only you and your supervisor see this" in shown


def test_stock_and_photos_are_links_and_computed_items_say_so(client, cast, sign_in, visit):
    factories.photo(visit, "wh_overview_photo.overview")
    shown = page(sign_in(client, cast.rita), visit).text
    assert f"/visits/{visit.id}/stock" in shown
    assert f"/visits/{visit.id}/photos#slot-wh_overview_photo" in shown
    assert "1 photo<" in shown
    assert f"/visits/{visit.id}/figures/near_expiry" in shown
    assert shown.count(f'hx-get="/visits/{visit.id}/sections/s3_warehouse/computed?of=') == 1


def test_sensitive_questions_are_marked(client, cast, sign_in, visit):
    shown = page(sign_in(client, cast.rita), visit, "s4_cash").text
    assert "Only you, your supervisor and admins see this." in shown


def test_last_times_rows_are_carried_over_until_the_rep_saves(client, cast, sign_in):
    before = factories.visit(cast, mode="full")
    rows = [{"label": "Blue van", "type": "minivan", "row": "r1"}]
    factories.answer(before, "mkt_vehicles", {"vehicles": rows})
    factories.finished(before, cast)
    visit = factories.visit(cast, mode="full")
    sign_in(client, cast.rita)
    shown = page(client, visit, "s2_marketing").text
    assert 'name="vehicles-0-row" value="r1"' in shown
    assert "Carried over from last time" in shown
    factories.answer(visit, "mkt_vehicles", {})
    assert "Carried over" not in page(client, visit, "s2_marketing").text


def test_progress_counts_complete_answers_and_ways_out(client, cast, sign_in, visit):
    factories.answer(visit, "wh_tidy", {"grade": 4})
    factories.answer(visit, "wh_ventilation", {}, state="declined")
    factories.answer(visit, "wh_mixed_categories", {})  # cleared again
    shown = page(sign_in(client, cast.rita), visit).text
    assert "2 of 7" in shown
    assert 'class="q q--answered" id="wh_tidy"' in shown
    assert 'class="q q--skipped" id="wh_ventilation"' in shown
    assert 'class="q q--open" id="wh_mixed_categories"' in shown


def test_the_bar_leads_to_the_next_section_and_from_the_last_to_the_hub(client, cast, sign_in, visit):
    sign_in(client, cast.rita)
    assert f"/visits/{visit.id}/sections/s4_cash" in page(client, visit).text
    assert "Back to the visit" in page(client, visit, SECTIONS[-1]).text


def test_only_the_visits_own_rep_opens_it(client, cast, sign_in, visit):
    for other in (cast.omar, cast.sol, cast.ada):
        assert page(sign_in(client, other), visit).status_code == 404


def test_unknown_sections_and_visits_are_not_found(client, cast, sign_in, visit):
    sign_in(client, cast.rita)
    assert page(client, visit, "s9_nothing").status_code == 404
    assert client.get(f"/visits/{uuid4()}/sections/s3_warehouse").status_code == 404
    assert client.get("/visits/not-a-uuid/sections/s3_warehouse").status_code == 404


def test_a_finished_visit_leads_to_its_report(client, cast, sign_in, visit):
    factories.finished(visit, cast)
    answer = page(sign_in(client, cast.rita), visit)
    assert answer.status_code == 302
    assert answer.location.endswith(f"/visits/{visit.id}/report#s3_warehouse")


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_costs_few_queries(client, cast, sign_in, statements, section):
    visit = factories.visit(cast, mode="full")
    sign_in(client, cast.rita)
    page(client, visit, section)
    with statements() as seen:
        page(client, visit, section)
    assert len(seen) <= 9, "\n".join(seen)
