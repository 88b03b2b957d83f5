"""Sending as the outbox of a phone does, late and by a clock of its own, for the tests of this folder."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from tests import factories

HTMX = {"HX-Request": "true"}
STORED = re.compile(r'data-stored="([^"]+)"')


def ago(**units) -> str:
    """A moment in the past as a phone writes it."""
    return (datetime.now(UTC) - timedelta(**units)).isoformat()


def send(client, path: str, ahead: timedelta | None = None, **form):
    """Post as the outbox does; the phone's clock is `ahead` of ours by so much, and it says when it sends."""
    headers = dict(HTMX)
    if ahead is not None:
        headers["X-Sent-At"] = (datetime.now(UTC) + ahead).isoformat()
    return client.post(path, data={"id": str(uuid4())} | form, headers=headers)


def stored(answer) -> str | None:
    """The id that an answer vouches for."""
    found = STORED.search(answer.text)
    return found and found[1]


def obligatory(visit) -> None:
    """What no visit can be finished without."""
    for key in ("wh_stock_counts", "wh_overview_photo", "self_written_memo"):
        factories.answer(visit, key, {}, state="not_seen")
