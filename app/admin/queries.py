"""The lists of the administration, and one row of each; an admin sees all of it, disabled rows too."""

from flask import abort
from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from app.accounts.models import Team, TeamMember, User
from app.catalogue.models import Product
from app.dealers.models import Dealer, DealerProduct
from app.extensions import db
from app.forms import clean
from app.keyset import Page, page_by

LARGEST_ID = 2**31 - 1


def one_or_404(model: type, row_id: int):
    """The row of a model with this id; 404 when there is none."""
    found = db.session.get(model, row_id) if row_id <= LARGEST_ID else None
    return found or abort(404)


def people(search: str, after: str | None) -> Page:
    """People by account name."""
    return page_by(_holding(select(User), search, User.username, User.display_name), User.username, after)


def teams(after: str | None) -> Page:
    """Teams by name."""
    return page_by(select(Team), Team.name, after)


def dealers(search: str, after: str | None) -> Page:
    """Dealers by code, each with his rep."""
    columns = (Dealer.code, Dealer.name_en, Dealer.name_zh, Dealer.town)
    wanted = select(Dealer).options(joinedload(Dealer.rep))
    return page_by(_holding(wanted, search, *columns), Dealer.code, after)


def products(search: str, after: str | None) -> Page:
    """Products by code."""
    columns = (Product.code, Product.name_en, Product.name_zh, Product.category)
    return page_by(_holding(select(Product), search, *columns), Product.code, after)


def carried_by(dealer_id: int) -> list[int]:
    """The ids of the products that a dealer carries."""
    carried = select(DealerProduct.product_id).where(DealerProduct.dealer_id == dealer_id)
    return list(db.session.scalars(carried))


def dealers_of(user_id: int) -> int:
    """How many active dealers a person is responsible for."""
    return db.session.scalar(select(func.count()).where(Dealer.rep_id == user_id, Dealer.active))


def members_of(team_id: int) -> list[User]:
    """The active people of a team, by name."""
    members = select(User).join(TeamMember, TeamMember.user_id == User.id)
    wanted = members.where(TeamMember.team_id == team_id, User.active).order_by(User.display_name)
    return list(db.session.scalars(wanted))


def next_free_code(column: InstrumentedAttribute, letter: str) -> str:
    """A code that nobody has yet, such as D0042, to begin a new row with."""
    return f"{letter}{(db.session.scalar(select(func.max(column.class_.id))) or 0) + 1:04d}"


def _holding(wanted: Select, search: str, *columns: InstrumentedAttribute) -> Select:
    search = clean(search)[:80]
    if not search:
        return wanted
    return wanted.where(or_(*(column.icontains(search, autoescape=True) for column in columns)))
