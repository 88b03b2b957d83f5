"""The dashboard, and the lists behind its numbers."""

from collections.abc import Callable

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app import i18n
from app.access import supervisor_only
from app.dashboards.activity import activity_of
from app.dashboards.coverage import GRADES, HEALTH, coverage_of
from app.dashboards.findings import open_critical
from app.dashboards.promised import STATES, promises_due
from app.dashboards.rows.lines import page_of
from app.dashboards.rows.registry import FILTERS, LISTS
from app.dashboards.scope import PERIODS, Scope, scope_of
from app.dashboards.stock import stock_at_risk
from app.dashboards.words import age_words, level_words, period_words
from app.fragments import respond
from app.promises.words import owner_words, standing_words
from app.thresholds.queries import current_settings
from app.timeline.overall import OVERALL
from app.timeline.scores import section_titles
from app.visits.tallies.models import EVIDENCE_SUMS
from app.visits.words import evidence_words

bp = Blueprint("dashboards", __name__)


@bp.get("/dashboard")
@supervisor_only
def dashboard():
    """All figures of one ``team`` or all, over the last ``days`` (7, 30, 90)."""
    scope, settings, locale = _scope(), current_settings(), i18n.locale()
    return render_template(
        "dashboards/dashboard.html", scope=scope, teams=_team_links(scope), periods=_period_links(scope),
        coverage=coverage_of(scope, settings), aged=open_critical(scope),
        stock=stock_at_risk(scope, locale), sides=promises_due(scope, settings),
        activity=activity_of(scope, section_titles(locale) | {OVERALL: _("Overall")}),
        grades=GRADES, health=HEALTH, ages=age_words(), levels=level_words(), states=STATES,
        standings=standing_words(), owners=owner_words(), evidence=evidence_words(),
        evidence_sums=EVIDENCE_SUMS, rows=_links(scope),
        full=url_for("dashboards.dashboard", **scope.address(full=True)),
    )  # fmt: skip


@bp.get("/dashboard/dealers")
@supervisor_only
def dealers():
    """The dealers behind a number: see `app.dashboards.rows.dealers`."""
    return _listed("dealers")


@bp.get("/dashboard/findings")
@supervisor_only
def findings():
    """The open critical findings behind a number: see `app.dashboards.rows.findings`."""
    return _listed("findings")


@bp.get("/dashboard/stock")
@supervisor_only
def stock():
    """The lots at risk behind a number: see `app.dashboards.rows.stock`."""
    return _listed("stock")


@bp.get("/dashboard/promises")
@supervisor_only
def promises():
    """The promises behind a number: see `app.dashboards.rows.promised`."""
    return _listed("promises")


@bp.get("/dashboard/visits")
@supervisor_only
def visits():
    """The visits behind a number: see `app.dashboards.rows.visits`."""
    return _listed("visits")


def _scope() -> Scope:
    return scope_of(current_user._get_current_object(), request.args)


def _listed(name: str):
    scope = _scope()
    wanted = LISTS[name].listing(scope, request.args, current_settings(), i18n.locale())
    page = page_of(wanted, request.args.get("after") or "")
    asked = {key: request.args[key] for key in FILTERS if key in request.args}
    more = url_for(f"dashboards.{name}", **asked, after=page.after) if page.after else None
    team = next((each.name for each in scope.teams if each.id == scope.team_id), _("All teams"))
    return respond(
        f"dashboards/{name}.html", "dashboards/_rows.html", title=i18n.localized(LISTS[name].title),
        page=page, more=more, told=[*page.told, team, period_words()[scope.days]],
        list_name=f"dashboard_{name}", asked=asked, back=url_for("dashboards.dashboard", **scope.address()),
    )  # fmt: skip


def _links(scope: Scope) -> Callable[..., str]:
    """Addresses of the lists behind numbers: ``rows("dealers", state="due")``.

    A page has hundreds, so that the router is asked once a list; what is asked for needs no quoting, being
    numbers, days and words of ours.
    """
    begun = {name: url_for(f"dashboards.{name}") + "?" for name in LISTS}
    always = [f"{name}={value}" for name, value in scope.address().items() if value is not None]

    def rows(name: str, **asked) -> str:
        told = (f"{key}={value}" for key, value in asked.items() if value is not None)
        return (begun[name] + "&".join([*always, *told])).rstrip("?")

    return rows


def _team_links(scope: Scope) -> list[dict]:
    if len(scope.teams) < 2:
        return []
    shown = [(None, _("All teams")), *((each.id, each.name) for each in scope.teams)]
    return [_link(scope, text, team_id == scope.team_id, team_id=team_id) for team_id, text in shown]


def _period_links(scope: Scope) -> list[dict]:
    words = period_words()
    return [_link(scope, words[days], days == scope.days, days=days) for days in PERIODS]


def _link(scope: Scope, text: str, active: bool, **changed) -> dict:
    address = url_for("dashboards.dashboard", **scope.address(**changed))
    return {"href": address, "text": text, "active": active, "count": None}
