"""Where the money goes (rule C6), and rough figures of the trade (rule C7)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.leverage.cash.book import ledger_level
from app.leverage.cash.inputs import OUT_CATEGORIES, OUTSIDE, Ledger
from app.leverage.result import Confidence, Result, found
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message, Percent


@dataclass(frozen=True)
class Payments:
    """Payments to us and our sales in two periods of the same length, in minor units."""

    paid_before: int
    paid_now: int
    sold_before: int
    sold_now: int


@dataclass(frozen=True)
class Flag:
    """A question, not a verdict: ask once and record the answer.

    ``key`` is ``outside``, ``loans``, ``payments_fall``, ``uncategorised`` or ``book_stopped``;
    ``category`` is the largest part of ``outside``.
    """

    key: str
    question: Message
    share: Fraction | None = None
    category: str | None = None


@dataclass(frozen=True)
class SanityFigures:
    """Usual figures of consumer-goods dealers, lowest and highest; placeholder text only."""

    gross_margin: tuple[Fraction, Fraction] = (Fraction(10, 100), Fraction(20, 100))
    net_margin: tuple[Fraction, Fraction] = (Fraction(3, 100), Fraction(5, 100))
    receivable_days: tuple[int, int] = (45, 60)
    stock_days: tuple[int, int] = (30, 45)


def direction_flags(
    ledger: Ledger, today: date, *, payments: Payments | None = None, settings: Settings = DEFAULTS
) -> Result[tuple[Flag, ...]]:
    """Rule C6: what about the flow of money is worth one question. No flag is a value too.

    Without categories, or below seven days, shares are not judged and the confidence is low.
    """
    level = ledger_level(ledger, today)
    flags = [*_payments_flag(payments, settings)]
    if level.refused:
        return found("C6", tuple(flags), level.inputs, confidence=Confidence.LOW, reason=level.reason)
    flags += _stopped_flag(ledger, today, settings)
    inputs = {**level.inputs, "inflow": ledger.total("in"), "outflow": ledger.total("out")}
    inputs |= vars(payments) if payments else {}
    days = (ledger.last - ledger.first).days + 1
    if not ledger.has_categories or days < settings.ledger_min_days:
        reason = level.reason or Message("Only {days} days are covered.", {"days": days})
        return found("C6", tuple(flags), inputs, confidence=Confidence.LOW, reason=reason)
    flags = [*_share_flags(ledger, settings), *flags]
    return found("C6", tuple(flags), inputs, confidence=level.confidence, reason=level.reason)


def outside_share(ledger: Ledger) -> tuple[Fraction, str] | None:
    """The share of outflow that leaves the business, and its largest category; None if nothing does."""
    outflow, outside = ledger.total("out"), ledger.total("out", *OUTSIDE)
    if not outside:
        return None
    return Fraction(outside, outflow), max(sorted(OUTSIDE), key=lambda each: ledger.total("out", each))


def sanity_figures() -> Result[SanityFigures]:
    """Rule C7: an unsourced article's figures. Never to judge with."""
    reason = Message("Rough figures of the trade without a good source.")
    return found("C7", SanityFigures(), {}, confidence=Confidence.LOW, reason=reason)


def _share_flags(ledger: Ledger, settings: Settings) -> list[Flag]:
    flags = []
    inflow, outflow = ledger.total("in"), ledger.total("out")
    outside = outside_share(ledger)
    if outside and outside[0] > settings.drawings_flag:
        told = {"share": Percent(outside[0]), "category": OUT_CATEGORIES[outside[1]]}
        question = Message("{share} of the money goes to {category}: is that once, or every month?", told)
        flags.append(Flag("outside", question, *outside))
    loans = Fraction(ledger.total("in", "loan"), inflow) if inflow else Fraction(0)
    if loans > settings.loans_flag:
        question = Message("{share} of the money in is borrowed: what is it for?", {"share": Percent(loans)})
        flags.append(Flag("loans", question, loans))
    bare = ledger.total("in", None) + ledger.total("out", None)
    unsorted = Fraction(bare, inflow + outflow) if bare else Fraction(0)
    if unsorted > settings.uncategorised_flag:
        told = {"share": Percent(unsorted)}
        question = Message("{share} of the entries say nothing: shall we sort them together?", told)
        flags.append(Flag("uncategorised", question, unsorted))
    return flags


def _payments_flag(payments: Payments | None, settings: Settings) -> list[Flag]:
    if payments is None or payments.paid_before <= 0 or payments.sold_before <= 0:
        return []
    fall = 1 - Fraction(payments.paid_now, payments.paid_before)
    sales_fall = max(Fraction(0), 1 - Fraction(payments.sold_now, payments.sold_before))
    # Sales wobble, too: they count as falling beyond the same part, and payments have to fall by more.
    if sales_fall > settings.payments_fall or fall - sales_fall <= settings.payments_fall:
        return []
    told = {"share": Percent(fall)}
    question = Message("Payments to us fell by {share} while our sales did not: what has changed?", told)
    return [Flag("payments_fall", question, fall)]


def _stopped_flag(ledger: Ledger, today: date, settings: Settings) -> list[Flag]:
    last = max((row.on for row in ledger.rows), default=ledger.last)
    days = (today - last).days
    if days <= settings.book_stopped_days:
        return []
    told = {"day": last, "days": days}
    question = Message("The book stops on {day}, {days} days ago: who keeps it now?", told)
    return [Flag("book_stopped", question)]
