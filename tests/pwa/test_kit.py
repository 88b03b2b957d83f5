"""The kit of a dealer: the pages that a visit would show, 304 while nothing changed, his rep's alone."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from app.catalogue.models import Product
from app.clock import utc_now
from app.dealers.models import Dealer
from app.promises.models import Promise
from app.visits.models import Visit
from tests import factories

FRESH = re.compile(r'name="id" value="[^"]*"')


def kit_of(client, dealer, **headers):
    return client.get(f"/dealers/{dealer.id}/kit", headers=headers)


def known_dealer(cast):
    """A dealer with a past: a finished visit with answers, counts and a photo, and a promise that is due."""
    past = factories.visit(cast)
    factories.answer(past, "visit_goal", {"goal": "Space for the new line"})
    factories.answer(past, "wh_tidy", {"score": 2})
    for product in cast.products:
        factories.count(past, product.id, 480)
    factories.photo(past, "wh_overview_photo.overview")
    promise = Promise(
        id=uuid4(), dealer_id=cast.dealer.id, visit_id=past.id, user_id=cast.rita.id, owner="us",
        action="Bring the sign", state="open", due=utc_now().date(), answered_at=utc_now(),
    )  # fmt: skip
    factories._stored(promise)
    return factories.finished(past, cast)


def alike(html: str) -> str:
    """A page without the ids that are drawn anew at each look."""
    return FRESH.sub('name="id" value=""', html)


@pytest.mark.parametrize("mode", ["quick", "full"])
def test_each_page_is_the_one_that_the_visit_shows(client, cast, sign_in, mode):
    known_dealer(cast)
    sign_in(client, cast.rita)
    with time_machine.travel(utc_now() + timedelta(hours=1), tick=False):
        kit = kit_of(client, cast.dealer).json
        visit_id = str(uuid4())
        started = {"id": visit_id, "mode": mode, "started_at": datetime.now(UTC).isoformat()}
        client.post(f"/dealers/{cast.dealer.id}/visits", data=started)
        compared = 0
        for address, html in kit["pages"].items():
            head, colon, rest = address.partition(":")
            if not colon or head not in ("visit", mode):
                continue
            page = client.get(f"/visits/{visit_id}{rest}").text
            assert alike(html.replace(kit["placeholder"], visit_id)) == alike(page), address
            compared += 1
    assert compared >= 16


def test_the_pages_before_the_visit_are_those_of_the_dealer(client, cast, sign_in):
    known_dealer(cast)
    sign_in(client, cast.rita)
    with time_machine.travel(utc_now() + timedelta(hours=1), tick=False):
        pages = kit_of(client, cast.dealer).json["pages"]
        for address in (f"/dealers/{cast.dealer.id}", f"/dealers/{cast.dealer.id}/visit"):
            assert alike(pages[address]) == alike(client.get(address).text), address


def test_it_can_be_started_though_another_visit_is_under_way(client, cast, sign_in, db):
    """The other one may be finished on the phone by then, without our hearing of it."""
    factories.visit(cast)
    page = kit_of(sign_in(client, cast.rita), cast.dealer).json["pages"][f"/dealers/{cast.dealer.id}/visit"]
    assert 'form="start"' in page


def test_it_stores_nothing_and_lists_the_thumbnails(client, cast, sign_in, db):
    past = known_dealer(cast)
    kit = kit_of(sign_in(client, cast.rita), cast.dealer).json
    assert db.session.query(Visit).count() == 1
    assert len(kit["thumbnails"]) == 1
    assert client.get(kit["thumbnails"][0]).status_code in (200, 404)  # the factory makes no file
    assert db.session.get(Dealer, cast.dealer.id).last_visit_id == str(past.id)


def test_what_was_to_be_said_on_the_next_page_is_still_said_there(client, cast, sign_in):
    sign_in(client, cast.rita)
    client.post(f"/visits/{factories.visit(cast).id}/cancellation")  # says so on the page that follows
    assert "The visit was cancelled" not in kit_of(client, cast.dealer).text
    assert "The visit was cancelled" in client.get("/").text


def test_an_unchanged_kit_is_not_sent_again(client, cast, sign_in, statements):
    known_dealer(cast)
    etag = kit_of(sign_in(client, cast.rita), cast.dealer).headers["ETag"]
    with statements() as seen:
        answer = kit_of(client, cast.dealer, **{"If-None-Match": etag})
    assert (answer.status_code, answer.data) == (304, b"")
    assert len(seen) <= 6


def _promised(cast, db):
    visit = factories.visit(cast)
    values = {"dealer_id": cast.dealer.id, "visit_id": visit.id, "user_id": cast.rita.id, "owner": "us"}
    factories._stored(
        Promise(
            id=uuid4(), action="Sign", state="open", due=utc_now().date(), answered_at=utc_now(), **values
        )
    )


def _visited(cast, db):
    factories.finished(factories.visit(cast), cast)


def _priced(cast, db):
    db.session.get(Product, cast.products[0].id).case_price = 7000
    db.session.commit()


def _regraded(cast, db):
    db.session.get(Dealer, cast.dealer.id).grade = "A"
    db.session.commit()


@pytest.mark.parametrize("change", [_promised, _visited, _priced, _regraded])
def test_a_change_at_the_dealers_makes_another_kit(client, cast, sign_in, db, change):
    first = kit_of(sign_in(client, cast.rita), cast.dealer).headers["ETag"]
    change(cast, db)
    assert kit_of(client, cast.dealer, **{"If-None-Match": first}).status_code == 200


def test_another_day_and_another_language_make_another_kit(client, cast, sign_in):
    first = kit_of(sign_in(client, cast.rita), cast.dealer).headers["ETag"]
    client.post("/language", data={"locale": "zh_Hans"})
    second = kit_of(client, cast.dealer, **{"If-None-Match": first})
    assert second.status_code == 200
    assert "海港商贸" in second.json["pages"]["quick:"]
    client.post("/language", data={"locale": "en"})
    assert kit_of(client, cast.dealer, **{"If-None-Match": first}).status_code == 304
    with time_machine.travel(utc_now() + timedelta(days=1)):
        assert kit_of(client, cast.dealer, **{"If-None-Match": first}).status_code == 200


def test_only_his_rep_gets_a_dealers_kit(client, cast, sign_in):
    assert kit_of(client, cast.dealer).status_code == 302
    assert kit_of(sign_in(client, cast.omar), cast.dealer).status_code == 404
    assert kit_of(sign_in(client, cast.sol), cast.dealer).status_code == 403
    assert kit_of(sign_in(client, cast.ada), cast.dealer).status_code == 403
