"""The pages of import and export. Importing the modules registers their views."""

from app.exchange.views import company, dealer_file, exports, imports, templates
from app.exchange.views.blueprint import bp

SCREENS = (imports, templates, exports, company, dealer_file)
__all__ = ["SCREENS", "bp"]
