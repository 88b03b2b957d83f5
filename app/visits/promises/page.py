"""The promises of an open visit as its screen shows them: earlier ones, what was settled, what was made."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from flask_babel import gettext as _

from app import clock, i18n
from app.extensions import db
from app.messages import Message
from app.promises.cards import Card, Desk, card_of, cards_of, typed_of
from app.promises.forms import TYPED, PromiseForm
from app.promises.guard import Notice, notices
from app.promises.models import Promise
from app.promises.queries import PENDING, events_at, made_at, new_days, open_promises
from app.promises.words import owner_words, reason_words
from app.thresholds.queries import current_settings
from app.visits.gaps import NEW_PROMISES
from app.visits.models import Visit
from app.visits.queries import answers_of

BLANK = dict.fromkeys((*TYPED, "guard_seen"), "")


@dataclass(frozen=True)
class NewPromise:
    """The form of a promise: what stands in it, what is wrong with it, what the phrase guard says.

    `refused` is ``block`` or ``reason`` (see PromiseForm); `stored` is the id that was just written down.
    """

    id: UUID
    typed: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    refused: str = ""
    stored: UUID | None = None

    def said_of(self, name: str) -> list[Notice]:
        """What the guard says of one control."""
        return [notice for notice in self.notices if notice.field == name]


@dataclass(frozen=True)
class Told:
    """What was just told of a promise: as typed, with what is wrong; the id that was stored, or why not."""

    typed: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(("state", "note", "new_due"), ""))
    errors: Mapping[str, str] = field(default_factory=dict)
    approval: NewPromise | None = None
    stored: UUID | None = None
    failed: str = ""


@dataclass(frozen=True)
class PromisePage:
    """The cards of the screen; `answered`: the rep has said what was promised today, if anything."""

    ours: list[Card]
    theirs: list[Card]
    requests: list[Card]
    settled: list[Card]
    made: list[Card]
    answered: bool
    due: int


def desk_for(visit: Visit | None = None) -> Desk:
    """Who looks, and when; in an open visit, or from the dealer's page."""
    return Desk(clock.today(), i18n.locale(), current_settings(), visit.id if visit else None)


def promise_page(visit: Visit, desk: Desk) -> PromisePage:
    """Everything between us and the dealer of an open visit."""
    waiting, made = open_promises(visit.dealer_id), made_at(visit.id)
    here = {promise.id for promise in made}
    earlier = [promise for promise in waiting if promise.id not in here]
    standing = [promise for promise in earlier if promise.state != PENDING]
    answer = answers_of(visit.id, [NEW_PROMISES]).get(NEW_PROMISES)
    return PromisePage(
        ours=cards_of(desk, [each for each in standing if each.owner == "us"]),
        theirs=cards_of(desk, [each for each in standing if each.owner == "dealer"]),
        requests=cards_of(desk, [each for each in earlier if each.state == PENDING]),
        settled=_settled(visit, desk), made=cards_of(desk, [each for each in waiting if each.id in here]),
        answered=answer is not None, due=sum(promise.due <= desk.today for promise in standing),
    )  # fmt: skip


def _settled(visit: Visit, desk: Desk) -> list[Card]:
    rows = [row for row in events_at(visit.id) if row.PromiseEvent.state != "approved"]
    days = new_days(row.Promise for row in rows)
    return [card_of(desk, row.Promise, row.PromiseEvent, days.get(row.Promise.moved_to_id)) for row in rows]


def blank_form(visit: Visit, again: UUID | None, locale: str) -> NewPromise:
    """The empty form, or one with the words of a promise that was taken back to be written anew."""
    former = db.session.get(Promise, again) if again else None
    if former is None or former.visit_id != visit.id:
        return NewPromise(uuid4(), BLANK)
    typed = typed_of(former)
    return NewPromise(uuid4(), typed, notices=notices({"action": former.action}, locale))


def refused_form(form: PromiseForm, promise_id: UUID) -> NewPromise:
    """The form as it was typed, with the sentences that refuse it."""
    return NewPromise(promise_id, form.typed, said(form.errors), form.notices, form.refused)


def said(errors: Mapping[str, Message]) -> dict[str, str]:
    """Sentences by control in the reader's language."""
    return {name: i18n.say(message) for name, message in errors.items()}


def words_of_forms() -> dict:
    """What the templates of promises offer to choose from: `[(code, text), …]` each."""
    return {
        "owners": list(owner_words().items()), "reasons": list(reason_words().items()),
        "approvals": [("own_limit", _("Own limit")), ("named", _("By name"))],
    }  # fmt: skip


def told_of(card: Card, told: "Told | None" = None) -> "Told":
    """What was told of a promise just now, with the form that would make a request a promise."""
    told = told or Told()
    if not (card.is_request and card.steps) or told.approval:
        return told
    return replace(told, approval=NewPromise(uuid4(), card.typed, notices=card.hints))
