"""Findings at the dealers that a person may see: open ones, repeated ones or closed ones (``show``)."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import aliased

from app import i18n
from app.accounts.models import User
from app.checklists.queries import whole_checklist
from app.dealers.models import Dealer
from app.exchange.lists.by_dealer import rows_of
from app.exchange.registry import ExportList, Row
from app.messages import Named
from app.thresholds.queries import current_settings
from app.visits.figures.words import severity_words
from app.visits.findings.words import finding_text
from app.visits.judgement.models import Finding
from app.visits.words import evidence_words

_CLOSER = aliased(User)


def _head() -> list[str]:
    return [
        _("Dealer code"),
        _("Dealer"),
        _("Rep"),
        _("Item"),
        _("What was found"),
        _("Severity"),
        _("Evidence"),
        _("At how many visits"),
        _("Open since"),
        _("Closed on"),
        _("Closed by"),
        _("Why it was closed"),
    ]


def _rows(user: User, asked: Mapping[str, str]) -> Iterator[Row]:
    wanted = (
        select(
            Finding.id,
            Finding.item_key,
            Finding.places,
            Finding.severity,
            Finding.evidence,
            Finding.visits,
            Finding.opened_on,
            Finding.closed_at,
            Finding.closed_reason,
            User.display_name,
            _CLOSER.display_name.label("closer"),
        )
        .join(Dealer, Dealer.id == Finding.dealer_id)
        .join(User, User.id == Dealer.rep_id)
        .outerjoin(_CLOSER, _CLOSER.id == Finding.closed_by)
    )
    wanted = _shown(wanted, asked.get("show"))
    severities, evidence = severity_words(), evidence_words()
    for dealer, row in rows_of(user, asked, wanted, Finding.dealer_id, Finding.id):
        yield [
            dealer.code,
            dealer.name,
            row.display_name,
            _title(row.item_key),
            finding_text(row, whole_checklist(), i18n.locale()),
            severities[row.severity][1],
            evidence.get(row.evidence, ""),
            row.visits,
            row.opened_on,
            row.closed_at,
            row.closer,
            row.closed_reason,
        ]


def _shown(wanted, show: str | None):
    if show == "closed":
        return wanted.where(Finding.closed_at.is_not(None))
    if show == "repeated":
        often = Finding.visits >= current_settings().repeat_visits
        return wanted.where(Finding.closed_at.is_(None), often)
    return wanted.where(Finding.closed_at.is_(None)) if show == "open" else wanted


def _title(key: str) -> str:
    item = whole_checklist().by_key.get(key)
    return item.title.in_locale(i18n.locale()) if item else key


FINDINGS = ExportList("findings", Named("Findings", "问题", "問題"), _head, _rows, private=True)
