"""The lists that can be exported: a module each, a line here."""

from app.exchange.lists.answers import ANSWERS
from app.exchange.lists.catalogue import PRODUCTS
from app.exchange.lists.dashboard import DASHBOARD
from app.exchange.lists.dealers import ALL_DEALERS, DEALERS
from app.exchange.lists.deliveries import RECEIPTS
from app.exchange.lists.findings import FINDINGS
from app.exchange.lists.people import PEOPLE
from app.exchange.lists.promises import PROMISES
from app.exchange.lists.reviews import REVIEWS
from app.exchange.lists.teams import TEAMS
from app.exchange.lists.thresholds import THRESHOLDS
from app.exchange.lists.timeline import TIMELINE
from app.exchange.lists.visits import VISITS
from app.exchange.registry import EXPORTS, register

register(
    DEALERS,
    VISITS,
    ANSWERS,
    TIMELINE,
    FINDINGS,
    PROMISES,
    RECEIPTS,
    ALL_DEALERS,
    PRODUCTS,
    PEOPLE,
    TEAMS,
    THRESHOLDS,
    REVIEWS,
    *DASHBOARD,
)

__all__ = ["EXPORTS"]
