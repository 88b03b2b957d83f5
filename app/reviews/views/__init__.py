"""The pages of reviewing, a module a page. Importing the modules registers their views."""

from app.reviews.views import comments, compare, decisions, mail, queue, today
from app.reviews.views.blueprint import bp

PAGES = (queue, decisions, comments, mail, compare, today)
__all__ = ["PAGES", "bp"]
