"""Adding and changing dealers: their facts, and which products they carry."""

from flask_babel import gettext as _
from sqlalchemy import delete, select

from app import clock
from app.accounts.audit import record
from app.accounts.models import Team, User
from app.admin.forms.dealer import DealerForm
from app.admin.saving import assign, changes, flush_unique
from app.catalogue.models import Product
from app.dealers.hands import note_reps
from app.dealers.models import Dealer, DealerProduct
from app.extensions import db
from app.visits.tallies.moving import sums_following


def add_dealer(form: DealerForm) -> Dealer | None:
    """A new dealer, due today; None, with the error in the form, when his code is taken."""
    dealer = Dealer(**form.facts(), next_due_on=clock.today())
    db.session.add(dealer)
    if not _written(form):
        return None
    _carry(dealer, form.products.data)
    record("dealer_added", dealer.code)
    return dealer


def change_dealer(dealer: Dealer, form: DealerForm) -> bool:
    """Change a dealer; False, with the error in the form, when his code is taken."""
    before = _seen_by(dealer)
    if form.passes_on(dealer):
        note_reps([dealer.id])
    facts = form.facts()
    dealer.code = facts["code"]  # first: when it is taken, all that was written before is taken back
    if not _written(form):
        return False
    moves = (dealer.team_id, dealer.active) != (facts["team_id"], facts["active"])
    with sums_following([dealer.id] if moves else []):
        assign(dealer, facts)
    _carry(dealer, form.products.data)
    if noted := changes(before, _seen_by(dealer)):
        record("dealer_changed", dealer.code, **noted)
    return True


def _seen_by(dealer: Dealer) -> dict:
    """What decides who sees him and when, in names: ids mean nothing to who reads the log."""
    rep, team = db.session.get(User, dealer.rep_id), db.session.get(Team, dealer.team_id)
    return {"rep": rep.username, "team": team.name, "grade": dealer.grade, "active": dealer.active,
            "credit_days": dealer.credit_days, "city_tier": dealer.city_tier}  # fmt: skip


def _written(form: DealerForm) -> bool:
    return flush_unique(form.code, _("Another dealer has this code."))


def _carry(dealer: Dealer, chosen: list[str]) -> None:
    # Products that are no longer sold are not offered in the form; what he has of them stays.
    offered = select(Product.id).where(Product.active)
    wanted = {int(product_id) for product_id in chosen}
    carried = DealerProduct.dealer_id == dealer.id
    db.session.execute(
        delete(DealerProduct).where(
            carried, DealerProduct.product_id.in_(offered), DealerProduct.product_id.not_in(wanted)
        )
    )
    kept = set(db.session.scalars(select(DealerProduct.product_id).where(carried)))
    added = select(Product.id, Product.position).where(Product.id.in_(wanted - kept))
    for product_id, position in db.session.execute(added):
        db.session.add(DealerProduct(dealer_id=dealer.id, product_id=product_id, position=position))
