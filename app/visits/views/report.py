"""The report of a finished visit: read-only, for everybody who may see the visit."""

from uuid import UUID

from flask import abort, redirect, render_template, url_for
from flask_login import current_user

from app import clock, i18n
from app.access import signed_in
from app.accounts.audit import record_opened
from app.accounts.models import User
from app.checklists.queries import checklist
from app.visits.models import Visit
from app.visits.own_score import own_score_of
from app.visits.promises.lines import promises_at
from app.visits.queries import visit_for
from app.visits.reading import reader_for
from app.visits.report import report_of
from app.visits.views.blueprint import bp


@bp.get("/visits/<uuid:visit_id>/report")
@signed_in
def report(visit_id: UUID):
    """A finished visit with all its answers; the rep's own open one leads back to its hub."""
    visit = visit_for(current_user, visit_id)
    own = visit.rep_id == current_user.id
    if visit.is_open:
        return redirect(url_for("visits.hub", visit_id=visit.id)) if own else abort(404)
    record_opened(visit.dealer.code)
    content, private = checklist(visit.checklist_version_id), _sees_self_check(current_user, visit)
    read = report_of(visit, content, reader_for(visit.dealer_id), private)
    promised = promises_at(visit, clock.today(), i18n.locale())
    return render_template(
        "visits/report.html", visit=visit, dealer=visit.dealer, report=read, own=own, promised=promised,
        own_score=own_score_of(visit, content, read.standing) if private else None,
    )  # fmt: skip


def _sees_self_check(user: User, visit: Visit) -> bool:
    """The self-check belongs to the rep and his supervisors: neither admins nor the next rep read it."""
    return user.id == visit.rep_id or user.role == "supervisor"
