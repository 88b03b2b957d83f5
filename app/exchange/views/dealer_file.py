"""A dealer's whole file as one page to print, or to save as a PDF from the browser's print dialog."""

from flask import render_template, request
from flask_login import current_user
from markupsafe import Markup

from app import clock, i18n
from app.access import signed_in
from app.accounts.audit import record_opened
from app.accounts.models import User
from app.dealers.models import Dealer
from app.dealers.queries import dealer_for
from app.exchange.lists import EXPORTS
from app.exchange.views.blueprint import bp
from app.promises.cards import Desk, cards_of
from app.promises.queries import open_promises
from app.promises.words import owner_words
from app.thresholds.queries import current_settings
from app.timeline.entries import Cursor, Filters
from app.timeline.findings import findings_page
from app.timeline.kept import drawn
from app.timeline.overall import overall_of
from app.timeline.page import timeline_page
from app.timeline.scope import Scope
from app.visits.figures.words import severity_words

OF_A_DEALER = ("timeline", "visits", "answers", "findings", "promises", "receipts")
MOST_PAGES = 25  # of 20 entries; what is older stands on a next sheet


@bp.get("/dealers/<int:dealer_id>/file")
@signed_in
def dealer_file(dealer_id: int):
    """Who he is, what is open, and his timeline; ``before`` goes on where the sheet before ended."""
    viewer = current_user._get_current_object()
    dealer = dealer_for(viewer, dealer_id, Dealer.rep, Dealer.team)
    record_opened(dealer.code)
    before = Cursor.read(request.args.get("before") or "")
    entries, older = _entries(dealer, viewer, before)
    return render_template(
        "exchange/dealer_file.html",
        dealer=dealer,
        entries=entries,
        older=older,
        first=before is None,
        overall=overall_of(dealer),
        severities=severity_words(),
        today=clock.today(),
        findings=findings_page(
            dealer.id, "open", None, current_settings().repeat_visits, i18n.locale()
        ).lines,
        owners=owner_words(),
        lists=[EXPORTS[name] for name in OF_A_DEALER],
        promises=cards_of(Desk(clock.today(), i18n.locale(), current_settings()), open_promises(dealer.id)),
    )


def _entries(dealer: Dealer, viewer: User, before: Cursor | None) -> tuple[list[Markup], Cursor | None]:
    scope, filters, entries = Scope(dealer, viewer, i18n.locale()), Filters(whole=True), []
    for _number in range(MOST_PAGES):
        page = timeline_page(scope, filters, before)
        entries += drawn(page.stops, scope, filters)
        before = page.older
        if before is None:
            break
    return entries, before
