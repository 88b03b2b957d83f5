"""What a supervisor would look at twice in a visit that is not judged: its order, as far as that goes."""

from typing import Any

from app.leverage.result import to_plain
from app.leverage.surprise import Claims, ProductClaims, surprise, surprises
from app.leverage.trust import VisitTrace
from app.messages import Named
from app.sample.life import OrderLine
from app.sample.records import StoredVisit

_NO_TRACE = VisitTrace(None, 0, 0)


def surprise_of(visit: StoredVisit) -> dict[str, Any]:
    """The columns that finishing the visit would have written, as far as its order says."""
    reasons = surprises(Claims(_NO_TRACE, tuple(_claim(line) for line in visit.met.order)))
    return {"surprise": surprise(reasons), "surprises": [to_plain(each) for each in reasons] or None}


def _claim(line: OrderLine) -> ProductClaims:
    goods = line.goods
    name, size = Named(goods.en, goods.zh, goods.zh), goods.case_size
    return ProductClaims(line.product_id, name, size, agreed=line.units, needed=line.asked * size)
