"""The settings that the rules run with."""

from time import monotonic

from flask import current_app
from sqlalchemy import select

from app.extensions import db
from app.leverage.settings import DEFAULTS, Settings, SettingsError
from app.thresholds.models import Threshold

# Other processes hear of a change within this many seconds; thresholds change once in months.
KEPT_SECONDS = 5.0


def current_settings() -> Settings:
    """The settings in force, read again every few seconds: nearly every page compares with them."""
    until, settings = current_app.extensions.get("thresholds", (0.0, DEFAULTS))
    if until <= monotonic():
        settings = stored_settings()
        current_app.extensions["thresholds"] = (monotonic() + KEPT_SECONDS, settings)
    return settings


def forget_settings() -> None:
    """Read the thresholds afresh at the next question."""
    current_app.extensions.pop("thresholds", None)


def stored_settings() -> Settings:
    """The defaults with the company's own thresholds set over them, as stored at this moment."""
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
