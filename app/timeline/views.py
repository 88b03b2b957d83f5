"""The dealer's page."""

from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app import clock, i18n
from app.access import signed_in
from app.accounts.audit import record_opened
from app.accounts.company import company
from app.checklists.queries import built_in
from app.dealers.models import Dealer
from app.dealers.queries import dealer_for, may_visit
from app.fragments import respond, wants_fragment
from app.leverage.settings import Settings
from app.promises.queries import promises_as_known
from app.thresholds.queries import current_settings
from app.timeline.entries import KINDS, Cursor, Filters
from app.timeline.kept import drawn, page_as_kept
from app.timeline.overall import overall_of
from app.timeline.page import TimelinePage, timeline_page
from app.timeline.promises_head import promises_head
from app.timeline.scope import Scope
from app.visits.before.agenda import due_line

bp = Blueprint("timeline", __name__)


@bp.get("/dealers/<int:dealer_id>")
@signed_in
def dealer(dealer_id: int):
    """Who the dealer is, when he is due, and his timeline from `before` on."""
    viewer = current_user._get_current_object()  # every entry asks about him, and a proxy looks him up anew
    who = dealer_for(viewer, dealer_id, Dealer.rep, Dealer.team)
    record_opened(who.code)
    filters = _filters()
    scope = Scope(who, viewer, i18n.locale())
    before = Cursor.read(request.args.get("before") or "")
    page = timeline_page(scope, filters, before)
    settings = current_settings()
    known = (
        viewer.id, viewer.role, viewer.display_name, _row_of(who), who.rep.display_name, who.team.name,
        company(), clock.today(), settings, scope.locale, filters, before, wants_fragment(),
        request.full_path, page.as_known, None if before else promises_as_known(who.id),
    )  # fmt: skip
    return page_as_kept(known, lambda: _drawn(scope, filters, before, page, settings))


_row_of = attrgetter(*(column.key for column in Dealer.__table__.columns))


def _drawn(
    scope: Scope, filters: Filters, before: Cursor | None, page: TimelinePage, settings: Settings
) -> Response:
    who, viewer, today = scope.dealer, scope.viewer, clock.today()
    address = url_for("timeline.dealer", dealer_id=who.id)
    return respond(
        "timeline/dealer.html", "timeline/_entries.html",
        dealer=who, due=due_line(who, today, scope.locale, settings),
        entries=drawn(page.stops, scope, filters),
        older=_narrowed(address, filters, before=page.older) if page.older else None,
        kind_links=_kind_links(address, filters, scope.locale),
        section_links=_section_links(address, filters, scope.locale, viewer.role != "admin"),
        may_visit=may_visit(viewer, who), filtered=filters != Filters(),
        newest=not before, overall=overall_of(who),
        promised=None if before else promises_head(who.id, today, scope.locale, settings),
    )  # fmt: skip


def _filters() -> Filters:
    kind, section = request.args.get("kind"), request.args.get("section")
    return Filters(kind=kind if kind in KINDS else None, section=_section_numbers().get(section))


@cache
def _section_numbers() -> dict[str, int]:
    return {section.key: number for number, section in enumerate(built_in().sections)}


def _narrowed(address: str, filters: Filters, **more) -> str:
    section = built_in().sections[filters.section].key if filters.section is not None else None
    asked = {"kind": filters.kind, "section": section, **more}
    query = urlencode({name: value for name, value in asked.items() if value is not None})
    return f"{address}?{query}" if query else address


class FilterLink(NamedTuple):
    """A link that narrows the page; `count` is not told here."""

    href: str
    text: str
    active: bool
    count: None = None


@lru_cache(256)  # a dealer's page is opened again and again, and has some twenty of these links
def _kind_links(address: str, filters: Filters, locale: str) -> list[FilterLink]:
    words = {
        None: _("Everything"), "changes": _("Changes"), "counts": _("Counts"), "photos": _("Photos"),
        "notes": _("Notes"), "findings": _("Findings"), "scores": _("Scores"), "orders": _("Orders"),
        "promises": _("Promises"), "minutes": _("Minutes"),
        "corrections": _("Corrections"), "comments": _("Comments"),
    }  # fmt: skip
    return [
        FilterLink(_narrowed(address, Filters(kind, filters.section)), text, kind == filters.kind)
        for kind, text in words.items()
    ]


@lru_cache(256)
def _section_links(address: str, filters: Filters, locale: str, sees_self: bool) -> list[FilterLink]:
    shown = [(None, _("All sections"))] + [
        (number, section.title.in_locale(locale))
        for number, section in enumerate(built_in().sections)
        if section.audience == "dealer" or sees_self
    ]
    return [
        FilterLink(_narrowed(address, Filters(filters.kind, number)), text, number == filters.section)
        for number, text in shown
    ]
