"""Dealers by name, a page at a time."""

from dataclasses import dataclass

from sqlalchemy import or_, tuple_

from app import i18n
from app.accounts.models import User
from app.dealers.models import Dealer
from app.dealers.queries import dealers_for
from app.extensions import db

PAGE = 30


@dataclass(frozen=True)
class DealerPage:
    """Up to 30 dealers, and the cursor of the next page (None on the last)."""

    dealers: list[Dealer]
    after: str | None


def dealer_page(user: User, search: str, after: str) -> DealerPage:
    """The dealers whose names, code or town hold `search`, after the cursor ``id~name``."""
    name = Dealer.name_en if i18n.locale() == "en" else Dealer.name_zh
    found = dealers_for(user).order_by(name, Dealer.id).limit(PAGE + 1)
    if search:
        like = f"%{search.replace('%', '').replace('_', '')}%"
        found = found.where(or_(*(column.ilike(like) for column in _SEARCHED)))
    last_id, _, last_name = after.partition("~")
    if last_id.isdecimal() and len(last_id) <= 9:
        found = found.where(tuple_(name, Dealer.id) > (last_name, int(last_id)))
    rows = list(db.session.scalars(found))
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    last = rows[-1] if more else None
    return DealerPage(rows, f"{last.id}~{last.name_in(i18n.locale())}" if last else None)


_SEARCHED = (Dealer.name_en, Dealer.name_zh, Dealer.code, Dealer.town)
