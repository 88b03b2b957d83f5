"""The queue of finished visits, and the page of one of them."""

from uuid import UUID, uuid4

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app import i18n
from app.access import supervisor_only
from app.accounts.audit import record_opened
from app.fragments import respond
from app.reviews.forms import NoteForm
from app.reviews.page import review_page
from app.reviews.queries import reviewable, teams_of
from app.reviews.queue import Place, asked_of, queue_page
from app.reviews.views.blueprint import bp
from app.visits.models import APPROVED, SENT_BACK, WAITING, Visit


@bp.get("/reviews")
@supervisor_only
def queue():
    """Finished visits, the most surprising first: ``?show=waiting`` (also without), ``sent_back`` or
    ``approved``; of one ``team`` or all; from ``after`` on."""
    user, locale = current_user._get_current_object(), i18n.locale()
    teams, (show, team) = teams_of(user), asked_of(user, request.args)
    page = queue_page(user, show, team, Place.read(request.args.get("after") or ""), locale)
    older = url_for("reviews.queue", show=show, team=team, after=str(page.after)) if page.after else None
    return respond(
        "reviews/queue.html", "reviews/_visits.html", page=page, show=show, older=older, fresh_id=uuid4,
        states=_states(show, team), team=team, teams=_teams(teams, show, team) if len(teams) > 1 else [],
    )  # fmt: skip


@bp.get("/reviews/<uuid:visit_id>")
@supervisor_only
def visit(visit_id: UUID):
    """One visit with all that is needed to approve it or to send it back."""
    visit = reviewable(current_user, visit_id)
    record_opened(visit.dealer.code)
    return page_of(visit, NoteForm())


def page_of(visit: Visit, form: NoteForm, note_id: UUID | None = None) -> str:
    """The page of a visit, with a note as typed."""
    user = current_user._get_current_object()
    page = review_page(visit, user, i18n.locale())
    return render_template(
        "reviews/visit.html", page=page, visit=page.visit, dealer=visit.dealer, form=form,
        fresh_id=uuid4, note_id=note_id or uuid4(),
    )  # fmt: skip


def _states(show: str, team: int | None) -> list[dict]:
    words = {WAITING: _("To review"), SENT_BACK: _("Sent back"), APPROVED: _("Approved")}
    return [
        {"href": url_for("reviews.queue", show=state, team=team), "text": text, "active": state == show,
         "count": None}
        for state, text in words.items()
    ]  # fmt: skip


def _teams(teams: list, show: str, team: int | None) -> list[dict]:
    shown = [(None, _("All teams")), *((each.id, each.name) for each in teams)]
    return [
        {"href": url_for("reviews.queue", show=show, team=team_id), "text": text, "active": team_id == team,
         "count": None}
        for team_id, text in shown
    ]  # fmt: skip
