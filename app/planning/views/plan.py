"""A rep's week, and whose weeks there are."""

from datetime import date, timedelta

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from app import clock, i18n
from app.access import signed_in, supervisor_only
from app.planning.queries import absences_of, due_counts, rep_for, reps_for
from app.planning.views.blueprint import bp
from app.planning.week import WEEKS_AHEAD, monday_of, week_of
from app.thresholds.queries import current_settings


@bp.get("/plan")
@signed_in
def plan():
    """A rep's week: ``?rep=`` whose (a rep sees his own), ``?week=`` any day of it."""
    viewer, today = current_user._get_current_object(), clock.today()
    asked = request.args.get("rep", type=int)
    if asked is None and viewer.role != "rep":
        return redirect(url_for("planning.reps"))
    rep = rep_for(viewer, asked if asked is not None else viewer.id)
    first = _week_asked(today)
    week = week_of(viewer, rep, first, today, i18n.locale(), request.user_agent.string)
    return render_template(
        "planning/plan.html", rep=rep, week=week, first=first, last=first + timedelta(days=6), today=today,
        earlier=_near(rep.id, first, -7, today), later=_near(rep.id, first, 7, today),
    )  # fmt: skip


def _week_asked(today: date) -> date:
    this = _this_week(today)
    try:
        wanted = monday_of(date.fromisoformat(request.args.get("week") or ""))
    except (ValueError, OverflowError):
        return this
    return min(max(wanted, monday_of(today)), this + timedelta(weeks=WEEKS_AHEAD))


def _this_week(today: date) -> date:
    # Once its working days are over the week that matters is the next.
    later = timedelta(days=7 if today.weekday() > max(current_settings().plan_days) else 0)
    return monday_of(today) + later


def _near(rep_id: int, first: date, days: int, today: date) -> str | None:
    wanted = first + timedelta(days=days)
    if not monday_of(today) <= wanted <= _this_week(today) + timedelta(weeks=WEEKS_AHEAD):
        return None
    return url_for("planning.plan", rep=rep_id, week=wanted.isoformat())


@bp.get("/plan/reps")
@supervisor_only
def reps():
    """Whose weeks there are: how many dealers of each are due and late, and who is away."""
    viewer, today = current_user._get_current_object(), clock.today()
    sunday = _this_week(today) + timedelta(days=6)
    shown = reps_for(viewer)
    away = {
        absence.user_id: absence for absence in reversed(absences_of([rep.id for rep in shown], today))
        if absence.first_on <= sunday
    }  # fmt: skip
    return render_template(
        "planning/reps.html", reps=shown, counts=due_counts(viewer, today, sunday), away=away
    )
