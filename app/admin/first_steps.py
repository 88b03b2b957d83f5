"""What an empty company still lacks before somebody can make a first visit."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import exists, select

from app.accounts.models import Team, User
from app.catalogue.models import Product
from app.dealers.models import Dealer
from app.extensions import db


@dataclass(frozen=True)
class Step:
    """One thing to do: what, why, the address that does it, and whether it is done."""

    title: str
    why: str
    href: str
    done: bool


def first_steps() -> tuple[Step, ...]:
    """The steps in their order; the first that is not done is next."""
    there = _what_is_there()
    worded = {
        "team": (_("Add a team"), _("Every dealer belongs to one.")),
        "person": (_("Add your sales reps"), _("They visit the dealers.")),
        "product": (_("Add your products"), _("They are counted at a visit.")),
        "dealer": (_("Add a dealer"), _("Then his rep can visit him.")),
    }
    return tuple(Step(*words, url_for(f"admin.add_{what}"), there[what]) for what, words in worded.items())


def _what_is_there() -> dict[str, bool]:
    asked = {
        "team": exists(select(Team.id)),
        "person": exists(select(User.id).where(User.role == "rep", User.active)),
        "product": exists(select(Product.id).where(Product.active)),
        "dealer": exists(select(Dealer.id).where(Dealer.active)),
    }
    row = db.session.execute(select(*(there.label(name) for name, there in asked.items()))).one()
    return {name: bool(value) for name, value in row._mapping.items()}
