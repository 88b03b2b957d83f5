"""What makes a supervisor look twice: worked cases of every reason."""

from dataclasses import replace

import pytest

from app.leverage.surprise import Claims, ProductClaims, Ref, surprise, surprises
from app.leverage.trust import VisitTrace
from app.messages import Named

COLA = Named("Cola", "可乐", "可樂")
CALM = VisitTrace(minutes=12, answered=46, asked=46, compared=40, same_as_last=20)
PRODUCT = ProductClaims(1, COLA, case_size=24)


def codes(*products: ProductClaims, trace: VisitTrace = CALM, **claims) -> list[str]:
    return [reason.code for reason in surprises(Claims(trace, products, **claims))]


def said(*products: ProductClaims, trace: VisitTrace = CALM, **claims) -> str:
    return str(surprises(Claims(trace, products, **claims))[0].text)


def test_an_ordinary_visit_surprises_nobody():
    assert codes(replace(PRODUCT, agreed=240, needed=240, stated_month=300, sold_month=290, days=14)) == []
    assert surprise(()) == 0


def test_more_on_hand_than_there_can_be():
    """The case of rule A6: last 50, nothing received, now 62."""
    product = replace(PRODUCT, unexplained=12)
    (reason,) = surprises(Claims(CALM, (product,)))
    assert (reason.code, reason.weight) == ("count_above_stock", 4)
    assert str(reason.text) == "Cola: 12 more than the last count and the deliveries explain."
    assert reason.refs == (Ref("figure", "sold:1"),)


@pytest.mark.parametrize(
    ("stated", "sold", "days", "apart"),
    [
        (300, 60, 14, True),
        (60, 300, 14, True),
        (300, 150, 14, False),  # just the double
        (300, 60, 6, False),  # too few days to tell
        (20, 5, 14, False),  # less than a case
        (None, 60, 14, False),
        (300, None, 14, False),
    ],
)
def test_sales_stated_against_sales_counted(stated, sold, days, apart):
    found = codes(replace(PRODUCT, stated_month=stated, sold_month=sold, days=days))
    assert found == (["claim_sales"] if apart else [])


def test_expired_goods_that_the_answer_denies():
    product = replace(PRODUCT, expired=7)
    assert codes(product) == []
    assert said(product, says_no_expired=True) == (
        "Cola: none expired, says the answer; 7 counted are past their date."
    )


def test_old_dates_in_front_though_newer_ones_left():
    product = replace(PRODUCT, overtaken=60)
    assert codes(product) == []
    assert codes(product, says_old_in_front=True) == ["claim_rotation"]


@pytest.mark.parametrize(
    ("agreed", "needed", "above"),
    [
        (360, 240, True),  # 1.5 times what the rule asks for
        (336, 240, False),
        (48, 24, False),  # a single case more
        (72, 0, True),
        (240, None, False),
        (None, 240, False),
    ],
)
def test_an_order_far_above_the_rule(agreed, needed, above):
    assert codes(replace(PRODUCT, agreed=agreed, needed=needed)) == (["order_far_above"] if above else [])


def test_an_order_is_told_in_cases():
    assert said(replace(PRODUCT, agreed=360, needed=240)) == (
        "Cola: 15 cases agreed, the 1.5× rule asks for 10."
    )


@pytest.mark.parametrize(
    ("graded", "told", "surprising"), [(6, 6, True), (6, 5, False), (4, 4, False), (0, 0, False)]
)
def test_always_told(graded, told, surprising):
    found = codes(graded=graded, told=tuple(f"item_{n}" for n in range(told)))
    assert found == (["always_told"] if surprising else [])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"minutes": 3.5}, ["too_short"]),
        ({"minutes": 3.5, "answered": 20}, ["too_short"]),
        ({"minutes": 3.5, "answered": 4}, []),
        ({"minutes": -3, "answered": 20}, []),
        ({"photos_seen_before": 1, "seen_photos": ("p1",)}, ["photo_seen_before"]),
        ({"alike_photos": ("p1", "p2")}, ["photo_looks_alike"]),
        ({"minutes_off": 8}, ["clock_off"]),
        ({"minutes_off": 5}, []),
        ({"minutes_early": 60}, ["clock_off"]),
        ({"began_before_last_ended": True, "last_visit": "v1"}, ["overlap"]),
        ({"km_from_last": 100, "minutes_from_last": 20}, ["impossible_way"]),
        ({"same_as_last": 40}, ["all_the_same"]),
    ],
)
def test_marks_of_the_trace(changes, expected):
    assert codes(trace=replace(CALM, **changes)) == expected


def test_a_mark_names_what_it_rests_on():
    trace = replace(
        CALM, photos_seen_before=1, seen_photos=("p1",), began_before_last_ended=True, last_visit="v1"
    )
    refs = {reason.code: reason.refs for reason in surprises(Claims(trace))}
    assert refs == {"photo_seen_before": (Ref("photo", "p1"),), "overlap": (Ref("visit", "v1"),)}


def test_the_weightiest_comes_first_and_of_a_kind_three():
    products = [ProductClaims(n, COLA, 24, unexplained=24 * n) for n in range(1, 6)]
    reasons = surprises(Claims(replace(CALM, began_before_last_ended=True), tuple(products)))
    assert [reason.weight for reason in reasons] == [6, 4, 1, 1]
    assert [reason.refs[0].key for reason in reasons[1:]] == ["sold:5", "sold:4", "sold:3"]
    assert surprise(reasons) == 12
