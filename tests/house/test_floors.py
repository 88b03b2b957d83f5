"""Imports point down: from the floors below, and inside a feature from views to queries to models."""

import ast
from pathlib import Path

import pytest

APP = Path(__file__).parents[2] / "app"
# Lowest first. A module imports from its own floor or those below it.
FLOORS = (
    ("messages", "charts", "locality"),
    ("leverage",),
    ("turns",),
    ("transaction",),
    ("extensions", "same_origin", "http", "assets", "templating"),
    ("clock", "database", "access", "prepared"),
    ("fragments", "i18n", "errors", "health", "forms"),
    ("keyset",),
    ("accounts",),
    ("thresholds",),
    ("catalogue",),
    ("dealers",),
    ("checklists",),
    ("photos",),
    ("promises",),
    ("visits",),
    ("minutes",),
    ("planning",),
    ("reviews",),
    ("timeline",),
    ("dashboards",),
    ("exchange", "backup", "rescue"),
    ("admin",),
    ("sample",),
    ("pwa", "unsent"),
    ("prepare", "daily"),
    ("commands",),
)
HEIGHT = {name: number for number, floor in enumerate(FLOORS) for name in floor}
# What is meant to know neither request nor database.
PURE = ("leverage", "messages", "charts", "checklists/texts", "checklists/specs", "checklists/content",
        "checklists/answers", "checklists/item_types", "checklists/entries", "checklists/documents",
        "checklists/compare", "photos/image", "planning/route", "planning/spread",
        "admin/editor/reading", "admin/editor/fields")  # fmt: skip
WEB = {"flask", "sqlalchemy", "flask_sqlalchemy", "flask_login", "flask_babel", "werkzeug", "htmx_flask"}
MODULES = sorted(path for path in APP.rglob("*.py") if path != APP / "__init__.py")


def imports(path: Path) -> set[str]:
    """Every module that a file imports, at whatever depth of the code."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= names if node.module == "app" else names | {node.module}
    return found


def floor_of(path: Path) -> str:
    return path.relative_to(APP).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(APP)))
def test_imports_point_down(path):
    own = floor_of(path)
    assert own in HEIGHT, f"{own} is on no floor: add it to FLOORS"
    for name in imports(path):
        parts = name.split(".")
        assert name != "app.create_app", f"{path} imports the roof"
        if parts[0] == "app" and len(parts) > 1 and parts[1] in HEIGHT:
            assert HEIGHT[parts[1]] <= HEIGHT[own], (
                f"{path.relative_to(APP)} imports {name}, which lies above"
            )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(APP)))
def test_pure_modules_know_no_web(path):
    name = str(path.relative_to(APP)).removesuffix(".py")
    if any(name == pure or name.startswith(f"{pure}/") for pure in PURE):
        assert not {each.split(".")[0] for each in imports(path)} & WEB


ORDER = ("models", "queries", "forms", "views")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(APP)))
def test_inside_a_feature_views_come_last(path):
    feature, *rest = path.relative_to(APP).parts
    if not rest or (own := rest[0].removesuffix(".py")) not in ORDER:
        return
    for name in imports(path):
        parts = name.split(".")
        if parts[:2] == ["app", feature] and len(parts) > 2 and parts[2] in ORDER:
            assert ORDER.index(parts[2]) <= ORDER.index(own), f"{path.name} imports {name}"


def test_there_is_no_circle():
    arrows = {}
    for path in MODULES:
        name = "app." + ".".join(path.relative_to(APP).with_suffix("").parts).removesuffix(".__init__")
        arrows[name] = {each for each in imports(path) if each.startswith("app.")}
    known = set(arrows)
    state: dict[str, str] = {}

    def visit(name: str, trail: tuple[str, ...]) -> None:
        if state.get(name) == "done":
            return
        assert state.get(name) != "open", f"circle: {' -> '.join((*trail, name))}"
        state[name] = "open"
        for target in arrows[name] & known - {name}:
            # A package's __init__ that gathers its own modules is no circle.
            if not target.startswith(f"{name}.") and not name.startswith(f"{target}."):
                visit(target, (*trail, name))
        state[name] = "done"

    for name in known:
        visit(name, ())
