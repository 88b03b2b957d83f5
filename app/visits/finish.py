"""Finishing a visit: closed once, summed up once; what it found becomes the dealer's last known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from app import clock
from app.checklists.content import Checklist
from app.database import insert_into
from app.dealers.hands import visit_was_made
from app.dealers.models import Dealer, DealerProduct
from app.extensions import db
from app.leverage.settings import Settings
from app.promises.queries import bearing_on, is_due, promises_due
from app.thresholds.queries import current_settings
from app.visits.before.agenda import due_until
from app.visits.gaps import ORDER_ITEM, Gap, Material, gaps
from app.visits.judgement.loading import Held
from app.visits.judgement.loading_stock import goods_of
from app.visits.judgement.store import judge_and_store
from app.visits.models import Answer, LastAnswer, LastCount, StockCount, Visit
from app.visits.order.writing import has_order, keep_order_answer
from app.visits.photos.pairs import photos_before
from app.visits.queries import answers_of, counts_of, last_answers_of, last_counts_of, photos_of
from app.visits.summary import summarize
from app.visits.tallies.writing import tally

# Of what a dealer carries, how much a visit is asked to count: the first of his list.
TO_COUNT = 8


class ObligatoryGaps(Exception):
    """The visit lacks what no visit may lack; `gaps` says what."""

    def __init__(self, missing: list[Gap]) -> None:
        super().__init__([gap.item.key for gap in missing])
        self.gaps = missing


def material_of(visit: Visit) -> Material:
    """What `visit` holds now, and what it is meant to count."""
    carried = select(DealerProduct.product_id).where(DealerProduct.dealer_id == visit.dealer_id)
    return Material(
        mode=visit.mode,
        answers=answers_of(visit.id),
        photo_slots=frozenset(slot for slot, _photo in photos_of(visit.id)),
        counts=counts_of(visit.id),
        key_products=frozenset(db.session.scalars(carried.order_by(DealerProduct.position).limit(TO_COUNT))),
        due_promises=len(promises_due(visit.dealer_id, clock.today())),
        ordered=has_order(visit.id),
    )


@dataclass(frozen=True)
class Ended:
    """What the phone says of the end of a visit: when (aware), and seconds that its clock was ahead."""

    at: datetime
    clock_off: int = 0


def finish_visit(
    visit: Visit, dealer: Dealer, checklist: Checklist, ended: Ended | None = None
) -> Mapping[str, Answer]:
    """Close `visit`; ObligatoryGaps when it may not be closed yet. A finished visit is left as it is.

    The caller holds both (`visit_to_finish`).
    Without a signal it `ended` before it is finished here: its day and its length are those on the phone.
    Returns what it answers. All is read once, and nothing is written before it is: the whole is one request.
    """
    answers = answers_of(visit.id)
    if not visit.is_open:
        return answers
    with db.session.no_autoflush:
        _close(visit, dealer, checklist, answers, ended)
    return answers


def _close(
    visit: Visit, dealer: Dealer, checklist: Checklist, answers: dict[str, Answer], ended: Ended | None
) -> None:
    order = keep_order_answer(visit, answers.get(ORDER_ITEM))
    if order is not None:
        answers[ORDER_ITEM] = order
    settings = current_settings()
    held = _held(visit, answers, settings)
    material = _material_in(held, visit.mode, order is not None)
    if missing := [gap for gap in gaps(checklist, material) if gap.obligatory]:
        raise ObligatoryGaps(missing)
    last_counts = last_counts_of(dealer.id)
    summary = summarize(checklist, answers, held.last, held.counts, last_counts)
    _end(visit, ended)
    visit.summary = summary.document | {"before": photos_before(visit, material.photo_slots)}
    visit.changed_sections, visit.noted_sections = summary.changed_sections, summary.noted_sections
    visit.photo_sections = photo_mask(checklist, material.photo_slots)
    visit.counted_products = len(held.counts)
    today = clock.local(visit.end).date()
    if (dealer.last_visit_on or today) <= today:
        visit.due_until = due_until(dealer, today, settings)
    judgement = judge_and_store(visit, dealer, checklist, held, settings)
    older = _counted_since(last_counts, held.counts)
    tally(visit, dealer, held, judgement, today, older)
    if judgement is None or judgement.figures["visit_plan"].refused:
        dealer.next_due_on = agreed_date(material) or today + timedelta(days=dealer.interval_days)
    visit_was_made(dealer.id, today, visit.end)
    _remember_answers(dealer.id, material, held.last, today)
    _remember_counts(dealer.id, material, older)
    if (dealer.last_visit_on or today) <= today:  # a visit may arrive after one that was later
        dealer.last_visit_on, dealer.last_visit_id = today, str(visit.id)


def _end(visit: Visit, ended: Ended | None) -> None:
    visit.finished_at = clock.utc_now()
    if ended is None or ended.at < visit.started_at:  # it cannot have been over before it began
        return
    visit.ended_at = min(ended.at, visit.finished_at)
    visit.clock_off = max(visit.clock_off, ended.clock_off, key=abs)


def _held(visit: Visit, answers: Mapping[str, Answer], settings: Settings) -> Held:
    counts, dealer_id = counts_of(visit.id), visit.dealer_id
    return Held(
        answers, counts, last_answers_of(dealer_id), goods_of(visit.id, dealer_id, counts),
        photos_of(visit.id), bearing_on(visit.id, dealer_id, clock.today(), settings),
    )  # fmt: skip


def _material_in(held: Held, mode: str, ordered: bool) -> Material:
    """`material_of` a visit whose parts were read for judging already."""
    return Material(
        mode, held.answers, frozenset(slot for slot, _photo in held.photos), held.counts,
        frozenset(held.goods.carried[:TO_COUNT]),
        sum(is_due(promise, clock.today()) for promise in held.promises), ordered,
    )  # fmt: skip


def agreed_date(material: Material) -> date | None:
    """The next date that rep and dealer agreed on, if they did."""
    answer = material.answers.get("visit_next_date")
    value = answer.value.get("date") if answer and answer.state == "answered" else None
    return date.fromisoformat(value) if value else None


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
    _replace(LastAnswer, rows, "item_key")


def _counted_since(last: Mapping[int, StockCount], now: Mapping[int, StockCount]) -> set[int]:
    """The products of which a newer count is known than the one at hand: that visit came in before this."""
    return {product for product, count in now.items()
            if product in last and last[product].answered_at > count.answered_at}  # fmt: skip


def _remember_counts(dealer_id: int, material: Material, older: set[int]) -> None:
    rows = [
        {"dealer_id": dealer_id, "product_id": product_id, "stock_count_id": count.id}
        for product_id, count in material.counts.items()
        if count.counted is not None and product_id not in older
    ]
    _replace(LastCount, rows, "product_id")


def _replace(model: type[LastAnswer] | type[LastCount], rows: list[dict], of: str) -> None:
    """Insert `rows`, each in the place of the dealer's row with the same `of`."""
    if not rows:
        return
    inserting = insert_into(model.__table__)
    fresh = {name: inserting.excluded[name] for name in rows[0].keys() - {"dealer_id", of}}
    newer = None
    if model is LastAnswer:  # a visit may arrive after one that was later
        newer = LastAnswer.verified_on <= inserting.excluded.verified_on
    replacing = inserting.on_conflict_do_update(index_elements=["dealer_id", of], set_=fresh, where=newer)
    db.session.connection().execute(replacing, rows)
