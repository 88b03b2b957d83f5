"""Where in a visit a thing is entered."""

from flask import url_for

from app.visits.gaps import COUNTS_ITEM, ORDER_ITEM, Gap, on_minutes, on_promises
from app.visits.models import Visit


def gap_url(visit: Visit, gap: Gap) -> str:
    """The screen, and the place on it, where a gap is filled."""
    if gap.item.key == COUNTS_ITEM:
        return url_for("visits.stock", visit_id=visit.id)
    if gap.item.key == ORDER_ITEM:
        return url_for("visits.order", visit_id=visit.id)
    if on_promises(gap.item):
        return url_for("visits.promises", visit_id=visit.id)
    if on_minutes(gap.item):
        return url_for("minutes.preview", visit_id=visit.id)
    if gap.lacks == "photo":
        return url_for("visits.photos", visit_id=visit.id, _anchor=f"slot-{gap.item.key}")
    return url_for("visits.section", visit_id=visit.id, section_key=gap.item.section, _anchor=gap.item.key)
