"""Which places a visit photographs, and what is to be seen on each photo."""

from datetime import date
from math import ceil
from random import Random

from app.sample.life import DealerLife, Encounter
from app.sample.pictures import Scene, Stack
from app.sample.records import Given, StoredVisit
from app.sample.shelf import Shelf

DAYS_A_LAYER = 2.2  # a layer of our stack is what sells in so many days
OVERVIEW, OUR_STACK = "wh_overview_photo.overview", "wh_overview_photo.our_stack"
KINDS = {OVERVIEW: "overview", OUR_STACK: "our_stack", "wh_lots": "label", "mkt_vehicle_mix": "vehicle",
         "ops_diversion_signs": "label"}  # fmt: skip
# Items that want a photo when they say something, and the answer that says nothing.
TELLING = (
    ("wh_mixed_categories", "mixed", "no"),
    ("wh_near_expiry", "seen", 0),
    ("wh_expired", "expired", "none"),
)
CAPTIONS = {
    "wh_expired": "过期品",
    "wh_lots": "最老批号",
    "ops_diversion_signs": "批号特写",
    "wh_near_expiry": "临期",
}


def slots_of(met: Encounter, answers: dict[str, Given]) -> tuple[str, ...]:
    """The two photos of every visit, and those that an answer or an audit asks for."""
    slots = [OVERVIEW, OUR_STACK]
    if met.visit.mode == "full":
        slots.append("wh_lots")
        slots += ["mkt_vehicle_mix"] * _says(answers, "mkt_vehicle_mix", "load")
    slots += [key for key, name, nothing in TELLING if _says(answers, key, name, nothing)]
    signs = answers.get("ops_diversion_signs")
    if signs and set(signs.value.get("signs", ())) & {"code_out", "code_in"}:
        slots.append("ops_diversion_signs")
    return tuple(slots)


def _says(answers: dict[str, Given], key: str, name: str, nothing=None) -> bool:
    given = answers.get(key)
    return given is not None and given.state == "answered" and given.value.get(name) not in (None, nothing)


def scene_of(life: DealerLife, visit: StoredVisit, slot: str, rng: Random) -> Scene:
    """The scene at `slot` as the dealer is right now; call it before the day goes on."""
    day = visit.met.visit.on.toordinal()
    hour = visit.started_at.hour
    return Scene(
        kind=KINDS.get(slot, "pile"), room=life.plan.number, seed=rng.getrandbits(32),
        tidy=life.traits["tidy"], light=min(1.0, 0.35 + 0.45 * life.traits["roof"] + 0.03 * (hour % 9)),
        board=_board(life, visit), damp=life.traits["roof"] < 0.4,
        expired=sum(shelf.expired(day) // shelf.goods.case_size for shelf in life.shelves),
        stacks=tuple(_stack(number, shelf, life) for number, shelf in enumerate(life.shelves)),
    )  # fmt: skip


def _board(life: DealerLife, visit: StoredVisit) -> str:
    answer = visit.answers.get("wh_kanban")
    if answer and answer.value:
        return answer.value["board"]
    books = life.traits["books"]
    return "updated" if books > 0.6 else "stale" if books > 0.4 else "none"


def _stack(number: int, shelf: Shelf, life: DealerLife) -> Stack:
    """Who keeps to first in, first out has his oldest month in front; who does not has it behind."""
    oldest, newest = (
        (_month(lots[0]) for lots in (shelf.lots[:1], shelf.lots[-1:])) if shelf.lots else ("", "")
    )
    front, rear = (oldest, newest) if life.traits["fifo"] > 0.5 else (newest, oldest)
    return Stack(number, ceil(shelf.sellable / shelf.rate / DAYS_A_LAYER), front, rear)


def _month(lot: list[int]) -> str:
    return date.fromordinal(lot[0]).strftime("%Y-%m")
