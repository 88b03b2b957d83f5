"""Sending minutes: written once, from then on only read; and keeping what the dealer answers."""

from datetime import datetime
from typing import Literal
from uuid import UUID, uuid4

from flask import abort
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.minutes.document import Document, to_plain
from app.minutes.links import make_link
from app.minutes.memo import News, note_memo
from app.minutes.models import Minutes, MinutesReply
from app.minutes.queries import Opened, minutes_of
from app.visits.judgement.evidence import Wording
from app.visits.judgement.models import MinutesWording
from app.visits.models import Visit

NO_PHRASES = Wording()


class AlreadySent(Exception):
    """The minutes of the visit were sent before, by another write; `minutes` are those."""

    def __init__(self, minutes: Minutes) -> None:
        super().__init__(minutes.id)
        self.minutes = minutes


def sent_before(minutes_id: UUID, visit: Visit) -> Minutes | None:
    """The minutes that this very write sent; AlreadySent when another one did; 404 when the id is taken."""
    minutes = minutes_of(visit.id)
    if minutes is not None and minutes.id != minutes_id:
        raise AlreadySent(minutes)
    if minutes is None and db.session.get(Minutes, minutes_id) is not None:
        abort(404)
    return minutes


def send_minutes(
    minutes_id: UUID,
    visit: Visit,
    document: Document,
    locale: str,
    at: datetime,
    wording: Wording = NO_PHRASES,
) -> tuple[Minutes, str | None]:
    """Write the minutes of a visit and make their first link; `at` is the phone's time of the tap, `wording`
    what the phrase guard found in the rep's own words.

    The minutes and the token, which is shown once; of a replay the first one's minutes, and no token. The
    caller holds the visit's row. Raises AlreadySent.
    """
    if (minutes := sent_before(minutes_id, visit)) is not None:
        return minutes, None
    minutes = Minutes(
        id=minutes_id, visit_id=visit.id, dealer_id=visit.dealer_id, user_id=visit.rep_id, locale=locale,
        document=to_plain(document), sent_at=clock.utc_now(),
    )  # fmt: skip
    db.session.add(minutes)
    if wording.kept or wording.rewritten:
        kept, rewritten = " ".join(wording.kept), " ".join(wording.rewritten)
        db.session.add(MinutesWording(visit_id=visit.id, kept=kept, rewritten=rewritten))
    db.session.flush()
    note_memo(visit, News("sent", at, minutes.id))
    return minutes, make_link(uuid4(), minutes)


def keep_reply(opened: Opened, kind: str, text: str) -> Literal["stored", "same", "other"]:
    """Keep what the dealer answered under a link: the first answer. ``same`` when a later one repeats it,
    ``other`` when it differs; then nothing changes. An acknowledgement confirms the memo of the visit.

    The caller holds the link's row.
    """
    if (before := opened.reply) is not None:
        return "same" if (before.kind, before.text) == (kind, text) else "other"
    minutes = opened.minutes
    reply = MinutesReply(
        id=uuid4(), link_id=opened.link.id, minutes_id=minutes.id, dealer_id=minutes.dealer_id, kind=kind,
        text=text,
    )  # fmt: skip
    db.session.add(reply)
    db.session.flush()
    visit = db.session.scalar(select(Visit).where(Visit.id == minutes.visit_id).with_for_update())
    note_memo(visit, News(kind, reply.received_at, reply.id))
    return "stored"
