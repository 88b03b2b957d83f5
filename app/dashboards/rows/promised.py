"""Promises that fell due in the period, or fall due in the next days, the latest day first."""

from collections.abc import Mapping

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import Row, Select, select

from app.dashboards.promised import STATES
from app.dashboards.rows.lines import Line, Listing
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


def promises(scope: Scope, asked: Mapping[str, str], settings: Settings, locale: str) -> Listing:
    """The promises that are counted: of one ``owner``, in one ``state`` of STATES, or ``state=ahead``."""
    state = promise_state(scope.today, settings)
    found = (
        select(
            Promise.action, Promise.owner, Promise.due, Promise.settled_on, state.label("state"),
            Dealer.id.label("dealer_id"), Dealer.code, Dealer.name_en, Dealer.name_zh,
        )
        .join(Dealer, Dealer.id == Promise.dealer_id)
        .where(scope.dealers())
    )  # fmt: skip
    owners, words = owner_words(), standing_words()

    def name(row: Row) -> str:
        return row.name_en if locale == "en" else row.name_zh

    def draw(row: Row) -> Line:
        href = url_for("timeline.dealer", dealer_id=row.dealer_id, kind="promises")
        badge = (_BADGES.get(row.state, "info"), words[row.state])
        return Line(row.action, href, f"{owners[row.owner]} · {name(row)}", badge, show_date(row.due))

    def cells(row: Row) -> list:
        return [
            row.code, name(row), owners[row.owner], row.action, row.due, words[row.state], row.settled_on
        ]  # fmt: skip

    told = _told(asked, owners, words)
    return Listing(
        _asked(found, scope, asked, state), (Promise.due, Promise.id), draw, cells,
        lambda _first: told, newest=True,
    )  # fmt: skip


def promise_head() -> list[str]:
    """The columns of the list as a file."""
    return [
        _("Dealer code"), _("Dealer"), _("Whose promise"), _("What was promised"), _("Due"),
        _("Where it stands"), _("Settled on"),
    ]  # fmt: skip


def _asked(found: Select, scope: Scope, asked: Mapping[str, str], state) -> Select:
    if asked.get("owner") in OWNERS:
        found = found.where(Promise.owner == asked["owner"])
    if asked.get("state") == AHEAD:
        days = (Promise.due > scope.today) & (Promise.due <= scope.today + DAYS_AHEAD)
        return found.where(days, Promise.state == "open")
    found = found.where(Promise.due >= scope.first, Promise.due <= scope.today)
    wanted = (asked["state"],) if asked.get("state") in STATES else STATES
    return found.where(state.in_(wanted))


def _told(asked: Mapping[str, str], owners: Mapping, words: Mapping) -> list[str]:
    told = [owners[asked["owner"]]] if asked.get("owner") in OWNERS else []
    if asked.get("state") == AHEAD:
        told.append(_("Due in the next 7 days"))
    elif asked.get("state") in STATES:
        told.append(words[asked["state"]])
    return told
