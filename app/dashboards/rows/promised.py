"""Promises that fell due in the period, or fall due in the next days, the latest day first."""

from collections.abc import Mapping

from flask import url_for
from sqlalchemy import Row, Select, select

from app.dashboards.promised import STATES
from app.dashboards.rows.lines import Line, Lines, lines_of
from app.dashboards.scope import Scope
from app.dashboards.states import AHEAD, promise_state
from app.dealers.models import Dealer
from app.i18n import show_date
from app.leverage.promises import OWNERS
from app.leverage.settings import Settings
from app.promises.models import Promise
from app.promises.queries import AHEAD as DAYS_AHEAD
from app.promises.words import owner_words, standing_words

_BADGES = {"kept": "good", "kept_late": "warn", "broken": "bad", "overdue": "bad"}


def promise_lines(scope: Scope, asked: Mapping[str, str], settings: Settings, locale: str) -> Lines:
    """The promises that are counted: of one ``owner``, in one ``state`` of STATES, or ``state=ahead``."""
    state = promise_state(scope.today, settings)
    found = (
        select(
            Promise.action, Promise.owner, Promise.due, state.label("state"), Dealer.id.label("dealer_id"),
            Dealer.name_en, Dealer.name_zh,
        )
        .join(Dealer, Dealer.id == Promise.dealer_id)
        .where(scope.dealers())
    )  # fmt: skip
    found = _asked(found, scope, asked, state)
    owners, words = owner_words(), standing_words()

    def draw(row: Row) -> Line:
        dealer = row.name_en if locale == "en" else row.name_zh
        href = url_for("timeline.dealer", dealer_id=row.dealer_id, kind="promises")
        badge = (_BADGES.get(row.state, "info"), words[row.state])
        return Line(row.action, href, f"{owners[row.owner]} · {dealer}", badge, show_date(row.due))

    return lines_of(found, (Promise.due, Promise.id), asked.get("after") or "", draw, newest=True)


def _asked(found: Select, scope: Scope, asked: Mapping[str, str], state) -> Select:
    if asked.get("owner") in OWNERS:
        found = found.where(Promise.owner == asked["owner"])
    if asked.get("state") == AHEAD:
        days = (Promise.due > scope.today) & (Promise.due <= scope.today + DAYS_AHEAD)
        return found.where(days, Promise.state == "open")
    found = found.where(Promise.due >= scope.first, Promise.due <= scope.today)
    wanted = (asked["state"],) if asked.get("state") in STATES else STATES
    return found.where(state.in_(wanted))
