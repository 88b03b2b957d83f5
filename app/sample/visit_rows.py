"""A visit as it would be stored: its answers, counts and lots, and the summary that finishing would write."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from random import Random
from uuid import UUID, uuid5

from app.checklists.answers import same_answer
from app.checklists.content import Checklist
from app.checklists.specs import Item
from app.sample.answers import ANSWERS, DECLINED, Moment
from app.sample.identity import Minter
from app.sample.life import DealerLife, Encounter
from app.sample.minutes import write_minutes
from app.sample.notes import note_on
from app.sample.photographed import OUR_STACK, OVERVIEW, slots_of
from app.sample.promises import Promises
from app.sample.records import Agreed, Found, Given, Known, Shot, StoredVisit
from app.sample.shelf import Counted
from app.visits.finish import photo_mask
from app.visits.order.writing import ORDER_ITEM
from app.visits.summary import summarize

FIRST_ARRIVAL, LAST_ARRIVAL = 8 * 60, 16 * 60  # minutes after midnight
SECONDS = {"quick": 18, "full": 34}  # from answer to answer
EVIDENCE = {
    "s2_marketing": ("told", "told", "seen"), "s3_warehouse": ("seen",), "s4_cash": ("told",),
    "s5_staff": ("told", "told", "seen"), "s6_product": ("told",), "s7_market": ("told", "seen", "document"),
}  # fmt: skip


class Writer:
    """Follows one dealer's visits and keeps what is known of him in between, as finishing visits does.

    Every visit from the day `photos_from` on is photographed, of earlier ones the warehouse at full audits;
    None leaves all photos out.
    """

    def __init__(
        self, life: DealerLife, checklist: Checklist, zone: tzinfo, seed: int, photos_from: date | None
    ) -> None:
        self.life = life
        self.checklist = checklist
        self.zone = zone
        self.photos_from = photos_from
        self.known: dict[str, Known] = {}
        self.last_counts: dict[int, Found] = {}
        self._pictured: dict[str, list[str]] = {}
        self._seed = f"visit {seed} {life.plan.number}"
        self.mint = Minter(life.plan.number, Random(self._seed))
        self.promises = Promises(self.mint, Random(f"{self._seed} promises"))
        self._asked: dict[tuple[str, str | None], list[Item]] = {}

    def write(self, met: Encounter) -> StoredVisit:
        """The rows of one visit; the dealer's last known moves on."""
        rng = Random(f"{self._seed} {met.index}")
        clock = self._clock(met, rng)
        started, visit_id = next(clock), self.mint()
        talk = self.promises.talk(
            visit_id, next(clock), met.visit.on, self.life.plan.interval_days, self.life.traits["trust"]
        )
        moment = Moment(self.life, met, rng, met.visit.on.toordinal(), talk)
        answers = {given.item_key: given for given in self._answers(moment, clock)}
        counts = {counted.product_id: self._found(counted, next(clock)) for counted in met.counts}
        order = tuple(
            Agreed(self.mint(), each.product_id, each.units, each.reason, next(clock)) for each in met.order
        )
        if order:
            answers[ORDER_ITEM] = _order_answer(met, order[-1])
        sent_at = next(clock)
        finished = sent_at + timedelta(seconds=rng.randint(20, 90))
        shots = self._shots(met, answers, started, rng)
        visit = StoredVisit(visit_id, met, started, finished, answers, counts, shots, talk, order)
        written = Random(f"{self._seed} minutes {met.index}")
        visit.paper = write_minutes(self.life, visit, written, self.mint, sent_at)
        if rng.random() < 0.04 and met.index + 1 < len(self.life.plan.visits):
            self._correct(visit, rng)
        self._sum_up(visit)
        self._remember(visit)
        return visit

    def _clock(self, met: Encounter, rng: Random) -> Iterator[datetime]:
        """Moments of a visit, each a few seconds after the last."""
        minutes = rng.randint(FIRST_ARRIVAL, LAST_ARRIVAL)
        local = datetime.combine(
            met.visit.on, time(minutes // 60, minutes % 60, rng.randint(0, 59)), self.zone
        )
        at, pace = local.astimezone(UTC), SECONDS[met.visit.mode]
        # Who waves a dealer through ticks what he expects, one tick a second.
        least, most = (1, 1) if met.visit.waved else (3, 2 * pace)
        while True:
            yield at
            at += timedelta(seconds=rng.randint(least, most))

    def _answers(self, moment: Moment, clock: Iterator[datetime]) -> Iterator[Given]:
        for item in self._items(moment.met):
            value = ANSWERS[item.key](moment)
            if value is not None:
                yield self._given(item, value, moment.rng, next(clock), moment.met.visit.waved)

    def _items(self, met: Encounter) -> list[Item]:
        """The items of the mode, and all of the section that a quick visit adds of the audit."""
        mode, rolled = met.visit.mode, met.visit.rolled
        if (mode, rolled) not in self._asked:
            answered = (item for item in self.checklist.by_key.values() if item.key in ANSWERS)
            self._asked[mode, rolled] = [
                item for item in answered if mode == "full" or item.mode == "quick" or item.section == rolled
            ]
        return self._asked[mode, rolled]

    def _given(self, item: Item, value, rng: Random, at: datetime, waved: bool) -> Given:
        state, evidence, note = "answered", None, ""
        known = self.known.get(item.key)
        may_evade = item.section in EVIDENCE and not item.obligatory
        if value is DECLINED:
            state, value = "declined", {}
        elif may_evade and rng.random() < 0.015:
            state, value = "not_seen", {}
        elif (
            item.unchanged and known and rng.random() < 0.85 and same_answer(item, known.answer.value, value)
        ):
            state, value, evidence = "unchanged", known.answer.value, known.answer.evidence
        else:
            evidence = self._evidence(item, value, rng, waved)
            note = note_on(item.key, value, rng)
        received = at + timedelta(seconds=rng.choice((1, 1, 2, 3, 40)))
        return Given(self.mint(), item.key, state, evidence, value, note, at, received)

    def _evidence(self, item: Item, value, rng: Random, waved: bool) -> str | None:
        if "code_out" in value.get("signs", ()):
            return "document"  # nobody says such a thing of a dealer without a photo of the batch code
        if waved and item.section in EVIDENCE:
            return "told"
        if item.section == "s4_cash" and self.life.open_book == "full":
            return "document"
        grades = EVIDENCE.get(item.section)
        return rng.choice(grades) if grades else None

    def _found(self, counted: Counted, at: datetime) -> Found:
        return Found(
            self.mint(), counted.product_id, counted.counted, counted.unsellable, counted.received,
            counted.free_goods, counted.transferred_out, counted.returned, at, counted.lots,
        )  # fmt: skip

    def _shots(
        self, met: Encounter, answers: dict[str, Given], started: datetime, rng: Random
    ) -> tuple[Shot, ...]:
        recent = self.photos_from is not None and met.visit.on >= self.photos_from
        slots = slots_of(met, answers) if recent else ()
        if self.photos_from and not recent and met.visit.mode == "full":
            slots = (OVERVIEW, OUR_STACK)
        # The files are spread over folders by their first letters, so these ids do not count up.
        return tuple(
            Shot(
                UUID(int=rng.getrandbits(128), version=4), slot, started + timedelta(seconds=60 + 9 * number)
            )
            for number, slot in enumerate(slots)
        )

    def _sum_up(self, visit: StoredVisit) -> None:
        summary = summarize(self.checklist, visit.answers, self.known, visit.counts, self.last_counts)
        visit.document = summary.document | {"before": self._before(visit)}
        photos = photo_mask(self.checklist, (shot.slot for shot in visit.shots)) if visit.shots else 0
        visit.masks = summary.changed_sections, summary.noted_sections, photos

    def _before(self, visit: StoredVisit) -> dict[str, list[str]]:
        """The last earlier photo of each place: its id and day."""
        earlier = {
            shot.slot: self._pictured[shot.slot] for shot in visit.shots if shot.slot in self._pictured
        }
        on = visit.met.visit.on.isoformat()
        self._pictured |= {shot.slot: [str(shot.id), on] for shot in visit.shots}
        return earlier

    def _remember(self, visit: StoredVisit) -> None:
        """What ``app.visits.finish`` keeps: the answers that say something, and every count."""
        on = visit.met.visit.on
        for key, given in visit.answers.items():
            if given.state in ("answered", "unchanged"):
                before = self.known.get(key)
                afresh = given.state == "answered" or before is None
                self.known[key] = Known(given, on if afresh else before.observed_on, on)
        for correction in visit.corrections:
            self.known[correction.item_key].answer = correction
        self.last_counts.update(visit.counts)

    def _correct(self, visit: StoredVisit, rng: Random) -> None:
        """The rep finds next morning that he wrote down too few."""
        first = visit.answers.get("wh_near_expiry")
        if first is None or first.state != "answered":
            return
        at = visit.finished_at + timedelta(hours=rng.randint(12, 16))
        value = {"seen": first.value["seen"] + rng.randint(1, 3)}
        reason = rng.choice(("回来对照片又数了一遍，少写了一箱。", "Recounted from the photos."))
        visit.corrections.append(
            Given(
                self.mint(), first.item_key, "answered", "seen", value, "", at, at + timedelta(seconds=2),
                kind="correction", revision=2, reason=reason,
            )
        )  # fmt: skip


def _order_answer(met: Encounter, newest: Agreed) -> Given:
    """The answer that finishing makes of the order (`app.visits.ordering.keep_order_answer`)."""
    lines = [
        {"row": f"p{line.product_id}", "product": str(line.product_id), "agreed": line.cases}
        | ({"reason": line.reason} if line.reason else {})
        for line in met.order
    ]
    answer_id = uuid5(newest.id, ORDER_ITEM)
    return Given(answer_id, ORDER_ITEM, "answered", "document", {"lines": lines}, "", newest.at, newest.at)
