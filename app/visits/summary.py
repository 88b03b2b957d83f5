"""What the timeline shows of a finished visit, computed once at finish and kept with the visit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.checklists.answers import same_answer
from app.checklists.content import Checklist
from app.visits.gaps import on_promises
from app.visits.models import Answer, LastAnswer, StockCount


@dataclass(frozen=True)
class Summary:
    """The stored document and the section masks that the timeline filters by (bit n is section n)."""

    document: dict[str, Any]
    changed_sections: int
    noted_sections: int


def summarize(
    checklist: Checklist,
    answers: Mapping[str, Answer],
    last_answers: Mapping[str, LastAnswer],
    counts: Mapping[int, StockCount],
    last_counts: Mapping[int, StockCount],
) -> Summary:
    """The answers that differ from last time, the notes, and the counts, as plain JSON.

    ``{"answered": n, "unchanged": n, "ways_out": n, "changes": [{"key", "section", "value", "evidence",
    "note", "old", "old_on"}], "notes": [{"key", "section", "note"}], "counts": [{"product", "counted",
    "unsellable", "last", "last_on"}]}``; ``old`` is None where there is no earlier answer.
    """
    sections = {
        item.key: number for number, section in enumerate(checklist.sections) for item in section.items
    }
    known = {key: answer for key, answer in answers.items() if key in sections}
    changes = [
        _change(sections[key], answer, last_answers.get(key))
        for key, answer in known.items()
        if _tells(checklist, answer) and _differs(checklist, answer, last_answers.get(key))
    ]
    notes = [
        {"key": key, "section": sections[key], "note": answer.note}
        for key, answer in known.items()
        if answer.note
    ]
    states = [answer.state for answer in known.values() if not answer.is_blank]
    document = {
        "answered": states.count("answered"),
        "unchanged": states.count("unchanged"),
        "ways_out": states.count("not_seen") + states.count("declined"),
        "changes": sorted(changes, key=lambda change: change["section"]),
        "notes": notes,
        "counts": [_count(count, last_counts.get(product)) for product, count in counts.items()],
    }
    return Summary(document, _mask(changes), _mask(notes))


def _tells(checklist: Checklist, answer: Answer) -> bool:
    # Promises stand on the timeline by themselves; how many there were tells nothing beside them.
    told_elsewhere = on_promises(checklist.by_key[answer.item_key])
    return answer.state == "answered" and bool(answer.value) and not told_elsewhere


def _differs(checklist: Checklist, answer: Answer, last: LastAnswer | None) -> bool:
    if last is None:
        return True
    return not same_answer(checklist.by_key[answer.item_key], last.answer.value, answer.value)


def _change(section: int, answer: Answer, last: LastAnswer | None) -> dict:
    return {
        "key": answer.item_key,
        "section": section,
        "value": answer.value,
        "evidence": answer.evidence,
        "note": answer.note,
        "old": last.answer.value if last else None,
        "old_on": last.observed_on.isoformat() if last else None,
    }


def _count(count: StockCount, last: StockCount | None) -> dict:
    return {
        "product": count.product_id,
        "counted": count.counted,
        "unsellable": count.unsellable,
        "received": count.received,
        "last": last.counted if last else None,
        "last_on": last.answered_at.date().isoformat() if last else None,
    }


def _mask(rows: Iterable[Mapping]) -> int:
    mask = 0
    for row in rows:
        mask |= 1 << row["section"]
    return mask
