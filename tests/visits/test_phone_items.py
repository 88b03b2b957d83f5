"""What the hub and the finish screen tell the phone, so that it counts on without a signal."""

import json
import re
from html import unescape

import pytest

from tests import factories


@pytest.fixture
def visit(cast, client, sign_in):
    sign_in(client, cast.rita)
    return factories.visit(cast)


def items(client, visit, part="") -> dict[str, dict]:
    page = client.get(f"/visits/{visit.id}{part}").text
    listed = unescape(re.search(r"data-open-items='([^']*)'", page)[1])
    return {item["key"]: item for item in json.loads(listed)}


@pytest.mark.parametrize("part", ["", "/finish"])
def test_what_an_answer_filled_may_be_emptied_on_the_phone(client, cast, visit, part):
    factories.answer(visit, "wh_tidy", {"grade": 4})
    factories.answer(visit, "wh_overview_photo", {}, state="not_seen")
    told = items(client, visit, part)
    tidy, picture, open_one = told["wh_tidy"], told["wh_overview_photo"], told["wh_ventilation"]
    assert (tidy["done"], tidy["by"], tidy["revision"]) == (True, "answer", 1)
    assert (picture["done"], picture["by"], picture["revision"]) == (True, "photo", 1)
    assert picture["needs"][0] == "wh_overview_photo.overview"
    assert (open_one["done"], open_one["revision"]) == (False, 0)


def test_counts_are_never_emptied(client, cast, visit):
    for product in cast.products:
        factories.count(visit, product.id, 48)
    assert "wh_stock_counts" not in items(client, visit)


def test_the_finish_screen_has_a_row_for_what_may_be_emptied(client, cast, visit):
    factories.answer(visit, "wh_tidy", {"grade": 4})
    page = client.get(f"/visits/{visit.id}/finish").text
    assert '<li class="row" id="gap-wh_tidy" hidden>' in page
    assert '<li class="row" id="gap-wh_ventilation">' in page
    told = items(client, visit, "/finish")
    assert {f"gap-{key}" for key in told} == set(re.findall(r'id="(gap-[^"]+)"', page))
