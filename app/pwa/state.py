"""Whether a kit has changed: a fingerprint of all that its pages are made of, found in a few index steps."""

from datetime import timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask_login import current_user
from sqlalchemy import func, inspect, select

from app import clock, i18n
from app.accounts.company import company
from app.catalogue.models import Product
from app.checklists.queries import current_version_id
from app.dealers.models import Dealer, DealerProduct, Receipt
from app.extensions import db
from app.promises.models import Promise, PromiseEvent
from app.thresholds.queries import current_settings
from app.visits.judgement.models import FindingEvent
from app.visits.models import CORRECTION, Answer

APP = Path(__file__).parents[1]
_SOURCES = {".py", ".html", ".mo", ".yaml", ".css", ".js"}
DELIVERIES_BACK = timedelta(days=120)  # what a visit looks at


def kit_state(dealer: Dealer) -> str:
    """The fingerprint of what `current_user` would get as the kit of `dealer` today, in his language.

    What only adds to the dealer's timeline (a reply to minutes, say) does not count: a visit does without.
    """
    reader = (current_user.id, current_user.display_name, current_user.role, i18n.locale(), company())
    parts = (
        release(), clock.today(), reader, current_version_id(), current_settings(), _columns(dealer),
        tuple(db.session.execute(_happened(dealer.id)).one()), *db.session.execute(_carried(dealer.id)).all(),
    )  # fmt: skip
    return sha256(repr(parts).encode()).hexdigest()[:24]


@cache
def release() -> str:
    """A fingerprint of the product itself: the same on every machine that runs the same version."""
    files = sorted(path for path in APP.rglob("*") if path.suffix in _SOURCES)
    digest = sha256()
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _columns(dealer: Dealer) -> tuple:
    return tuple(getattr(dealer, column.key) for column in inspect(Dealer).column_attrs)


def _happened(dealer_id: int):
    """When each kind of thing last happened at the dealer's; each is the end of an index."""

    def latest(model, column, *where):
        return select(func.max(column)).where(model.dealer_id == dealer_id, *where).scalar_subquery()

    receipts = Receipt.received_on > clock.today() - DELIVERIES_BACK
    return select(
        latest(Promise, Promise.received_at), latest(PromiseEvent, PromiseEvent.received_at),
        latest(FindingEvent, FindingEvent.happened_at),
        latest(Answer, Answer.received_at, Answer.is_kind(CORRECTION)),
        latest(Receipt, Receipt.id, receipts),
        select(func.count(Receipt.id)).where(Receipt.dealer_id == dealer_id, receipts).scalar_subquery(),
        select(func.count(Product.id)).scalar_subquery(),
    )  # fmt: skip


def _carried(dealer_id: int):
    """The products of his list, each as it is."""
    return (
        select(DealerProduct.position, *inspect(Product).columns)
        .join(Product, Product.id == DealerProduct.product_id)
        .where(DealerProduct.dealer_id == dealer_id)
        .order_by(DealerProduct.position, Product.id)
    )
