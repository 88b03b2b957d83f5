"""The dealer's page: what it shows, to whom, and at what cost."""

from datetime import UTC, datetime, timedelta

import pytest

from tests import factories

NOW = datetime.now(UTC)


@pytest.fixture
def visits(cast, app):
    """Three finished visits, a week apart, of which the tidiness changes each time."""
    made = []
    for weeks, grade in ((3, 2), (2, 4), (1, 5)):
        visit = factories.visit(cast)
        factories.answer(visit, "wh_tidy", {"grade": grade}, note=f"note {weeks}")
        factories.count(visit, cast.products[0].id, 24 * weeks)
        factories.photo(visit, "wh_overview_photo.overview", taken_at=NOW - timedelta(weeks=weeks))
        made.append(factories.finished(visit, cast, NOW - timedelta(weeks=weeks)))
    return made


def page_of(client, cast, **query):
    return client.get(f"/dealers/{cast.dealer.id}", query_string=query)


def test_shows_who_grade_and_next_visit(client, cast, sign_in):
    page = page_of(sign_in(client, cast.rita), cast).text
    assert "Harbour Trading" in page
    assert "Grade B" in page
    assert "Rita" in page


def test_newest_visit_comes_first_with_its_change_and_what_was_before(client, cast, sign_in, visits):
    page = page_of(sign_in(client, cast.rita), cast).text
    assert page.index(f"e-{visits[2].id}") < page.index(f"e-{visits[1].id}") < page.index(f"e-{visits[0].id}")
    assert "was: 4" in page
    assert "note 1" in page


def test_a_photo_stands_beside_the_one_before_it(client, cast, sign_in, visits):
    page = page_of(sign_in(client, cast.rita), cast, kind="photos").text
    assert page.count("<figure>") == 6
    assert page.count("No photo") == 1  # the first visit has nothing before it


@pytest.mark.parametrize(
    ("query", "there", "missing"),
    [
        ({"kind": "notes"}, "note 1", "was: 4"),
        ({"kind": "changes"}, "was: 4", "note 1"),
        ({"kind": "counts"}, "Cola 1", "note 1"),
        ({"section": "s3_warehouse"}, "was: 4", "Is what was agreed"),
        ({"section": "s4_cash"}, "Nothing of this kind yet", "was: 4"),
        ({"kind": "corrections"}, "Nothing of this kind yet", "was: 4"),
        ({"kind": "nonsense", "section": "nowhere", "before": "yesterday"}, "was: 4", "Nothing of this kind"),
    ],
)
def test_filters(client, cast, sign_in, visits, query, there, missing):
    page = page_of(sign_in(client, cast.rita), cast, **query).text
    assert there in page
    assert missing not in page


def test_strangers_get_404(client, cast, sign_in, visits):
    assert page_of(sign_in(client, cast.omar), cast).status_code == 404


@pytest.mark.parametrize("who", ["rita", "sol", "ada"])
def test_rep_supervisor_and_admin_may_read(client, cast, sign_in, visits, who):
    assert page_of(sign_in(client, getattr(cast, who)), cast).status_code == 200


def test_a_supervisor_sees_only_his_teams(client, cast, sign_in):
    assert sign_in(client, cast.sol).get(f"/dealers/{cast.omars_dealer.id}").status_code == 404


@pytest.mark.parametrize(("who", "sees"), [("rita", True), ("sol", True), ("ada", False)])
def test_the_self_check_is_between_rep_and_supervisor(client, cast, sign_in, visits, who, sees):
    page = page_of(sign_in(client, getattr(cast, who)), cast).text
    assert ("Written communication" in page) is sees


@pytest.mark.parametrize("address", ["999999", "9" * 30])
def test_unknown_dealers_are_404(client, cast, sign_in, address):
    assert sign_in(client, cast.ada).get(f"/dealers/{address}").status_code == 404


@pytest.fixture
def many(cast, app):
    for days in reversed(range(45)):
        visit = factories.visit(cast)
        factories.finished(visit, cast, NOW - timedelta(days=days, seconds=1))


def test_pages_follow_each_other_without_gap_or_double(client, cast, sign_in, many):
    sign_in(client, cast.rita)
    seen, address = [], f"/dealers/{cast.dealer.id}"
    while address:
        text = client.get(address).text
        seen += [part.split('"')[0] for part in text.split('id="e-')[1:]]
        older = text.split('class="older"')
        address = older[1].split('href="')[1].split('"')[0].replace("&amp;", "&") if len(older) > 1 else None
    assert len(seen) == len(set(seen)) == 45


def test_the_next_page_comes_as_a_fragment(client, cast, sign_in, many):
    answer = sign_in(client, cast.rita).get(f"/dealers/{cast.dealer.id}", headers={"HX-Request": "true"})
    assert answer.text.lstrip().startswith("<ol")
    assert "HX-Request" in answer.headers["Vary"]


def test_cost_does_not_grow_with_the_history(client, cast, sign_in, many, statements):
    sign_in(client, cast.rita)
    oldest = f"{(NOW - timedelta(days=44)).isoformat()}~{'0' * 32}"
    client.get("/dealers")  # a process asks for the company's name once
    with statements() as first:
        page_of(client, cast)
    page_of(client, cast, before=oldest)
    with statements() as again:
        page_of(client, cast)
    with statements() as last:
        page_of(client, cast, before=oldest)
    assert len(first) <= 11  # once a dealer and process, once a day who opened him, once a minute versions
    assert len(last) <= len(again) <= 7


def test_what_may_change_is_drawn_anew(client, cast, sign_in, visits, db):
    sign_in(client, cast.rita)
    assert "Cola 1" in page_of(client, cast).text
    db.session.get(type(cast.products[0]), cast.products[0].id).name_en = "Root beer"
    db.session.get(type(cast.rita), cast.rita.id).display_name = "Rita Mae"
    factories.photo(visits[0], "wh_overview_photo.overview", caption="came late")
    db.session.commit()
    page = page_of(client, cast).text
    assert "Root beer" in page and "Cola 1" not in page
    assert page.count("Rita Mae") >= 4
    assert "came late" in page
