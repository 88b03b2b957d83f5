"""Requests that no page of ours sends: answered in words, never by an error of the server."""

import re
from uuid import uuid4

import pytest

from app.access import audience_of
from app.checklists.queries import built_in
from tests import factories

NO_ORIGINS = ("http://[", "null", "https://", "file://", "x" * 5000)


@pytest.fixture
def visit(cast, app):
    return factories.visit(cast, mode="full")


@pytest.mark.parametrize("origin", NO_ORIGINS)
def test_an_origin_that_is_none_is_another_site(client, cast, sign_in, visit, origin):
    answer = sign_in(client, cast.rita).post(f"/visits/{visit.id}/cancellation", headers={"Origin": origin})
    assert answer.status_code == 403


@pytest.mark.parametrize("digits", ["9" * 5000, "9" * 30, "٣", "²", "-1", ""])
@pytest.mark.parametrize("query", ["order?show=", "stock?add=", "leverage?show=", "promises?again="])
def test_a_number_in_the_address_may_be_anything(client, cast, sign_in, visit, query, digits):
    assert sign_in(client, cast.rita).get(f"/visits/{visit.id}/{query}{digits}").status_code in (200, 404)


@pytest.mark.parametrize("body", ["", "{}", "\x00"])
def test_a_write_whose_body_was_lost_is_no_answer(client, cast, sign_in, visit, body):
    sign_in(client, cast.rita)
    product = cast.products[0].id
    for place in ("answers/wh_tidy", f"counts/{product}", f"order/{product}"):
        answer = client.post(f"/visits/{visit.id}/{place}", data=body, content_type="application/json")
        assert answer.status_code == 400, place
    assert "q--answered" not in client.get(f"/visits/{visit.id}/sections/s3_warehouse").text


def _addresses(app, visit, cast):
    """Every address of the app that names something of a visit or a dealer, with Rita's."""
    found = {"visit_id": visit.id, "dealer_id": cast.dealer.id, "product_id": cast.products[0].id}
    words = {"item_key": "wh_tidy", "section_key": "s3_warehouse", "key": "overall", "term": "event",
             "owner": "us"}  # fmt: skip
    for rule in app.url_map.iter_rules():
        theirs = rule.arguments & {"visit_id", "dealer_id"}
        if theirs and audience_of(rule.endpoint) == "signed_in":
            yield rule, rule.build({k: v for k, v in (found | words).items() if k in rule.arguments})[1]


@pytest.mark.parametrize("stranger", ["omar", "other_supervisor"])
@pytest.mark.parametrize("finished", [False, True])
def test_nothing_of_a_dealer_is_there_for_strangers(app, client, cast, sign_in, visit, stranger, finished):
    if finished:
        visit = factories.finished(visit, cast)
    who = cast.omar if stranger == "omar" else factories.supervisor_of(cast.other_team)
    sign_in(client, who)
    for rule, address in _addresses(app, visit, cast):
        for method in rule.methods & {"GET", "POST"}:
            form = {"id": str(uuid4()), "revision": "0", "slot": "wh_overview_photo.overview"}
            answer = client.open(address, method=method, data=form if method == "POST" else None)
            assert answer.status_code == 404, (rule, method)
            assert "Harbour" not in answer.text, (rule, method)


FORM = re.compile(r'<form\b[^>]*action="/visits/[^"]*/answers/(\w+)"[^>]*>(.*?)</form>', re.S)
KEPT = {"id", "revision", "previous", "state", "evidence", "wipe", "all"}


@pytest.mark.parametrize("typed", ["9" * 30, "-1e308", "NaN", "0000-00-00", "\x00😀\u202e"])
def test_no_question_breaks_on_what_is_typed(client, cast, sign_in, visit, typed):
    sign_in(client, cast.rita)
    asked = 0
    for section in built_in().sections:
        page = client.get(f"/visits/{visit.id}/sections/{section.key}?all=1").text
        for key, form in FORM.findall(page):
            names = set(re.findall(r'name="([\w-]+)"', form)) - KEPT
            answer = client.post(
                f"/visits/{visit.id}/answers/{key}",
                data=dict.fromkeys(names, typed) | {"id": str(uuid4()), "revision": "0", "state": "answered"},
            )
            assert answer.status_code in (303, 422), (key, answer.status_code)
            asked += 1
    assert asked > 60


def test_asking_for_the_head_of_a_page_is_reading_it(app, client, cast, sign_in):
    sign_in(client, cast.ada)
    both = [rule for rule in app.url_map.iter_rules() if {"HEAD", "POST"} <= rule.methods]
    known = {"dealer_id": cast.dealer.id, "product_id": cast.products[0].id, "team_id": cast.team.id,
             "user_id": cast.rita.id, "key": "wh_tidy"}  # fmt: skip
    for rule in both:
        if rule.arguments <= known.keys():
            address = rule.build({name: known[name] for name in rule.arguments})[1]
            assert client.head(address).status_code == client.get(address).status_code, address
    assert len(both) > 15
