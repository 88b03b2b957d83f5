"""The pages of import and export. Importing the modules registers their views."""

from app.exchange.views import imports, templates
from app.exchange.views.blueprint import bp

SCREENS = (imports, templates)
__all__ = ["SCREENS", "bp"]
