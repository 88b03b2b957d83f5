"""Scores and findings of a dealer, and what visits led to on his timeline."""

from datetime import UTC, datetime, timedelta

import pytest

from app.visits.judgement.models import Finding, FindingEvent
from tests import factories
from tests.timeline import judged

NOW = datetime.now(UTC)
AUDIT = {"s2": 70, "s3": 40, "s4": 60, "s5": 80, "s6": None, "s7": 55, "overall": 58.4}
LATER = {"s2": 71, "s3": 65.4, "s4": 30, "s5": None, "s6": 50, "s7": 55, "overall": 61.2}


@pytest.fixture
def visits(cast, app):
    """A full audit three weeks ago and a quick visit a week ago."""
    made = []
    for weeks in (3, 1):
        visit = factories.visit(cast)
        factories.answer(visit, "wh_tidy", {"grade": 4})
        made.append(factories.finished(visit, cast, NOW - timedelta(weeks=weeks)))
    return made


@pytest.fixture
def scores(visits):
    judged.score(visits[0], NOW - timedelta(weeks=3), full_audit=True, grade="D", **AUDIT)
    judged.score(visits[1], NOW - timedelta(weeks=1), **LATER)


def get(client, cast, page="", **query):
    return client.get(f"/dealers/{cast.dealer.id}{page}", query_string=query)


class TestScores:
    def test_now_stands_beside_the_last_audit(self, client, cast, sign_in, visits, scores):
        page = get(sign_in(client, cast.rita), cast, "/scores").text
        assert "Overall 61" in page
        assert "Health C" in page
        assert "last full audit" in page
        assert '<svg class="radar"' in page
        assert page.count("<svg viewBox") == 7, "a course for each dimension and the overall score"
        assert "+25" in page
        assert "-30" in page
        assert f"/visits/{visits[1].id}/figures/s3" in page

    def test_the_same_figures_stand_in_a_table(self, client, cast, sign_in, visits, scores):
        page = get(sign_in(client, cast.rita), cast, "/scores").text
        table = page[page.index("Scores by visit") :]
        assert table.index(str(visits[1].id)) < table.index(str(visits[0].id))
        assert "full audit" in table

    def test_before_the_first_score(self, client, cast, sign_in):
        assert "No scores yet" in get(sign_in(client, cast.rita), cast, "/scores").text

    @pytest.mark.parametrize(("who", "status"), [("sol", 200), ("ada", 200), ("omar", 404)])
    def test_for_whom(self, client, cast, sign_in, scores, who, status):
        assert get(sign_in(client, getattr(cast, who)), cast, "/scores").status_code == status

    def test_few_questions(self, client, cast, sign_in, scores, statements):
        sign_in(client, cast.rita)
        get(client, cast, "/scores")
        with statements() as seen:
            get(client, cast, "/scores")
        assert len(seen) <= 6

    def test_the_head_of_the_dealer(self, client, cast, sign_in, visits, scores):
        page = get(sign_in(client, cast.rita), cast).text
        assert "Health C · 61" in page
        assert f"/dealers/{cast.dealer.id}/scores" in page
        assert f"/dealers/{cast.dealer.id}/findings" in page

    @pytest.mark.parametrize("figure", ["value_class", "visit_plan"])
    def test_what_the_badges_say_opens(self, client, cast, sign_in, visits, scores, figure):
        address = f"/visits/{visits[1].id}/figures/{figure}"
        assert f'href="{address}"' in get(sign_in(client, cast.rita), cast).text
        assert client.get(address).status_code == 200

    def test_without_a_score_they_open_nothing(self, client, cast, sign_in):
        page = get(sign_in(client, cast.rita), cast).text
        assert "Grade" in page and "/figures/" not in page


class TestFindings:
    @pytest.fixture
    def found(self, visits):
        return [
            judged.finding(visits[0], "wh_tidy", visits=3),
            judged.finding(visits[0], "wh_expired", "critical"),
            judged.finding(visits[0], "wh_kanban", "minor", closed=True),
        ]

    def test_open_ones_the_worst_first(self, client, cast, sign_in, found):
        page = get(sign_in(client, cast.rita), cast, "/findings").text
        assert page.index(f"finding-{found[1].id}") < page.index(f"finding-{found[0].id}")
        assert f"finding-{found[2].id}" not in page
        assert "found 3 times" in page

    def test_repeated_and_closed(self, client, cast, sign_in, found):
        sign_in(client, cast.rita)
        repeated, closed = (get(client, cast, "/findings", show=show).text for show in ("repeated", "closed"))
        assert [f"finding-{each.id}" in repeated for each in found] == [True, False, False]
        assert [f"finding-{each.id}" in closed for each in found] == [False, False, True]
        assert "Closed by a better answer." in closed

    def test_closing_by_hand(self, client, cast, sign_in, found, db):
        sign_in(client, cast.sol)
        address = f"/findings/{found[0].id}/closure"
        assert client.post(address, data={"reason": "Seen  swept\u202e "}).status_code == 303
        row = db.session.get(Finding, found[0].id)
        assert (row.closed_by, row.closed_reason) == (cast.sol.id, "Seen swept")
        (event,) = db.session.query(FindingEvent).filter_by(finding_id=found[0].id)
        assert (event.kind, event.visit_id, event.reason) == ("close", None, "Seen swept")
        assert "Closed by Sol: Seen swept" in get(client, cast, "/findings", show="closed").text

    def test_a_repeat_changes_nothing(self, client, cast, sign_in, found, db):
        sign_in(client, cast.rita)
        for reason in ("first", "second"):
            assert client.post(f"/findings/{found[0].id}/closure", data={"reason": reason}).status_code == 303
        assert db.session.get(Finding, found[0].id).closed_reason == "first"
        assert db.session.query(FindingEvent).filter_by(finding_id=found[0].id).count() == 1

    @pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
    def test_a_reason_is_needed(self, client, cast, sign_in, found, db, reason):
        answer = sign_in(client, cast.rita).post(f"/findings/{found[0].id}/closure", data={"reason": reason})
        assert answer.status_code == 422
        assert db.session.get(Finding, found[0].id).closed_at is None

    @pytest.mark.parametrize(("who", "status"), [("omar", 404), ("ada", 403)])
    def test_who_may_not_close(self, client, cast, sign_in, found, who, status):
        signed = sign_in(client, getattr(cast, who))
        assert signed.post(f"/findings/{found[0].id}/closure", data={"reason": "x"}).status_code == status

    @pytest.mark.parametrize(("who", "status"), [("sol", 200), ("ada", 200), ("omar", 404)])
    def test_who_may_read(self, client, cast, sign_in, found, who, status):
        answer = get(sign_in(client, getattr(cast, who)), cast, "/findings")
        assert answer.status_code == status
        assert ("Close by hand" in answer.text) is (who == "sol")

    def test_closed_ones_come_a_page_at_a_time(self, client, cast, sign_in, visits):
        for _number in range(53):
            judged.finding(visits[0], "wh_tidy", closed=True)
        sign_in(client, cast.rita)
        first = get(client, cast, "/findings", show="closed").text
        assert first.count('id="finding-') == 50
        address = first.split('class="older"')[1].split('href="')[1].split('"')[0].replace("&amp;", "&")
        assert client.get(address).text.count('id="finding-') == 3

    def test_few_questions(self, client, cast, sign_in, found, statements):
        sign_in(client, cast.rita)
        get(client, cast, "/findings")
        with statements() as seen:
            get(client, cast, "/findings")
        assert len(seen) <= 6


class TestTimeline:
    @pytest.fixture
    def led_to(self, cast, visits, scores):
        found = judged.finding(visits[0])
        judged.event(visits[0], found, "open", visits[0].finished_at)
        judged.event(visits[1], found, "close", visits[1].finished_at)
        judged.order(visits[1], cast.products[0].id, 480, 240, "festival")
        judged.order(visits[1], cast.products[1].id, 48, None)
        return found

    def test_a_visit_shows_what_it_led_to(self, client, cast, sign_in, visits, led_to):
        page = get(sign_in(client, cast.rita), cast).text
        assert "Found: " in page
        assert "settled" in page
        newer = page[page.index(f"e-{visits[1].id}") : page.index(f"e-{visits[0].id}")]
        assert "(+25)" in newer
        assert "(-30)" in newer
        assert "(+1)" in newer
        assert f"/visits/{visits[1].id}/figures/order:{cast.products[0].id}" in newer
        assert "festival" in newer
        assert "Cola 2" not in newer, "nothing was agreed of it"

    @pytest.mark.parametrize(
        ("kind", "there", "missing"),
        [
            ("findings", "settled", "festival"),
            ("scores", "(+25)", "festival"),
            ("orders", "festival", "(+25)"),
        ],
    )
    def test_filters(self, client, cast, sign_in, led_to, kind, there, missing):
        page = get(sign_in(client, cast.rita), cast, kind=kind).text
        assert there in page
        assert missing not in page

    def test_of_one_section(self, client, cast, sign_in, led_to):
        page = get(sign_in(client, cast.rita), cast, kind="scores", section="s3_warehouse").text
        assert "(+25)" in page
        assert "(-30)" not in page

    def test_a_closing_by_hand_has_an_entry(self, client, cast, sign_in, visits):
        found = judged.finding(visits[0])
        sign_in(client, cast.rita).post(f"/findings/{found.id}/closure", data={"reason": "a mistake"})
        page = get(client, cast).text
        assert "Finding closed by hand" in page
        assert "a mistake" in page
        assert "a mistake" in get(client, cast, kind="findings").text
        assert "a mistake" not in get(client, cast, kind="orders").text

    @pytest.mark.parametrize("locale", ["zh_Hans", "zh_Hant"])
    def test_in_chinese(self, client, cast, sign_in, db, led_to, locale):
        db.session.get(type(cast.rita), cast.rita.id).locale = locale
        db.session.commit()
        sign_in(client, cast.rita)
        for page in ("", "/scores", "/findings"):
            assert get(client, cast, page).status_code == 200
