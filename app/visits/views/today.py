"""Today: where a rep begins."""

from flask import render_template
from flask_login import current_user

from app import clock, i18n
from app.access import signed_in
from app.visits.before.agenda import agenda_for
from app.visits.promises.lines import due_lines
from app.visits.queries import open_visits_of
from app.visits.views.blueprint import bp


@bp.get("/")
@signed_in
def today():
    """Dealers overdue, due and due soon, promises falling due, and the visit under way."""
    day, locale = clock.today(), i18n.locale()
    return render_template(
        "visits/today.html", day=day, under_way=open_visits_of(current_user),
        agenda=agenda_for(current_user, day, locale), promises=due_lines(current_user, day, locale),
    )  # fmt: skip
