"""Closing a finding by hand."""

from uuid import UUID

from flask import abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.access import signed_in
from app.extensions import db
from app.forms import clean
from app.fragments import go
from app.visits.findings.closing import close_by_hand, finding_for
from app.visits.views.blueprint import bp

REASON_LENGTH = 500


@bp.post("/findings/<uuid:finding_id>/closure")
@signed_in
def close_finding(finding_id: UUID):
    """Close it for the reason given; 422 without one, a repeat changes nothing. Reps and supervisors only."""
    finding = finding_for(current_user, finding_id)
    if current_user.role == "admin":
        abort(403)
    reason = clean(request.form.get("reason"))
    if not reason or len(reason) > REASON_LENGTH:
        return _refused(len(reason))
    page = url_for("timeline.findings", dealer_id=finding.dealer_id)
    closed = close_by_hand(finding, current_user, reason)
    db.session.commit()
    flash(_("The finding is closed.") if closed else _("This finding was closed already."), "good")
    return go(page)


def _refused(length: int):
    happened = _("The finding was not closed: say why it is settled.")
    if length:
        happened = _("At most %(most)s characters; this has %(given)s.", most=REASON_LENGTH, given=length)
    next_step = _("Go back and write the reason in a sentence.")
    return render_template("errors/error.html", status=422, happened=happened, next_step=next_step), 422
