"""The dealer's page."""

from functools import lru_cache
from urllib.parse import urlencode

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app import clock, i18n
from app.access import signed_in
from app.checklists.queries import built_in
from app.dealers.models import Dealer
from app.dealers.queries import dealer_for
from app.fragments import respond
from app.timeline.entries import KINDS, Cursor, Filters
from app.timeline.kept import drawn
from app.timeline.overall import overall_of
from app.timeline.page import timeline_page
from app.timeline.promises_head import promises_head
from app.timeline.scope import Scope
from app.visits.agenda import due_line

bp = Blueprint("timeline", __name__)


@bp.get("/dealers/<int:dealer_id>")
@signed_in
def dealer(dealer_id: int):
    """Who the dealer is, when he is due, and his timeline from `before` on."""
    who = dealer_for(current_user, dealer_id, Dealer.rep, Dealer.team)
    filters, address = _filters(), url_for("timeline.dealer", dealer_id=dealer_id)
    scope = Scope(who, current_user, i18n.locale())
    before = Cursor.read(request.args.get("before") or "")
    page = timeline_page(scope, filters, before)
    return respond(
        "timeline/dealer.html", "timeline/_entries.html",
        dealer=who, due=due_line(who, clock.today(), scope.locale),
        entries=drawn(page.stops, scope, filters),
        older=_narrowed(address, filters, before=page.older) if page.older else None,
        kind_links=_kind_links(address, filters), section_links=_section_links(address, filters),
        may_visit=who.rep_id == current_user.id, filtered=filters != Filters(),
        newest=not before, overall=overall_of(who),
        promised=None if before else promises_head(who.id, clock.today(), scope.locale),
    )  # fmt: skip


def _filters() -> Filters:
    keys = [section.key for section in built_in().sections]
    kind, section = request.args.get("kind"), request.args.get("section")
    return Filters(
        kind=kind if kind in KINDS else None, section=keys.index(section) if section in keys else None
    )


@lru_cache(1024)  # a page has some fifteen of these links, and is opened again and again
def _narrowed(address: str, filters: Filters, **more) -> str:
    section = built_in().sections[filters.section].key if filters.section is not None else None
    asked = {"kind": filters.kind, "section": section, **more}
    query = urlencode({name: value for name, value in asked.items() if value is not None})
    return f"{address}?{query}" if query else address


def _kind_links(address: str, filters: Filters) -> list[dict]:
    words = {
        None: _("Everything"), "changes": _("Changes"), "counts": _("Counts"), "photos": _("Photos"),
        "notes": _("Notes"), "findings": _("Findings"), "scores": _("Scores"), "orders": _("Orders"),
        "promises": _("Promises"), "minutes": _("Minutes"),
        "corrections": _("Corrections"),
    }  # fmt: skip
    return [
        {"href": _narrowed(address, Filters(kind, filters.section)), "text": text,
         "active": kind == filters.kind, "count": None}
        for kind, text in words.items()
    ]  # fmt: skip


def _section_links(address: str, filters: Filters) -> list[dict]:
    shown = [(None, _("All sections"))] + [
        (number, section.title.in_locale(i18n.locale()))
        for number, section in enumerate(built_in().sections)
        if section.audience == "dealer" or current_user.role != "admin"
    ]
    return [
        {"href": _narrowed(address, Filters(filters.kind, number)), "text": text,
         "active": number == filters.section, "count": None}
        for number, text in shown
    ]  # fmt: skip
