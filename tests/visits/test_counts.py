"""Saving one product's count: kept, repeated, refused, contradicted."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from app.thresholds.models import Threshold
from app.thresholds.queries import forget_settings
from tests import factories
from tests.visits import stock_world as world
from tests.visits.stock_world import counts, lots_of, post


@pytest.fixture
def visit(cast):
    return factories.visit(cast)


@pytest.fixture
def rita(client, cast, sign_in):
    return sign_in(client, cast.rita)


@pytest.fixture
def cola(cast):
    return cast.products[0]


def days_ago(days: int) -> str:
    return (date.today() - timedelta(days=days)).isoformat()


LOTS = {
    "lots-0-date": days_ago(30), "lots-0-cases": "1", "lots-0-loose": "4", "lots-0-zone": "sellable",
    "lots-1-date": days_ago(90), "lots-1-cases": "1", "lots-1-loose": "", "lots-1-zone": "sealed",
}  # fmt: skip


def test_cases_and_loose_units_add_up(rita, visit, cola):
    write = str(uuid4())
    answer = post(rita, visit, cola, id=write)
    assert answer.status_code == 200
    assert write in answer.text, "the answer names what it stored"
    (count,) = counts(visit)
    assert (count.counted, count.unsellable, count.evidence) == (68, 7, "counted")
    assert (count.received, count.free_goods, count.returned) == (None, None, None), "unknown is not zero"


def test_without_a_script_the_row_is_an_ordinary_form(rita, visit, cola):
    answer = post(rita, visit, cola, htmx=False)
    assert answer.status_code == 303
    assert answer.location == f"/visits/{visit.id}/stock#count-{cola.id}"
    shown = rita.get(answer.location).text
    assert 'name="cases" inputmode="numeric" enterkeyhint="next" autocomplete="off" value="2"' in shown


def test_lots_are_kept_oldest_first(rita, visit, cola):
    post(rita, visit, cola, **LOTS)
    (count,) = counts(visit)
    kept = [(lot.production_date.isoformat(), lot.quantity, lot.zone) for lot in lots_of(count)]
    assert kept == [(days_ago(90), 24, "sealed"), (days_ago(30), 28, "sellable")]


def test_a_repeat_changes_nothing(rita, visit, cola):
    write = str(uuid4())
    first = post(rita, visit, cola, id=write, **LOTS)
    second = post(rita, visit, cola, id=write, **LOTS)
    assert (first.status_code, second.status_code) == (200, 200)
    assert write in second.text
    (count,) = counts(visit)
    assert len(lots_of(count)) == 2


def test_a_lot_that_is_taken_away_is_gone(rita, visit, cola):
    post(rita, visit, cola, **LOTS, **{"lots-0-removed": "1"})
    (count,) = counts(visit)
    assert [lot.quantity for lot in lots_of(count)] == [24]


def test_a_next_write_supersedes_with_its_own_lots(rita, visit, cola):
    post(rita, visit, cola, **LOTS)
    post(rita, visit, cola, revision="1", cases="3", loose="")
    first, second = counts(visit)
    assert (first.superseded, second.superseded, second.counted) == (True, False, 72)
    assert len(lots_of(first)) == 2
    assert lots_of(second) == []


def test_not_seen_is_no_zero(rita, visit, cola):
    answer = post(rita, visit, cola, cases="", loose="", unsellable="", not_seen="1")
    assert "Not seen" in answer.text
    (count,) = counts(visit)
    assert count.counted is None


def test_a_counted_zero_is_a_zero(rita, visit, cola):
    post(rita, visit, cola, cases="0", loose="", unsellable="")
    assert counts(visit)[0].counted == 0


def test_received_is_only_kept_when_it_was_corrected(rita, visit, cola, cast):
    world.last_visit(cast)
    world.receipt(cast, 5, 200)
    as_shown = {"received_was": "200", "received_cases": "8", "received_loose": "8"}
    post(rita, visit, cola, **as_shown)
    post(rita, visit, cola, revision="1", **as_shown | {"received_cases": "9"})
    first, second = counts(visit)
    assert (first.received, second.received) == (None, 224)


def test_sold_a_day_is_said_as_rule_a3_has_it(rita, visit, cola, cast):
    """The worked example: 120 and 3 bad, 200 came, 68 and 7 bad are left, 6 went back, 2 were free: 240."""
    world.last_visit(cast, counted=123, unsellable=3)
    world.receipt(cast, 5, 200)
    answer = post(rita, visit, cola, cases="3", loose="3", unsellable="7", returned="6", free_goods="2")
    assert "Sold 11.4 a day: 240 in 21 days" in answer.text
    opened = f"/visits/{visit.id}/figures/rate:{cola.id}"
    assert f'href="{opened}"' in answer.text
    page = rita.get(opened).text
    assert "11.4" in page and "240" in page


def test_free_goods_count_where_the_company_says_so(rita, visit, cola, cast, db):
    """The same, and the 2 that were free have to come again with the next 240."""
    world.last_visit(cast, counted=123, unsellable=3)
    world.receipt(cast, 5, 200)
    db.session.add(Threshold(name="count_free_goods", value="on", changed_by=cast.ada.id))
    db.session.commit()
    answer = post(rita, visit, cola, cases="3", loose="3", unsellable="7", returned="6", free_goods="2")
    assert "Sold 11.5 a day: 242 in 21 days" in answer.text
    assert "data-free-counts" in rita.get(f"/visits/{visit.id}/stock").text
    db.session.query(Threshold).delete()
    db.session.commit()
    forget_settings()
    shown = rita.get(f"/visits/{visit.id}/stock").text
    assert "Sold 11.4 a day: 240 in 21 days" in shown
    assert "data-free-counts" not in shown


def test_without_a_last_count_nothing_is_reckoned(rita, visit, cola):
    assert "Sold" not in post(rita, visit, cola).text


def test_more_than_there_can_be_is_kept_and_questioned(rita, visit, cola, cast):
    world.last_visit(cast, counted=50, unsellable=0)
    answer = post(rita, visit, cola, cases="", loose="62", unsellable="0")
    assert answer.status_code == 200
    assert "12 more than last count and deliveries explain" in answer.text
    assert "count again" in answer.text
    assert "Sold" not in answer.text
    assert counts(visit)[0].counted == 62


@pytest.mark.parametrize(
    ("mode", "cases", "sentence"),
    [
        ("quick", "1", "add up to 52, more than the 24 counted"),
        ("quick", "9", "add up to 52 of the 216 counted"),
        ("full", "9", "add up to 52 of the 216 counted"),
    ],
)
def test_lots_that_miss_the_count_are_kept(client, cast, sign_in, cola, mode, cases, sentence):
    visit = factories.visit(cast, mode=mode)
    answer = post(sign_in(client, cast.rita), visit, cola, cases=cases, loose="", **LOTS)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert len(lots_of(counts(visit)[0])) == 2


BAD = [
    ({"cases": "abc"}, "not a number"),
    ({"cases": "-1"}, "from 0 to"),
    ({"loose": "9" * 30}, "digits"),
    ({"loose": "2.5"}, "without decimals"),
    ({"cases": "99999"}, "At most 999,999"),
    ({"unsellable": "69"}, "only 68 were counted"),
    ({"unsellable": "²"}, "not a number"),
    ({"cases": "", "loose": "", "unsellable": ""}, "how many there are"),
    ({"free_goods": "x"}, "not a number"),
    ({"received_cases": "-3"}, "from 0 to"),
    ({"evidence": "guessed"}, "Choose one of these"),
    ({"note": "n" * 501}, "501 characters"),
    ({"lots-0-date": days_ago(-1), "lots-0-loose": "4"}, "in the future"),
    ({"lots-0-date": days_ago(361), "lots-0-loose": "4"}, "Check the label and take a photo"),
    ({"lots-0-date": "1999-13-77", "lots-0-loose": "4"}, "no day"),
    ({"lots-0-date": "soon", "lots-0-loose": "4"}, "is not a date"),
    ({"lots-0-date": "", "lots-0-loose": "4"}, "Enter the production date"),
    ({"lots-0-date": days_ago(9), "lots-0-loose": "0"}, "one at least"),
    ({"lots-0-date": days_ago(9), "lots-0-loose": ""}, "one at least"),
    ({"lots-0-date": days_ago(9), "lots-0-loose": "-4"}, "from 0 to"),
    ({"lots-0-date": days_ago(9), "lots-0-loose": "4", "lots-0-zone": "moon"}, "Choose one of these"),
    ({f"lots-{n}-loose": "1" for n in range(61)}, "At most 60 lots"),
]


@pytest.mark.parametrize(("boxes", "sentence"), BAD)
@pytest.mark.parametrize("htmx", [True, False])
def test_what_cannot_be_gets_a_sentence_and_changes_nothing(rita, visit, cola, boxes, sentence, htmx):
    answer = post(rita, visit, cola, htmx=htmx, **boxes)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert counts(visit) == []


def test_a_refused_plain_form_keeps_what_was_typed(rita, visit, cola):
    shown = post(rita, visit, cola, htmx=False, cases="many", note="behind the door", **LOTS).text
    assert 'value="many"' in shown
    assert "behind the door" in shown
    assert f'value="{days_ago(90)}"' in shown
    assert 'aria-invalid="true"' in shown


def test_a_production_date_on_the_edge_is_taken(rita, visit, cola):
    for number, day in enumerate((0, 360)):
        lot = {"lots-0-date": days_ago(day), "lots-0-loose": "4"}
        answer = post(rita, visit, cola, revision=str(number), **lot)
        assert answer.status_code == 200


def test_two_phones_both_are_kept_and_the_rep_chooses(rita, visit, cola):
    post(rita, visit, cola, cases="2", loose="")
    late = post(rita, visit, cola, cases="3", loose="", **LOTS)
    assert late.status_code == 409
    assert "2 cases" in late.text
    assert "3 cases" in late.text
    current, other = sorted(counts(visit), key=lambda count: count.kind == "conflict")
    assert (current.counted, other.counted, other.kind) == (48, 72, "conflict")
    assert len(lots_of(other)) == 2
    assert "Which count is right?" in rita.get(f"/visits/{visit.id}/stock").text
    settled = rita.post(f"/visits/{visit.id}/counts/{cola.id}/settlement", data={"chosen": str(other.id)})
    assert settled.status_code == 303
    assert "Which count is right?" not in rita.get(settled.location).text
    now = [count for count in counts(visit) if count.kind == "entry" and not count.superseded]
    assert [count.counted for count in now] == [72]


def test_a_late_count_told_twice_keeps_its_lots_once(rita, visit, cola):
    post(rita, visit, cola)
    write = str(uuid4())
    assert [post(rita, visit, cola, id=write, cases="9", **LOTS).status_code for _ in range(2)] == [409, 409]
    (late,) = [count for count in counts(visit) if count.kind == "conflict"]
    assert len(lots_of(late)) == 2


def test_a_conflict_without_a_script_shows_both(rita, visit, cola):
    post(rita, visit, cola, cases="2", loose="")
    late = post(rita, visit, cola, htmx=False, cases="3", loose="")
    assert late.status_code == 409
    assert "Which count is right?" in late.text


def test_a_finished_visit_takes_no_count(rita, visit, cola, cast):
    factories.finished(visit, cast)
    for htmx in (True, False):
        answer = post(rita, visit, cola, htmx=htmx)
        assert answer.status_code == 409
        assert "This visit is finished" in answer.text or "this visit is finished" in answer.text
    settle = rita.post(f"/visits/{visit.id}/counts/{cola.id}/settlement", data={"chosen": str(uuid4())})
    assert settle.status_code == 409
    assert counts(visit) == []


def test_a_repeat_after_the_end_gets_the_first_answer(rita, visit, cola, cast):
    write = str(uuid4())
    post(rita, visit, cola, id=write)
    factories.finished(visit, cast)
    assert post(rita, visit, cola, id=write).status_code == 200


def test_strangers_and_other_roles_get_404(client, visit, cola, cast, sign_in):
    for stranger in (cast.omar, cast.sol, cast.ada):
        sign_in(client, stranger)
        assert post(client, visit, cola).status_code == 404
        settle = client.post(f"/visits/{visit.id}/counts/{cola.id}/settlement", data={"chosen": str(uuid4())})
        assert settle.status_code == 404
    assert counts(visit) == []


def test_an_id_of_somebody_else_is_404(client, cast, sign_in, cola, visit):
    write = str(uuid4())
    other = factories.visit(cast, rep_id=cast.omar.id, dealer_id=cast.omars_dealer.id)
    assert post(sign_in(client, cast.omar), other, cola, id=write).status_code == 200
    assert post(sign_in(client, cast.rita), visit, cola, id=write).status_code == 404
    assert counts(visit) == []


@pytest.mark.parametrize("product_id", ["424242", "9" * 30, str(2**31)])
def test_unknown_products_are_404(rita, visit, product_id):
    assert rita.post(f"/visits/{visit.id}/counts/{product_id}", data=world.ROW).status_code == 404


@pytest.mark.parametrize("bad", [{"id": "x"}, {"revision": "-1"}, {"revision": "9" * 30}, {"previous": "x"}])
def test_what_no_page_of_ours_sends_is_refused(rita, visit, cola, bad):
    assert post(rita, visit, cola, **bad).status_code == 400
    assert counts(visit) == []


def test_a_write_asks_few_questions(rita, visit, cola, cast, statements):
    world.last_visit(cast)
    world.receipt(cast, 5, 200)
    post(rita, visit, cola)
    with statements() as seen:
        assert post(rita, visit, cola, revision="1", **LOTS).status_code == 200
    assert len(seen) <= 12, "\n".join(seen)
