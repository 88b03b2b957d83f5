"""Writing rows whose codes and names must be unique."""

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


def changes(row, facts: dict, *watched: str) -> dict[str, str]:
    """How the watched columns of `row` differ from `facts`, as ``{column: "old → new"}``."""
    pairs = {name: (getattr(row, name), facts[name]) for name in watched}
    return {name: f"{old} → {new}" for name, (old, new) in pairs.items() if old != new}


def assign(row, facts: dict) -> None:
    """Set the columns of `row`."""
    for name, value in facts.items():
        setattr(row, name, value)
