"""Today: where everybody begins. It stands here because it shows, above what is due, the notes and comments
that wait; its address and its name are those of the visits."""

from uuid import UUID, uuid4

from flask import render_template
from flask_login import current_user

from app import clock, i18n
from app.access import signed_in
from app.reviews.forms import NoteForm
from app.reviews.mail import mail_for
from app.visits.before.agenda import agenda_for
from app.visits.promises.lines import due_lines
from app.visits.queries import open_visits_of
from app.visits.views.blueprint import bp

NOTHING = NoteForm()


@bp.get("/")
@signed_in
def today():
    """What waits for an answer, dealers due by urgency, promises falling due, visits under way."""
    return today_page()


def today_page(typed: NoteForm = NOTHING, typed_for: UUID | None = None) -> str:
    """The page, with an answer as it was typed for one of the letters."""
    user, day, locale = current_user._get_current_object(), clock.today(), i18n.locale()
    return render_template(
        "visits/today.html", day=day, under_way=open_visits_of(user), agenda=agenda_for(user, day, locale),
        promises=due_lines(user, day, locale), mail=mail_for(user, locale), fresh_id=uuid4, blank=NOTHING,
        typed=typed, typed_for=typed_for,
    )  # fmt: skip
