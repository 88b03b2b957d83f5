"""The visit hub: the sections as tiles, in any order; any may be left half done."""

from datetime import date
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app import clock, i18n
from app.access import signed_in
from app.checklists.queries import checklist
from app.extensions import db
from app.fragments import go
from app.visits.addresses import gap_url
from app.visits.before.standing import last_scores, open_findings
from app.visits.cancel import NotEmpty, cancel_visit
from app.visits.finish import material_of
from app.visits.phone import closed_gaps, open_items
from app.visits.photos.page import photo_tally, places_without
from app.visits.progress import progress_of
from app.visits.promises.lines import promise_tile
from app.visits.queries import last_answers_of, own_visit_for, visit_for
from app.visits.views.blueprint import bp


@bp.get("/visits/<uuid:visit_id>")
@signed_in
def hub(visit_id: UUID):
    """The rep's own open visit; a finished one leads to its report."""
    visit = visit_for(current_user, visit_id)
    if not visit.is_open:
        return redirect(url_for("visits.report", visit_id=visit.id))
    visit = own_visit_for(current_user, visit_id)
    content = checklist(visit.checklist_version_id)
    material = material_of(visit)
    locale = i18n.locale()
    progress = progress_of(content, material, last_answers_of(visit.dealer_id), locale)
    return render_template(
        "visits/hub.html", visit=visit, dealer=visit.dealer, progress=progress, since=_since,
        next_url=gap_url(visit, progress.next_gap) if progress.next_gap else None,
        counted=len(material.counts), to_count=len(material.key_products),
        photos=photo_tally(content, material), promises=promise_tile(material),
        ordered=material.ordered, scores=last_scores(visit.dealer),
        findings=open_findings(visit.dealer_id, content, locale),
        open_items=open_items(visit, material, progress.gaps, closed_gaps(content, material)),
        open_slots=places_without(content, material),
    )  # fmt: skip


def _since(verified_on: date | None) -> str | None:
    """How long ago a section was last verified, in words."""
    if verified_on is None:
        return _("never looked at")
    days = (clock.today() - verified_on).days
    return _("today") if days <= 0 else ngettext("%(num)s day ago", "%(num)s days ago", days)


@bp.post("/visits/<uuid:visit_id>/cancellation")
@signed_in
def cancel(visit_id: UUID):
    """Take back a visit that was started by mistake and holds nothing yet."""
    visit = own_visit_for(current_user, visit_id, alone=True)
    if not visit.is_open:
        flash(_("This visit is finished."), "warn")
        return go(url_for("visits.report", visit_id=visit_id))
    try:
        cancel_visit(visit)
    except NotEmpty:
        flash(_("This visit holds entries, so it cannot be cancelled. Finish it instead."), "warn")
        return go(url_for("visits.hub", visit_id=visit_id))
    db.session.commit()
    flash(_("The visit was cancelled. Nothing had been entered."), "info")
    return go(url_for("visits.today"))
