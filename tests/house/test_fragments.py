"""One fragment, one file, two callers: the page embeds the very file that htmx later gets."""

import ast
import re
from pathlib import Path

import pytest

APP = Path(__file__).parents[2] / "app"
TEMPLATES = APP / "templates"


def pairs() -> list[tuple[str, str]]:
    """Every (page, fragment) that a view hands to `respond`, where both are written out."""
    found = set()
    for path in APP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "respond":
                names = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant)]
                if len(names) == 2 and not names[0].startswith("errors/"):  # an error page replaces the page
                    found.add(tuple(names))
    return sorted(found)


def included(name: str, seen: frozenset[str] = frozenset()) -> set[str]:
    """The templates that a template includes, directly or through others."""
    text = (TEMPLATES / name).read_text()
    direct = set(re.findall(r"""{%-? *include +["']([^"']+)["']""", text)) - seen
    return direct.union(*(included(one, seen | direct) for one in direct if (TEMPLATES / one).exists()))


def test_there_are_fragments():
    assert pairs()


@pytest.mark.parametrize(("whole", "fragment"), pairs())
def test_the_page_embeds_its_fragment(whole, fragment):
    assert Path(fragment).name.startswith("_")
    assert fragment in included(whole)
