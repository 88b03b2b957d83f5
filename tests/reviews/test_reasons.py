"""Every reason to look twice, from what a rep does to the sentence in the queue and its evidence."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest

from app.extensions import db
from app.leverage.surprise import WEIGHTS
from app.photos.opened import photo_store
from app.photos.storage import keys_of
from app.visits.judgement.models import OrderLine
from app.visits.judgement.surprise import read_reasons
from app.visits.models import Visit
from tests import factories
from tests.visits.judgement import world
from tests.visits.judgement.world import answered, count, counted, finished, moment

MINUTE = timedelta(minutes=1)
EDGES = 0x0F0F_3C3C_5A5A_6666  # a picture with something on it
FIVE = {
    "wh_tidy": {"grade": 2}, "wh_ventilation": {"signs": ["ok"]}, "wh_mixed_categories": {"mixed": "no"},
    "wh_kanban": {"board": "updated"}, "wh_expired": {"expired": "none"},
}  # fmt: skip


def counted_more_than_there_can_be(cast) -> Visit:
    counted(cast, 10, 0, counted=50)
    visit = world.visit(cast)
    count(visit, cast.products[0], counted=62)
    return finished(visit)


def says_none_expired(cast) -> Visit:
    visit = world.visit(cast)
    answered(visit, {"wh_expired": {"expired": "none"}})
    count(visit, cast.products[0], [(200, 7), (20, 17)], counted=24)
    return finished(visit)


def says_old_in_front(cast) -> Visit:
    counted(cast, 14, 0, [(60, 240), (30, 240)], counted=480)
    visit = world.visit(cast)
    answered(visit, {"wh_fifo": {"old_in_front": "yes"}})
    count(visit, cast.products[0], [(60, 240), (30, 48)], counted=288)
    return finished(visit)


def says_he_sells_more(cast) -> Visit:
    counted(cast, 14, 0, counted=480)
    visit, ours = world.visit(cast), cast.products[0]
    row = {"name": "Cola", "product": str(ours.id), "ours": "yes", "monthly_volume": 100, "unit": "case"}
    answered(visit, {"prod_list": {"products": [row]}})
    count(visit, ours, counted=340)
    return finished(visit)


def orders_far_above(cast) -> Visit:
    counted(cast, 14, 0, counted=480)
    visit, ours = world.visit(cast), cast.products[0]
    count(visit, ours, counted=48)
    agreed = {"agreed": 60 * 24, "revision": 1, "answered_at": moment(), "received_at": moment()}
    db.session.add(OrderLine(visit_id=visit.id, dealer_id=cast.dealer.id, product_id=ours.id, **agreed))
    db.session.commit()
    return finished(visit)


def only_hearsay(cast) -> Visit:
    visit = world.visit(cast)
    answered(visit, FIVE | {"self_written_memo": {"memo": "sent"}}, "told")
    return finished(visit)


def all_answers_in_two_minutes(cast) -> Visit:
    visit = factories.visit(cast, started_at=moment() - 2 * MINUTE)
    answered(visit, FIVE)
    return finished(visit)


def the_same_as_last_time(cast) -> Visit:
    for days_ago in (10, 0):
        visit = world.visit(cast, days_ago)
        answered(visit, FIVE, days_ago=days_ago)
        visit = finished(visit, days_ago)
    return visit


def photographed(cast, **values) -> Visit:
    for days_ago in (20, 0):
        visit = world.visit(cast, days_ago)
        kept = {"dhash": EDGES ^ days_ago // 10, "received_at": moment(days_ago), **values}
        photo = factories.photo(visit, "wh_overview_photo.overview", **kept)
        photo_store().put(keys_of(photo.id).picture, b"picture")
        visit = finished(visit, days_ago)
    return visit


def sends_an_old_photo(cast) -> Visit:
    return photographed(cast, sha256="a" * 64)


def sends_a_photo_of_an_old_photo(cast) -> Visit:
    return photographed(cast)


def is_in_two_towns(cast) -> Visit:
    first = factories.visit(cast, started_at=moment() - 120 * MINUTE, latitude=31.3, longitude=120.6)
    factories.finished(first, cast, moment() - 90 * MINUTE)
    visit = factories.visit(cast, started_at=moment() - 70 * MINUTE, latitude=39.9, longitude=116.4)
    return finished(visit)


def is_at_two_dealers_at_once(cast) -> Visit:
    factories.finished(factories.visit(cast, started_at=moment() - 60 * MINUTE), cast)
    return finished(world.visit(cast))


def answers_before_he_begins(cast) -> Visit:
    visit = world.visit(cast)
    factories.answer(visit, "wh_tidy", {"grade": 3}, answered_at=moment() - 180 * MINUTE)
    return finished(visit)


CASES: dict[str, tuple[Callable[..., Visit], str]] = {
    "count_above_stock": (counted_more_than_there_can_be,
                          "Cola 1: 12 more than the last count and the deliveries explain."),
    "claim_expired": (says_none_expired,
                      "Cola 1: none expired, says the answer; 7 counted are past their date."),
    "claim_rotation": (says_old_in_front,
                       "Cola 1: old dates in front, says the answer; 192 newer ones left before older ones."),
    "claim_sales": (says_he_sells_more, "Cola 1: 2,400 a month are stated, 300 follow from the counts."),
    "order_far_above": (orders_far_above, r"Cola 1: 60 cases agreed, the 1.5× rule asks for \d+."),
    "always_told": (only_hearsay, r"All \d+ answers were told, none was seen or counted."),
    "too_short": (all_answers_in_two_minutes, r"\d+ answers in 2 minutes."),
    "all_the_same": (the_same_as_last_time, r"All \d+ answers are the same as last time."),
    "photo_seen_before": (sends_an_old_photo, "Photos used at an earlier visit already: 1."),
    "photo_looks_alike": (sends_a_photo_of_an_old_photo,
                          "Photos that look just like those of an earlier visit: 1."),
    "impossible_way": (is_in_two_towns, r"\d[\d,.]* km from the last visit in \d+ minutes."),
    "overlap": (is_at_two_dealers_at_once, "The visit began before the one before it had ended."),
    "clock_off": (answers_before_he_begins,
                  r"By the phone's clock, answers were given \d+ minutes before the start."),
}  # fmt: skip
# Habits speak of the visit as a whole.
WITHOUT_EVIDENCE = {"too_short", "all_the_same", "clock_off"}


def reasons_of(page: str, visit_id: UUID) -> dict[str, list[str]]:
    """Each reason in the queue's card of a visit, with the addresses of its evidence."""
    card = page.split(f'id="v-{visit_id}"')[1].split("</article>")[0]
    parts = re.findall(r'<li class="reasons__one[^>]*>(.*?)</li>', card, re.S)
    return {unescape(part.split("<a ")[0]).strip(): re.findall(r'href="([^"#]+)', part) for part in parts}


def test_no_reason_is_left_out():
    assert set(CASES) == set(WEIGHTS)


@pytest.mark.parametrize("code", CASES)
def test_a_reason_is_told_with_its_evidence(client, cast, sign_in, code):
    act, sentence = CASES[code]
    visit = act(cast)
    visit_id, stored = visit.id, read_reasons(visit.surprises)
    assert code in [reason.code for reason in stored]
    sol = sign_in(client, cast.sol)
    told = reasons_of(sol.get("/reviews").text, visit_id)
    (found,) = [text for text in told if re.fullmatch(sentence, text)]
    assert bool(told[found]) is (code not in WITHOUT_EVIDENCE)
    assert [client.get(href).status_code for href in told[found]] == [200] * len(told[found])
    for locale in ("zh_Hans", "zh_Hant"):
        client.post("/language", data={"locale": locale, "next": "/"})
        for text in reasons_of(sol.get("/reviews").text, visit_id):
            assert not re.search(r"[a-z]{3}", text), text


def test_the_same_visit_stands_there_once(client, cast, sign_in):
    visit_id = is_in_two_towns(cast).id
    page = sign_in(client, cast.sol).get("/reviews").text
    assert page.count(f'id="v-{visit_id}"') == 1
