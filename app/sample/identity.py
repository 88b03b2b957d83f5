"""Ids of the sample's rows, the same for the same seed.

They are UUIDs of version 8 whose leading bits count up, so that a hundred thousand visits are appended to the
end of their indexes instead of being scattered all over them.
"""

from random import Random
from uuid import UUID

_VERSION = 8 << 76
_VARIANT = 2 << 62


class Minter:
    """Mints the ids of one dealer's rows in the order in which they are made."""

    def __init__(self, number: int, rng: Random) -> None:
        self._next = (number + 1) << 26
        self._rng = rng

    def __call__(self) -> UUID:
        """The next id."""
        self._next += 1
        chance = self._rng.getrandbits(74)
        return UUID(
            int=self._next << 80 | _VERSION | (chance >> 62) << 64 | _VARIANT | chance & (1 << 62) - 1
        )
