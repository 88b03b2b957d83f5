"""The pages of a visit, a module a screen. Importing the modules registers their views."""

from app.visits.views import (
    answers,
    corrections,
    finish,
    hub,
    photo_files,
    photos,
    promise_steps,
    promises,
    report,
    sections,
    start,
    stock,
    today,
)
from app.visits.views.blueprint import bp

SCREENS = (
    today, start, hub, sections, answers, stock, photos, photo_files, promises, promise_steps, finish, report,
    corrections,
)  # fmt: skip
__all__ = ["SCREENS", "bp"]
