"""All data of the company in one file."""

from flask import Response, g, stream_with_context

from app import clock
from app.access import admin_only
from app.accounts.audit import record
from app.exchange.everything import company_zip
from app.exchange.views.blueprint import bp
from app.exchange.views.sending import attached
from app.extensions import db


@bp.post("/admin/export/everything")
@admin_only
def everything():
    """Every table as CSV, and the photos; written down in the audit log."""
    record("facts_exported", "Everything")
    db.session.commit()
    g.reads_only = True
    answer = Response(stream_with_context(company_zip()), content_type="application/zip")
    return attached(answer, f"rounds-{clock.today().isoformat()}.zip")
