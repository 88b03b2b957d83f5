"""What a finished visit is found surprising for, as the queue will tell it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from app.extensions import db
from app.visits.judgement.pictures import earlier_photos, looks_alike
from app.visits.judgement.surprise import read_reasons
from app.visits.models import Visit
from tests import factories
from tests.visits.judgement import world

NOW = datetime.now(UTC)
EDGES = 0x0F0F_3C3C_5A5A_6666  # a picture with something on it
DARK = 0x1


def finished(cast, visit: Visit, at: datetime | None = None) -> Visit:
    factories.finished(visit, cast, at)
    return db.session.get(Visit, visit.id, populate_existing=True)


def codes(visit: Visit) -> list[str]:
    return [reason.code for reason in read_reasons(visit.surprises)]


def ordinary(cast, **values) -> Visit:
    return factories.visit(cast, **{"started_at": NOW - timedelta(minutes=30), **values})


def test_an_ordinary_visit_waits_without_a_reason(cast, app):
    visit = finished(cast, ordinary(cast))
    assert (visit.surprise, visit.surprises, visit.review) == (0, None, "waiting")


def test_more_counted_than_can_be(cast, app):
    product = cast.products[0].id
    earlier = factories.visit(cast)
    factories.count(earlier, product, 50, answered_at=NOW - timedelta(days=10))
    finished(cast, earlier, NOW - timedelta(days=10))
    visit = ordinary(cast)
    factories.count(visit, product, 62)
    visit = finished(cast, visit)
    (reason,) = read_reasons(visit.surprises)
    assert str(reason.text) == "Cola 1: 12 more than the last count and the deliveries explain."
    assert [(ref.kind, ref.key) for ref in reason.refs] == [("figure", f"sold:{product}")]
    assert visit.surprise == 4


def test_expired_goods_counted_though_there_are_none(cast, app):
    visit = ordinary(cast)
    factories.answer(visit, "wh_expired", {"expired": "none"}, evidence="seen")
    world.count(visit, cast.products[0], [(200, 7), (20, 17)], counted=24)
    assert "claim_expired" in codes(finished(cast, visit))


def test_hearsay_alone(cast, app):
    visit = ordinary(cast)
    for key in ("wh_tidy", "wh_ventilation", "wh_mixed_categories", "wh_kanban", "wh_expired"):
        factories.answer(visit, key, {"x": 1}, evidence="told")
    assert "always_told" in codes(finished(cast, visit))


def photographed(cast, visit: Visit, dhash: int = EDGES, **values):
    return factories.photo(visit, "wh_overview_photo.overview", dhash=dhash, **values)


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ({"sha256": "a" * 64, "dhash": DARK}, {"sha256": "a" * 64, "dhash": DARK}, ["photo_seen_before"]),
        ({}, {"dhash": EDGES ^ 0b11}, ["photo_looks_alike"]),
        ({}, {"dhash": EDGES ^ 0b111}, []),
        ({"dhash": DARK}, {"dhash": DARK}, []),  # a dark picture looks like any other
    ],
)
def test_a_photo_that_was_there_before(cast, app, first, second, found):
    earlier = ordinary(cast)
    before = photographed(cast, earlier, **first, received_at=NOW - timedelta(days=20))
    finished(cast, earlier, NOW - timedelta(days=20))
    visit = ordinary(cast)
    again = photographed(cast, visit, **second)
    visit = finished(cast, visit)
    assert codes(visit) == found
    if found:
        assert read_reasons(visit.surprises)[0].refs[0].key == str(again.id)
        assert earlier_photos([again.id])[again.id].other_id == before.id


def test_a_photo_of_another_dealers_is_found_when_it_is_the_same(cast, app):
    earlier = ordinary(cast, dealer_id=cast.omars_dealer.id, rep_id=cast.omar.id)
    photographed(cast, earlier, received_at=NOW - timedelta(days=400))
    finished(cast, earlier, NOW - timedelta(days=400))
    visit = ordinary(cast)
    photographed(cast, visit)
    assert codes(finished(cast, visit)) == ["photo_looks_alike"]


def test_bits_as_they_are_stored():
    """A hash whose first bit is set is a negative number to the database."""
    assert looks_alike(EDGES - 2**63, EDGES ^ 2**63)
    assert not looks_alike(EDGES, ~EDGES)


def test_two_visits_at_once(cast, app):
    finished(cast, ordinary(cast))
    later = finished(cast, factories.visit(cast, started_at=NOW - timedelta(minutes=20)))
    assert codes(later) == ["overlap"]
    assert read_reasons(later.surprises)[0].refs[0].kind == "visit"


def test_a_visit_that_arrives_after_a_later_one_did_not_overlap(cast, app):
    finished(cast, ordinary(cast))
    early = factories.visit(cast, started_at=NOW - timedelta(hours=5))
    stored = db.session.get(Visit, early.id)
    stored.ended_at = NOW - timedelta(hours=4)
    db.session.commit()
    assert codes(finished(cast, early)) == []


def test_too_far_in_the_time_between(cast, app):
    first = ordinary(cast, started_at=NOW - timedelta(hours=2), latitude=31.3, longitude=120.6)
    finished(cast, first, NOW - timedelta(minutes=90))
    visit = factories.visit(
        cast, started_at=NOW - timedelta(minutes=70), latitude=39.9, longitude=116.4, id=uuid4()
    )
    assert codes(finished(cast, visit)) == ["impossible_way"]


def test_answers_dated_before_the_start(cast, app):
    visit = ordinary(cast)
    factories.answer(visit, "wh_tidy", {"grade": 3}, answered_at=NOW - timedelta(hours=3))
    assert codes(finished(cast, visit)) == ["clock_off"]
