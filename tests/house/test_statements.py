"""No page of an open visit asks the database more than fifteen questions."""

import pytest

from tests import factories

MOST = 15
PAGES = (
    "", "/sections/s0_visit", "/sections/s1_self", "/sections/s3_warehouse", "/sections/s7_market", "/stock",
    "/photos", "/order", "/leverage", "/promises", "/minutes", "/finish", "/figures/cash_cover",
    "/figures/affordable",
)  # fmt: skip


@pytest.fixture
def visit(cast, app):
    """An open visit, counted, after two finished ones with counts, lots and photos."""
    for counted in (120, 80):
        earlier = factories.visit(cast)
        for product in cast.products:
            factories.count(earlier, product.id, counted)
        factories.photo(earlier, "wh_overview_photo.overview")
        factories.finished(earlier, cast)
    visit = factories.visit(cast)
    for product in cast.products:
        factories.count(visit, product.id, 60)
    factories.photo(visit, "wh_overview_photo.overview")
    return visit


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_an_open_visit(client, cast, sign_in, statements, visit, path):
    address = f"/visits/{visit.id}{path}"
    sign_in(client, cast.rita).get(address)
    with statements() as seen:
        answer = client.get(address)
    assert answer.status_code == 200
    assert len(seen) <= MOST, "\n".join(seen)
