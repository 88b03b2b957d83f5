"""The reasons to look twice at a visit, in the reader's words, each with links to what it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from app.checklists.content import Checklist
from app.i18n import say
from app.leverage.surprise import Reason, Ref
from app.visits.judgement.surprise import read_reasons

# From this weight on, a reason is the first thing to look at.
GRAVE = 4


@dataclass(frozen=True)
class Evidence:
    """A link to what a reason rests on."""

    href: str
    text: str


@dataclass(frozen=True)
class ReasonLine:
    """A reason as a sentence; `grave` ones are marked."""

    text: str
    grave: bool
    evidence: list[Evidence]


def visits_named(plain: Iterable[dict] | None) -> list[UUID]:
    """The other visits that stored reasons refer to."""
    refs = [ref for reason in read_reasons(plain) for ref in reason.refs]
    return [UUID(ref.key) for ref in refs if ref.kind == "visit"]


def photos_named(plain: Iterable[dict] | None) -> list[UUID]:
    """The photos of the visit itself that stored reasons refer to."""
    refs = [ref for reason in read_reasons(plain) for ref in reason.refs]
    return [UUID(ref.key) for ref in refs if ref.kind == "photo"]


def reason_lines(
    visit_id: UUID, plain: Iterable[dict] | None, content: Checklist, readable: set[UUID], locale: str
) -> list[ReasonLine]:
    """The stored reasons of a visit; other visits are linked where they are `readable`."""

    def linked(ref: Ref) -> Evidence | None:
        return _evidence(visit_id, ref, content, readable, locale)

    return [_line(reason, linked) for reason in read_reasons(plain)]


def _line(reason: Reason, linked) -> ReasonLine:
    evidence = [each for each in map(linked, reason.refs) if each is not None]
    return ReasonLine(say(reason.text), reason.weight >= GRAVE, evidence)


def _evidence(visit_id: UUID, ref: Ref, content: Checklist, readable: set[UUID], locale: str):
    if ref.kind == "figure":
        return Evidence(url_for("visits.figure", visit_id=visit_id, key=ref.key), _("the sum"))
    if ref.kind == "photo":
        return Evidence(url_for("visits.photo", photo_id=ref.key), _("the photo"))
    if ref.kind == "visit":
        other = UUID(ref.key)
        known = other in readable
        return Evidence(url_for("visits.report", visit_id=other), _("the visit before")) if known else None
    item = content.by_key.get(ref.key)
    if item is None:
        return None
    href = url_for("visits.report", visit_id=visit_id, _anchor=ref.key)
    return Evidence(href, item.title.in_locale(locale))
