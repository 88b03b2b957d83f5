"""Pages are named as their endpoints, nothing undefined is printed, no page has its own script or style."""

import re
from pathlib import Path

import pytest
from jinja2 import StrictUndefined

TEMPLATES = Path(__file__).parents[2] / "app" / "templates"
FILES = sorted(TEMPLATES.rglob("*.html"))
SHARED = {"layouts", "components", "errors"}


def test_undefined_is_an_error(app):
    assert app.jinja_env.undefined is StrictUndefined


def test_every_template_compiles(app):
    for path in FILES:
        app.jinja_env.get_template(str(path.relative_to(TEMPLATES)))


def test_a_page_is_named_as_its_endpoint(app):
    endpoints = set(app.view_functions)
    for path in FILES:
        folder, *rest = path.relative_to(TEMPLATES).parts
        if folder in SHARED or len(rest) > 1 or path.name.startswith("_"):
            continue
        assert f"{folder}.{path.stem}" in endpoints, f"{path.name} belongs to no endpoint"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_inline_script_or_style(path):
    text = path.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", text)
    assert "|default(" not in text, "a default hides a missing value"
    assert "|safe" not in text
