"""The settings that the rules run with."""

from flask import current_app
from sqlalchemy import select

from app.extensions import db
from app.leverage.settings import DEFAULTS, Settings, SettingsError
from app.thresholds.models import Threshold


def current_settings() -> Settings:
    """The defaults with the company's own thresholds set over them."""
    stored = dict(db.session.execute(select(Threshold.name, Threshold.value)).all())
    try:
        return Settings.from_overrides(stored)
    except SettingsError as error:
        # Only an update that drops or narrows a threshold leads here: no visit may fail over it.
        current_app.logger.warning("stored thresholds that cannot be used any more: %s", error)
        return _usable(stored, error)


def _usable(stored: dict[str, str], error: SettingsError) -> Settings:
    try:
        return Settings.from_overrides({name: stored[name] for name in stored.keys() - error.problems.keys()})
    except SettingsError:
        return DEFAULTS
