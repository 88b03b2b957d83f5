"""From evidence to judgement: no database, no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from app.checklists.content import Checklist
from app.checklists.specs import Item, Section
from app.leverage.answered import Answered
from app.leverage.cards import choose_cards
from app.leverage.findings import CLOSE, FindingEvent, OpenFinding, Outcome, update_findings
from app.leverage.judging import trigger_holds
from app.leverage.scoring import DIMENSIONS, Overall, dimension_score, overall_score, trend
from app.leverage.self_check import self_score
from app.leverage.settings import Settings
from app.leverage.trust import VisitTrace, check_marks
from app.messages import Named
from app.visits.judgement.advice import advice_of
from app.visits.judgement.book import Book
from app.visits.judgement.evidence import Evidence
from app.visits.judgement.facts import facts_of, monthly_profit
from app.visits.judgement.improvements import improvements
from app.visits.judgement.items import Judged, as_item_scores, judge_item, looked_at, score_items
from app.visits.judgement.judgement import Judgement, OpenNow
from app.visits.judgement.memory import memory_after
from app.visits.judgement.subjects import METRICS, SUBJECTS
from app.visits.judgement.subjects.frame import followed_up
from app.visits.judgement.suggestions import suggestions
from app.visits.judgement.visiting import plan_visit, value_class

FRAME, OWN, MARKET = "s0", "s1", "s7"
OVERALL_ITEM, GATE = "ops_overall", "self_ready_gate"
FOLLOW_UP = ("findings_open_before", "findings_followed_up", "section_score", "self_score")
_NO_TRACE = VisitTrace(None, 0, 0)


def judge(evidence: Evidence, checklist: Checklist, settings: Settings) -> Judgement:
    """All rules applied to one visit. What cannot be computed is a refusal in its place; nothing raises for
    what is missing or contradictory."""
    book = Book(evidence, settings, metrics=dict.fromkeys((*sorted(METRICS), *FOLLOW_UP)))
    for subject in SUBJECTS:
        subject(book)
    sections = {section.key.partition("_")[0]: section for section in checklist.sections}
    judged = [judge_item(book, item) for item in _dealer_items(sections)]
    latest = score_items(book, judged)
    outcomes = [each.outcome for each in judged if each.outcome]
    dimensions = _dimensions(book, sections, latest, _events(book, outcomes))
    outcomes += _whole_market(book, sections, dimensions)
    events = _events(book, outcomes)
    _followed_up(book, events)
    own = _own(book, sections, latest)
    overall = overall_score(
        {key: result.value.score if result.value else None for key, result in dimensions.items()},
        any(result.value.capped for result in dimensions.values() if result.value), settings,
    )  # fmt: skip
    now_open = _open_after(book, checklist, events)
    _look_ahead(book, dimensions, overall.value, now_open)
    return Judgement(
        visit_id=evidence.visit_id,
        dealer_id=evidence.dealer.id,
        today=evidence.today,
        figures=book.figures,
        metrics=book.metrics,
        item_scores={key: score for key, (score, _) in latest.items()},
        scored_on={key: on for key, (_, on) in latest.items()},
        outcomes=tuple(outcomes),
        events=events,
        open_findings=now_open,
        dimensions=dimensions,
        overall=overall,
        self_score=book.figures.pop("self_score"),
        own=own,
        cards=_cards(book),
        order=suggestions(book),
        advice=advice_of(book, checklist, now_open),
        check_marks=check_marks(evidence.trace or _NO_TRACE, settings).value,
        memory=memory_after(book, latest, dimensions),
    )


def _look_ahead(book: Book, dimensions: Mapping, overall: Overall | None, now_open) -> None:
    """The dealer's weight, his next visit, and where he is going."""
    value_class(book)
    plan_visit(book, overall, now_open)
    _trend(book, dimensions, now_open)


def _dealer_items(sections: Mapping[str, Section]) -> Iterable[Item]:
    """The items about the dealer and the visit, but for the one that sums the others up."""
    for key, section in sections.items():
        if key != OWN:
            yield from (item for item in section.items if item.key != OVERALL_ITEM)


def _events(book: Book, outcomes: list[Outcome]) -> tuple[FindingEvent, ...]:
    return update_findings(book.evidence.open_findings, outcomes, book.settings)


def _critical(before: Iterable[OpenFinding], events: Iterable[FindingEvent]) -> set[str]:
    """The keys of critical findings open after the events."""
    now = {finding.key: finding.severity for finding in before}
    now |= {event.key: event.severity for event in events}
    closed = {event.key for event in events if event.kind == CLOSE}
    return {key for key, severity in now.items() if severity == "critical"} - closed


def _dimensions(book: Book, sections: Mapping[str, Section], latest, events) -> dict:
    critical = _critical(book.evidence.open_findings, events)
    return {
        key: dimension_score(
            as_item_scores(sections[key].items, latest, critical), book.today, book.settings
        )
        for key in DIMENSIONS if key in sections
    }  # fmt: skip


def _whole_market(book: Book, sections: Mapping[str, Section], dimensions: Mapping) -> list[Outcome]:
    """The item that sums up market operation, once its section has a score and was looked at."""
    market = sections.get(MARKET)
    item = next((item for item in market.items if item.key == OVERALL_ITEM), None) if market else None
    value = dimensions[MARKET].value if MARKET in dimensions else None
    book.metrics["section_score"] = None if value is None else value.score
    if item is None or value is None or not any(looked_at(book, each) for each in market.items):
        return []
    known = {key: result.value.score for key, result in dimensions.items() if result.value}
    weakest = sections[min(known, key=known.__getitem__)].title
    book.fill(OVERALL_ITEM, dim=Named(weakest.en, weakest.zh_Hans, weakest.zh_Hant))
    severity = item.finding.severity if item.finding else "info"
    triggered = trigger_holds(item.key, item.trigger, None, Answered(metrics=book.metrics))
    return [Outcome(item.key, triggered, severity, by_score=False)]


def _followed_up(book: Book, events: Iterable[FindingEvent]) -> None:
    before = {finding.key for finding in book.evidence.open_findings}
    followed_up(book, len(before), sum(event.key in before for event in events))


def _own(book: Book, sections: Mapping[str, Section], latest: Mapping) -> tuple[Outcome, ...]:
    """The section on the rep himself: of today alone, so that nobody inherits another's."""
    items = sections[OWN].items if OWN in sections else ()
    said_today = {key: seen for key, seen in book.evidence.answers.items() if seen.now}
    of_today = replace(book, evidence=replace(book.evidence, answers=said_today))
    judged = [judge_item(of_today, item) for item in items if item.key != GATE]
    today = {each.item.key: (each.score, book.today) for each in judged if each.score is not None}
    frame = sections[FRAME].items if FRAME in sections else ()
    today |= {item.key: latest[item.key] for item in frame if item.key in latest}
    scores = as_item_scores((*items, *frame), today, set())
    result = self_score(scores, book.settings)
    book.figures["self_score"] = result
    book.metrics["self_score"] = result.value.score if result.value else None
    judged += [judge_item(book, item) for item in items if item.key == GATE]
    return tuple(each.outcome for each in judged if _is_triggered(each))


def _is_triggered(judged: Judged) -> bool:
    return judged.outcome is not None and bool(judged.outcome.triggered)


def _open_after(book: Book, checklist: Checklist, events: Iterable[FindingEvent]) -> tuple[OpenNow, ...]:
    """What is open after today, the worst first."""
    by_key = {event.key: event for event in events}
    before = {finding.key: finding for finding in book.evidence.open_findings}
    repeats = book.settings.repeat_visits
    now = []
    for key in (*by_key, *(key for key in before if key not in by_key)):
        event, earlier = by_key.get(key), before.get(key)
        if event is not None and event.kind == CLOSE:
            continue
        state = event or earlier
        now.append(
            OpenNow(
                key, checklist.by_key[key].section if key in checklist.by_key else "", state.severity,
                state.severity == "critical", event.evidence if event else None, state.visits,
                earlier.opened_on if earlier else book.today, state.visits >= repeats,
            )
        )  # fmt: skip
    return tuple(sorted(now, key=_worst_first))


def _worst_first(finding: OpenNow) -> tuple[int, int, date, str]:
    order = ("critical", "major", "minor", "info")
    return order.index(finding.severity), -finding.visits, finding.opened_on, finding.key


def _trend(book: Book, dimensions: Mapping, now_open: Iterable[OpenNow]) -> None:
    now = {key: result.value.score if result.value else None for key, result in dimensions.items()}
    visits = {finding.key: finding.visits for finding in now_open}
    audit: Mapping[str, Fraction] = book.evidence.memory.audit
    book.keep("trend", trend(now, audit, visits, book.settings))


def _cards(book: Book):
    facts = facts_of(book)
    result = choose_cards(facts, book.today, monthly_profit(book), improvements(book), book.settings)
    # What did not become a card is nobody's business on the page that shows the cards.
    return replace(result, inputs={"monthly_profit": monthly_profit(book)})
