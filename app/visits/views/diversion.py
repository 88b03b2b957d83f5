"""A supervisor's verdict on signs of diversion."""

from uuid import UUID

from flask import abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.access import supervisor_only
from app.extensions import db
from app.fragments import go
from app.visits.figures import result_of
from app.visits.findings.diversion import decide, read_verdict
from app.visits.forms import read_uuid
from app.visits.views.blueprint import bp
from app.visits.views.figures import DIVERSION, figure_page, judgement_for, readable_visit


@bp.post("/visits/<uuid:visit_id>/diversion")
@supervisor_only
def decide_diversion(visit_id: UUID):
    """Add a verdict; 422 without its evidence, a repeat of its id finds it stored."""
    visit = readable_visit(visit_id)
    if visit.is_open or result_of(judgement_for(visit), DIVERSION) is None:
        abort(404)  # nobody looked for signs, or is not done with it
    verdict_id, form = read_uuid(request.form, "id"), read_verdict(request.form)
    if form.errors:
        return figure_page(visit, DIVERSION, form), 422
    decide(visit, current_user, verdict_id, form.verdict, form.note)
    db.session.commit()
    flash(_("Kept. It stands on the dealer's timeline; the dealer never sees it."), "good")
    return go(url_for("visits.figure", visit_id=visit_id, key=DIVERSION))
