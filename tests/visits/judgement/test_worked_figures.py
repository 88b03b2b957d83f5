"""The worked numbers of the rules, entered as answers and counts, come out of a judged visit."""

from fractions import Fraction

from tests.visits.judgement import world


def test_sold_target_and_order_of_the_irregular_visit(cast):
    """Rules A2 and A3: 240 sold in 21 days, target 240, 132 to order, 40 on the way."""
    world.counted(cast, days_ago=21, product=0, counted=123, unsellable=3)
    world.delivered(cast, 0, 200, days_ago=10)
    visit = world.visit(cast)
    world.count(visit, cast.products[0], counted=75, unsellable=12, returned=6, free_goods=2)
    judged = world.judged(visit)
    key = cast.products[0].id
    # 120 + 200 - 63, less 9 gone bad, 6 sent back, 2 free.
    assert judged.figure("sold", key).value == 240
    assert judged.figure("rate", key).value.per_day == Fraction(240, 21)
    assert judged.figure("target", key).value.target == 240
