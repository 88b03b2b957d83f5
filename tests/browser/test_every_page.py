"""Every page on a phone and on a laptop: axe finds nothing, nothing scrolls sideways, nothing is small.

The pages are found by following links, one of each kind (endpoint). A page that the walk does not reach fails
the test, so that none goes unseen.
"""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from werkzeug.exceptions import HTTPException

from app import create_app
from app.access import audience_of
from tests import factories

# Pages that need a state of their own, and the test that looks at them.
ELSEWHERE = {
    "accounts.logo": "a picture",
    "accounts.setup": "test_first_run.py",
    "accounts.welcome": "test_first_run.py",
    "backup.download": "a file",
    "backup.word": "tests/backup: it lives for as long as the work",
    "exchange.job": "test_import.py",
    "exchange.template": "a file",
    "health.healthz": "no page",
    "minutes.pdf": "a document",
    "promises.phrases": "a table for the script",
    "pwa.kit": "pages for the worker, each looked at as a page",
    "pwa.manifest": "facts for the browser",
    "pwa.offline": "test_offline_app.py",
    "pwa.touch_icon": "a picture",
    "pwa.worker": "a script",
    "rescue.parcel": "tests/rescue: what a file from a phone holds",
    "visits.computed": "values for the page of a section",
    "visits.photo": "a picture",
    "visits.thumbnail": "a picture",
}
# Pages of the administration that a form leads to, or that only some rows lead to.
ADMIN = (
    "/admin/checklist/questions/wh_area", "/admin/checklist/sections/s3_warehouse/new?type=table",
    "/admin/checklist/publication", "/admin/people/1/handover?to=2",
)  # fmt: skip
SMALL = """() => [...document.querySelectorAll('a, button, input, select, textarea, summary')].filter(e => {
  const box = (e.closest('label') || e).getBoundingClientRect();
  const inline = e.matches('p a, dd a, td a, blockquote a, h3 a, li > a:not([class])');
  return e.checkVisibility() && !e.closest('.skip') && !inline && (box.width < 44 || box.height < 43.5);
}).map(e => e.outerHTML.slice(0, 140))"""
WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    """The app, to tell which endpoint serves a path."""
    folder = tmp_path_factory.mktemp("product")
    return create_app(factories.settings(f"sqlite:///{folder / 'x.sqlite3'}", folder))


def endpoint(product, path: str) -> str | None:
    try:
        return product.url_map.bind("localhost").match(path.split("?")[0].split("#")[0])[0]
    except HTTPException:
        return None


def pages_of(product) -> set[str]:
    """The endpoints that answer GET with a page."""
    with product.app_context():
        return {
            rule.endpoint for rule in product.url_map.iter_rules()
            if "GET" in rule.methods and rule.endpoint not in ELSEWHERE and audience_of(rule.endpoint)
        }  # fmt: skip


def walk(page, product, seeds: list[str]) -> dict[str, str]:
    """One path of each kind that can be reached from `seeds` by links."""
    found: dict[str, str] = {}
    todo = list(seeds)
    while todo:
        path = todo.pop(0)
        kind = endpoint(product, path)
        if kind is None or kind in found or kind in ELSEWHERE:
            continue
        page.goto(path)
        found[kind] = path
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
        todo += [link for link in links if link.startswith("/") and not link.startswith("//")]
    return found


@pytest.fixture(scope="module")
def reached(signed_in_once, product):
    """Paths by endpoint, as a rep with an open visit, one whose minutes went out, and an admin reach them."""
    rep = signed_in_once("tao")
    visit = begin_visit(rep)
    own = walk(rep, product, ["/", visit, f"{visit}/finish", f"{visit}/minutes", "/account"])
    sent = sent_minutes(signed_in_once("yan"))
    admin = walk(signed_in_once("ada"), product, ["/", "/admin", "/admin/audit", *ADMIN])
    return {"tao": own, "yan": sent, "ada": {kind: path for kind, path in admin.items() if kind not in own}}


def begin_visit(rep) -> str:
    """The address of a visit that was begun at the first dealer on Today."""
    rep.locator("ul.list a.row__link").first.click()
    rep.locator(".bar a.btn--primary").click()
    rep.locator(".bar button.btn--primary").click()
    rep.wait_for_url(re.compile(r"/visits/[0-9a-f-]{36}$"))
    return urlsplit(rep.url).path


def sent_minutes(rep) -> dict[str, str]:
    """The minutes of a new visit, as the rep sees them once they are sent, and as the dealer opens them."""
    sent = f"{begin_visit(rep)}/minutes"
    rep.goto(sent)
    rep.locator(".bar .btn--primary").click()
    link = rep.locator("#share-url")
    link.wait_for()
    return {"minutes.preview": sent, "minutes.shared": urlsplit(link.input_value()).path}


def test_every_page_is_reached(reached, product):
    seen = {kind for found in reached.values() for kind in found} | {"accounts.sign_in"}
    assert sorted(pages_of(product) - seen) == []


# Every language and both schemes; a scheme changes colours and a language words, so not all pairs are needed.
LOOKS = [("en", "light"), ("zh_Hans", "dark"), ("zh_Hant", "light")]


@pytest.mark.parametrize(("locale", "scheme"), LOOKS)
@pytest.mark.parametrize("username", ["tao", "yan", "ada"])
def test_axe_width_and_targets(signed_in, reached, username, locale, scheme):
    page = signed_in(username, locale, color_scheme=scheme)
    found = []
    for kind, path in reached[username].items():
        page.goto(path)
        if kind != "minutes.shared":  # which are in the language they were sent in
            assert page.locator("html").get_attribute("lang") == locale.replace("_", "-")
        result = Axe().run(page, options=RULES)
        found += [
            f"{kind}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in result.response["violations"]
        ]
        found += [f"{kind}: small: {one}" for one in page.evaluate(SMALL)]
        if (wide := page.evaluate(WIDE)) > 0:
            found.append(f"{kind}: {wide} px wider than the phone")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("username", ["tao", "yan", "ada"])
def test_laptop_and_smallest_phone_do_not_scroll_sideways(signed_in, reached, username):
    found = []
    for width in (320, 1280):
        page = signed_in(username, "en", width=width)
        for kind, path in reached[username].items():
            page.goto(path)
            if (wide := page.evaluate(WIDE)) > 0:
                found.append(f"{kind} at {width}: {wide} px too wide")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("username", ["tao", "yan"])
def test_nothing_comes_from_other_hosts_and_the_console_is_silent(signed_in, reached, live, username):
    page = signed_in(username)
    strange, said = [], []
    page.on(
        "request",
        lambda request: strange.append(request.url) if not request.url.startswith(live.url) else None,
    )
    page.on(
        "console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None
    )
    for path in reached[username].values():
        page.goto(path)
    assert not [url for url in strange if not url.startswith(("blob:", "data:"))]
    assert not said
