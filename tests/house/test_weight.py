"""What a page may cost, in figures that no busy machine can blur: statements, bytes, imports."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from uuid import uuid4

import brotli
import pytest

from app.assets import STATIC, made_of, own_scripts
from app.checklists.queries import checklist
from config import ROOT
from tests import factories

BROTLI = {"Accept-Encoding": "br"}
SECTIONS = ("s2_marketing", "s3_warehouse", "s4_cash", "s5_staff", "s6_product", "s7_market")
FIRST_LOAD = 45_000  # bytes
OWN_SCRIPTS = 19_100  # bytes, all that there are, those of supervisors included
SCRIPTS_OF_A_PAGE = 15_000  # bytes, the worker's included; no page asks for all
LINKED = re.compile(r'(?:href|src|data-script)="(/assets/[^"#]+)')  # data-script: what a page's script asks for
NOW = datetime.now(UTC)


@pytest.fixture
def rita(client, cast, sign_in):
    return sign_in(client, cast.rita)


@pytest.fixture
def visit(cast):
    """Rita's open visit, after a year of weekly ones."""
    for weeks in range(1, 53):
        earlier = factories.visit(cast)
        factories.answer(earlier, "wh_tidy", {"grade": 1 + weeks % 5}, note=f"seen in week {weeks}")
        factories.count(earlier, cast.products[0].id, 24 * weeks)
        factories.finished(earlier, cast, NOW - timedelta(weeks=weeks))
    return factories.visit(cast)


def first_load(client, path: str) -> int:
    """The compressed bytes of a page and of what it links to, heads apart."""
    page = client.get(path)
    assert page.status_code == 200
    linked = set(LINKED.findall(page.text))
    parts = [client.get(address, headers=BROTLI) for address in (path, *linked)]
    assert all(part.headers["Content-Encoding"] == "br" for part in parts)
    return sum(len(part.data) for part in parts)


@pytest.mark.parametrize("page", ["today", "before", "hub", "timeline", "finish", "stock", *SECTIONS])
def test_statements_of_a_page(rita, cast, visit, statements, page):
    paths = {
        "today": "/",
        "before": f"/dealers/{cast.dealer.id}/visit",
        "hub": f"/visits/{visit.id}",
        "timeline": f"/dealers/{cast.dealer.id}",
        "finish": f"/visits/{visit.id}/finish",
        "stock": f"/visits/{visit.id}/stock",
    }
    path = paths.get(page, f"/visits/{visit.id}/sections/{page}")
    rita.get(path)  # what a process reads once, such as the checklist, is read now
    with statements() as seen:
        assert rita.get(path).status_code == 200
    assert len(seen) <= (8 if page == "timeline" else 15), "\n".join(seen)


@pytest.mark.parametrize("mode", ["quick", "full"])
def test_the_first_load_of_a_section(rita, cast, mode):
    visit = factories.visit(cast, mode=mode)
    sizes = {key: first_load(rita, f"/visits/{visit.id}/sections/{key}") for key in SECTIONS}
    assert max(sizes.values()) <= FIRST_LOAD, sizes


def test_the_first_load_of_today_and_of_the_timeline(rita, cast, visit):
    sizes = {path: first_load(rita, path) for path in ("/", f"/dealers/{cast.dealer.id}")}
    assert max(sizes.values()) <= FIRST_LOAD, sizes


def test_requests_of_a_first_load(rita, visit):
    page = rita.get(f"/visits/{visit.id}/sections/s3_warehouse").text
    assert 1 + len(set(LINKED.findall(page))) <= 7


def test_our_own_scripts_together(app, client):
    """Every bundle, the worker's included, as it is served; what is vendored is not ours."""
    asset = app.jinja_env.globals["asset"]
    served = {name: client.get(asset(name)).data for name in own_scripts()}
    sizes = {name: len(brotli.compress(script)) for name, script in served.items()}
    assert len(brotli.compress(b"".join(served.values()))) <= OWN_SCRIPTS, sizes


def test_our_own_scripts_of_a_page(app, client, rita, cast, visit):
    asset = app.jinja_env.globals["asset"]
    ours = {asset(name) for name in own_scripts()}
    sections = [f"/sections/{key}" for key in ("s0_visit", "s1_self", *SECTIONS)]
    parts = ("", "/finish", "/stock", "/order", "/photos", "/promises", "/minutes", *sections)
    paths = [f"/visits/{visit.id}{part}" for part in parts]
    for path in (*paths, "/", f"/dealers/{cast.dealer.id}/visit", "/unsent"):
        linked = {asset("worker.js")} | ours & set(LINKED.findall(rita.get(path).text))
        sizes = {address: len(client.get(address, headers=BROTLI).data) for address in linked}
        assert 0 < sum(sizes.values()) <= SCRIPTS_OF_A_PAGE, (path, sizes)


def test_the_short_scripts_were_made_of_these():
    """`make short`, and commit what it wrote."""
    stale = [
        name for name, text in own_scripts().items()
        if not (STATIC / "short" / name).exists()
        or not (STATIC / "short" / name).read_bytes().startswith(made_of(text))
    ]  # fmt: skip
    assert stale == []


def test_the_answer_to_an_autosave(rita, cast, visit, statements):
    """A phone may send some hundred of these a visit, so the head counts as well as the body."""
    item = checklist(cast.version_id).by_key["wh_tidy"]
    body = {"id": uuid4(), "revision": 0, "state": "answered", "evidence": "seen", item.fields[0].name: 3}
    with statements() as seen:
        answer = rita.post(
            f"/visits/{visit.id}/answers/{item.key}", data=urlencode(body),
            content_type="application/x-www-form-urlencoded", headers=BROTLI | {"HX-Request": "true"},
        )  # fmt: skip
    assert answer.status_code == 200
    head = sum(len(name) + len(value) + 4 for name, value in answer.headers)
    assert head + len(answer.data) <= 600, answer.headers
    assert len(seen) <= 6, "\n".join(seen)


def test_a_page_that_the_browser_has_is_not_sent_again(rita, cast, visit):
    path = f"/dealers/{cast.dealer.id}"
    page = rita.get(path, headers=BROTLI)
    again = rita.get(path, headers=BROTLI | {"If-None-Match": page.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert page.headers["Cache-Control"] == "private, no-cache"


def test_a_page_is_sent_again_when_something_changed(rita, cast, visit):
    path = f"/dealers/{cast.dealer.id}"
    page = rita.get(path)
    factories.finished(visit, cast)
    assert rita.get(path, headers={"If-None-Match": page.headers["ETag"]}).status_code == 200


def test_the_server_imports_nothing_that_only_commands_need(tmp_path):
    weighty = ("alembic", "app.sample", "mako", "pygments", "sqlalchemy.dialects.postgresql")
    probe = f"import wsgi, sys; print([name for name in {weighty!r} if name in sys.modules])"
    environment = {"INSTANCE_DIR": str(tmp_path), "PATH": ""}
    found = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert found.stdout.strip() == "[]", found.stderr
