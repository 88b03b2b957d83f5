"""What a file holds as its page shows it: each entry with what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.rescue.parcel import Parcel
from app.rescue.replay import BOTH, REFUSED, STORED, Fate


@dataclass(frozen=True)
class Line:
    """One entry: what it is to the rep, when he entered it, and its fate (None: not tried yet)."""

    label: str
    kind: str
    at: datetime
    fate: Fate | None


@dataclass(frozen=True)
class ParcelPage:
    """`photos` are those among the entries; `done` were tried, `stored`, `both` and `refused` say how."""

    rep: str
    exported_at: datetime
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
        Line(entry.label, entry.kind, entry.at, fates[number] if number < len(fates) else None)
        for number, entry in enumerate(parcel.entries)
    ]
    states = [fate.state for fate in fates]
    return ParcelPage(
        rep, parcel.exported_at, lines, sum(bool(entry.photo) for entry in parcel.entries),
        len({entry.visit for entry in parcel.entries if entry.visit}), len(fates),
        states.count(STORED), states.count(BOTH), states.count(REFUSED),
    )  # fmt: skip
