"""Any figure of a visit, opened: where it comes from, step by step."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from flask import abort, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.access import signed_in
from app.accounts.audit import record_opened
from app.checklists.queries import checklist
from app.visits.figures import DEALER_KINDS, OWN, kind_of, product_of, result_of
from app.visits.figures.opening import not_looked_at, opened
from app.visits.figures.origins import SECTIONS
from app.visits.figures.score_parts import parts_of
from app.visits.figures.words import confidence_words
from app.visits.findings.diversion import VerdictForm, VerdictLine, verdict_words, verdicts_of
from app.visits.judgement.judgement import Judgement
from app.visits.judgement.live import judgement_of, stored_judgement
from app.visits.models import Visit
from app.visits.own_score import own_score_of
from app.visits.queries import visit_for
from app.visits.report import standing_answers
from app.visits.views.blueprint import bp

DIVERSION = "diversion"


@dataclass(frozen=True)
class SignsDesk:
    """What came of signs of diversion, newest first, and the form that adds to it."""

    lines: list[VerdictLine]
    may_decide: bool
    words: dict[str, str]
    form: VerdictForm
    new_id: UUID


@bp.get("/visits/<uuid:visit_id>/figures/<key>")
@signed_in
def figure(visit_id: UUID, key: str):
    """A figure in words: the value, the sum, the inputs and their origins, how sure it is and why."""
    return figure_page(readable_visit(visit_id), key)


def figure_page(visit: Visit, key: str, verdict: VerdictForm | None = None) -> str:
    """The page of a figure, with a verdict that was refused; 404 for what is no figure of the visit."""
    if kind_of(key) is None or (key in OWN and not _sees_self(visit)):
        abort(404)
    record_opened(visit.dealer.code)
    judgement, content = judgement_for(visit), checklist(visit.checklist_version_id)
    result = result_of(judgement, key)
    if result is None and key not in DEALER_KINDS:
        abort(404)
    line = next((each for each in judgement.order if each.product_id == product_of(key)), None)
    return render_template(
        "visits/figure.html", visit=visit, dealer=visit.dealer, product=line.name if line else None,
        figure=opened(key, result, visit, content, parts_of(key, judgement, visit, content))
        if result
        else not_looked_at(key),
        fix=_fix(visit, result.formula_id) if result and result.refused and visit.is_open else None,
        confidence=confidence_words(),
        later=_later(visit) if key == "self_score" else None,
        signs=_signs(visit, verdict or VerdictForm()) if key == DIVERSION and result else None,
    )  # fmt: skip


def readable_visit(visit_id: UUID) -> Visit:
    """A finished visit that the reader may see, or his own open one; 404 otherwise."""
    visit = visit_for(current_user, visit_id)
    return abort(404) if visit.is_open and visit.rep_id != current_user.id else visit


def judgement_for(visit: Visit) -> Judgement:
    """What follows from the visit: as stored, or of an open one as computed now; 404 where neither is."""
    return judgement_of(visit) if visit.is_open else stored_judgement(visit.id) or abort(404)


def _later(visit: Visit) -> str | None:
    """The self score with what came after the visit, where that changed it."""
    if visit.is_open:
        return None
    content = checklist(visit.checklist_version_id)
    own = [item.key for section in content.sections if section.audience == "self" for item in section.items]
    score = own_score_of(visit, content, standing_answers(visit.id, own))
    return score.later if score is not None else None


def _signs(visit: Visit, form: VerdictForm) -> SignsDesk:
    may_decide = current_user.role != "rep" and not visit.is_open
    return SignsDesk(verdicts_of(visit.dealer_id), may_decide, verdict_words(), form, uuid4())


def _sees_self(visit: Visit) -> bool:
    return current_user.id == visit.rep_id or current_user.role == "supervisor"


def _fix(visit: Visit, rule: str) -> tuple[str, str]:
    """What to open in order to give what is missing: address and words."""
    if rule[0] in "AB":
        return url_for("visits.stock", visit_id=visit.id), _("Go to the stock count")
    if section := SECTIONS.get(rule[0]):
        place = url_for("visits.section", visit_id=visit.id, section_key=section, all=1)
        return place, _("Go to the questions")
    return url_for("visits.hub", visit_id=visit.id), _("Back to the visit")
