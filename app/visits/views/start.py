"""Before you go in, and starting the visit."""

from dataclasses import replace
from uuid import UUID, uuid4

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app import clock, i18n
from app.access import signed_in
from app.checklists.queries import checklist, current_version_id, known_version_id
from app.dealers.models import Dealer
from app.dealers.queries import dealer_to_visit, passed_on_since
from app.extensions import db
from app.fragments import say_stored, wants_fragment
from app.visits.before.briefing import last_visit, stalest_part
from app.visits.before.given import given_at, stamp
from app.visits.before.self_check import GOAL_LENGTH, record_all_fine, record_goal, self_check_items
from app.visits.before.standing import last_risks, open_findings, proposed_goal
from app.visits.forms import FAST_CLOCK, read_begun, read_uuid
from app.visits.models import Visit
from app.visits.promises.lines import owed_lines
from app.visits.queries import open_visit_of, unsaved_visit
from app.visits.reading import reader_for
from app.visits.start import AnotherVisitOpen, Begun, start_visit
from app.visits.views.blueprint import bp


@bp.get("/dealers/<int:dealer_id>/visit")
@signed_in
def before(dealer_id: int):
    """Before you go in: last visit, purpose, self-check, Start."""
    return _page(dealer_id)


def _page(dealer_id: int, status: int = 200, **typed):
    dealer = dealer_to_visit(current_user, dealer_id)
    version_id = current_version_id()
    content, locale = checklist(version_id), i18n.locale()
    findings = open_findings(dealer.id, content, locale)
    values = {
        "dealer": dealer,
        "version_id": version_id,
        "pages": stamp(current_user.id, dealer.id),
        "findings": findings,
        "lots": last_risks(dealer),
        "visit_id": uuid4(),
        "last": last_visit(dealer, content, reader_for(dealer.id)),
        "stale": stalest_part(dealer.id, content, locale),
        "owed": owed_lines(dealer.id, clock.today(), locale),
        "under_way": None if unsaved_visit() else open_visit_of(current_user),
        "self_check_pairs": [(item.key, item.title.in_locale(locale)) for item in self_check_items(content)],
        "goal": proposed_goal(findings),
        "goal_error": None,
        "goal_length": GOAL_LENGTH,
    }
    return render_template("visits/before.html", **(values | typed)), status


@bp.post("/dealers/<int:dealer_id>/visits")
@signed_in
def start(dealer_id: int):
    """Start the visit with the id that the phone minted; a repeat leads to the same visit."""
    begun = read_begun(request.form)
    dealer = dealer_to_visit(current_user, dealer_id, begun.at)
    begun = replace(begun, passed_on=passed_on_since(current_user, dealer, begun.at))
    if begun.passed_on and not _had_pages(dealer, begun):
        abort(404)
    visit_id = read_uuid(request.form, "id")
    mode = request.form.get("mode", "quick")
    goal = (request.form.get("goal") or "").strip()
    if mode not in ("quick", "full"):
        abort(400)
    if len(goal) > GOAL_LENGTH and not wants_fragment():
        error = _("At most %(most)s characters; this has %(given)s.", most=GOAL_LENGTH, given=len(goal))
        return _page(dealer_id, 422, goal=goal, goal_error=error, visit_id=visit_id)
    try:
        visit = _start(dealer, visit_id, mode, goal, begun)
    except AnotherVisitOpen as other:
        return _another(other.visit.id)
    answer = say_stored(url_for("visits.hub", visit_id=visit.id), visit.id)
    db.session.commit()
    return answer


def _had_pages(dealer: Dealer, begun: Begun) -> bool:
    """Whether the pages that the visit was begun on had been given to the rep by then."""
    given = given_at(request.form.get("pages"), current_user.id, dealer.id)
    return given is not None and given <= begun.at + FAST_CLOCK


def _another(visit_id: UUID):
    said = _("You have a visit under way already. Finish it, or cancel it, before you start another.")
    if wants_fragment():
        return render_template("components/_refused.html", text=said), 409
    flash(said, "warn")
    return redirect(url_for("visits.hub", visit_id=visit_id), 303)


def _start(dealer: Dealer, visit_id: UUID, mode: str, goal: str, begun: Begun) -> Visit:
    """The visit with what was said before the door; without a signal that was under an older checklist."""
    version_id = known_version_id(request.form.get("version"))
    visit = start_visit(current_user, dealer, visit_id, mode, version_id, begun)
    if visit.is_open and goal:
        record_goal(visit, current_user.id, goal, begun.at)
    if visit.is_open and request.form.get("self_check") == "fine":
        exceptions = request.form.getlist("exception")
        content = checklist(visit.checklist_version_id)
        record_all_fine(visit, current_user.id, content, exceptions, begun.at)
    return visit
