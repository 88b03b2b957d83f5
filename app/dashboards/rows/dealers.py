"""Dealers of one state, class, health grade, rep or level of diversion, those due longest first."""

from collections.abc import Callable, Mapping
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import Date, Row, func, literal, select

from app.accounts.audit import record_opened
from app.accounts.models import User
from app.dashboards.coverage import GRADES, HEALTH
from app.dashboards.rows.lines import Line, Listing, whole
from app.dashboards.scope import Scope
from app.dashboards.states import AHEAD, DUE, OVERDUE, diversion_level, due_state
from app.dashboards.words import due_words, level_words
from app.dealers.models import Dealer
from app.i18n import show_date
from app.leverage.settings import Settings

NO_GRADE = "none"


def dealers(scope: Scope, asked: Mapping[str, str], settings: Settings, locale: str) -> Listing:
    """The dealers of a ``state``, ``grade``, ``health``, ``rep``, ``level``, or ``visited=1`` in the period.

    What is no value of one is ignored. Points of diversion are only shown to who asks for a level, and that
    he opened them is written down.
    """
    state, level = due_state(scope.today, settings), diversion_level(settings)
    found = (
        select(
            Dealer.id, Dealer.code, Dealer.name_en, Dealer.name_zh, Dealer.town, Dealer.grade, Dealer.health,
            Dealer.last_visit_on, Dealer.last_visit_id, Dealer.next_due_on, Dealer.diversion,
            User.display_name.label("rep"), state.label("state"), level.label("level"),
        )
        .join(User, User.id == Dealer.rep_id)
        .where(scope.dealers(), *_asked(scope, asked, state, level))
    )  # fmt: skip
    due = func.coalesce(Dealer.next_due_on, literal(date(1900, 1, 1), Date), type_=Date)
    watched = asked.get("level") in level_words()
    return Listing(
        found, (due, Dealer.id), _drawing(watched, locale), _celling(watched, locale), _telling(asked)
    )


def dealer_head() -> list[str]:
    """The columns of the list as a file."""
    return [
        _("Dealer code"), _("Dealer"), _("Town"), _("Rep"), _("Class"), _("Health"), _("Where it stands"),
        _("Last visit"), _("Next visit due"), _("Points of diversion"),
    ]  # fmt: skip


def _asked(scope: Scope, asked: Mapping[str, str], state, level) -> list:
    wanted = []
    if asked.get("state") in (OVERDUE, DUE, AHEAD):
        wanted.append(state == asked["state"])
    if asked.get("grade") in GRADES:
        wanted.append(Dealer.grade == asked["grade"])
    if asked.get("health") == NO_GRADE:
        wanted.append(Dealer.health.is_(None))
    elif asked.get("health") in HEALTH and asked.get("health"):
        wanted.append(Dealer.health == asked["health"])
    if (rep := whole(asked.get("rep"))) is not None:
        wanted.append(Dealer.rep_id == rep)
    if asked.get("visited") == "1":
        wanted.append(Dealer.last_visit_on >= scope.first)
    if asked.get("level") in level_words():
        wanted.append(level == asked["level"])
    return wanted


def _telling(asked: Mapping[str, str]) -> Callable[[Row | None], list[str]]:
    def told(first: Row | None) -> list[str]:
        said = [due_words()[asked["state"]][1]] if asked.get("state") in due_words() else []
        if asked.get("grade") in GRADES:
            said.append(_("class %(grade)s", grade=asked["grade"]))
        if asked.get("health") == NO_GRADE:
            said.append(_("without a health grade"))
        elif asked.get("health") in HEALTH and asked.get("health"):
            said.append(_("health %(grade)s", grade=asked["health"]))
        if whole(asked.get("rep")) is not None and first:
            said.append(first.rep)
        if asked.get("visited") == "1":
            said.append(_("visited in the period"))
        if asked.get("level") in level_words():
            said.append(_("diversion: %(level)s", level=level_words()[asked["level"]][1]))
        return said

    return told


def _drawing(watched: bool, locale: str) -> Callable[[Row], Line]:
    dues, levels = due_words(), level_words() if watched else None

    def draw(row: Row) -> Line:
        if watched:
            record_opened(row.code)
        return _line(row, dues, levels, locale)

    return draw


def _line(row: Row, dues: Mapping, levels: Mapping | None, locale: str) -> Line:
    last = show_date(row.last_visit_on) if row.last_visit_on else _("never")
    parts = (
        row.rep, _("class %(grade)s", grade=row.grade),
        _("health %(grade)s", grade=row.health) if row.health else "",
        _("last visit %(day)s", day=last),
    )  # fmt: skip
    badge = dues[row.state] if levels is None else levels[row.level]
    if levels is not None:
        meta = _("%(points)s points", points=row.diversion)
    else:
        meta = _("due %(day)s", day=show_date(row.next_due_on)) if row.next_due_on else None
    href = url_for("timeline.dealer", dealer_id=row.id)
    if levels is not None and row.last_visit_id:
        href = url_for("visits.figure", visit_id=row.last_visit_id, key="diversion")  # where it is decided on
    return Line(_name(row, locale), href, " · ".join(part for part in parts if part), badge, meta)


def _celling(watched: bool, locale: str) -> Callable[[Row], list]:
    dues = due_words()

    def cells(row: Row) -> list:
        return [
            row.code, _name(row, locale), row.town, row.rep, row.grade, row.health, dues[row.state][1],
            row.last_visit_on, row.next_due_on, row.diversion if watched else None,
        ]  # fmt: skip

    return cells


def _name(row: Row, locale: str) -> str:
    return row.name_en if locale == "en" else row.name_zh
