"""Pages load what is their own and nothing else: the policy knows no exceptions."""

import re
from pathlib import Path

import pytest

from tests import factories

TEMPLATES = Path(__file__).parents[2] / "app" / "templates"


def policy(answer) -> dict[str, str]:
    parts = (part.split(maxsplit=1) for part in answer.headers["Content-Security-Policy"].split(";"))
    return dict(parts)


@pytest.fixture
def pages(client, cast, sign_in):
    """One of each kind: for nobody, of a rep, of the queue of a phone, of an admin, and of none."""
    sign_in(client, cast.rita)
    visit = factories.visit(cast)
    ada = sign_in(client.application.test_client(), cast.ada)
    paths = (
        "/",
        f"/visits/{visit.id}/photos",
        f"/visits/{visit.id}/order",
        "/unsent",
        "/offline/en",
        "/nowhere",
    )
    return [*(client.get(path) for path in paths), ada.get("/admin/products"), ada.get("/")]


def test_no_template_holds_a_picture_in_an_address():
    """The policy would not let it be seen."""
    pointed_to = re.compile(r"""["'](data|blob):""")
    held = [path.name for path in TEMPLATES.rglob("*.html") if pointed_to.search(path.read_text())]
    assert held == []


def test_every_source_is_our_own(pages):
    for page in pages:
        told = policy(page)
        assert told.pop("default-src") == "'self'"
        assert told == {
            "object-src": "'none'", "base-uri": "'none'", "frame-ancestors": "'none'", "form-action": "'self'"
        }  # fmt: skip
