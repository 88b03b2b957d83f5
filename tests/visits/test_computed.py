"""Items that the app works out by itself: a link each, and the values when they come into view."""

import re

import pytest

from tests import factories

HTMX = {"HX-Request": "true"}


@pytest.fixture
def visit(cast, app):
    return factories.visit(cast, mode="full")


def computed(client, visit, section="s3_warehouse", **headers):
    return client.get(f"/visits/{visit.id}/sections/{section}/computed", headers=headers or HTMX)


def test_values_are_set_beside_their_questions(client, cast, sign_in, visit):
    for product in cast.products:
        factories.count(visit, product.id, 48)
    shown = computed(sign_in(client, cast.rita), visit)
    assert shown.status_code == 200
    for key in ("wh_fifo", "wh_near_expiry", "wh_safety_rule"):
        assert f'id="v-{key}" hx-swap-oob="true"' in shown.text
    assert "wh_leverage" not in shown.text, "the cards are a page of their own"


def test_only_what_the_page_shows_is_sent(client, cast, sign_in):
    """A value without its place is an error in the browser's log."""
    visit, rita = factories.visit(cast, mode="quick"), sign_in(client, cast.rita)
    page = rita.get(f"/visits/{visit.id}/sections/s3_warehouse").text
    asked = re.search(r'hx-get="([^"]+/computed[^"]+)"', page)[1].replace("&amp;", "&")
    places = set(re.findall(r'class="computed" id="([^"]+)"', page))
    assert (
        set(re.findall(r'id="(v-[^"]+)"', rita.get(asked, headers=HTMX).text))
        == places
        == {"v-wh_near_expiry"}
    )


SECTIONS = ("s1_self", "s2_marketing", "s4_cash", "s5_staff", "s6_product", "s7_market")


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_answers(client, cast, sign_in, visit, section):
    assert computed(sign_in(client, cast.rita), visit, section).status_code == 200


def test_without_a_script_it_leads_to_the_section(client, cast, sign_in, visit):
    answer = computed(sign_in(client, cast.rita), visit, Accept="text/html")
    assert answer.location.endswith("/sections/s3_warehouse")


@pytest.mark.parametrize("who", ["omar", "sol", "ada"])
def test_strangers(client, cast, sign_in, visit, who):
    assert computed(sign_in(client, getattr(cast, who)), visit).status_code == 404


def test_an_unknown_section(client, cast, sign_in, visit):
    assert computed(sign_in(client, cast.rita), visit, "s9_nowhere").status_code == 404


def test_it_asks_few_questions(client, cast, sign_in, visit, statements):
    sign_in(client, cast.rita)
    computed(client, visit)
    with statements() as seen:
        computed(client, visit)
    assert len(seen) <= 15, "\n".join(seen)
