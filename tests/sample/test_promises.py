"""What the sample's people promise each other is whole, and comes to an end."""

from datetime import date

from app.leverage.phrases import find_phrases
from app.leverage.promises import Terms, completeness
from app.sample.promises import HE_PROMISES, WE_PROMISE


def test_open_promises_are_whole_and_requests_are_not(company):
    states = set()
    for history in company:
        for visit in history.visits:
            for pledge in visit.talk.made:
                owner_day = visit.met.visit.on
                terms = Terms(
                    pledge.owner, pledge.action, pledge.quantity, pledge.amount, pledge.due, pledge.approver
                )
                found = completeness(terms, owner_day).value
                waits = pledge.state == "pending"
                assert found.state == ("pending" if waits else "open") or pledge.settled_on
                states.add(pledge.state)
    assert {"kept", "kept_late", "broken", "open"} <= states


def test_what_happened_leads_to_the_state(company):
    for history in company:
        last = {}
        for visit in history.visits:
            for happened in visit.talk.settled:
                assert happened.was == last.get(happened.pledge_id, happened.was)
                assert happened.on <= visit.met.visit.on
                last[happened.pledge_id] = {"approved": "open", "refused": "superseded"}.get(
                    happened.state, happened.state
                )
        for visit in history.visits:
            for pledge in visit.talk.made:
                assert pledge.state == last.get(pledge.id, pledge.state)
                assert (pledge.settled_on is None) == (pledge.state in ("open", "pending"))


def test_some_are_due_and_some_overdue_today(company):
    still = [pledge for history in company for visit in history.visits for pledge in visit.talk.made
             if pledge.state == "open"]  # fmt: skip
    assert any(pledge.due < date(2026, 11, 23) for pledge in still)
    assert any(pledge.due >= date(2026, 11, 23) for pledge in still)


def test_nobody_talks_big():
    for action, *_ in (*WE_PROMISE, *HE_PROMISES):
        assert not [hit for hit in find_phrases(action) if hit.phrase.level == "block"]
