"""What a dealer is like inside: eight leanings from 0 to 1 that drift, and that one dealer sets right."""

from random import Random

from app.sample.plan import BREAKER, DIVERTER, DRY, IMPROVER, LOADED, WAVED

NAMES = ("tidy", "fifo", "books", "rule", "people", "reach", "trust", "roof")

START = {
    IMPROVER: {
        "tidy": 0.12,
        "fifo": 0.08,
        "books": 0.25,
        "rule": 0.3,
        "people": 0.35,
        "trust": 0.3,
        "roof": 0.35,
    },
    BREAKER: {"fifo": 0.25, "tidy": 0.4},
    WAVED: {"fifo": 0.05, "tidy": 0.4},
    LOADED: {"fifo": 0.75, "rule": 0.3},
    DRY: {"rule": 0.15, "books": 0.35},
    DIVERTER: {"fifo": 0.8, "reach": 0.35, "trust": 0.45, "people": 0.6},
}
IMPROVES = {"tidy": 0.84, "fifo": 0.92, "books": 0.6, "rule": 0.6, "people": 0.4, "trust": 0.55, "roof": 0.5}


class Traits:
    """Leanings by name; `settle` moves them on to a day of the history."""

    def __init__(self, kind: str, days: int, rng: Random) -> None:
        start = {name: rng.uniform(0.45, 0.95) for name in NAMES} | START.get(kind, {})
        self._now = start
        self._gain = (
            {name: gain / max(1, days) for name, gain in IMPROVES.items()} if kind == IMPROVER else {}
        )
        self._rng = rng

    def __getitem__(self, name: str) -> float:
        return self._now[name]

    def month(self, days: int = 30) -> None:
        """A month passes: everybody drifts a little, the improver mends his ways."""
        for name, value in self._now.items():
            gain = self._gain.get(name)
            step = gain * days if gain else self._rng.uniform(-0.05, 0.05)
            self._now[name] = min(0.98, max(0.05, value + step))

    def grade(self, name: str, rng: Random) -> int:
        """The leaning as a grade from 1 to 5, as a rep would give it; reps are not always of one mind."""
        return max(1, min(5, int(1.5 + 4 * self._now[name] + (rng.random() - 0.5) * 0.3)))

    def three(self, name: str) -> str:
        """The leaning as yes, partial or no."""
        value = self._now[name]
        return "yes" if value > 0.66 else "partial" if value > 0.38 else "no"
