"""Administration: company, people, teams, dealers, products, checklist, thresholds, the audit log."""

from app.admin.views import (
    audit,
    checklist,
    company,
    dealers,
    handover,
    home,
    order,
    people,
    products,
    publication,
    questions,
    teams,
    thresholds,
)
from app.admin.views.blueprint import bp

PARTS = (
    home, company, people, handover, teams, dealers, products, checklist, questions, order, publication,
    thresholds, audit,
)  # fmt: skip

__all__ = ["PARTS", "bp"]
