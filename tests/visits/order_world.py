"""A visit with something to order."""

from datetime import UTC, datetime, timedelta

from tests import factories


def visit_with_stock(cast):
    """A visit that counted 48 of each product, two weeks after one that counted 480."""
    before = factories.visit(cast)
    then = datetime.now(UTC) - timedelta(days=14)
    for product in cast.products:
        factories.count(before, product.id, 480, answered_at=then)
    factories.finished(before, cast, then)
    visit = factories.visit(cast)
    for product in cast.products:
        factories.count(visit, product.id, 48)
    return visit
