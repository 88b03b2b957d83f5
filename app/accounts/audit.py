"""The audit log: who did what, when in UTC, from where. Rows are only ever added."""

from typing import Any

from flask import has_request_context, request
from flask_login import current_user

from app.accounts.models import AuditEntry, User
from app.extensions import db
from app.forms import clean


def record(action: str, subject: str = "", by: User | None = None, **facts: Any) -> None:
    """Add an entry to the transaction under way; the caller commits.

    `action` is one of the codes that the audit page words, `subject` names what it was done to, `by` is
    who did it (default: who is signed in). `facts` say more: plain values, or ``[old, new]`` of what was
    changed. Never pass a password or a token.
    """
    actor = by or _signed_in()
    entry = AuditEntry(
        user_id=actor.id if actor else None,
        who=actor.username if actor else "",
        action=action,
        subject=clean(subject)[:120],
        facts={key: clean(value)[:200] if isinstance(value, str) else value for key, value in facts.items()},
        address=(request.remote_addr or "")[:45] if has_request_context() else "",
    )
    db.session.add(entry)


def _signed_in() -> User | None:
    return current_user if has_request_context() and current_user.is_authenticated else None
