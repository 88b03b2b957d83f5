"""Every list that goes on over pages can be taken away as it is filtered, and every file has its page."""

import re
from pathlib import Path

import pytest

from app.exchange.lists import EXPORTS
from tests.dashboards.conftest import field

__all__ = ["field"]  # a finished visit and all that hangs on it
TEMPLATES = Path(__file__).parents[2] / "app" / "templates"
GOES_ON = re.compile(r"\bolder(_link)?\(")
# Templates that go on over pages, the address where their list is seen, and the lists that it offers.
PAGES = {
    "dealers/_dealers.html": ("/dealers?q=a", ["dealers"]),
    "admin/list_products.html": ("/admin/products", ["products"]),
    "admin/list_teams.html": ("/admin/teams", ["teams"]),
    "admin/list_dealers.html": ("/admin/dealers", ["all_dealers"]),
    "admin/list_people.html": ("/admin/people", ["people"]),
    "admin/_audit_rows.html": ("/admin/audit", ["audit"]),
    "reviews/_visits.html": ("/reviews", ["reviews"]),
    "timeline/_findings.html": ("/dealers/{dealer}/findings", ["findings"]),
    "timeline/_entries.html": ("/dealers/{dealer}?kind=changes", ["timeline"]),
    "dashboards/_rows.html": ("/dashboard/dealers", ["dashboard_dealers"]),
}
NO_LISTS = {
    "components/lists.html": "the link itself",
    "exchange/_preview.html": "rows of a file that somebody has",
    "admin/versions.html": "versions are compared on their page, and go with everything",
}
# Those that are on other pages, or on several.
ELSEWHERE = {
    "/dashboard/findings": ["dashboard_findings"], "/dashboard/stock": ["dashboard_stock"],
    "/dashboard/promises": ["dashboard_promises"], "/dashboard/visits": ["dashboard_visits"],
    "/admin/thresholds": ["thresholds"], "/admin/export": ["visits", "answers", "promises", "receipts"],
    "/dealers/{dealer}/file": ["timeline", "visits", "answers", "findings", "promises", "receipts"],
}  # fmt: skip


def test_every_list_that_goes_on_is_thought_of():
    found = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")
             if GOES_ON.search(path.read_text())}  # fmt: skip
    assert found == {*PAGES, *NO_LISTS}


def test_every_file_has_its_page():
    offered = {name for _address, names in PAGES.values() for name in names}
    offered |= {name for names in ELSEWHERE.values() for name in names}
    assert offered == set(EXPORTS)


@pytest.mark.parametrize(("address", "names"), [*PAGES.values(), *ELSEWHERE.items()])
def test_pages_offer_their_lists(client, cast, sign_in, field, address, names):
    page = sign_in(client, cast.ada).get(address.format(dealer=cast.dealer.id)).text
    for name in names:
        assert f'action="/export/{name}' in page, name


@pytest.mark.parametrize(
    ("address", "query"),
    [("/reviews?show=approved", None), ("/dashboard/dealers?grade=B&days=90", "days=90&amp;grade=B"),
     ("/dealers?q=harbour", "q=harbour"), ("/dashboard/dealers?grade=B&name=x&endpoint=y", "grade=B")],
)  # fmt: skip
def test_as_it_is_filtered(client, cast, sign_in, field, address, query):
    page = sign_in(client, cast.ada).get(address)
    assert page.status_code == 200
    if query:
        assert re.search(rf'action="/export/\w+\?{re.escape(query)}"', page.text)
