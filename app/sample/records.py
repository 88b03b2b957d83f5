"""What a simulated visit leaves behind, before it becomes rows.

These read like the models they will be stored as, wherever summaries are made of them; a hundred thousand
visits are too many for objects of the database layer.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from app.sample.life import Encounter
from app.sample.promises import Talk


@dataclass
class Given:
    """An answer; stands in for `Answer`."""

    id: UUID
    item_key: str
    state: str
    evidence: str | None
    value: dict
    note: str
    answered_at: datetime
    received_at: datetime
    kind: str = "entry"
    revision: int = 1
    reason: str = ""

    is_blank = False  # nobody here clears an answer


@dataclass
class Found:
    """A count with its lots (production day, quantity, zone); stands in for `StockCount`."""

    id: UUID
    product_id: int
    counted: int
    unsellable: int
    received: int | None
    free_goods: int | None
    transferred_out: int | None
    returned: int | None
    answered_at: datetime
    lots: tuple[tuple[int, int, str], ...]


@dataclass
class Known:
    """What is known of an item from earlier visits; stands in for `LastAnswer`."""

    answer: Given
    observed_on: date
    verified_on: date


@dataclass(frozen=True)
class Agreed:
    """What was agreed to order of a product, in base units; stands in for `OrderEntry`."""

    id: UUID
    product_id: int
    units: int
    reason: str
    at: datetime


@dataclass(frozen=True)
class Shot:
    """A photo that was taken: its id, its place, and when."""

    id: UUID
    slot: str
    taken_at: datetime


@dataclass(frozen=True)
class Reply:
    """The dealer's answer under the link; stands in for `MinutesReply`."""

    id: UUID
    kind: str
    text: str
    at: datetime


@dataclass(frozen=True)
class Paper:
    """The minutes of a visit with their one link; stands in for `Minutes` and `MinutesLink`.

    Nobody knows the token: what is kept of it is made up, so that no sample can be opened by guessing.
    """

    id: UUID
    visit_id: UUID
    locale: str
    document: dict
    sent_at: datetime
    link_id: UUID
    token_hash: str
    expires_on: date
    reply: Reply | None


@dataclass
class StoredVisit:
    """A finished visit; `masks` are the sections changed, noted, photographed.

    `superseded` answers were given before those in `answers`, `corrections` after its end.
    """

    id: UUID
    met: Encounter
    started_at: datetime
    finished_at: datetime
    answers: dict[str, Given]
    counts: dict[int, Found]
    shots: tuple[Shot, ...]
    talk: Talk
    order: tuple[Agreed, ...]
    document: dict = field(default_factory=dict)
    masks: tuple[int, int, int] = (0, 0, 0)
    superseded: list[Given] = field(default_factory=list)
    corrections: list[Given] = field(default_factory=list)
    paper: Paper | None = None
