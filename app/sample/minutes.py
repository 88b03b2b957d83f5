"""What went to the dealer in writing at each visit, and what he answered to it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from app.minutes.document import Document, Names, Ordered, promised_of, to_plain
from app.sample.accounts import REPS
from app.sample.company import NAME
from app.sample.life import DealerLife
from app.sample.places import place
from app.sample.records import Given, Paper, Reply, StoredVisit
from app.visits.gaps import MEMO_ITEM

OPEN_FOR = timedelta(days=30)
ON_THE_SPOT, LATER, CORRECTED, SILENT = "spot", "later", "corrected", "silent"
ANSWERS = {ON_THE_SPOT: 30, LATER: 32, CORRECTED: 4, SILENT: 34}  # how often
LOCALES = {"zh_Hans": 90, "zh_Hant": 4, "en": 6}
WORDS = (
    "", "按今天盘点的数补货，旧批号放前排先出。", "堆位集中到门口左侧，价格牌由我们补齐。",
    "下次来先看临期货的处理结果。", "新品先上老街那三十家店。",
)  # fmt: skip
CORRECTIONS = (
    "换货说的是下周三，不是下周五。", "促销台要两套，这里只写了一套。",
    "陪跑线路定的是东线，请改一下。", "The racks were meant for both shops.",
)  # fmt: skip
ACKNOWLEDGED = "经销商已确认纪要。"


def write_minutes(
    life: DealerLife, visit: StoredVisit, rng: Random, mint: Callable[[], UUID], at: datetime
) -> Paper | None:
    """Send the minutes of a visit just before its end, `at`, unless its own answer says that there are none.

    The answer about them follows, as `app.minutes.memo` has it: confirmed at once, or by a correction once
    the dealer acknowledges them later that day.
    """
    given = visit.answers[MEMO_ITEM]
    if given.value["memo"] == "none":
        return None
    sent = replace(given, state="answered", evidence=None, value={"memo": "sent"}, note="")
    visit.answers[MEMO_ITEM] = sent = replace(sent, answered_at=at, received_at=at)
    paper_id, link_id = mint(), mint()
    reply = _reply(rng, mint, at, visit.finished_at)
    if reply is not None and reply.kind == "acknowledged":
        _confirm(visit, sent, mint(), reply.at)
    return Paper(
        paper_id, visit.id, _one_of(rng, LOCALES), to_plain(_document(life, visit, rng.choice(WORDS))), at,
        link_id, f"{rng.getrandbits(256):064x}", visit.met.visit.on + OPEN_FOR, reply,
    )  # fmt: skip


def _one_of(rng: Random, weights: dict[str, int]) -> str:
    return rng.choices(tuple(weights), tuple(weights.values()))[0]


def _reply(rng: Random, mint: Callable[[], UUID], sent: datetime, finished: datetime) -> Reply | None:
    """He taps while the rep is still there, or in the hours after."""
    how, later = _one_of(rng, ANSWERS), finished + timedelta(minutes=rng.randint(5, 280))
    if how == SILENT:
        return None
    if how == ON_THE_SPOT:
        return Reply(mint(), "acknowledged", "", sent + (finished - sent) / 2)
    if how == LATER:
        return Reply(mint(), "acknowledged", "", later)
    return Reply(mint(), "correction", rng.choice(CORRECTIONS), later)


def _confirm(visit: StoredVisit, sent: Given, answer_id: UUID, at: datetime) -> None:
    confirmed = replace(sent, id=answer_id, value={"memo": "confirmed"}, answered_at=at, received_at=at)
    confirmed = replace(confirmed, revision=2)
    if at < visit.finished_at:
        visit.superseded.append(sent)
        visit.answers[MEMO_ITEM] = confirmed
    else:
        visit.corrections.append(replace(confirmed, kind="correction", reason=ACKNOWLEDGED))


def _document(life: DealerLife, visit: StoredVisit, words: str) -> Document:
    where, rep = place(life.plan.number), life.plan.rep
    goods = {shelf.product_id: shelf.goods for shelf in life.shelves}
    return Document(
        company=NAME,
        dealer=Names(where.name_en, where.name_zh),
        day=visit.met.visit.on,
        rep=REPS[rep].name if rep < len(REPS) else f"Rep {rep + 1}",
        agreed=words,
        order=tuple(
            Ordered(Names(goods[line.product_id].en, goods[line.product_id].zh), line.cases)
            for line in visit.met.order if line.cases
        ),
        promises=promised_of(visit.talk.made),
        next_visit=visit.met.visit.agreed_next,
    )  # fmt: skip
