"""Nothing changed since last time: the last answers of a section, copied as *unchanged*."""

from collections.abc import Iterable
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from werkzeug.datastructures import MultiDict

from app.checklists.answers import form_values, is_answered, parse_answer
from app.checklists.specs import Item
from app.visits.entries import Write, write_entry
from app.visits.gaps import WAYS_OUT
from app.visits.models import Answer, Visit
from app.visits.section.questions import Sheet

BARE = {"note": "", "reason": ""}  # a note was about that day


def repeatable(items: Iterable[Item], sheet: Sheet) -> list[Item]:
    """The unanswered ones of `items` whose last answer may stand for today.

    An answer that today's checklist would refuse (a day that has passed, a choice that is gone) may not.
    """
    return [item for item in items if item.unchanged and _is_open(item, sheet) and _still_valid(item, sheet)]


def copy_unchanged(visit: Visit, user_id: int, items: Iterable[Item], sheet: Sheet, at: datetime) -> int:
    """Answer each of `items` with its last answer; how many there were. A repeat copies nothing twice."""
    copied = 0
    for item in items:
        last, current = sheet.last[item.key].answer, sheet.material.answers.get(item.key)
        revision = current.revision if current else 0
        values = {"state": "unchanged", "evidence": last.evidence, "value": _known(item, last)}
        write = Write(_id_of(visit.id, item.key, revision), revision, at)
        copied += write_entry(visit, user_id, {"item_key": item.key}, write, values | BARE).status == "stored"
    return copied


def needs_fresh(items: Iterable[Item], sheet: Sheet) -> list[Item]:
    """The unanswered ones of `items`: what has to be looked at whatever was known."""
    return [item for item in items if _is_open(item, sheet)]


def _is_open(item: Item, sheet: Sheet) -> bool:
    answer = sheet.material.answers.get(item.key)
    return answer is None or (answer.is_blank and answer.state not in WAYS_OUT)


def _known(item: Item, answer: Answer) -> dict:
    return {field.name: answer.value[field.name] for field in item.fields if field.name in answer.value}


def _still_valid(item: Item, sheet: Sheet) -> bool:
    last = sheet.last.get(item.key)
    if last is None or not is_answered(item, last.answer.value):
        return False
    form = MultiDict(form_values(item, last.answer.value, sheet.reader.context))
    return not parse_answer(item, form, sheet.reader.context).errors


def _id_of(visit_id: UUID, key: str, revision: int) -> UUID:
    # Follows from the visit: the button tapped twice writes once. A cleared answer may be copied again.
    return uuid5(NAMESPACE_URL, f"rounds:{visit_id}:{key}:unchanged:{revision}")
