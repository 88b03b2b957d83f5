"""What an explained figure says of small and of negative parts."""

from datetime import date

import pytest

from app.leverage.safety_stock import Count, CountPair, Movements, sold_net
from app.messages import about


@pytest.mark.parametrize(
    ("minor", "said"), [(2_036_539, "20,365"), (9_950, "99.50"), (-2_036_539, "-20,365"), (10_049, "100")]
)
def test_an_estimate_is_said_without_decimals(minor, said):
    assert str(about(minor)) == said


def test_what_became_sellable_again_is_not_called_a_negative_loss():
    last = Count(date(2025, 3, 3), 105, unsellable=5)
    now = Count(date(2025, 3, 17), 40, unsellable=2, moved=Movements(received=20))
    said = [str(step) for step in sold_net(CountPair(last, now)).steps]
    assert "Sellable again: 3." in said
    assert not any("-3" in sentence for sentence in said)
