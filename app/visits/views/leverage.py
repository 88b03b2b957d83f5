"""Facts to bargain with: the cards, and one at a time to show the dealer."""

from uuid import UUID

from flask import abort, render_template, request
from flask_login import current_user

from app import i18n
from app.access import signed_in
from app.accounts.audit import record_opened
from app.checklists.queries import checklist
from app.visits.leverage_page import leverage_page
from app.visits.views.blueprint import bp
from app.visits.views.figures import judgement_for, readable_visit


@bp.get("/visits/<uuid:visit_id>/leverage")
@signed_in
def leverage(visit_id: UUID):
    """Opening, cards and lots at risk; ``?show=<number>`` one card alone, 0 for the opening."""
    visit = readable_visit(visit_id)
    record_opened(visit.dealer.code)
    content = checklist(visit.checklist_version_id)
    page = leverage_page(judgement_for(visit), content, i18n.locale())
    show = request.args.get("show", "")
    if not (show.isdecimal() and len(show) < 3):
        return render_template(
            "visits/leverage.html", visit=visit, dealer=visit.dealer, page=page,
            own=visit.is_open and visit.rep_id == current_user.id,
        )  # fmt: skip
    number, first = int(show), 0 if page.opening else 1
    if not first <= number <= len(page.cards):
        abort(404)
    return render_template(
        "visits/_leverage_shown.html", visit=visit, dealer=visit.dealer, page=page, number=number,
        card=page.cards[number - 1] if number else None,
        before=number - 1 if number > first else None,
        after=number + 1 if number < len(page.cards) else None,
    )  # fmt: skip
