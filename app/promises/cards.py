"""A promise as the pages show it: frozen, in the reader's words, with what may become of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask_babel import gettext as _

from app import i18n
from app.leverage.promises import WITHIN_OWN_LIMIT, Terms
from app.leverage.settings import DEFAULTS, Settings
from app.promises.book import missing, own_limit
from app.promises.guard import Notice, notices
from app.promises.models import Promise, PromiseEvent
from app.promises.queries import OPEN, PENDING, standing_of
from app.promises.settling import may_reopen
from app.promises.words import approved_by, how_much, say_all, standing_words, step_words


@dataclass(frozen=True)
class Badge:
    """How a promise stands: the look of a badge, and its words."""

    kind: str
    text: str


@dataclass(frozen=True)
class Card:
    """One promise. `taps` are the steps that one tap takes, `steps` all of them, code and words.

    `missing` says what a request lacks; `hints` are phrases that still stand in the text.
    """

    id: UUID
    owner: str
    action: str
    how_much: str
    approved_by: str
    evidence: str
    note: str
    standing: str
    badge: Badge
    is_open: bool
    is_request: bool
    missing: list[str]
    hints: list[Notice]
    taps: list[tuple[str, str]]
    steps: list[tuple[str, str]]
    may_reopen: bool
    may_correct: bool
    typed: dict[str, str]


@dataclass(frozen=True)
class Desk:
    """Who looks at the cards, and when; made once a request. `visit_id`: the open visit they are shown in.

    `may_tell`: whether this reader may say what became of a promise.
    """

    today: date
    locale: str
    settings: Settings = DEFAULTS
    visit_id: UUID | None = None
    may_tell: bool = True


def card_of(
    desk: Desk, promise: Promise, event: PromiseEvent | None = None, moved_to: date | None = None
) -> Card:
    """The card of a promise; `event` is what became of it last, `moved_to` its new day, where known."""
    standing = standing_of(promise, desk.today, desk.settings)
    here = promise.visit_id == desk.visit_id and promise.moves == 0 and promise.state in (OPEN, PENDING)
    # Nothing has become yet of what was promised a minute ago.
    told = not desk.may_tell or (here and promise.state == OPEN)
    words, codes = step_words(), () if told else _steps(promise, standing)
    return Card(
        id=promise.id, owner=promise.owner, action=promise.action, how_much=how_much(promise),
        approved_by=approved_by(promise), evidence=promise.evidence, note=event.note if event else "",
        standing=standing, badge=_badge(promise, standing, desk.today, moved_to),
        is_open=promise.state == OPEN, is_request=promise.state == PENDING,
        missing=_missing(desk, promise) if promise.state == PENDING else [],
        hints=notices(texts_of(promise), desk.locale) if promise.guard_hits else [],
        taps=[(code, _tap_word(code, standing, words)) for code in codes if code in TAPS],
        steps=[(code, words[code]) for code in codes],
        may_reopen=desk.may_tell and may_reopen(promise, event), may_correct=here,
        typed=typed_of(promise),
    )  # fmt: skip


def cards_of(desk: Desk, promises: Iterable[Promise]) -> list[Card]:
    """The cards of promises, in the order given."""
    return [card_of(desk, promise) for promise in promises]


TAPS = ("kept", "kept_late", "broken")


def _steps(promise: Promise, standing: str) -> tuple[str, ...]:
    if promise.state == PENDING:
        return ("refused", "withdrawn_by_dealer")
    if promise.state != OPEN:
        return ()
    late = ("kept_late",) if standing in ("overdue", "broken") else ()
    return ("kept", *late, "broken", "moved", "withdrawn_by_dealer")


def _tap_word(code: str, standing: str, words: dict[str, str]) -> str:
    if standing not in ("overdue", "broken"):
        return words[code]
    return {"kept": _("In time"), "kept_late": _("Late")}.get(code, words[code])


def _badge(promise: Promise, standing: str, today: date, moved_to: date | None) -> Badge:
    if moved_to is not None:
        return Badge("plain", _("moved to %(date)s", date=i18n.show_date(moved_to)))
    if promise.state == OPEN:
        day = i18n.show_date(promise.due)
        if promise.due > today:
            return Badge("plain", _("by %(date)s", date=day))
        if promise.due == today:
            return Badge("warn", _("due today"))
        return Badge("bad", _("was due %(date)s", date=day))
    if promise.state == "superseded" and promise.moved_to_id is None:
        return Badge("plain", _("Dropped"))
    kinds = {"kept": "good", "kept_late": "warn", "broken": "bad", "pending": "warn"}
    return Badge(kinds.get(standing, "plain"), standing_words()[standing])


def _missing(desk: Desk, promise: Promise) -> list[str]:
    lacks = missing(terms_of(promise), desk.today, own_limit(desk.settings))
    told = (*lacks.missing, lacks.for_dealer) if lacks.for_dealer else lacks.missing
    return say_all(told)


def terms_of(promise: Promise) -> Terms:
    """The terms of a stored promise."""
    return Terms(
        promise.owner, promise.action, promise.quantity, promise.amount, promise.due, promise.approver
    )


def texts_of(promise: Promise) -> dict[str, str]:
    """The texts of a promise that the phrase guard reads."""
    return {"action": promise.action, "quantity": promise.quantity, "evidence": promise.evidence}


def typed_of(promise: Promise) -> dict[str, str]:
    """What would have been typed to write this promise, by control: for correcting or completing it."""
    own = promise.approver == WITHIN_OWN_LIMIT
    return {
        "owner": promise.owner, "action": promise.action, "quantity": promise.quantity,
        "amount": i18n.plain_money(promise.amount), "due": promise.due.isoformat() if promise.due else "",
        "approved": promise.approver if own else "named" if promise.approver else "",
        "approver": "" if own else promise.approver, "evidence": promise.evidence,
        "guard_seen": " ".join(filter(None, (promise.guard_hits, promise.guard_rewritten))),
    }  # fmt: skip
