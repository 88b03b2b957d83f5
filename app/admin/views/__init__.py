"""Administration: the company, people, teams, dealers, products, thresholds, the audit log."""

from app.admin.views import audit, company, dealers, handover, home, people, products, teams, thresholds
from app.admin.views.blueprint import bp

PARTS = (home, company, people, handover, teams, dealers, products, thresholds, audit)

__all__ = ["PARTS", "bp"]
