"""The pages of a visit, a module a screen. Importing the modules registers their views."""

from app.visits.views import (
    answers,
    corrections,
    finish,
    hub,
    photo_files,
    photos,
    report,
    sections,
    start,
    stock,
    today,
)
from app.visits.views.blueprint import bp

SCREENS = (today, start, hub, sections, answers, stock, photos, photo_files, finish, report, corrections)
__all__ = ["SCREENS", "bp"]
