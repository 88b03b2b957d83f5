"""The figures of cash and people (rules C and D)."""

from app.leverage.cash import CashCover, Flag, Flow, PurchaseDay
from app.leverage.drivers import DriverRisk
from app.leverage.pay import PayMix
from app.leverage.result import rounded
from app.leverage.staffing import LabourUse, NeededReps, VisitRate
from app.messages import Message, Money, Percent
from app.visits.figures.kinds import Kind, money, share


def flow_words(flow: Flow) -> Message:
    """Money in and out a day."""
    told = {"in": Money(int(rounded(flow.avg_in, 0))), "out": Money(int(rounded(flow.avg_out, 0)))}
    return Message("{in} in and {out} out a day", told)


def cash_words(cover: CashCover) -> Message:
    """Days that the money lasts."""
    return Message("{days} days: {label}", {"days": rounded(cover.days), "label": cover.label})


def purchase_words(day: PurchaseDay) -> Message:
    """The weekday, and the next date to order on."""
    return Message("{weekday}; next on {date}", {"weekday": day.label, "date": day.order_on})


def flags_words(flags: tuple[Flag, ...]) -> Message:
    """How many questions the flow of the money raises."""
    if not flags:
        return Message("Nothing to ask about")
    return Message("{count} to ask about", {"count": len(flags)})


def visits_words(rate: VisitRate) -> Message:
    """Visits a rep makes a day, beside the target."""
    return Message("{rate} a day, target {target}", {"rate": rounded(rate.per_day), "target": rate.target})


def reps_words(needed: NeededReps) -> Message:
    """How many people the calls take."""
    return Message("{reps} people for {calls} calls", {"reps": needed.reps, "calls": rounded(needed.calls)})


def pay_words(pay: PayMix) -> Message:
    """The part of the pay that varies."""
    return Message("{share} commission", {"share": Percent(pay.variable_share)})


def labour_words(use: LabourUse) -> Message:
    """How much of the time is used, and what is free."""
    told = {"use": Percent(use.utilisation), "calls": use.free_calls_a_week}
    return Message("{use} used, {calls} calls a week free", told)


def driver_words(risk: DriverRisk) -> Message:
    """The points of all signs."""
    return Message("{points} points", {"points": rounded(risk.points)})


PEOPLE_KINDS = {
    "cash_flow": Kind(Message("Cash flow"), flow_words),
    "cash_cover": Kind(Message("Days of cash cover"), cash_words),
    "affordable": Kind(Message("Affordable order"), lambda value: money(value.amount)),
    "fair_cap": Kind(Message("Our fair part of what can be paid"), money),
    "purchase_day": Kind(Message("Best day to order"), purchase_words),
    "direction": Kind(Message("Where the money goes"), flags_words),
    "receivables": Kind(Message("Receivables of a month's sales"), share),
    "visits_per_day": Kind(Message("Visits a rep makes a day"), visits_words),
    "needed_reps": Kind(Message("Reps needed"), reps_words),
    "sales_per_head": Kind(Message("Sales a head and month"), lambda value: money(value.per_head)),
    "pay_mix": Kind(Message("Pay mix"), pay_words),
    "labour_use": Kind(Message("Use of the people in the field"), labour_words),
    "driver_risk": Kind(Message("Driver signs"), driver_words),
}
