"""The audit log: who did what, when in UTC, from where. Rows are only ever added.

What is private to dealers (money, pay, conduct) is written down when it is opened, too: `record_opened`.
"""

from datetime import date
from typing import Any

from flask import current_app, has_request_context, request
from flask_login import current_user
from sqlalchemy import insert

from app.accounts.aside import write_aside
from app.accounts.models import AuditEntry, User
from app.clock import utc_now
from app.database import READING
from app.extensions import db
from app.forms import clean

KINDS = ("access", "people", "records", "settings", "private")
_BY_ACTION = {
    "signed_in": "access", "sign_in_failed": "access", "signed_out": "access", "sign_in_ended": "access",
    "password_changed": "access", "password_chosen": "access", "link_made": "access", "refused": "access",
    "handed_over": "people", "facts_opened": "private", "facts_deleted": "private",
    "facts_exported": "private",
}  # fmt: skip
# Of the others the first word tells; what is neither is one of the company's records.
_BY_WORD = {
    "person": "people", "team": "people", "company": "settings", "thresholds": "settings",
    "checklist": "settings", "backup": "settings",
}  # fmt: skip


def kind_of(action: str) -> str:
    """The group that an action is looked for under."""
    return _BY_ACTION.get(action) or _BY_WORD.get(action.partition("_")[0], "records")


def record(action: str, subject: str = "", by: User | None = None, **facts: Any) -> None:
    """Add an entry to the transaction under way; the caller commits.

    `action` is one of the codes that the audit page words, `subject` names what it was done to, `by` is
    who did it (default: who is signed in). `facts` say more: plain values, or ``[old, new]`` of what was
    changed. Never pass a password or a token.
    """
    db.session.add(AuditEntry(**_entry(action, subject, by or _signed_in(), facts)))


def record_opened(subject: str) -> None:
    """Note that who is signed in opens what is private to a dealer, and commit that before he sees it.

    One line a day, person and dealer (and server process), so that it costs a page nothing but the first
    time: a single insert on a connection of its own, since the page itself only reads. Where it cannot be
    written the page is not shown either. A view that writes adds it to its own transaction.
    """
    day, opened = utc_now().date(), _opened_today()
    mark = (current_user.id, subject)
    if mark in opened[day]:
        return
    if request.method not in READING:
        record("facts_opened", subject)
    else:
        write_aside(insert(AuditEntry).values(_entry("facts_opened", subject, _signed_in(), {})))
    opened[day].add(mark)


def _opened_today() -> dict[date, set[tuple[int, str]]]:
    day = utc_now().date()
    kept = current_app.extensions.get("opened")
    if kept is None or day not in kept:
        kept = current_app.extensions["opened"] = {day: set()}
    return kept


def _entry(action: str, subject: str, actor: User | None, facts: dict) -> dict:
    return {
        "at": utc_now(),
        "user_id": actor.id if actor else None,
        "who": actor.username if actor else "",
        "kind": kind_of(action),
        "action": action,
        "subject": clean(subject)[:120],
        "facts": {
            key: clean(value)[:200] if isinstance(value, str) else value for key, value in facts.items()
        },
        "address": (request.remote_addr or "")[:45] if has_request_context() else "",
    }


def _signed_in() -> User | None:
    return current_user if has_request_context() and current_user.is_authenticated else None
