"""Finished visits of the period, or of a part of it, the latest day first."""

from collections.abc import Callable, Mapping

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Row, Select, select

from app.accounts.models import User
from app.dashboards.rows.lines import Line, Listing, whole
from app.dashboards.scope import Scope
from app.dashboards.words import span_words
from app.dealers.models import Dealer
from app.i18n import show_date
from app.leverage.result import rounded
from app.leverage.settings import Settings
from app.timeline.scores import section_titles
from app.visits.judgement.models import Score
from app.visits.models import Visit
from app.visits.tallies.models import EVIDENCE_SUMS, SCORED
from app.visits.words import evidence_words

DUE = ANY_DUE, LATE = "1", "late"


def visits(scope: Scope, asked: Mapping[str, str], _settings: Settings, locale: str) -> Listing:
    """The visits of one ``rep`` or all; ``score`` asks for those that have this score, and shows it,
    ``mode=full`` for the full audits, ``due=1`` for those that were due, ``due=late`` for those of them that
    came after their grace, ``photos=1`` for those with photos, ``span`` for a part of the period by its
    number (0: the period before)."""
    span = whole(asked.get("span"))
    found = (
        select(
            Visit.id, Visit.day, Visit.due_until, Visit.minutes, Visit.mode, Visit.photos_taken,
            *(getattr(Visit, f"evidence_{grade}").label(grade) for grade in EVIDENCE_SUMS),
            Dealer.code, Dealer.name_en, Dealer.name_zh, User.display_name.label("rep"),
        )
        .join(Dealer, Dealer.id == Visit.dealer_id)
        .join(User, User.id == Visit.rep_id)
        .where(scope.dealers(), scope.in_span(Visit.day, span))
    )  # fmt: skip
    found, scored = _asked(found, asked)
    score = [section_titles(locale).get(asked["score"], _("Overall"))] if scored else []
    return Listing(
        found, (Visit.day, Visit.id), _drawing(scored, locale), _celling(scored, locale),
        _telling(scope, asked, span, score), newest=True,
    )  # fmt: skip


def visit_head() -> list[str]:
    """The columns of the list as a file; the last is the score that was asked for."""
    evidence = evidence_words()
    return [
        _("Dealer code"), _("Dealer"), _("Rep"), _("Day"), _("Due until"), _("Kind of visit"),
        _("Minutes spent"), *(evidence[grade] for grade in EVIDENCE_SUMS), _("Photos"), _("Score"),
    ]  # fmt: skip


def _asked(found: Select, asked: Mapping[str, str]) -> tuple[Select, bool]:
    if (rep := whole(asked.get("rep"))) is not None:
        found = found.where(Visit.rep_id == rep)
    if asked.get("mode") == "full":
        found = found.where(Visit.mode == "full")
    if asked.get("due") in DUE:
        found = found.where(Visit.due_until.is_not(None))
    if asked.get("due") == LATE:
        found = found.where(Visit.day > Visit.due_until)
    if asked.get("photos") == "1":
        found = found.where(Visit.photos_taken > 0)
    scored = asked.get("score") in SCORED
    if scored:
        of_visit = (Score.visit_id == Visit.id) & (Score.dimension == asked["score"])
        found = found.add_columns(Score.value.label("score")).join(Score, of_visit)
        found = found.where(Score.value.is_not(None))
    return found, scored


def _telling(
    scope: Scope, asked: Mapping[str, str], span: int | None, score: list[str]
) -> Callable[[Row | None], list[str]]:
    def told(first: Row | None) -> list[str]:
        said = [first.rep] if whole(asked.get("rep")) is not None and first else []
        said += [_("Full audit")] if asked.get("mode") == "full" else []
        said += {ANY_DUE: [_("that were due")], LATE: [_("that came late")]}.get(asked.get("due"), [])
        said += [_("with photos")] if asked.get("photos") == "1" else []
        return said + score + span_words(scope, span)

    return told


def _modes() -> dict[str, str]:
    return {"quick": _("Quick visit"), "full": _("Full audit")}


def _drawing(scored: bool, locale: str) -> Callable[[Row], Line]:
    words, modes = evidence_words(), _modes()

    def draw(row: Row) -> Line:
        dealer = row.name_en if locale == "en" else row.name_zh
        graded = ((words[grade], getattr(row, grade)) for grade in EVIDENCE_SUMS)
        mix = (", " if locale == "en" else "、").join(f"{word} {count}" for word, count in graded if count)
        taken = row.photos_taken or 0
        parts = (
            row.rep, modes[row.mode], ngettext("%(num)s minute", "%(num)s minutes", row.minutes or 1), mix,
            ngettext("%(num)s photo", "%(num)s photos", taken) if taken else "",
            _("late") if row.due_until and row.day > row.due_until else "",
        )  # fmt: skip
        badge = ("info", str(rounded(row.score, 0))) if scored else None
        href = url_for("visits.report", visit_id=row.id)
        return Line(dealer, href, " · ".join(part for part in parts if part), badge, show_date(row.day))

    return draw


def _celling(scored: bool, locale: str) -> Callable[[Row], list]:
    modes = _modes()

    def cells(row: Row) -> list:
        dealer = row.name_en if locale == "en" else row.name_zh
        return [
            row.code, dealer, row.rep, row.day, row.due_until, modes[row.mode], row.minutes or 0,
            *(getattr(row, grade) or 0 for grade in EVIDENCE_SUMS), row.photos_taken or 0,
            row.score if scored else None,
        ]  # fmt: skip

    return cells
