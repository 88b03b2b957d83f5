"""Thresholds: what the rules compare with, and saving them all at once."""

import json

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from htmx_flask import make_response

from app.access import admin_only
from app.admin.thresholds import differing, groups, met_by_others, typed_in
from app.admin.views.blueprint import bp
from app.extensions import db
from app.fragments import go
from app.leverage.settings import Settings, SettingsError
from app.thresholds.changes import change_thresholds
from app.thresholds.queries import forget_settings, stored_settings


@bp.route("/thresholds", methods=["GET", "POST"])
@admin_only
def thresholds():
    """Every threshold; saving takes all of what was changed, or nothing (422, what was typed is kept)."""
    if request.method != "POST":
        return _page()
    typed = typed_in(request.form)
    back = request.form.get("default")
    wanted = differing(typed, _seen()) | ({back: ""} if back in _names() else {})
    if problems := met_by_others(wanted, _seen(), stored_settings()):
        return _page(wanted, SettingsError(problems), 422)
    try:
        changed = change_thresholds(current_user, wanted)
    except SettingsError as error:
        db.session.rollback()
        return _page(wanted, error, 422)
    db.session.commit()
    forget_settings()
    flash(_told(changed), "good" if changed else "info")
    return go(url_for("admin.thresholds"))


def _page(typed: dict | None = None, error: SettingsError | None = None, status: int = 200) -> Response:
    settings, problems = stored_settings(), error.problems if error else {}
    page = render_template(
        "admin/thresholds.html", groups=groups(settings, typed or {}, problems), problems=len(problems),
        seen=json.dumps(settings.overrides()),
    )  # fmt: skip
    return make_response(page, status)


def _names() -> list[str]:
    return [knob.name for knob in Settings.knobs()]


def _seen() -> dict[str, str]:
    """What differed from the defaults when the page was opened; an unreadable list counts as none."""
    try:
        seen = json.loads(request.form.get("seen") or "{}")
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in seen.items()} if isinstance(seen, dict) else {}


def _told(changed: int) -> str:
    if not changed:
        return _("Nothing was changed.")
    return ngettext("%(num)s threshold is saved.", "%(num)s thresholds are saved.", changed)
