"""Two visits side by side."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.extensions import db
from app.photos.models import Photo
from tests import factories

NOW = datetime.now(UTC)


@pytest.fixture
def pair(cast, app):
    """Two visits to Rita's dealer: tidier, more counted, photographed again."""
    made = []
    for weeks, grade in ((2, 2), (1, 5)):
        visit = factories.visit(cast, mode="full")
        factories.answer(visit, "wh_tidy", {"grade": grade}, evidence="seen")
        factories.answer(visit, "wh_ventilation", {"grade": 3})
        factories.count(visit, cast.products[0].id, 100 * weeks)
        factories.photo(visit, "wh_overview_photo.overview")
        made.append(factories.finished(visit, cast, NOW - timedelta(weeks=weeks)))
    return made


@pytest.fixture
def sol(client, cast, sign_in):
    return sign_in(client, cast.sol)


def compare(client, **query) -> str:
    answer = client.get("/compare", query_string=query)
    assert answer.status_code == 200
    return answer.text


def test_one_dealer_on_two_days(sol, cast, pair):
    page = compare(sol, left=pair[0].id, right=pair[1].id)
    assert "Cola 1" in page
    assert ">200<" in page
    assert ">100<" in page
    assert page.count("/thumbnail") == 2
    assert "Answers that differ" in page
    assert page.count('scope="rowgroup"') == 1  # the ventilation is the same


def test_a_correction_counts_as_the_answer(sol, cast, pair):
    factories.answer(pair[0], "wh_tidy", {"grade": 5}, kind="correction", revision=2, reason="x")
    assert "No answer differs." in compare(sol, left=pair[0].id, right=pair[1].id)


def test_a_dealer_alone_offers_his_days_and_begins_with_the_latest(sol, cast, pair):
    page = compare(sol, left_dealer=cast.dealer.id)
    assert f'<option value="{pair[1].id}" selected>' in page
    assert f'<option value="{pair[0].id}">' in page
    assert "The same dealer, another day" in page


def test_a_search_finds_own_dealers_only(sol, cast, pair):
    assert "Harbour Trading" in compare(sol, right_q="harb", left=pair[0].id)
    assert "No dealer found" in compare(sol, right_q="Hill")


@pytest.mark.parametrize("told", ["x", "9" * 30, "00000000-0000-4000-8000-0000000000aa", "-1"])
def test_what_is_not_there_counts_as_not_chosen(sol, pair, told):
    page = compare(sol, left=told, right_dealer=told)
    assert "Left side" in page
    assert "Right side" in page


def test_another_teams_visit_is_not_compared(sol, cast, pair):
    omars = factories.visit(cast, dealer_id=cast.omars_dealer.id, rep_id=cast.omar.id)
    factories.finished(omars, cast)
    page = compare(sol, left=pair[0].id, right=omars.id)
    assert "Right side" in page
    assert "Hill Foods" not in page


@pytest.mark.parametrize(("who", "sees"), [("sol", True), ("ada", False)])
def test_the_self_check_is_for_supervisors(client, cast, sign_in, pair, who, sees):
    for visit, tidy in zip(pair, ("no", "yes"), strict=True):
        factories.answer(visit, "self_face_clean", {"tidy": tidy})
    page = compare(sign_in(client, getattr(cast, who)), left=pair[0].id, right=pair[1].id)
    assert ("Face and hair tidy" in page) == sees


def test_it_asks_little(sol, cast, pair, statements):
    path = f"/compare?left={pair[0].id}&right={pair[1].id}"
    sol.get(path)
    with statements() as seen:
        sol.get(path)
    assert len(seen) <= 20, "\n".join(seen)


def test_photos_stand_side_by_side_by_slot(sol, cast, pair):
    left, right = pair
    wide = [db.session.scalar(select(Photo.id).where(Photo.visit_id == visit.id)) for visit in pair]
    alone = factories.photo(left, "wh_tidy")
    photos = compare(sol, left=left.id, right=right.id).split("<h2>Photos</h2>")[1].split("</main>")[0]
    slots = [re.findall(r'href="/photos/([^"]+)"|(No photo)', part) for part in photos.split("<div><p")[1:]]
    assert [[one or none for one, none in slot] for slot in slots] == [
        [str(photo) for photo in wide],
        [str(alone.id), "No photo"],
    ]
