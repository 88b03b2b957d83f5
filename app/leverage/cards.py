"""Leverage cards: at most three facts to bargain with, opened by one improvement (rule I).

Never on a card: what was only heard, a person's name, another dealer's figures, or a sentence with a gap.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from string import Formatter
from typing import Any

from app.leverage.figures import Number, exact
from app.leverage.levers import LEVERAGE
from app.leverage.result import Result, found, rounded
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message, about

SEVERITY = {"critical": 4, "major": 3, "minor": 2, "info": 1}
EVIDENCE = ("document", "counted", "seen", "told")
NOT_SHOWN = ("told",)
THIS_DEALER = "dealer"


@dataclass(frozen=True)
class Fact:
    """Something to bargain with: `kind` is a row of LEVERAGE, `evidence` one of EVIDENCE (a `photo`, by its
    id, makes it a document), `places` fill the sentences, `at_stake` is in minor units or None, and `stake`
    says in words how it was reckoned.

    `about`: ``dealer``; ``person`` and ``others`` (other dealers) never make a card."""

    kind: str
    severity: str
    evidence: str
    seen_on: date
    places: Mapping[str, Any]
    at_stake: int | None = None
    photo: str | None = None
    about: str = THIS_DEALER
    stake: Message | None = None


@dataclass(frozen=True)
class Card:
    """A fact with what it costs him, one ask, one give, and the question to put first."""

    kind: str
    section: str
    strength: Fraction
    fact: Message
    cost: Message
    ask: Message
    give: Message
    question: Message
    evidence: str
    seen_on: date
    at_stake: int | None
    photo: str | None


@dataclass(frozen=True)
class Improvement:
    """Something that got better since the last visit; the largest `gain` opens the talk."""

    section: str
    text: Message
    gain: Number


@dataclass(frozen=True)
class CardSet:
    """What to open with, None if nothing got better, and the cards, the strongest first."""

    opening: Improvement | None
    cards: tuple[Card, ...]


def unfilled(text: str, places: Mapping[str, Any]) -> tuple[str, ...]:
    """The places of a sentence that have no value; a sentence with one is not shown."""
    names = (name for _, name, _, _ in Formatter().parse(text) if name)
    return tuple(name for name in names if places.get(name) is None)


def strength(
    fact: Fact, today: date, monthly_profit: int | None = None, settings: Settings = DEFAULTS
) -> Fraction:
    """Severity x evidence x freshness x (1 + money at stake / his monthly profit, at most 1 more).

    A profit that is not known, or not above zero, leaves the money out."""
    evidence = "document" if fact.photo else fact.evidence
    money = Fraction(0)
    if fact.at_stake and monthly_profit and monthly_profit > 0:
        money = min(Fraction(1), Fraction(max(0, fact.at_stake), monthly_profit))
    weight = exact(getattr(settings, f"evidence_{evidence}"))
    return SEVERITY[fact.severity] * weight * freshness(fact.seen_on, today, settings) * (1 + money)


def freshness(seen_on: date, today: date, settings: Settings = DEFAULTS) -> Fraction:
    """1 today, falling evenly to a half at 30 days and from there to nothing at 90."""
    age, half, gone = (today - seen_on).days, settings.card_half_days, settings.card_gone_days
    if age <= half:
        return 1 - Fraction(max(0, age), 2 * half)
    return max(Fraction(0), Fraction(gone - age, 2 * (gone - half)))


def choose_cards(
    facts: Iterable[Fact],
    today: date,
    monthly_profit: int | None = None,
    improvements: Iterable[Improvement] = (),
    settings: Settings = DEFAULTS,
) -> Result[CardSet]:
    """The strongest cards, at most three and one a section, and the improvement to open with."""
    facts = list(facts)
    made = [card for fact in facts if (card := _card(fact, today, monthly_profit, settings))]
    made.sort(key=lambda card: (-card.strength, card.section, card.kind))
    best: dict[str, Card] = {}
    for card in made:
        best.setdefault(card.section, card)
    cards = tuple(best.values())[: settings.cards_shown]
    better = [each for each in improvements if each.gain > 0 and not _gaps(each.text)]
    opening = max(better, key=lambda each: each.gain, default=None)
    stakes = {fact.kind: fact.stake for fact in facts}
    steps = [step for card in cards for step in _steps(card, stakes[card.kind])]
    inputs = {"facts": facts, "today": today, "monthly_profit": monthly_profit}
    return found("I", CardSet(opening, cards), inputs, steps=steps)


def _steps(card: Card, stake: Message | None) -> Iterator[Message]:
    """The card's fact with its strength; before it, how the money at stake was reckoned."""
    if card.at_stake and stake is not None:
        yield Message("{sum}: {cost}.", {"sum": stake, "cost": about(card.at_stake)})
    yield Message("{fact} Strength {strength}.", {"fact": card.fact, "strength": rounded(card.strength, 2)})


def _gaps(message: Message) -> tuple[str, ...]:
    return unfilled(message.text, message.values)


def _card(fact: Fact, today: date, monthly_profit: int | None, settings: Settings) -> Card | None:
    if fact.about != THIS_DEALER or (fact.evidence in NOT_SHOWN and not fact.photo):
        return None
    force = strength(fact, today, monthly_profit, settings)
    row = LEVERAGE[fact.kind]
    money = {"cost": about(fact.at_stake)} if fact.at_stake else {}
    sentences = {
        name: _set(template, {**fact.places, **money})
        for name, template in (
            ("fact", row.fact), ("cost", row.cost if money else row.cost_in_words),
            ("ask", row.ask), ("give", row.give),
        )
    }  # fmt: skip
    if not force or any(_gaps(sentence) for sentence in sentences.values()):
        return None
    return Card(
        kind=fact.kind, section=row.section, strength=force, **sentences, question=_question(fact),
        evidence=fact.evidence, seen_on=fact.seen_on, at_stake=fact.at_stake, photo=fact.photo,
    )  # fmt: skip


def _set(template: Message, places: Mapping[str, Any]) -> Message:
    """The sentence with only the places it has: nothing else of a fact travels to the dealer's screen."""
    names = {name for _, name, _, _ in Formatter().parse(template.text) if name}
    return Message(template.text, {name: places.get(name) for name in sorted(names)})


def _question(fact: Fact) -> Message:
    if fact.photo:
        return Message("You see this photo: what do you think?")
    return Message("You see this figure: what do you think?")


RULES = {"I": choose_cards}
