"""Dealers of one state, class, health grade, rep or level of diversion, those due longest first."""

from collections.abc import Mapping
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import Date, Row, func, literal, select

from app.accounts.audit import record_opened
from app.accounts.models import User
from app.dashboards.coverage import GRADES, HEALTH
from app.dashboards.rows.lines import Line, Lines, lines_of
from app.dashboards.scope import Scope
from app.dashboards.states import AHEAD, DUE, OVERDUE, diversion_level, due_state
from app.dashboards.words import due_words, level_words
from app.dealers.models import Dealer
from app.i18n import show_date
from app.leverage.settings import Settings

NO_GRADE = "none"
NAMES = ("state", "grade", "health", "rep", "visited", "level")


def dealer_lines(scope: Scope, asked: Mapping[str, str], settings: Settings, locale: str) -> Lines:
    """The dealers that `asked` names, by any of NAMES; what is no value of one is ignored.

    Points of diversion are only shown to who asks for a level, and that he opened them is written down.
    """
    state, level = due_state(scope.today, settings), diversion_level(settings)
    found = (
        select(
            Dealer.id, Dealer.code, Dealer.name_en, Dealer.name_zh, Dealer.town, Dealer.grade, Dealer.health,
            Dealer.last_visit_on, Dealer.next_due_on, Dealer.diversion, User.display_name.label("rep"),
            state.label("state"), level.label("level"),
        )
        .join(User, User.id == Dealer.rep_id)
        .where(scope.dealers(), *_asked(scope, asked, state, level))
    )  # fmt: skip
    due = func.coalesce(Dealer.next_due_on, literal(date(1900, 1, 1), Date), type_=Date)
    watched = asked.get("level") in level_words()
    words = due_words(), level_words() if watched else None

    def draw(row: Row) -> Line:
        if watched:
            record_opened(row.code)
        return _line(row, *words, locale)

    return lines_of(found, (due, Dealer.id), asked.get("after") or "", draw)


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
    if (rep := asked.get("rep") or "").isascii() and rep.isdigit() and len(rep) < 10:
        wanted.append(Dealer.rep_id == int(rep))
    if asked.get("visited") == "1":
        wanted.append(Dealer.last_visit_on >= scope.first)
    if asked.get("level") in level_words():
        wanted.append(level == asked["level"])
    return wanted


def _line(row: Row, dues: Mapping, levels: Mapping | None, locale: str) -> Line:
    name = row.name_en if locale == "en" else row.name_zh
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
    return Line(name, href, " · ".join(part for part in parts if part), badge, meta)
