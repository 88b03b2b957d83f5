"""The administration's start page: the next step of an empty company, then everything there is."""

from flask import render_template

from app.access import admin_only
from app.admin.first_steps import first_steps
from app.admin.views.blueprint import bp


@bp.get("")
@admin_only
def home():
    """What to do next while the company is being set up, and the ways into the administration."""
    steps = first_steps()
    missing = next((step for step in steps if not step.done), None)
    return render_template("admin/home.html", steps=steps, missing=missing)
