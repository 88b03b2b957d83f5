"""The audit log, to read."""

from flask import request
from flask_babel import lazy_gettext as _l

from app.access import admin_only
from app.admin import queries
from app.admin.views.blueprint import bp
from app.fragments import respond

ACTIONS = {
    "company_created": _l("created the company"),
    "signed_in": _l("signed in"),
    "sign_in_failed": _l("a sign-in failed"),
    "signed_out": _l("signed out"),
    "sign_in_ended": _l("signed another browser out"),
    "password_changed": _l("changed the password"),
    "password_chosen": _l("chose a password under a link"),
    "link_made": _l("made a password link for"),
    "refused": _l("was refused"),
    "person_added": _l("added the person"),
    "person_changed": _l("changed the person"),
    "team_added": _l("added the team"),
    "team_renamed": _l("renamed a team to"),
    "dealer_added": _l("added the dealer"),
    "dealer_changed": _l("changed the dealer"),
    "product_added": _l("added the product"),
    "product_changed": _l("changed the product"),
}


@bp.get("/audit")
@admin_only
def audit():
    """Who did what, newest first; `before` is the id that the page before ended with."""
    page = queries.audit_entries(request.args.get("before"))
    return respond("admin/audit.html", "admin/_audit_rows.html", page=page, actions=ACTIONS)
