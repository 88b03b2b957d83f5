"""The pages of a visit, a module a screen. Importing the modules registers their views."""

from app.visits.views import (
    answers,
    closing,
    computed,
    corrections,
    diversion,
    figures,
    finish,
    hub,
    leverage,
    order,
    order_terms,
    photo_files,
    photos,
    promise_steps,
    promises,
    report,
    sections,
    start,
    stock,
)
from app.visits.views.blueprint import bp

SCREENS = (
    start, hub, sections, answers, stock, photos, photo_files, order, order_terms, leverage, figures,
    computed, promises, promise_steps, finish, report, corrections, closing, diversion,
)  # fmt: skip
__all__ = ["SCREENS", "bp"]
