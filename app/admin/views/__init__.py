"""Administration: people, teams, dealers, products, thresholds, the audit log."""

from app.admin.views import audit, company, dealers, home, people, products, teams, thresholds
from app.admin.views.blueprint import bp

PARTS = (home, company, people, teams, dealers, products, thresholds, audit)

__all__ = ["PARTS", "bp"]
