"""Changing thresholds: all of what was typed, or nothing of it."""

from collections.abc import Mapping

from sqlalchemy import delete, select

from app.accounts.audit import record
from app.accounts.models import Company, User
from app.clock import utc_now
from app.extensions import db
from app.leverage.settings import Settings, as_text
from app.thresholds.models import Threshold
from app.thresholds.queries import stored_settings


def change_thresholds(user: User, typed: Mapping[str, str]) -> int:
    """Set thresholds by name to what was typed, a blank one back to its default; how many have changed.

    What is not named stays. Only what differs from its default is stored. SettingsError, naming every value
    that cannot be used, and then nothing is written. Commits nothing.
    """
    # Two admins may save at once. The thresholds in force have perhaps no row yet, so the company's is what
    # makes the second wait and then check his values against those of the first.
    db.session.execute(select(Company.id).with_for_update())
    before = stored_settings()
    after = Settings.from_overrides(_merged(before.overrides(), typed))
    changed = {
        knob.name: [as_text(getattr(settings, knob.name)) for settings in (before, after)]
        for knob in Settings.knobs()
        if getattr(before, knob.name) != getattr(after, knob.name)
    }
    if changed:
        _store(user, changed, after.overrides())
        record("thresholds_changed", by=user, **changed)
    return len(changed)


def _merged(stored: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
    """The stored values with the typed ones over them; a blank leaves the default."""
    merged = {**stored, **{name: text.strip() for name, text in typed.items()}}
    return {name: text for name, text in merged.items() if text}


def _store(user: User, changed: Mapping[str, list], overrides: Mapping[str, str]) -> None:
    db.session.execute(delete(Threshold).where(Threshold.name.in_(changed)))
    for name in changed:
        if name in overrides:
            row = Threshold(name=name, value=overrides[name], changed_by=user.id, changed_at=utc_now())
            db.session.add(row)
    db.session.flush()
