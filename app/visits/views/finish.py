"""Finish: the gaps, and closing the visit; the report of a finished one."""

from collections.abc import Mapping
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app import i18n
from app.access import signed_in
from app.checklists.queries import checklist
from app.dealers.queries import sees
from app.extensions import db
from app.fragments import say_stored, wants_fragment
from app.visits.addresses import gap_url
from app.visits.finish import ObligatoryGaps, agreed_date, finish_visit, material_of
from app.visits.forms import read_ended, read_uuid
from app.visits.gaps import MEMO_ITEM
from app.visits.models import Answer, Visit
from app.visits.phone import closed_gaps, open_items
from app.visits.progress import progress_of
from app.visits.queries import own_visit_for, visit_to_finish
from app.visits.views.blueprint import bp


@bp.get("/visits/<uuid:visit_id>/finish")
@signed_in
def finish(visit_id: UUID):
    """What is still missing, and the button that closes the visit."""
    return _page(visit_id)


def _page(visit_id: UUID, status: int = 200):
    visit = own_visit_for(current_user, visit_id)
    if not visit.is_open:
        return redirect(url_for("visits.report", visit_id=visit.id), 303)
    content, locale = checklist(visit.checklist_version_id), i18n.locale()
    material = material_of(visit)
    progress = progress_of(content, material, {}, locale)
    sections = {section.key: section.title.in_locale(locale) for section in content.sections}
    closed = closed_gaps(content, material)
    page = render_template(
        "visits/finish.html", visit=visit, dealer=visit.dealer, progress=progress, sections=sections,
        obligatory=[gap for gap in progress.gaps if gap.obligatory],
        open_gaps=[gap for gap in progress.gaps if not gap.obligatory], closed=closed,
        next_date=agreed_date(material), in_writing=_in_writing(material.answers),
        gap_url=lambda gap: gap_url(visit, gap), 
        open_items=open_items(visit, material, progress.gaps, closed),
        lacks={
            "answer": _("no answer"), "part": _("a part is missing"),
            "photo": _("no photo"), "count": _("not all counted"), "promise": _("some that are due are open"),
        },
    )  # fmt: skip
    return page, status


@bp.post("/visits/<uuid:visit_id>/submission")
@signed_in
def submit(visit_id: UUID):
    """Close the visit; a repeat finds it closed. 422 while something obligatory is missing."""
    visit = visit_to_finish(current_user, visit_id)
    written, ended = read_uuid(request.form, "id", default=visit.id), read_ended(request.form)
    try:
        answers = finish_visit(visit, visit.dealer, checklist(visit.checklist_version_id), ended)
    except ObligatoryGaps as lacking:
        db.session.rollback()
        return _unfinished(visit_id, lacking)
    said, url = _onward(visit, answers)
    answer = say_stored(url, written, said)
    db.session.commit()
    flash(said, "good")
    return answer


def _onward(visit: Visit, answers: Mapping[str, Answer]) -> tuple[str, str]:
    """What is said of the finished visit, and the page that follows: Today where the dealer has passed on."""
    if not sees(current_user, visit.dealer):
        return _("Visit finished and sent."), url_for("visits.today")
    if not _in_writing(answers):
        said = _("Visit finished and sent. The minutes can still follow.")
        return said, url_for("minutes.preview", visit_id=visit.id)
    return _("Visit finished and sent."), url_for("timeline.dealer", dealer_id=visit.dealer_id)


def _unfinished(visit_id: UUID, lacking: ObligatoryGaps):
    """422: the gaps; for a phone that sends late they are named in a sentence."""
    if not wants_fragment():
        return _page(visit_id, 422)
    locale = i18n.locale()
    titles = " · ".join(gap.item.title.in_locale(locale) for gap in lacking.gaps)
    said = _("Not finished yet. Still needed: %(items)s.", items=titles)
    url = url_for("visits.finish", visit_id=visit_id)
    return render_template("components/_refused.html", text=said, url=url, action=_("Fill it in")), 422


def _in_writing(answers: Mapping[str, Answer]) -> bool:
    """Whether the dealer has got his minutes, as their item says."""
    memo = answers.get(MEMO_ITEM)
    return memo is not None and memo.value.get("memo") in ("sent", "confirmed")
