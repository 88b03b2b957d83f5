"""Administration: people, teams, dealers, products, the audit log."""

from app.admin.views import audit, dealers, home, people, products, teams
from app.admin.views.blueprint import bp

PARTS = (home, people, teams, dealers, products, audit)

__all__ = ["PARTS", "bp"]
