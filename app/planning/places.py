"""Where dealers are: nobody types that in; it is where the reps' phones were when their visits began."""

from collections.abc import Collection
from datetime import timedelta
from statistics import median

from sqlalchemy import func, select

from app.clock import utc_now
from app.extensions import db
from app.planning.route import Place
from app.visits.models import Visit

LATEST = 5  # the median of these: one start on the way, or one position that was far off, moves nothing
RECENT = timedelta(days=730)


def places_of(dealer_ids: Collection[int]) -> dict[int, Place]:
    """The place of each dealer whose last visits recorded one: the median of the latest five."""
    if not dealer_ids:
        return {}
    newest = func.row_number().over(partition_by=Visit.dealer_id, order_by=Visit.finished_at.desc())
    ranked = (
        select(Visit.dealer_id, Visit.latitude, Visit.longitude, newest.label("place"))
        .where(Visit.dealer_id.in_(dealer_ids), Visit.finished_at > utc_now() - RECENT)
        .where(Visit.latitude.is_not(None), Visit.longitude.is_not(None))
        .subquery()
    )
    found: dict[int, list[Place]] = {}
    rows = select(ranked.c.dealer_id, ranked.c.latitude, ranked.c.longitude).where(ranked.c.place <= LATEST)
    for dealer_id, latitude, longitude in db.session.execute(rows):
        found.setdefault(dealer_id, []).append((latitude, longitude))
    return {dealer_id: _middle(places) for dealer_id, places in found.items()}


def _middle(places: list[Place]) -> Place:
    return median(latitude for latitude, _ in places), median(longitude for _, longitude in places)
