"""The audit log, to read."""

from flask import request

from app.access import admin_only
from app.admin import queries
from app.admin.audit_lines import audit_line
from app.admin.views.blueprint import bp
from app.fragments import respond


@bp.get("/audit")
@admin_only
def audit():
    """Who did what, newest first; `before` is the id that the page before ended with."""
    page = queries.audit_entries(request.args.get("before"))
    lines = [audit_line(entry) for entry in page.rows]
    return respond("admin/audit.html", "admin/_audit_rows.html", lines=lines, before=page.after)
