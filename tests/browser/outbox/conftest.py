"""Rita's open full audit, the app behind a bad network, and her phone."""

import pytest

from tests import factories
from tests.browser.outbox.phone import IMPATIENT, SECTION, SIZE, give_cookie, serve


@pytest.fixture
def visit(cast, app):
    return factories.visit(cast, mode="full")


@pytest.fixture
def site(app):
    yield from serve(app)


@pytest.fixture
def rita(client, cast, sign_in):
    return sign_in(client, cast.rita)


@pytest.fixture
def context(browser, site, rita):
    made = browser.new_context(viewport=SIZE, locale="en-GB", base_url=site.url)
    made.add_init_script(IMPATIENT)
    give_cookie(made, rita, site.url)
    yield made
    made.close()


@pytest.fixture
def tab(context, visit, db):
    """Opens a page of the visit in another tab of Rita's phone."""

    def open_tab(path=f"/sections/{SECTION}"):
        db.session.rollback()  # the test's own transaction would keep the server from writing
        page = context.new_page()
        page.goto(f"/visits/{visit.id}{path}")
        page.wait_for_function("window.Rounds?.outbox")
        return page

    return open_tab
