"""The pages of the plan."""

from app.planning.views import absences, dealer, plan
from app.planning.views.blueprint import bp

__all__ = ["absences", "bp", "dealer", "plan"]
