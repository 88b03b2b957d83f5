"""What the rules found at a dealer's over time: his scores, his findings, the promises kept."""

from flask import abort, render_template, request
from flask_babel import gettext as _
from flask_babel import pgettext
from flask_login import current_user

from app import clock, i18n
from app.access import signed_in
from app.accounts.audit import record_opened
from app.dealers.queries import dealer_for
from app.fragments import respond
from app.leverage.promises import OWNERS
from app.thresholds.queries import current_settings
from app.timeline.entries import Cursor
from app.timeline.findings import SHOWS, findings_page
from app.timeline.promises_head import kept_page
from app.timeline.scores import scores_page
from app.timeline.views import bp
from app.visits.figures.words import confidence_words, severity_words


@bp.get("/dealers/<int:dealer_id>/scores")
@signed_in
def scores(dealer_id: int):
    """The six dimensions now beside the last full audit, and their course over the visits."""
    dealer = dealer_for(current_user, dealer_id)
    border = float(current_settings().grade_c)
    page = scores_page(dealer.id, border, i18n.locale(), _("Overall"))
    return render_template("timeline/scores.html", dealer=dealer, page=page, border=round(border))


@bp.get("/dealers/<int:dealer_id>/findings")
@signed_in
def findings(dealer_id: int):
    """The dealer's findings: ``?show=open`` (also without), ``repeated`` or ``closed``."""
    dealer = dealer_for(current_user, dealer_id)
    show = request.args.get("show") if request.args.get("show") in SHOWS else "open"
    settings, locale = current_settings(), i18n.locale()
    before = Cursor.read(request.args.get("before") or "")
    page = findings_page(dealer.id, show, before, settings.repeat_visits, locale)
    words = {
        "open": pgettext("finding", "Open"), "closed": _("Closed"),
        "repeated": _("Found %(count)s times or more", count=settings.repeat_visits),
    }  # fmt: skip
    return respond(
        "timeline/findings.html", "timeline/_findings.html", dealer=dealer, page=page, show=show, words=words,
        severities=severity_words(), shows=SHOWS, may_close=dealer.rep_id == current_user.id
        or current_user.role == "supervisor",
    )  # fmt: skip


@bp.get("/dealers/<int:dealer_id>/promises-kept/<owner>")
@signed_in
def promises_kept(dealer_id: int, owner: str):
    """How many promises one side kept lately: the sum, and the promises that it counts."""
    dealer = dealer_for(current_user, dealer_id)
    if owner not in OWNERS:
        abort(404)
    record_opened(dealer.code)
    page = kept_page(dealer.id, owner, clock.today(), i18n.locale(), current_settings())
    return render_template(
        "timeline/promises_kept.html", dealer=dealer, page=page, confidence=confidence_words()
    )
