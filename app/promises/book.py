"""Writing promises down; each is found again by the id that the phone minted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from flask import abort

from app import clock
from app.database import insert_into
from app.extensions import db
from app.leverage.phrases import PHRASES_BY_ID
from app.leverage.promises import Completeness, Terms, completeness
from app.locality import currency
from app.promises.models import Promise
from app.promises.queries import OPEN, PENDING


@dataclass(frozen=True)
class Draft:
    """A promise as it was typed: its terms, and what the phrase guard has to say about the words.

    `hits` are ids of phrases that stand in the text, `rewritten` those that were shown and replaced; a
    warning is kept with a `reason`. `as_request`: it cannot be a promise, and is saved as a request.
    """

    terms: Terms
    evidence: str = ""
    hits: tuple[str, ...] = ()
    rewritten: tuple[str, ...] = ()
    reason: str = ""
    as_request: bool = False


@dataclass(frozen=True)
class Made:
    """Where, by whom and when (aware, the phone's clock) something is written; no visit outside of one."""

    dealer_id: int
    user_id: int
    at: datetime
    visit_id: UUID | None = None

    @property
    def day(self) -> date:
        """The local day of the writing; it may reach the server days later."""
        return min(clock.local(self.at).date(), clock.today())


def own_limit(settings) -> int:
    """What a rep may promise on his own word, in minor units."""
    return settings.promise_limit * currency().minor


def is_whole(draft: Draft, today: date, limit: int) -> bool:
    """Whether a draft may stand as a promise (rules H1 and H3)."""
    if draft.as_request or blocked(draft.hits):
        return False
    return missing(draft.terms, today, limit).state == OPEN


def missing(terms: Terms, today: date, limit: int) -> Completeness:
    """``open``, or ``pending`` with what is missing in words (rule H3)."""
    return completeness(terms, today, limit).value


def blocked(hits: Iterable[str]) -> bool:
    """Whether phrases stand in the text that no promise may hold."""
    return any(PHRASES_BY_ID[hit].level == "block" for hit in hits)


def make_promise(promise_id: UUID, made: Made, draft: Draft, limit: int) -> Promise:
    """Write a promise down, open when it is whole, else pending; a replay of its id returns the first one.

    `limit` is the rep's own, in minor units. 404 when the id belongs to somebody else or another visit.
    """
    row = {
        "id": promise_id, "dealer_id": made.dealer_id, "visit_id": made.visit_id, "user_id": made.user_id,
        "owner": draft.terms.owner, "state": OPEN if is_whole(draft, made.day, limit) else PENDING,
        "moves": 0, "answered_at": made.at, "received_at": clock.utc_now(), **written(draft),
    }  # fmt: skip
    insert = insert_into(Promise.__table__).on_conflict_do_nothing()
    db.session.execute(insert, row)
    return made_before(promise_id, made)


def made_before(promise_id: UUID, made: Made) -> Promise | None:
    """The promise of that id, if it was written before; 404 when it is another's or of another visit."""
    stored = db.session.get(Promise, promise_id)
    if stored is None:
        return None
    ours = stored.user_id == made.user_id and stored.visit_id == made.visit_id
    return stored if ours and stored.moves == 0 else abort(404)


def written(draft: Draft) -> dict:
    """The columns of a Promise that its draft fills."""
    terms = draft.terms
    return {
        "action": terms.action, "quantity": terms.quantity, "amount": terms.amount, "due": terms.due,
        "approver": terms.approver, "evidence": draft.evidence, "guard_hits": " ".join(draft.hits),
        "guard_rewritten": " ".join(draft.rewritten), "guard_reason": draft.reason,
    }  # fmt: skip
