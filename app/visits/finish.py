"""Finishing a visit: closed once, summed up once; what it found becomes the dealer's last known."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, delete, insert, select, union_all

from app import clock
from app.checklists.content import Checklist
from app.dealers.models import Dealer, DealerProduct
from app.extensions import db
from app.photos.models import Photo
from app.promises.queries import promises_due
from app.visits.gaps import Gap, Material, gaps
from app.visits.judgement.loading import Held
from app.visits.judgement.store import judge_and_store
from app.visits.models import LastAnswer, LastCount, Visit
from app.visits.order.writing import has_order, keep_order_answer
from app.visits.queries import answers_of, counts_of, last_answers_of, last_counts_of
from app.visits.summary import summarize


class ObligatoryGaps(Exception):
    """The visit lacks what no visit may lack; `gaps` says what."""

    def __init__(self, missing: list[Gap]) -> None:
        super().__init__([gap.item.key for gap in missing])
        self.gaps = missing


def material_of(visit: Visit) -> Material:
    """What `visit` holds now, and what it is meant to count."""
    slots = select(Photo.slot).where(Photo.visit_id == visit.id, Photo.removed_at.is_(None))
    carried = select(DealerProduct.product_id).where(DealerProduct.dealer_id == visit.dealer_id)
    return Material(
        mode=visit.mode,
        answers=answers_of(visit.id),
        photo_slots=frozenset(db.session.scalars(slots)),
        counts=counts_of(visit.id),
        key_products=frozenset(db.session.scalars(carried.order_by(DealerProduct.position).limit(8))),
        due_promises=len(promises_due(visit.dealer_id, clock.today())),
        ordered=has_order(visit.id),
    )


def finish_visit(visit: Visit, dealer: Dealer, checklist: Checklist) -> None:
    """Close `visit`; ObligatoryGaps when it may not be closed yet. A finished visit is left as it is."""
    if not visit.is_open:
        return
    keep_order_answer(visit)
    material = material_of(visit)
    if missing := [gap for gap in gaps(checklist, material) if gap.obligatory]:
        raise ObligatoryGaps(missing)
    last_answers = last_answers_of(dealer.id)
    summary = summarize(checklist, material.answers, last_answers, material.counts, last_counts_of(dealer.id))
    visit.summary = summary.document | {"before": previous_photos(dealer.id, visit.id, material.photo_slots)}
    visit.changed_sections, visit.noted_sections = summary.changed_sections, summary.noted_sections
    visit.photo_sections = photo_mask(checklist, material.photo_slots)
    visit.counted_products = len(material.counts)
    visit.finished_at = clock.utc_now()
    today = clock.local(visit.finished_at).date()
    held = Held(material.answers, material.counts, last_answers, bool(material.photo_slots))
    judgement = judge_and_store(visit, dealer, checklist, held)
    if judgement is None or judgement.figures["visit_plan"].refused:
        dealer.next_due_on = agreed_date(material) or today + timedelta(days=dealer.interval_days)
    _remember_answers(dealer.id, material, last_answers, today)
    _remember_counts(dealer.id, material)
    dealer.last_visit_on, dealer.last_visit_id = today, str(visit.id)


def agreed_date(material: Material) -> date | None:
    """The next date that rep and dealer agreed on, if they did."""
    answer = material.answers.get("visit_next_date")
    value = answer.value.get("date") if answer and answer.state == "answered" else None
    return date.fromisoformat(value) if value else None


def previous_photos(dealer_id: int, visit_id: UUID, slots: Iterable[str]) -> dict[str, list[str]]:
    """The photo before this visit's in each slot: ``{slot: [photo id, ISO date]}``, where there is one."""
    latest = [_latest_before(dealer_id, visit_id, slot) for slot in slots]
    rows = db.session.execute(union_all(*latest)) if latest else ()
    return {row.slot: [str(row.id), clock.local(row.taken_at).date().isoformat()] for row in rows}


def _latest_before(dealer_id: int, visit_id: UUID, slot: str) -> Select:
    # Each of the slots is one step into the index, however many photos there are.
    found = (
        select(Photo.slot, Photo.id, Photo.taken_at)
        .where(Photo.dealer_id == dealer_id, Photo.slot == slot, Photo.visit_id != visit_id)
        .where(Photo.removed_at.is_(None))
        .order_by(Photo.taken_at.desc())
        .limit(1)
    )
    return select(found.subquery())


def photo_mask(checklist: Checklist, slots: Iterable[str]) -> int:
    """Bit n is set when a slot belongs to an item of section n."""
    pictured = {slot.partition(".")[0] for slot in slots}
    mask = 0
    for number, section in enumerate(checklist.sections):
        if any(item.key in pictured for item in section.items):
            mask |= 1 << number
    return mask


def _remember_answers(dealer_id: int, material: Material, last: dict[str, LastAnswer], today: date) -> None:
    rows = []
    for key, answer in material.answers.items():
        if answer.is_blank or answer.state not in ("answered", "unchanged"):
            continue
        afresh = answer.state == "answered" or key not in last
        observed = today if afresh else last[key].observed_on
        rows.append(
            {"dealer_id": dealer_id, "item_key": key, "answer_id": answer.id,
             "observed_on": observed, "verified_on": today}
        )  # fmt: skip
    if rows:
        keys = [row["item_key"] for row in rows]
        replaced = delete(LastAnswer).where(LastAnswer.dealer_id == dealer_id, LastAnswer.item_key.in_(keys))
        db.session.execute(replaced.execution_options(synchronize_session=False))
        db.session.execute(insert(LastAnswer), rows)


def _remember_counts(dealer_id: int, material: Material) -> None:
    rows = [
        {"dealer_id": dealer_id, "product_id": product_id, "stock_count_id": count.id}
        for product_id, count in material.counts.items()
        if count.counted is not None
    ]
    if rows:
        products = [row["product_id"] for row in rows]
        replaced = delete(LastCount).where(
            LastCount.dealer_id == dealer_id, LastCount.product_id.in_(products)
        )
        db.session.execute(replaced.execution_options(synchronize_session=False))
        db.session.execute(insert(LastCount), rows)
