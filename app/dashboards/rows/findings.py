"""Open critical findings, the longest open first."""

from collections.abc import Mapping

from flask import url_for
from flask_babel import ngettext
from sqlalchemy import Row, select

from app.accounts.models import User
from app.checklists.queries import whole_checklist
from app.dashboards.findings import AGES, OPEN_CRITICAL, of_age
from app.dashboards.rows.lines import Line, Lines, lines_of
from app.dashboards.scope import Scope
from app.dealers.models import Dealer
from app.i18n import show_date
from app.visits.judgement.models import Finding


def finding_lines(scope: Scope, asked: Mapping[str, str], locale: str) -> Lines:
    """The open critical findings, of one ``age`` or all; what each says stands on its dealer's page."""
    found = (
        select(
            Finding.item_key, Finding.opened_on, Finding.visits, Dealer.id.label("dealer_id"), Dealer.name_en,
            Dealer.name_zh, User.display_name.label("rep"),
        )
        .join(Dealer, Dealer.id == Finding.dealer_id)
        .join(User, User.id == Dealer.rep_id)
        .where(OPEN_CRITICAL, scope.dealers())
    )  # fmt: skip
    if asked.get("age") in AGES:
        found = found.where(of_age(asked["age"], scope.today))

    def draw(row: Row) -> Line:
        days = (scope.today - row.opened_on).days
        item = whole_checklist().by_key.get(row.item_key)
        dealer = row.name_en if locale == "en" else row.name_zh
        return Line(
            item.title.in_locale(locale) if item else row.item_key,
            url_for("timeline.findings", dealer_id=row.dealer_id), f"{dealer} · {row.rep}",
            ("bad", ngettext("%(num)s day", "%(num)s days", days)), show_date(row.opened_on),
        )  # fmt: skip

    return lines_of(found, (Finding.opened_on, Finding.id), asked.get("after") or "", draw)
