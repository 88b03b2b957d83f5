"""The pages of a visit, a module a screen. Importing the modules registers their views."""

from app.visits.views import finish, hub, start, today
from app.visits.views.blueprint import bp

SCREENS = (today, start, hub, finish)
__all__ = ["SCREENS", "bp"]
