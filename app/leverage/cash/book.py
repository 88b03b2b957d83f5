"""Can the book be read, at which level, and how sure is it? (rule C1)"""

from datetime import date

from app.leverage.cash.inputs import (
    IN_CATEGORIES,
    OUT_CATEGORIES,
    Balance,
    Ledger,
    MoneyRange,
    Spoken,
    lower,
)
from app.leverage.result import Confidence, Result, found, refuse
from app.messages import Message, Money

NEGATIVE = Message("An amount below zero cannot be: the direction says in or out.")
_CATEGORIES = {"in": IN_CATEGORIES, "out": OUT_CATEGORIES}


def ledger_level(source: Ledger | Spoken, today: date) -> Result[str]:
    """Rule C1: ``entries``, ``totals`` or ``spoken``, and how sure that is.

    Refuses with ``no_ledger``, ``bad_amount``, ``bad_dates`` or ``bad_category`` what cannot be.
    """
    if isinstance(source, Spoken):
        if min(lower(source.inflow), lower(source.outflow), source.days - 1) < 0:
            return refuse("C1", "bad_amount", NEGATIVE, {"days": source.days})
        told = Message("The dealer told these figures; nobody saw the book.")
        return found("C1", "spoken", {"days": source.days}, confidence=Confidence.LOW, reason=told)
    inputs = {"covers_from": source.first, "covers_to": source.last, "entries": len(source.rows)}
    if problem := _contradiction(source, today):
        return refuse("C1", *problem, inputs)
    if _gap(source):
        told = Message("The book does not add up: {gap} are missing between first and last balance.",
                       {"gap": Money(abs(_gap(source)))})  # fmt: skip
        level = "entries" if source.has_categories else "totals"
        return found("C1", level, inputs, confidence=Confidence.LOW, reason=told, code="does_not_add_up")
    if source.has_categories:
        return found("C1", "entries", inputs)
    told = Message("Only daily totals, without categories.")
    return found("C1", "totals", inputs, confidence=Confidence.MEDIUM, reason=told)


def doubt_of(balance: Balance) -> Result[int]:
    """How sure a balance is: a range is medium, an unknown part low."""
    inputs = {"cash": balance.cash, "bank": balance.bank}
    if balance.cash is None or balance.bank is None:
        reason = Message("Cash or bank money is not known and was left out.")
        return found("C1", balance.known, inputs, confidence=Confidence.LOW, reason=reason)
    if any(isinstance(part, MoneyRange) for part in (balance.cash, balance.bank)):
        reason = Message("A range was given; its lower end counts.")
        return found("C1", balance.known, inputs, confidence=Confidence.MEDIUM, reason=reason)
    return found("C1", balance.known, inputs)


def _contradiction(ledger: Ledger, today: date) -> tuple[str, Message] | None:
    if ledger.first is None or ledger.last is None:
        return "no_ledger", Message("There is nothing in the book.")
    if ledger.first > ledger.last:
        return "bad_dates", Message("The book cannot end before it begins: look at both days again.")
    for row in ledger.rows:
        told = {"day": row.on}
        if row.amount < 0:
            return "bad_amount", NEGATIVE
        if not ledger.first <= row.on <= ledger.last:
            return "bad_dates", Message("The entry of {day} lies outside the days the book covers.", told)
        if row.direction not in _CATEGORIES or row.category not in {None, *_CATEGORIES[row.direction]}:
            return "bad_category", Message("The entry of {day} has a category that does not fit.", told)
    if ledger.last > today:
        return "bad_dates", Message("The book cannot cover days that are still to come.")
    return None


def _gap(ledger: Ledger) -> int:
    """What is missing between the first and the last balance, if both are known."""
    if ledger.opening is None or ledger.closing is None:
        return 0
    return ledger.opening + ledger.total("in") - ledger.total("out") - ledger.closing
