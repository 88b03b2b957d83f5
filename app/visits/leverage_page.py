"""What the rep has in hand: the improvement to open with, three cards at most, and the lots at risk."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.checklists.content import Checklist
from app.i18n import say
from app.leverage.cards import Card
from app.messages import Named
from app.visits.figures.found_in import figure_of_opening
from app.visits.judgement.judgement import Judgement
from app.visits.words import evidence_words

# The figure behind each kind of card; those about one product are looked for.
FIGURES = {
    "old_lots": "fifo", "cash_short": "cash_cover", "pay_day": "purchase_day", "labour_free": "labour_use",
    "push_low": "pay_mix", "attention_low": "attention", "outlets_missing": "coverage",
    "long_long": "market_shape",
}  # fmt: skip


@dataclass(frozen=True)
class CardShown:
    """A card in the reader's words; `figure` is the key of the figure behind it, if it has one; `at_stake`:
    the cost names an amount that was computed."""

    section: str
    fact: str
    cost: str
    ask: str
    give: str
    question: str
    evidence: str
    seen_on: date
    photo: str | None
    figure: str | None
    at_stake: bool


@dataclass(frozen=True)
class LotAtRisk:
    """Units of a lot that will not sell before its age limit; `money` is None without a price."""

    product_id: int
    product: Named
    produced_on: date
    limit_on: date
    units: int
    money: int | None


@dataclass(frozen=True)
class LeveragePage:
    """What to open with (None: nothing got better) and the figure behind it, the cards, the strongest first,
    and the lots at risk."""

    opening: str | None
    opening_figure: str | None
    cards: tuple[CardShown, ...]
    lots: tuple[LotAtRisk, ...]

    @property
    def money(self) -> int:
        """What the lots at risk cost together, as far as their prices are known."""
        return sum(lot.money or 0 for lot in self.lots)


def leverage_page(judgement: Judgement, checklist: Checklist, locale: str) -> LeveragePage:
    """The page of a visit."""
    found = judgement.cards.value
    titles = {each.key.partition("_")[0]: each.title.in_locale(locale) for each in checklist.sections}
    return LeveragePage(
        opening=say(found.opening.text) if found and found.opening else None,
        opening_figure=figure_of_opening(found.opening) if found and found.opening else None,
        cards=tuple(_card(judgement, card, titles) for card in found.cards) if found else (),
        lots=tuple(lots_at_risk(judgement)),
    )


def _card(judgement: Judgement, card: Card, titles: dict[str, str]) -> CardShown:
    return CardShown(
        section=titles[card.section], fact=say(card.fact), cost=say(card.cost), ask=say(card.ask),
        give=say(card.give), question=say(card.question),
        evidence=evidence_words()["document" if card.photo else card.evidence], seen_on=card.seen_on,
        photo=card.photo, figure=_figure_behind(judgement, card),
        at_stake=bool(card.at_stake),
    )  # fmt: skip


def _figure_behind(judgement: Judgement, card: Card) -> str | None:
    key = FIGURES.get(card.kind)
    if card.kind == "stock_low":
        sku = card.fact.values.get("sku")
        key = next((f"order:{line.product_id}" for line in judgement.order if line.name == sku), None)
    if card.kind == "near_expiry":
        key = next((f"risk:{lot.product_id}" for lot in lots_at_risk(judgement)), None)
    return key if key in judgement.figures else None


def lots_at_risk(judgement: Judgement) -> list[LotAtRisk]:
    """Lots of which something will not sell in time, the dearest first."""
    lots: Iterable[LotAtRisk] = _lots(judgement)
    return sorted(lots, key=lambda lot: (-(lot.money or 0), -lot.units, lot.limit_on))


def _lots(judgement: Judgement) -> Iterator[LotAtRisk]:
    for line in judgement.order:
        result = judgement.figure("risk", line.product_id)
        if result is None or result.refused:
            continue
        for lot in result.value.lots:
            if lot.risk:
                yield LotAtRisk(
                    line.product_id, line.name, lot.produced_on, lot.limit_on, lot.risk, lot.money
                )
