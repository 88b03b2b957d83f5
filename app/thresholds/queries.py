"""The settings that the rules run with."""

from sqlalchemy import select

from app.extensions import db
from app.leverage.settings import Settings
from app.thresholds.models import Threshold


def current_settings() -> Settings:
    """The defaults with the company's own thresholds set over them."""
    return Settings.from_overrides(dict(db.session.execute(select(Threshold.name, Threshold.value)).all()))
