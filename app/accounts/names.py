"""Account names: how one is written, and how one that somebody typed is looked up."""

import re

from app.forms import clean
from app.messages import Message

_NAME = re.compile(r"[\w][\w.@+-]*", re.UNICODE)


def account_name(typed: str | None) -> str:
    """An account name as it is stored and compared: cleaned, in lower case."""
    return clean(typed).casefold()


def problem_with_name(name: str) -> Message | None:
    """Why an account name cannot be given to anybody, or None."""
    if not 2 <= len(name) <= 40:
        return Message("Use {min} to {max} characters.", {"min": 2, "max": 40})
    if not _NAME.fullmatch(name):
        return Message("Use letters, digits, dots and hyphens, without spaces.")
    return None
