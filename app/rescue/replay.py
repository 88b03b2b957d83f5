"""Posting what a phone could not post, through the same views, in its rep's name.

Each entry is a request of its own, with its own transaction; it is what the phone would have sent, so that
one which did arrive after all, or arrives later, is found by its id and stored once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from flask import current_app, g, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from app import i18n
from app.accounts.models import User
from app.accounts.sessions import Viewer
from app.clock import utc_now
from app.rescue.parcel import Entry, FileRefused, photo_in
from app.visits.forms import SENT_AT

# What an outbox may hold; nothing else is done in another's name.
ALLOWED = frozenset({
    "visits.start", "visits.answer", "visits.settlement", "visits.unchanged", "visits.submit",
    "visits.count", "visits.settle_count", "visits.order_line", "visits.settle_order_line",
    "visits.order_term", "visits.settle_order_term", "visits.make", "visits.settle_promise",
    "visits.approve_promise", "visits.no_promises", "visits.upload", "visits.caption", "visits.remove_photo",
    "minutes.send", "minutes.none",
})  # fmt: skip
_LINK = re.compile(r"<a\b.*?</a>", re.S)  # leads to pages of the rep's
STORED, BOTH, REFUSED = "stored", "both", "refused"


@dataclass(frozen=True)
class Fate:
    """What became of an entry: stored, kept beside another (the rep has to choose), or refused, and why."""

    state: str
    words: str


def replayed(
    path: Path, entries: list[Entry], rep: User, locale: str, clock_off: timedelta
) -> Iterator[Fate]:
    """Post entries one after the other; `locale` is that of who reads the words, `clock_off` how far their
    phone was ahead.

    No transaction may be under way: each entry has its own.
    """
    viewer = Viewer(rep.id, rep.username, rep.display_name, "rep", locale, sign_in_id=0)
    whence = {"REMOTE_ADDR": request.remote_addr or "", "HTTP_USER_AGENT": request.user_agent.string}
    here = {"base_url": request.host_url, "environ_overrides": whence}
    for entry in entries:
        try:
            yield _posted(path, entry, viewer, here, clock_off)
        except FileRefused as refused:
            yield Fate(REFUSED, i18n.say(refused.message))


def _posted(path: Path, entry: Entry, viewer: Viewer, here: dict, clock_off: timedelta) -> Fate:
    target = _address(entry)
    if target is None:
        return Fate(REFUSED, _("This is nothing that a phone sends, so it was left out."))
    headers = {"HX-Request": "true", SENT_AT: (utc_now() + clock_off).isoformat()}  # as that phone would say
    sent = here | {"method": "POST", "data": _body(path, entry), "headers": headers}
    app = current_app._get_current_object()
    # A context of its own: who is signed in, the transaction and the writer lane hang on it.
    with app.app_context():
        g._login_user = viewer
        with app.test_request_context(target, content_type="multipart/form-data", **sent):
            try:
                answer = app.full_dispatch_request()
            except Exception:
                app.logger.exception("an entry of an exported file could not be brought in")
                return Fate(REFUSED, _("Something broke on our side. Try this file once more."))
            return _fate(answer.status_code, answer.get_data(as_text=True), entry)


def _address(entry: Entry) -> str | None:
    """The path to post to, if it is one that an outbox posts to."""
    parts = urlsplit(entry.url)
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return None
    try:
        endpoint, values = current_app.url_map.bind("").match(parts.path, method="POST")
    except HTTPException:
        return None
    return url_for(endpoint, **values) if endpoint in ALLOWED else None


def _body(path: Path, entry: Entry) -> MultiDict:
    form = MultiDict(parse_qsl(entry.content, keep_blank_values=True))
    for name, value in entry.fields.items():
        form.setlist(name, [value])
    if entry.photo:
        most = current_app.config["PHOTO_MAX_BYTES"]
        form.add("photo", (BytesIO(photo_in(path, entry.photo, most)), "photo"))
    return form


def _fate(status: int, html: str, entry: Entry) -> Fate:
    vouched = f'data-stored="{entry.id}"' in html or (entry.photo and f'id="photo-{entry.id}"' in html)
    if vouched and status < 400:
        return Fate(STORED, _("Stored"))
    if vouched and status == 409:
        return Fate(BOTH, _("Stored beside another answer; the rep has to choose."))
    # Beside sentences at the fields, the state of the row only says that there are some.
    said = html.partition("</output>")[2] if 'class="errors"' in html else html
    words = Markup(_LINK.sub("", said)).striptags()
    return Fate(REFUSED, " ".join(words.split())[:500] or _("It was refused."))
