"""Evidence without a database, for what only the rules decide."""

from datetime import date, timedelta
from uuid import uuid4

from app.checklists.queries import built_in
from app.leverage.lots import Lot
from app.leverage.settings import DEFAULTS
from app.messages import Named
from app.visits.judgement.evidence import (
    CountFacts,
    DealerFacts,
    Delivered,
    Evidence,
    ProductFacts,
    Seen,
    Stock,
)
from app.visits.judgement.judge import judge
from app.visits.judgement.judgement import Judgement

TODAY = date(2025, 5, 20)
DEALER = DealerFacts(id=1, grade="B", interval_days=14, own_interval=None, lead_days=3)


def product(key: int = 7, **values) -> ProductFacts:
    """A product: 24 bottles a case, six months of life, 48 a bottle."""
    defaults = {
        "id": key, "name": Named("Cola", "可乐", "可樂"), "case_size": 24, "shelf_days": 180,
        "case_price": 24 * 48_00, "case_margin": 24 * 6_00, "is_key": True,
    }  # fmt: skip
    return ProductFacts(**{**defaults, **values})


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def count(days: int, counted: int, lots=(), **values) -> CountFacts:
    """A count some days ago; `lots` are (production date, quantity)."""
    return CountFacts(ago(days), counted, lots=tuple(Lot(on, number) for on, number in lots), **values)


def stock(*counts: CountFacts, of: ProductFacts | None = None, delivered=()) -> Stock:
    """A product with its counts, today's last; `delivered` are (days ago, quantity, production date)."""
    of = of or product()
    return Stock(of, counts, tuple(Delivered(of.id, ago(days), *rest) for days, *rest in delivered))


def seen(answers: dict, evidence: str = "seen", on: date = TODAY) -> dict[str, Seen]:
    """Answers as judging takes them; given today unless `on` says otherwise."""
    return {key: Seen(value, evidence, on, on == TODAY) for key, value in answers.items()}


def evidence(answers: dict | None = None, **values) -> Evidence:
    """A quick visit of today; `answers` are item key -> value, or Seen."""
    known = {
        key: value if isinstance(value, Seen) else Seen(value, "seen", TODAY, True)
        for key, value in (answers or {}).items()
    }
    defaults = {"visit_id": uuid4(), "mode": "quick", "today": TODAY, "dealer": DEALER, "answers": known}
    return Evidence(**{**defaults, **values})


def judged(answers: dict | None = None, settings=DEFAULTS, **values) -> Judgement:
    """The judgement of such a visit."""
    return judge(evidence(answers, **values), built_in(), settings)
