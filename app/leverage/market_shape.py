"""The shape of the dealer's business: product line, network and territory (rules F3 and F4).

Long and short are neither good nor bad: each fits something else.
"""

from dataclasses import dataclass
from fractions import Fraction

from app.leverage.figures import Number, exact, ratio
from app.leverage.result import Confidence, Result, found, refuse, rounded
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message, Percent


@dataclass(frozen=True)
class Range:
    """His product line: categories, items stocked, items sold within 30 days; the rest None if unknown."""

    categories: int
    items: int
    active: int
    brands: int | None = None
    new_items_in_a_year: int | None = None
    growing: bool | None = None


@dataclass(frozen=True)
class LineLength:
    """Average length (items a category), active rate, idle items, ``short``/``medium``/``long``, and the
    reading: ``able``, ``scattered``, ``dated``, ``focused`` or None."""

    average: Fraction
    active_rate: Fraction
    idle: int
    length: str
    reading: str | None


LINE_READINGS = {
    "able": Message("A long line that moves: able to run several channels."),
    "scattered": Message("A long line of which much lies still: scattered."),
    "dated": Message("A short line, one old brand, nothing new for a year: dated thinking."),
    "focused": Message("A short line that moves and grows: focused."),
}


def line_length(line: Range, settings: Settings = DEFAULTS) -> Result[LineLength]:
    """Rule F3: width is categories, length is items; a line of few items or few categories is short."""
    inputs = vars(line)
    if line.items <= 0 or line.categories <= 0:
        return refuse("F3", "no_items", Message("No items are recorded, so there is no line."), inputs)
    if line.active > line.items or line.categories > line.items:
        wrong = Message("More items sold, or more categories, than items stocked: check the figures.")
        return refuse("F3", "contradiction", wrong, inputs)
    rate = Fraction(line.active, line.items)
    few = line.items <= settings.line_short_items or line.categories <= settings.line_short_categories
    length = "short" if few else "long" if line.items > settings.line_long_items else "medium"
    reading = _line_reading(line, length, rate, settings)
    average = ratio(line.items, line.categories)
    value = LineLength(average, rate, line.items - line.active, length, reading)
    step = Message(
        "{items} items in {categories} categories ({average} each); {active} of them sold: {rate}.",
        {"items": line.items, "categories": line.categories, "average": rounded(average),
         "active": line.active, "rate": Percent(rate)},
    )  # fmt: skip
    return found("F3", value, inputs, steps=[step, *([LINE_READINGS[reading]] if reading else [])])


def _line_reading(line: Range, length: str, rate: Fraction, settings: Settings) -> str | None:
    if length == "long":
        if rate >= settings.line_active_high:
            return "able"
        return "scattered" if rate < settings.line_active_low else None
    if length == "short":
        if line.brands == 1 and line.new_items_in_a_year == 0:
            return "dated"
        return "focused" if rate >= settings.line_active_high and line.growing else None
    return None


@dataclass(frozen=True)
class Reach:
    """How goods get out: share delivered straight to outlets, hands between him and the outlet, farthest
    kilometres, counties, share of volume outside home. Shares 0..1; None is not known."""

    direct: Number | None = None
    tiers: int | None = None
    km: Number | None = None
    counties: int | None = None
    outside: Number | None = None


@dataclass(frozen=True)
class Shape:
    """Network ``short``/``mixed``/``long``, territory ``short``/``middle``/``long``, None if not known;
    what the article reads in them and what to do; the cell where both are clear."""

    network: str | None
    territory: str | None
    readings: tuple[Message, ...]
    advice: tuple[Message, ...]


NETWORK = {
    "short": (
        Message("Short network: holds the outlets; good for promoting products."),
        Message("Place new products here first; ask for the outlet list."),
    ),
    "long": (
        Message("Long network: holds second-tier wholesalers; good for volume of mature products."),
        Message("Volume lines, tiered prices, a register of the second tier."),
    ),
}
TERRITORY = {
    "short": (
        Message("Short territory: able to cultivate the market closely."),
        Message("Fixed routes, the full range, standards for each outlet."),
    ),
    "long": (
        Message("Long territory: able to dump volume; diversion must be consciously controlled."),
        Message("A quota for each area, batches recorded, diversion reviewed at each visit."),
    ),
}
CELLS = {
    ("short", "short"): Message("Short network, short territory: a base for new products."),
    ("short", "long"): Message("Short network, long territory: check whether service keeps up."),
    ("long", "short"): Message("Long network, short territory: mature volume inside the area."),
    ("long", "long"): Message("Long network, long territory: a volume outlet; watch diversion most."),
}


def market_shape(reach: Reach, settings: Settings = DEFAULTS) -> Result[Shape]:
    """Rule F4: direct share and tiers make the network, home share and counties the territory."""
    inputs = vars(reach)
    network, territory = _network(reach, settings), _territory(reach, settings)
    if network is None and territory is None:
        unknown = Message("Neither the way to the outlets nor the reach of the area is known.")
        return refuse("F4", "nothing_known", unknown, inputs)
    known = ((NETWORK, network), (TERRITORY, territory))
    pairs = [table[length] for table, length in known if length in table]
    cell = CELLS.get((network, territory))
    readings = tuple(reading for reading, _ in pairs) + ((cell,) if cell else ())
    shape = Shape(network, territory, readings, tuple(advice for _, advice in pairs))
    if network is None or territory is None:
        half = Message("Only one of network and territory is known.")
        return found("F4", shape, inputs, confidence=Confidence.MEDIUM, reason=half, steps=readings)
    return found("F4", shape, inputs, steps=readings)


def _network(reach: Reach, settings: Settings) -> str | None:
    if reach.tiers is not None and reach.tiers > 1:
        return "long"
    if reach.direct is None:
        return None
    direct = exact(reach.direct)
    if direct >= settings.direct_short:
        return "short"
    return "long" if direct <= settings.direct_long else "mixed"


def _territory(reach: Reach, settings: Settings) -> str | None:
    home = None if reach.outside is None else 1 - exact(reach.outside)
    near = reach.km is not None and reach.km <= settings.territory_short_km
    if near or (home is not None and home >= settings.territory_short_share):
        return "short"
    many = reach.counties is not None and reach.counties >= settings.territory_long_counties
    if many or (home is not None and home <= settings.territory_long_share):
        return "long"
    return None if home is None else "middle"


RULES = {"F3": line_length, "F4": market_shape}
