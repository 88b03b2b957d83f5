"""Writing down what a finished visit led to: its results, scores, order, and the dealer's findings."""

from functools import cache

from flask import current_app
from sqlalchemy import Insert, bindparam, insert, update

from app.checklists.content import Checklist
from app.database import insert_into
from app.dealers.grades import INTERVAL_DAYS
from app.dealers.models import Dealer
from app.extensions import db
from app.leverage.settings import Settings
from app.visits.judgement.judge import judge
from app.visits.judgement.judgement import Judgement
from app.visits.judgement.loading import Held, load
from app.visits.judgement.models import Finding, FindingEvent, OrderLine, Score, VisitResults
from app.visits.judgement.rows import STEPS, Rows, rows_of
from app.visits.judgement.surprise import surprise_columns
from app.visits.models import Visit


def judge_and_store(
    visit: Visit, dealer: Dealer, checklist: Checklist, held: Held, settings: Settings
) -> Judgement | None:
    """Judge a visit that is being finished and write everything down; commits nothing.

    Called once, before what the visit found becomes the dealer's last known, and while no other visit to him
    can be finished. The dealer's class follows his sales where they are known, his next visit rule G4 unless
    a day was agreed. None, and nothing written, where judging failed: a rep must be able to finish whatever
    is wrong with a rule.
    """
    evidence = load(visit, dealer, held, checklist)
    try:
        judgement = judge(evidence, checklist, settings)
        rows = rows_of(judgement, evidence, visit.rep_id, visit.finished_at)
        marked = surprise_columns(evidence, judgement, settings)
    except Exception:
        current_app.logger.exception("Visit %s was finished but could not be judged.", visit.id)
        return None
    store_rows(rows)
    visit.surprise, visit.surprises = marked["surprise"], marked["surprises"]
    _weigh_dealer(dealer, judgement)
    return judgement


def store_rows(rows: Rows) -> None:
    """Write the rows of one visit."""
    db.session.execute(insert(VisitResults), [rows.results])
    for model, each in (
        (Score, rows.scores), (Finding, rows.opened), (FindingEvent, rows.events),
    ):  # fmt: skip
        if each:
            db.session.execute(insert(model.__table__), each)
    if rows.lines:
        db.session.connection().execute(_set_steps(), rows.lines)
    if rows.changed:
        db.session.connection().execute(_FINDING_CHANGE, rows.changed)


@cache
def _set_steps() -> Insert:
    # What was agreed has its line already, and stays as the rep wrote it.
    line = insert_into(OrderLine.__table__)
    return line.on_conflict_do_update(
        index_elements=["visit_id", "product_id"], set_={name: line.excluded[name] for name in STEPS}
    )


_FINDING_FIELDS = (
    "severity", "critical", "evidence", "places", "visits", "last_visit_id", "closed_at", "closed_by",
)  # fmt: skip
_FINDING_CHANGE = (
    update(Finding.__table__)
    .where(Finding.id == bindparam("of_finding"))
    .values({name: bindparam(f"new_{name}") for name in _FINDING_FIELDS})
)


def _weigh_dealer(dealer: Dealer, judgement: Judgement) -> None:
    """His class by our sales (rule G3), with it his interval unless set by hand, and his next visit."""
    klass = judgement.figures["value_class"].value
    if klass is not None and klass != dealer.grade:
        if dealer.interval_days == INTERVAL_DAYS[dealer.grade]:
            dealer.interval_days = INTERVAL_DAYS[klass]
        dealer.grade = klass
    plan = judgement.figures["visit_plan"].value
    if plan is not None:
        dealer.next_due_on = plan.due
