"""Finished visits of the period, the latest day first."""

from collections.abc import Mapping

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Row, Select, select

from app.accounts.models import User
from app.dashboards.rows.lines import Line, Lines, lines_of
from app.dashboards.scope import Scope
from app.dealers.models import Dealer
from app.i18n import show_date
from app.visits.judgement.models import Score
from app.visits.models import Visit
from app.visits.tallies.models import EVIDENCE_SUMS, SCORED
from app.visits.words import evidence_words


def visit_lines(scope: Scope, asked: Mapping[str, str], locale: str) -> Lines:
    """The visits of one ``rep`` or all; ``score`` asks for those that have this score, and shows it,
    ``mode=full`` for the full audits, ``photos=1`` for those with photos."""
    found = (
        select(
            Visit.id, Visit.day, Visit.minutes, Visit.mode, Visit.photos_taken,
            *(getattr(Visit, f"evidence_{grade}").label(grade) for grade in EVIDENCE_SUMS),
            Dealer.name_en, Dealer.name_zh, User.display_name.label("rep"),
        )
        .join(Dealer, Dealer.id == Visit.dealer_id)
        .join(User, User.id == Visit.rep_id)
        .where(scope.dealers(), Visit.day >= scope.first)
    )  # fmt: skip
    found, scored = _asked(found, asked)
    words, modes = evidence_words(), {"quick": _("Quick visit"), "full": _("Full audit")}

    def draw(row: Row) -> Line:
        dealer = row.name_en if locale == "en" else row.name_zh
        mix = ", ".join(f"{words[grade]} {getattr(row, grade)}" for grade in EVIDENCE_SUMS
                        if getattr(row, grade))  # fmt: skip
        taken = row.photos_taken or 0
        parts = (
            row.rep, modes[row.mode], ngettext("%(num)s minute", "%(num)s minutes", row.minutes or 1), mix,
            ngettext("%(num)s photo", "%(num)s photos", taken) if taken else "",
        )  # fmt: skip
        badge = ("info", str(round(row.score))) if scored else None
        href = url_for("visits.report", visit_id=row.id)
        return Line(dealer, href, " · ".join(part for part in parts if part), badge, show_date(row.day))

    return lines_of(found, (Visit.day, Visit.id), asked.get("after") or "", draw, newest=True)


def _asked(found: Select, asked: Mapping[str, str]) -> tuple[Select, bool]:
    if (rep := asked.get("rep") or "").isascii() and rep.isdigit() and len(rep) < 10:
        found = found.where(Visit.rep_id == int(rep))
    if asked.get("mode") == "full":
        found = found.where(Visit.mode == "full")
    if asked.get("photos") == "1":
        found = found.where(Visit.photos_taken > 0)
    scored = asked.get("score") in SCORED
    if scored:
        of_visit = (Score.visit_id == Visit.id) & (Score.dimension == asked["score"])
        found = found.add_columns(Score.value.label("score")).join(Score, of_visit)
        found = found.where(Score.value.is_not(None))
    return found, scored
