"""The self-check before the door: one tap "all fine", then the exceptions."""

from collections.abc import Iterable
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from app.checklists.content import Checklist
from app.checklists.specs import Field, Item
from app.visits.entries import Write, write_entry
from app.visits.models import Visit

GOAL = "visit_goal"
GOAL_LENGTH, NOTE_LENGTH = 300, 2000
# What can be judged before the door; the rest of section 1 is about the visit that has yet to happen.
BEFORE_THE_DOOR = (
    "self_face_clean", "self_dress_fit", "self_dress_clean", "self_attitude", "self_behaviour",
    "self_industry_level",
)  # fmt: skip


def self_check_items(checklist: Checklist) -> list[Item]:
    """The items of the quick self-check, in order."""
    return [checklist.by_key[key] for key in BEFORE_THE_DOOR if key in checklist.by_key]


def record_goal(visit: Visit, user_id: int, goal: str, at: datetime) -> None:
    """Keep the purpose that the rep gave before going in.

    Of one that is too long, from a phone that had nobody to ask, the whole stands in the note.
    """
    long = len(goal) > GOAL_LENGTH
    _record(visit, user_id, GOAL, {"goal": goal[:GOAL_LENGTH]}, at, goal[:NOTE_LENGTH] if long else "")


def record_all_fine(
    visit: Visit, user_id: int, checklist: Checklist, exceptions: Iterable[str], at: datetime
) -> None:
    """Answer every self-check item with its best answer but for `exceptions`, which stay open."""
    left_open = set(exceptions)
    for item in self_check_items(checklist):
        if item.key not in left_open:
            value = {field.name: _best(field) for field in item.fields}
            _record(visit, user_id, item.key, value, at)


def _best(field: Field):
    if field.type == "multi":
        return [option.code for option in field.options if option.code not in field.exclusive]
    return 5 if field.type == "s5" else "yes"


def _record(visit: Visit, user_id: int, key: str, value: dict, at: datetime, note: str = "") -> None:
    # The id follows from the visit's, so that a start that is sent twice writes its answers once.
    write = Write(id=_id_of(visit.id, key), base_revision=0, answered_at=at)
    values = {"state": "answered", "evidence": None, "value": value, "note": note, "reason": ""}
    write_entry(visit, user_id, {"item_key": key}, write, values)


def _id_of(visit_id: UUID, key: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"rounds:{visit_id}:{key}")
