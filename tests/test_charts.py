"""The geometry of the charts: every value where it belongs, gaps left open."""

from datetime import date

from app.charts import RADAR_BOX, TREND_BOX, course, radar

LABELS = ["a", "b", "c", "d", "e", "f"]


def test_a_full_radar_is_closed_and_its_highest_value_reaches_the_rim():
    chart = radar(LABELS, [100, 50, 50, 0, 50, 50])
    assert chart.now.closed
    assert chart.now.path.endswith("Z")
    assert chart.now.dots[0] == chart.spokes[0].end
    assert chart.now.dots[3] == (210.0, 148.0), "nothing lies in the middle"
    assert [spoke.value for spoke in chart.spokes] == ["100", "50", "50", "0", "50", "50"]
    assert chart.before is None


def test_an_unknown_value_is_a_gap_not_a_zero():
    chart = radar(LABELS, [60, None, 60, 60, None, 60])
    assert not chart.now.closed
    assert len(chart.now.dots) == 4
    assert chart.now.path.count("L") == 2, "neighbours are joined, also over the top"
    assert chart.spokes[1].value == "–"


def test_nothing_known_before_is_no_outline():
    assert radar(LABELS, [60] * 6, [None] * 6).before is None
    assert radar(LABELS, [60] * 6, [50] * 6).before.closed


def test_everything_lies_in_the_box():
    chart = radar(LABELS, [100] * 6)
    width, height = RADAR_BOX
    for x, y in [*chart.now.dots, *(spoke.at for spoke in chart.spokes)]:
        assert 0 < x < width
        assert 0 < y < height


def test_a_course_goes_by_days_and_breaks_where_nothing_is_known():
    days = [date(2025, 1, 1), date(2025, 1, 11), date(2025, 1, 21), date(2025, 1, 31)]
    line = course(list(zip(days, [0, None, 50, 100], strict=True)), border=60)
    assert line.path.count("M") == 2
    assert len(line.dots) == 3
    (x0, y0), (x1, _), (x2, y2) = line.dots
    assert x0 < x1 < x2 <= TREND_BOX[0]
    assert y2 < line.border < y0 <= TREND_BOX[1]
    assert line.last == (x2, y2)


def test_a_single_day_and_none_at_all():
    assert len(course([(date(2025, 1, 1), 60)]).dots) == 1
    assert course([]).last is None
    assert course([(date(2025, 1, 1), None)]).path == ""
