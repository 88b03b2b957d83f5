"""One measured figure, how it stands to its gate, and the table of all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """A figure of row `row` of the bars; `gate` must hold, `stretch` is what we are after (None: no bar).

    Lower is better unless `more` is set.
    """

    row: int
    what: str
    value: float
    unit: str = ""
    gate: float | None = None
    stretch: float | None = None
    more: bool = False
    note: str = ""

    @property
    def verdict(self) -> str:
        """``pass`` reaches the stretch, ``near`` only the gate, ``miss`` neither; blank without a bar."""
        if self.gate is None:
            return ""
        if self.stretch is not None and self._reaches(self.stretch):
            return "pass"
        return ("pass" if self.stretch is None else "near") if self._reaches(self.gate) else "miss"

    def _reaches(self, bar: float) -> bool:
        return self.value >= bar if self.more else self.value <= bar


HEAD = ("row", "what", "value", "gate", "stretch", "", "")


def table(readings: list[Reading]) -> str:
    """All readings in columns, as text."""
    lines = [HEAD] + [_line(each) for each in readings]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _line(each: Reading) -> tuple[str, ...]:
    bars = (_figure(each.gate, each.unit), _figure(each.stretch, each.unit))
    return (str(each.row), each.what, _figure(each.value, each.unit), *bars, each.verdict, each.note)


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return "-"
    places = 0 if float(value).is_integer() and unit != "x" else 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:.{places}f}{'' if unit in ('x', '%', '') else ' '}{unit}"
