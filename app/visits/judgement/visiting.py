"""How much the dealer weighs, and when he is due again (rules G3 and G4)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from app.leverage.result import found, refuse
from app.leverage.scoring import Overall
from app.leverage.visiting import DealerState, DueVisit, value_classes, visit_compliance, visit_plan
from app.messages import Message
from app.visits.judgement.book import Book, day_of
from app.visits.judgement.judgement import OpenNow
from app.visits.judgement.subjects.frame import open_complaint, overdue_promises


def value_class(book: Book) -> None:
    """Rule G3 for this dealer among all of ours. The others' figures stay out of what is kept."""
    peers, dealer = book.evidence.peers, book.evidence.dealer
    classes = value_classes(peers.sales, book.today, peers.months, book.settings)
    inputs = {"dealers": len(peers.sales), "months": peers.months}
    own = (classes.value or {}).get(str(dealer.id))
    if own is None or classes.code == "not_ranked":
        reason = classes.reason or Message("There are no sales of ours to this dealer on record.")
        book.keep("value_class", refuse("G3", classes.code or "no_sales", reason, inputs))
        return
    if own == "N" and dealer.grade != "N":
        # New to these records only: whoever set his class knows him, and may have visited him for years.
        reason = Message("Not three months on record yet: the class set by hand stands.")
        book.keep("value_class", refuse("G3", "set_by_hand", reason, inputs))
        return
    book.keep("value_class", found("G3", own, inputs, steps=classes.steps))


def plan_visit(book: Book, overall: Overall | None, now_open: Iterable[OpenNow]) -> None:
    """Rule G4 from today on: a day agreed with the dealer goes before everything."""
    dealer = book.evidence.dealer
    seen = book.evidence.answers.get("visit_next_date")
    agreed = day_of(seen.value.get("date")) if seen and seen.now else None
    state = DealerState(
        value_class=book.value("value_class") or dealer.grade,
        last_visit=book.today,
        health=overall.grade if overall else None,
        own_interval=dealer.own_interval,
        agreed_day=agreed,
        critical_open=any(finding.critical for finding in now_open),
        complaint_open=open_complaint(book),
        promise_overdue=overdue_promises(book) > 0,
    )
    book.keep("visit_plan", visit_plan(state, book.today, book.settings))
    book.keep("visit_compliance", visit_compliance(made_visits(book), book.today, book.settings))


def made_visits(book: Book) -> tuple[DueVisit, ...]:
    """The visits that were due of late, today's among them: the one that was waited for is made by it."""
    since = book.today - timedelta(days=book.settings.rolling_days)
    return tuple(
        due if due.made else replace(due, made=book.today)
        for due in book.evidence.memory.dues
        if due.due > since
    )


def dues_after(book: Book) -> tuple[DueVisit, ...]:
    """The same for the next visit, with that one still to be made."""
    plan = book.value("visit_plan")
    return (*made_visits(book), *([DueVisit(plan.due, plan.grace_until, None)] if plan else []))
