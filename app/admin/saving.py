"""Writing rows whose codes and names must be unique."""

from collections.abc import Mapping

import wtforms
from sqlalchemy.exc import IntegrityError

from app.extensions import db


def flush_unique(field: wtforms.Field, problem: str) -> bool:
    """Write what is pending; False, with `problem` at `field` and nothing changed, when its value is taken.

    The database decides, not a look beforehand: two admins may give the same code at the same moment.
    """
    try:
        db.session.flush()
    except IntegrityError:
        db.session.rollback()
        field.errors = [*field.errors, problem]
        return False
    return True


def changes(before: Mapping, after: Mapping) -> dict[str, list]:
    """What differs, as ``{name: [old, new]}``, for the audit log; names are those of `before`."""
    return {name: [old, after[name]] for name, old in before.items() if old != after[name]}


def assign(row, facts: dict) -> None:
    """Set the columns of `row`."""
    for name, value in facts.items():
        setattr(row, name, value)
