"""What an empty company still lacks before somebody can make a first visit that is worth it."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import exists, select

from app.accounts.models import Team, User
from app.catalogue.models import Product
from app.dealers.models import Dealer, DealerProduct
from app.extensions import db


@dataclass(frozen=True)
class Step:
    """One thing to do: what, why, the address that does it, whether a spreadsheet can, whether it is done."""

    title: str
    why: str
    href: str
    by_import: bool
    done: bool


def first_steps() -> tuple[Step, ...]:
    """The steps in their order; the first that is not done is next."""
    there = _what_is_there()
    worded = {
        "team": (_("Add a team"), _("Every dealer belongs to one.")),
        "person": (_("Add your sales reps"), _("They visit the dealers.")),
        "product": (_("Add your products"), _("They are counted at a visit.")),
        "dealer": (_("Add a dealer"), _("Then his rep can visit him.")),
        "carried": (
            _("Tick what your dealers carry"),
            _("Only that is counted and ordered at a visit. A delivery that you import ticks its product."),
        ),
        "link": (
            _("Hand your reps their links"),
            _("Each chooses his own password under it. Open a person to make one."),
        ),
    }
    return tuple(
        Step(*words, url_for(HREFS[what]), what in ADDED, there[what]) for what, words in worded.items()
    )


ADDED = ("team", "person", "product", "dealer")
HREFS = {what: f"admin.add_{what}" for what in ADDED} | {
    "carried": "admin.list_dealers",
    "link": "admin.list_people",
}


def _what_is_there() -> dict[str, bool]:
    reps = select(User.id).where(User.role == "rep", User.active)
    asked = {
        "team": exists(select(Team.id)),
        "person": exists(reps),
        "product": exists(select(Product.id).where(Product.active)),
        "dealer": exists(select(Dealer.id).where(Dealer.active)),
        "carried": exists(select(DealerProduct.product_id)),
        "link": exists(reps.where(User.password_hash != "")),
    }
    row = db.session.execute(select(*(there.label(name) for name, there in asked.items()))).one()
    return {name: bool(value) for name, value in row._mapping.items()}
