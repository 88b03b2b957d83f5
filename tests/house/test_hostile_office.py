"""What no page of ours sends to the office's pages: answered in words, never by an error of the server."""

import re
from html import unescape
from uuid import uuid4

import pytest

from app.clock import today
from app.exchange.lists import EXPORTS
from app.planning.models import Absence
from tests import factories

TYPED = (
    "", "\x00", "😀\u202e\uffff", "９" * 30, "9" * 400, "-1", "NaN", "1e999999", "٣", "=1+1", "<script>",
    "0000-00-00", "9999-12-31", "../../etc/passwd", "نص עברית 汉字 हिन्दी", "x" * 20_000, "None", "[]",
)  # fmt: skip
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.S)
NAME, VALUE = re.compile(r'\bname="([^"]+)"'), re.compile(r'\bvalue="([^"]*)"')
# What answers with a file or a job takes long, and reads nothing but a few words.
SLOW = ("/language", "/sign-out", "/export/everything", "/admin/backups")


def forms_of(page: str):
    """(address, {name: value}) of every form of a page that writes."""
    for head, body in FORM.findall(page):
        action = re.search(r'action="([^"]+)"', head)
        if 'method="post"' not in head or action is None or unescape(action[1]).startswith(SLOW):
            continue
        fields = {}
        for tag in re.findall(r"<(?:input|select|textarea|button)\b[^>]*>", body):
            if name := NAME.search(tag):
                fields.setdefault(name[1], unescape(value[1]) if (value := VALUE.search(tag)) else "")
        yield unescape(action[1]), fields


@pytest.fixture
def world(cast, db):
    """A finished visit to be reviewed, and days off to come."""
    visit = factories.finished(factories.visit(cast), cast)
    away = {"user_id": cast.rita.id, "first_on": today(), "last_on": today(), "set_by_id": cast.sol.id}
    db.session.add(Absence(id=uuid4(), **away))
    db.session.commit()
    return visit


def pages(cast, visit) -> dict[str, list[str]]:
    """Who opens which pages."""
    office = [
        "/admin/company", "/admin/people/new", f"/admin/people/{cast.rita.id}",
        f"/admin/people/{cast.rita.id}/handover", "/admin/teams/new", f"/admin/teams/{cast.team.id}",
        "/admin/dealers/new", f"/admin/dealers/{cast.dealer.id}", "/admin/products/new",
        f"/admin/products/{cast.products[0].id}", "/admin/checklist", "/admin/checklist/publication",
        "/admin/checklist/sections/s3_warehouse/order", "/admin/checklist/questions/wh_tidy",
        *(f"/admin/checklist/sections/s3_warehouse/new?type={kind}" for kind in ("yn", "choice", "table")),
        "/admin/import", "/unsent/import", f"/plan/absences?rep={cast.rita.id}",
        f"/plan/dealers/{cast.dealer.id}", f"/reviews/{visit.id}", f"/comments/visit/{visit.id}",
    ]  # fmt: skip
    return {"ada": office, "sol": office[-6:], "rita": office[-6:]}


@pytest.mark.parametrize("who", ["ada", "sol", "rita"])
def test_no_form_breaks_on_what_is_typed(client, cast, sign_in, world, who):
    sign_in(client, getattr(cast, who))
    tried = 0
    for path in pages(cast, world)[who]:
        page = client.get(path)
        assert page.status_code in (200, 403, 404), path
        for address, fields in forms_of(page.text):
            for data in changed(fields):
                answer = client.post(address, data=data)
                assert answer.status_code < 500, (address, short(data))
                tried += 1
    assert tried > 60


def changed(fields: dict[str, str]):
    """The form with one field at a time left out or typed over, then with all of them."""
    for number, name in enumerate(list(fields)[:25]):
        yield {key: value for key, value in fields.items() if key != name}
        yield fields | {name: TYPED[number % len(TYPED)]}
    for text in TYPED:
        yield dict.fromkeys(fields, text)
    yield {}


def short(data: dict[str, str]) -> dict[str, str]:
    return {name: value[:30] for name, value in data.items()}


ASKED = {
    "/admin/people": ("q", "after"), "/admin/dealers": ("q", "after"), "/admin/products": ("q", "after"),
    "/admin/teams": ("after",), "/admin/audit": ("before", "kind", "who", "q", "from", "to"),
    "/admin/checklist/versions": ("before",), "/admin/checklist/versions/1": ("with",),
    "/admin/checklist/sections/s3_warehouse/preview": ("mode",),
    "/admin/checklist/sections/s3_warehouse/new": ("type",), "/plan": ("rep", "week"),
    "/plan/absences": ("rep",), "/reviews": ("show", "team", "after"), "/admin/backups": ("job",),
    "/compare": ("visit", "with", "dealer", "to", "from", "other", "one"), "/dashboard": ("team", "days"),
}  # fmt: skip


@pytest.mark.parametrize("path", ASKED)
def test_an_address_may_ask_for_anything(client, cast, sign_in, world, path):
    sign_in(client, cast.ada)
    for name in ASKED[path]:
        for text in TYPED:
            answer = client.get(path, query_string={name: text})
            assert answer.status_code in (200, 303, 302, 404), (path, name, text[:30], answer.status_code)


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_may_be_asked_for_anything(client, cast, sign_in, world, name):
    sign_in(client, cast.ada)
    for text in TYPED:
        asked = dict.fromkeys(
            ("q", "team", "days", "from", "to", "who", "kind", "dealer", "state", "show"), text
        )
        answer = client.post(f"/export/{name}", query_string=asked, data={"form": "csv"})
        assert answer.status_code in (200, 400, 404), (name, text[:30], answer.status_code)
        assert answer.data or answer.status_code == 400


@pytest.mark.parametrize("form", ["", "x", "CSV", "xlsx\x00"])
def test_a_list_is_no_other_kind_of_file(client, cast, sign_in, form):
    answer = sign_in(client, cast.ada).post("/export/teams", data={"form": form})
    assert answer.status_code == 400


@pytest.mark.parametrize("megabytes", [3, 14])
@pytest.mark.parametrize("path", ["/admin/teams/new", "/admin/thresholds", "/plan/absences", "/sign-in"])
def test_a_form_of_many_megabytes_is_refused_in_words(client, cast, sign_in, db, path, megabytes):
    answer = sign_in(client, cast.ada).post(path, data={"name": "x" * megabytes * 2**20})
    assert answer.status_code == 413
    assert "<html" in answer.text and len(answer.data) < 20_000
