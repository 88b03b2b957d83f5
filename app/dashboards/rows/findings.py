"""Open critical findings, the longest open first."""

from collections.abc import Mapping

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Row, select

from app.accounts.models import User
from app.checklists.queries import whole_checklist
from app.dashboards.findings import AGES, OPEN_CRITICAL, of_age
from app.dashboards.rows.lines import Line, Listing
from app.dashboards.scope import Scope
from app.dashboards.words import age_words
from app.dealers.models import Dealer
from app.i18n import show_date
from app.leverage.settings import Settings
from app.visits.judgement.models import Finding


def findings(scope: Scope, asked: Mapping[str, str], _settings: Settings, locale: str) -> Listing:
    """The open critical findings, of one ``age`` or all; what each says stands on its dealer's page."""
    found = (
        select(
            Finding.item_key, Finding.opened_on, Finding.visits, Dealer.id.label("dealer_id"), Dealer.code,
            Dealer.name_en, Dealer.name_zh, User.display_name.label("rep"),
        )
        .join(Dealer, Dealer.id == Finding.dealer_id)
        .join(User, User.id == Dealer.rep_id)
        .where(OPEN_CRITICAL, scope.dealers())
    )  # fmt: skip
    age = asked.get("age")
    if age in AGES:
        found = found.where(of_age(age, scope.today))

    def facts(row: Row) -> tuple[str, str, int]:
        item = whole_checklist().by_key.get(row.item_key)
        title = item.title.in_locale(locale) if item else row.item_key
        return title, row.name_en if locale == "en" else row.name_zh, (scope.today - row.opened_on).days

    def draw(row: Row) -> Line:
        title, dealer, days = facts(row)
        badge = ("bad", ngettext("%(num)s day", "%(num)s days", days))
        href = url_for("timeline.findings", dealer_id=row.dealer_id)
        return Line(title, href, f"{dealer} · {row.rep}", badge, show_date(row.opened_on))

    def cells(row: Row) -> list:
        title, dealer, days = facts(row)
        return [row.code, dealer, row.rep, title, row.opened_on, days, row.visits]

    told = [age_words()[age]] if age in AGES else []
    return Listing(found, (Finding.opened_on, Finding.id), draw, cells, lambda _first: told)


def finding_head() -> list[str]:
    """The columns of the list as a file."""
    return [
        _("Dealer code"), _("Dealer"), _("Rep"), _("Item"), _("Open since"), _("Days"),
        _("At how many visits"),
    ]  # fmt: skip
