"""The figures of one product, and those of the whole stock (rules A and B)."""

from app.leverage.lots import Cover, Fifo, StockAtRisk
from app.leverage.result import rounded
from app.leverage.safety_stock import Agreed, Chain, Rate, Ratio
from app.messages import Message, Money, Percent
from app.visits.figures.kinds import Kind, money, share, units, yes_no


def rate_words(rate: Rate) -> Message:
    """Units a day."""
    told = {"rate": rounded(rate.per_day, 2)}
    return Message("at least {rate} a day", told) if rate.at_least else Message("{rate} a day", told)


def chain_words(chain: Chain) -> Message:
    """The suggestion in cases, with its price where that is known."""
    told = {"cases": chain.cases, "units": chain.units}
    if chain.amount is None:
        return Message("{cases} cases ({units} units)", told)
    return Message("{cases} cases ({units} units), {amount}", {**told, "amount": Money(chain.amount)})


def agreed_words(agreed: Agreed) -> Message:
    """What was agreed as a part of what was suggested."""
    if agreed.part is None:
        return Message("Nothing was suggested")
    return Message("{part} of the suggestion", {"part": Percent(agreed.part)})


def ratio_words(ratio: Ratio) -> Message:
    """Stock in periods of sales."""
    return Message("{ratio} times: {label}", {"ratio": rounded(ratio.ratio, 2), "label": ratio.label})


def cover_words(cover: Cover) -> Message:
    """How long the stock lasts."""
    if cover.days is None:
        return Message("{label}", {"label": cover.label})
    return Message("{days} days: {label}", {"days": rounded(cover.days), "label": cover.label})


def fifo_words(fifo: Fifo) -> Message:
    """How much left in the right order, and what did not."""
    told = {"share": Percent(fifo.share), "overtaken": fifo.overtaken}
    if not fifo.overtaken:
        return Message("{share} in the right order", told)
    return Message("{share} in the right order; {overtaken} left before older ones", told)


def risk_words(risk: StockAtRisk) -> Message:
    """What will not sell in time."""
    if risk.money is None or not risk.risk:
        return units(risk.risk)
    return Message("{count} units, {amount}", {"count": risk.risk, "amount": Money(risk.money)})


PRODUCT_KINDS = {
    "sold": Kind(Message("Sold since the last count"), units),
    "rate": Kind(Message("Sold a day"), rate_words),
    "target": Kind(Message("Should be there"), lambda value: units(rounded(value.target, 0))),
    "order": Kind(Message("Suggested order"), chain_words),
    "agreed": Kind(Message("Agreed against suggested"), agreed_words),
    "adherence": Kind(Message("Stock before the order"), ratio_words),
    "cover": Kind(Message("Days of cover"), cover_words),
    "dead": Kind(Message("Not selling"), yes_no),
    "fifo": Kind(Message("First in, first out"), fifo_words),
    "freshness": Kind(Message("Freshness of the stock"), share),
    "risk": Kind(Message("Stock at risk"), risk_words),
    "stock_return": Kind(Message("Return on stock money, a month"), share),
}
STOCK_KINDS = {
    "adherence": Kind(Message("Key products that fit the 1.5 times rule"), share),
    "fifo": Kind(Message("First in, first out, all products"), share),
    "freshness": Kind(Message("Freshness of all stock"), share),
    "near_expiry": Kind(Message("Stock near expiry"), money),
    "risk": Kind(Message("Stock at risk, all products"), money),
    "agreed_in_all": Kind(Message("Agreed in all"), money),
    "stock_value": Kind(Message("Money in the stock"), money),
    "spike": Kind(Message("Order far above the usual"), yes_no),
    "stock_gap": Kind(Message("Sold more than his outlets can take"), share),
}
