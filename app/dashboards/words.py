"""The words of the dashboard for states, levels, ages and kinds of promises."""

from flask_babel import gettext as _
from flask_babel import pgettext

from app.dashboards.scope import Scope
from app.dashboards.states import AHEAD, DUE, OVERDUE
from app.i18n import show_date


def due_words() -> dict[str, tuple[str, str]]:
    """Kind of the badge and word of where a dealer stands."""
    return {OVERDUE: ("bad", _("Overdue")), DUE: ("warn", _("Due")), AHEAD: ("good", _("Not yet due"))}


def level_words() -> dict[str, tuple[str, str]]:
    """Kind of the badge and word of a level of diversion that is worth watching."""
    return {"high": ("bad", pgettext("diversion", "High")), "watch": ("warn", pgettext("diversion", "Watch"))}


def age_words() -> dict[str, str]:
    """How long findings have been open."""
    return {
        "week": _("7 days or less"), "month": _("8 to 30 days"), "quarter": _("31 to 90 days"),
        "older": _("more than 90 days"),
    }  # fmt: skip


def span_words(scope: Scope, span: int | None) -> list[str]:
    """A part of the period, where only a part is asked for: see `Scope.in_span`."""
    if span == 0:
        return [_("the period before")]
    if span is None or span > len(scope.ends):
        return []
    return [_("until %(day)s", day=show_date(scope.ends[span - 1]))]


def period_words() -> dict[int, str]:
    """The periods, by days."""
    return {7: _("7 days"), 30: _("30 days"), 90: _("90 days")}
