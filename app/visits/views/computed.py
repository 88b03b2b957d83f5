"""What the app works out by itself in a section; the section's page asks for it once it is looked at."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from app.access import signed_in
from app.checklists.queries import checklist
from app.fragments import wants_fragment
from app.visits.judgement.live import judgement_of
from app.visits.queries import own_visit_for
from app.visits.section.computed import computed_items
from app.visits.views.blueprint import bp
from app.visits.views.sections import find_section


@bp.get("/visits/<uuid:visit_id>/sections/<section_key>/computed")
@signed_in
def computed(visit_id: UUID, section_key: str):
    """The values of the section's computed items, to be set beside them; without a script, the section.

    ``?of=`` names those that the page shows: a value that has no place on it is an error to its script.
    """
    visit = own_visit_for(current_user, visit_id)
    section = find_section(checklist(visit.checklist_version_id), section_key)
    if not visit.is_open or not wants_fragment():
        return redirect(url_for("visits.section", visit_id=visit.id, section_key=section.key))
    shown = request.args.get("of", "").split()
    values = [
        each for each in computed_items(judgement_of(visit), section) if not shown or each.item.key in shown
    ]
    return render_template("visits/_computed_values.html", visit=visit, values=values)
