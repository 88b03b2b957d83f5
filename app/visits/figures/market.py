"""The figures of products, market, visits and scores (rules E to H)."""

from collections.abc import Mapping

from app.leverage.attention import Attention, ShareChange
from app.leverage.cards import CardSet
from app.leverage.coverage import Capacity, Coverage, RepLoad
from app.leverage.diversion import DiversionRisk
from app.leverage.market_shape import LineLength, Shape
from app.leverage.portfolio import Concentration, Weight
from app.leverage.positioning import Attainment, Role, Tail
from app.leverage.result import rounded
from app.leverage.scoring import Dimension, Overall, Trend
from app.leverage.visiting import Plan
from app.messages import Message, Percent
from app.visits.figures.kinds import Kind, bare, share

ROLES = {
    "star": Message("Star: leads and grows"), "cow": Message("Cow: leads, grows little"),
    "question": Message("Question: grows, does not lead"), "dog": Message("Dog: neither leads nor grows"),
    "new": Message("New product"), "volume": Message("Volume"), "profit": Message("Profit"),
    "core": Message("Core"), "tail": Message("Tail"),
}  # fmt: skip
LENGTHS = {
    "short": Message("short"), "medium": Message("medium"), "mixed": Message("mixed"),
    "middle": Message("middle"), "long": Message("long"), None: Message("not known"),
}  # fmt: skip
LEVELS = {
    "low": Message("low"), "watch": Message("watch"), "high": Message("high"),
    "concentrated": Message("concentrated"), "middling": Message("middling"), "spread": Message("spread"),
}  # fmt: skip


def weight_words(weight: Weight) -> Message:
    """Our share of his sales and, where it is known, of his profit."""
    told = {"sales": Percent(weight.sales_share, 1), "rank": weight.sales_rank, "brands": weight.brands}
    if weight.profit_share is None:
        return Message("{sales} of sales, rank {rank} of {brands}", told)
    told |= {"profit": Percent(weight.profit_share, 1)}
    return Message("{sales} of sales, rank {rank} of {brands}; {profit} of profit", told)


def tail_words(tail: Tail) -> Message:
    """The products that hardly earn anything."""
    told = {"count": len(tail.names), "share": Percent(tail.of_profit, 1)}
    return Message("{count} products earn the last {share}", told)


def concentration_words(value: Concentration) -> Message:
    """How much hangs on few brands."""
    return Message("{index}: {level}", {"index": rounded(value.index, 0), "level": LEVELS[value.level]})


def positions_words(positions: Mapping[str, str]) -> Message:
    """The suggested place of each product, the first five by name."""
    pairs = [{"name": name, "role": ROLES[role]} for name, role in positions.items()]
    named = [Message("{name}: {role}", pair) for pair in pairs]
    places = {f"p{number}": message for number, message in enumerate(named[:5])}
    more = Message("and {count} more", {"count": len(named) - 5}) if len(named) > 5 else None
    text = "; ".join(f"{{{place}}}" for place in places)
    return Message(text + "; {more}", {**places, "more": more}) if more else Message(text, places)


def role_words(role: Role) -> Message:
    """The class of our largest line."""
    return ROLES[role.klass]


def attainment_words(value: Attainment) -> Message:
    """How much of what was due by now was sold."""
    return Message("{rate} of what is due by now", {"rate": Percent(value.rate, 1)})


def attention_words(value: Attention) -> Message:
    """The index, or the rating that stands in for it."""
    if value.index is None:
        return Message("rated {rating} of 5", {"rating": value.rating})
    return bare(rounded(value.index, 2))


def change_words(value: ShareChange) -> Message:
    """How our share moved."""
    return Message("{points} share points", {"points": rounded(value.share * 100)})


def coverage_words(value: Coverage) -> Message:
    """The part of the area's outlets that he supplies, and those without ours."""
    told = {"supplied": value.supplied, "gap": value.gap}
    if value.gap is None:
        if value.coverage is None:
            return Message("{supplied} outlets", told)
        return Message("{share} of the outlets", {"share": Percent(value.coverage)})
    if value.coverage is None:
        return Message("{supplied} outlets, {gap} without ours", told)
    return Message("{share} of the outlets; {gap} of his without ours", {
        **told, "share": Percent(value.coverage)})  # fmt: skip


def load_words(value: RepLoad) -> Message:
    """Needed over present reps."""
    return Message("{load} of what the reps can do", {"load": Percent(value.load)})


def vehicle_words(value: Capacity) -> Message:
    """What the vehicles carry, and how much of it is used."""
    told = {"cases": rounded(value.per_day, 0)}
    if value.use is None:
        return Message("{cases} cases a day", told)
    return Message("{cases} cases a day, {use} used", {**told, "use": Percent(value.use)})


def line_words(value: LineLength) -> Message:
    """How long the line is, and how much of it moves."""
    told = {"length": LENGTHS[value.length], "active": Percent(value.active_rate)}
    return Message("{length}, {active} of it sold lately", told)


def shape_words(value: Shape) -> Message:
    """Network and territory."""
    told = {"network": LENGTHS[value.network], "territory": LENGTHS[value.territory]}
    return Message("Network {network}, territory {territory}", told)


def diversion_words(value: DiversionRisk) -> Message:
    """The points of all signs, and what they amount to; goods from outside are a case of their own."""
    told = {"points": value.points, "level": LEVELS[value.level]}
    if value.victim:
        return Message("{points} points: {level}; he is the victim of goods from outside", told)
    return Message("{points} points: {level}", told)


def trend_words(value: Trend) -> Message:
    """How many sections went up and down since the last full audit."""
    up, down = (sum(sign * change > 0 for change in value.changes.values()) for sign in (1, -1))
    return Message("{up} sections better, {down} worse", {"up": up, "down": down})


def plan_words(plan: Plan) -> Message:
    """Interval and due day."""
    return Message("every {days} days, due {due}", {"days": plan.interval, "due": plan.due})


def cards_words(value: CardSet) -> Message:
    """How many cards were made."""
    return Message("{count} cards", {"count": len(value.cards)})


def points(value: Dimension | Overall) -> Message:
    """A score of 0..100."""
    return bare(value.score)


MARKET_KINDS = {
    "our_weight": Kind(Message("Our share"), weight_words),
    "tail": Kind(Message("Products that hardly earn"), tail_words),
    "concentration": Kind(Message("Concentration of his sales"), concentration_words),
    "positions": Kind(Message("Suggested roles of the products"), positions_words),
    "role": Kind(Message("Role of our largest line"), role_words),
    "attainment": Kind(Message("Target attainment"), attainment_words),
    "attention": Kind(Message("Attention to ours"), attention_words),
    "share_change": Kind(Message("Change of our share"), change_words),
    "coverage": Kind(Message("Coverage of outlets"), coverage_words),
    "rep_load": Kind(Message("Load of the field reps"), load_words),
    "vehicles": Kind(Message("Vehicle capacity"), vehicle_words),
    "line_length": Kind(Message("Product line"), line_words),
    "market_shape": Kind(Message("Network and territory"), shape_words),
    "diversion": Kind(Message("Diversion signs"), diversion_words),
    "trend": Kind(Message("Since the last full audit"), trend_words),
    "value_class": Kind(Message("Value class"), bare),
    "visit_plan": Kind(Message("Visit interval"), plan_words),
    "visit_compliance": Kind(Message("Visits on time"), share),
    "kept_rate:us": Kind(Message("Our promises kept"), lambda value: value.said),
    "kept_rate:dealer": Kind(Message("His promises kept"), lambda value: value.said),
    "cards": Kind(Message("Facts to bargain with"), cards_words),
}
SCORE_KINDS = {
    "s2": Kind(Message("Score: marketing"), points), "s3": Kind(Message("Score: warehouse"), points),
    "s4": Kind(Message("Score: cash flow"), points), "s5": Kind(Message("Score: staff"), points),
    "s6": Kind(Message("Score: products"), points), "s7": Kind(Message("Score: market operation"), points),
    "overall": Kind(Message("Overall score"), points),
    "self_score": Kind(Message("Self score"), lambda value: share(value.score)),
    "promises_whole": Kind(Message("Complete promises"), share),
    "followed_up": Kind(Message("Findings followed up"), share),
    "phrases": Kind(Message("Phrases found in writing"), bare),
}  # fmt: skip
