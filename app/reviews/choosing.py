"""Choosing what to compare: a dealer for each side, then a day of his visits."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app import i18n
from app.accounts.models import User
from app.dealers.listing import dealer_page
from app.dealers.models import Dealer
from app.dealers.queries import dealers_for
from app.extensions import db
from app.reviews.queries import finished_visits_for
from app.visits.models import Visit

DAYS = 60
FOUND = 8


@dataclass(frozen=True)
class Side:
    """One side of a comparison as far as it is chosen; `name` is ``left`` or ``right``.

    `days` are the dealer's visits to choose from, `found` the dealers that a search for `query` found.
    """

    name: str
    dealer: Dealer | None
    visit: Visit | None
    days: list[tuple[str, str]]
    found: list[tuple[int, str]]
    query: str

    @property
    def chosen(self) -> dict[str, str]:
        """What an address says of this side."""
        if self.visit is not None:
            return {self.name: str(self.visit.id)}
        return {f"{self.name}_dealer": str(self.dealer.id)} if self.dealer is not None else {}


def side_of(user: User, name: str, asked: Mapping[str, str]) -> Side:
    """A side as the address says; what is not there, or not for `user`, counts as not chosen."""
    visit = _visit(user, asked.get(name))
    dealer = visit.dealer if visit else _dealer(user, asked.get(f"{name}_dealer"))
    query = (asked.get(f"{name}_q") or "").strip()[:80]
    if dealer is None:
        found = dealer_page(user, query, "").dealers[:FOUND] if query else []
        return Side(name, None, None, [], [(each.id, _named(each)) for each in found], query)
    days = _days(dealer)
    if visit is None and days:
        visit = _visit(user, days[0][0])
    return Side(name, dealer, visit, days, [], query)


def _named(dealer: Dealer) -> str:
    return f"{dealer.name_in(i18n.locale())} · {dealer.code}"


def _visit(user: User, told: str | None) -> Visit | None:
    try:
        visit_id = UUID(told or "")
    except ValueError:
        return None
    return db.session.scalar(finished_visits_for(user).where(Visit.id == visit_id))


def _dealer(user: User, told: str | None) -> Dealer | None:
    if not (told and told.isascii() and told.isdigit() and len(told) <= 9):
        return None
    return db.session.scalar(dealers_for(user).where(Dealer.id == int(told)))


def _days(dealer: Dealer) -> list[tuple[str, str]]:
    found = (
        select(Visit.id, Visit.finished_at)
        .where(Visit.dealer_id == dealer.id, Visit.finished_at.is_not(None))
        .order_by(Visit.finished_at.desc())
        .limit(DAYS)
    )
    return [(str(row.id), i18n.show_date(row.finished_at)) for row in db.session.execute(found)]
