"""The audit log, to look through."""

from flask import request

from app.access import admin_only
from app.accounts.queries import everybody
from app.admin.audit_export import AUDIT
from app.admin.audit_lines import KIND_WORDS, audit_line
from app.admin.audit_log import page_of, wanted_of
from app.admin.views.blueprint import bp
from app.exchange.registry import register
from app.fragments import respond, wants_fragment

register(AUDIT)


@bp.get("/audit")
@admin_only
def audit():
    """Who did what, newest first: ``who``, ``kind``, ``from`` and ``to`` narrow it, ``before`` pages."""
    wanted = wanted_of(request.args)
    page = page_of(wanted, request.args.get("before"))
    lines = [audit_line(entry) for entry in page.rows]
    return respond(
        "admin/audit.html", "admin/_audit_rows.html", lines=lines, before=page.after, wanted=wanted,
        kinds=KIND_WORDS, people=[] if wants_fragment() else everybody(),
    )  # fmt: skip
