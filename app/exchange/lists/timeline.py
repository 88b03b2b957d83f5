"""A dealer's timeline as rows: what each entry says, one line a fact, for the eyes that may see the page."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import abort
from flask_babel import gettext as _

from app import i18n
from app.accounts.models import User
from app.checklists.queries import built_in
from app.dealers.models import Dealer
from app.dealers.queries import dealer_for
from app.exchange.lists.asked import number_of
from app.exchange.registry import ExportList, Row
from app.extensions import db
from app.messages import Named
from app.timeline.entries import KINDS, Filters
from app.timeline.page import timeline_page
from app.timeline.scope import Scope


def _head() -> list[str]:
    return [_("Day"), _("What happened"), _("By"), _("About"), _("Now"), _("Before"), _("More")]


def _rows(user: User, asked: Mapping[str, str]) -> Iterator[Row]:
    dealer_id = number_of(asked, "dealer")
    if dealer_id is None:
        abort(404)
    for kind, entry in _entries_of(user, dealer_id, _filters_of(asked)):
        yield from LINES[kind](entry)


def _filters_of(asked: Mapping[str, str]) -> Filters:
    sections = {section.key: number for number, section in enumerate(built_in().sections)}
    kind = asked.get("kind")
    return Filters(kind if kind in KINDS else None, sections.get(asked.get("section", "")), whole=True)


def _entries_of(user: User, dealer_id: int, filters: Filters) -> Iterator[tuple[str, Any]]:
    """Kind and entry of what a person may see on a dealer's timeline, newest first; 404 for strangers."""
    before = None
    while True:
        # The page before ended its transaction: what was loaded in it is not to be asked any more.
        dealer = dealer_for(user, dealer_id, Dealer.rep, Dealer.team)
        page = timeline_page(Scope(dealer, user, i18n.locale()), filters, before)
        yield from [(stop.kind, stop.make()) for stop in page.stops]
        if page.older is None:
            return
        before = page.older
        db.session.rollback()


def _visit(entry) -> list[Row]:
    what = _("Quick visit") if entry.mode == "quick" else _("Full audit")
    start = (entry.stamp, what, entry.rep)
    rows = [(*start, each.title, each.words, each.old, "") for each in entry.changes]
    rows += [(*start, each.product, each.counted, each.last, _("Count")) for each in entry.counts]
    rows += [(*start, each.title, "", "", each.text) for each in entry.notes]
    rows += [(*start, each.title, "", "", _("Photo")) for each in entry.photos]
    outcome = entry.outcome
    rows += [
        (*start, each.title, _("open") if each.state == "open" else _("settled"), "", _("Finding"))
        for each in outcome.findings
    ]
    rows += [(*start, each.title, each.now, each.before, _("Score")) for each in outcome.scores]
    rows += [
        (*start, each.product, each.agreed, each.suggested, _("Agreed order; before: suggested"))
        for each in outcome.orders
    ]
    return rows or [(*start, "", "", "", _("Nothing had changed."))]


def _correction(entry) -> list[Row]:
    return [(entry.stamp, _("Correction"), entry.by, entry.title, entry.words, "", entry.reason)]


def _closing(entry) -> list[Row]:
    return [(entry.stamp, _("Finding closed by hand"), entry.by, entry.title, "", "", entry.reason)]


def _verdict(entry) -> list[Row]:
    return [(entry.stamp, _("Diversion signs"), entry.by, entry.title, "", "", entry.reason)]


def _promise(entry) -> list[Row]:
    more = " · ".join(part for part in (entry.terms, entry.note) if part)
    return [(entry.stamp, entry.title, entry.by, entry.whose, entry.action, "", more)]


def _minutes(entry) -> list[Row]:
    return [(entry.stamp, entry.title, entry.by, "", "", "", entry.words)]


def _late(entry) -> list[Row]:
    given = f"{entry.given_day} {entry.given_time}"
    return [(entry.stamp, _("Arrived after the visit"), entry.by, entry.title, entry.words, "", given)]


def _comment(entry) -> list[Row]:
    return [(entry.stamp, entry.title, entry.by, entry.about, entry.words, "", "")]


LINES = {
    "visit": _visit,
    "correction": _correction,
    "closing": _closing,
    "verdict": _verdict,
    "promise": _promise,
    "minutes": _minutes,
    "comment": _comment,
    "late": _late,
}
_TITLE = Named("Timeline", "时间线", "時間線")
TIMELINE = ExportList("timeline", _TITLE, _head, _rows, private=True, of_page=True)
