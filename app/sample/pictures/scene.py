"""What a photo of the sample shows: the state of a warehouse at one visit, as plain values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stack:
    """Our cases of one product: colour by number, how high (0: none), the months on front and rear row."""

    colour: int
    layers: int
    front: str
    rear: str


@dataclass(frozen=True)
class Scene:
    """One moment in one warehouse. `room` picks the room for good, `seed` the jitter of this one shot.

    `tidy` and `light` run from 0 to 1; `board` is the item wh_kanban's answer; `expired` is in cases.
    """

    kind: str  # overview, our_stack, label, vehicle, pile
    room: int
    seed: int
    tidy: float
    light: float
    board: str
    damp: bool
    expired: int
    stacks: tuple[Stack, ...]
