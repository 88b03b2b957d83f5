"""What a file holds as its page shows it: each entry with what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from app.rescue.parcel import Parcel
from app.rescue.replay import BOTH, REFUSED, STORED, Fate
from app.visits.report import clock_said


@dataclass(frozen=True)
class Line:
    """One entry: what it is to the rep, when he entered it, put right, and its fate (None: not tried yet)."""

    label: str
    kind: str
    at: datetime
    fate: Fate | None


@dataclass(frozen=True)
class ParcelPage:
    """`photos` are those among the entries; `done` were tried, `stored`, `both` and `refused` say how.

    `clock` is the sentence that says how far the phone's clock was off, blank where it does not matter.
    """

    rep: str
    exported_at: datetime
    clock: str
    lines: list[Line]
    photos: int
    visits: int
    done: int
    stored: int
    both: int
    refused: int

    @property
    def is_over(self) -> bool:
        """Whether every entry was tried."""
        return self.done == len(self.lines)


def page_of(parcel: Parcel, rep: str, fates: Sequence[Fate]) -> ParcelPage:
    """The page of a parcel; `fates` are those of its first entries."""
    lines = [
        Line(entry.label, entry.kind, entry.at - parcel.clock_off, fate)
        for entry, fate in zip_longest(parcel.entries, fates)
    ]
    states = [fate.state for fate in fates]
    return ParcelPage(
        rep, parcel.exported_at - parcel.clock_off, clock_said(parcel.clock_off), lines,
        sum(bool(entry.photo) for entry in parcel.entries),
        len({entry.visit for entry in parcel.entries if entry.visit}), len(fates),
        states.count(STORED), states.count(BOTH), states.count(REFUSED),
    )  # fmt: skip
