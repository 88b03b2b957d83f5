"""The pages about minutes: the rep's own, and the dealer's. Importing the modules registers their views."""

from app.minutes.views import links, preview, shared
from app.minutes.views.blueprint import bp

SCREENS = (preview, links, shared)
__all__ = ["SCREENS", "bp"]
