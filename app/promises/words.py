"""The words for whose a promise is, where it stands, what became of it, and why a vague word was kept."""

from collections.abc import Iterable

from flask_babel import gettext as _

from app import i18n
from app.leverage.promises import WITHIN_OWN_LIMIT, KeptRate
from app.leverage.result import Result
from app.messages import Message
from app.promises.models import Promise


def owner_words() -> dict[str, str]:
    """Whose promise it is, by code."""
    return {"us": _("Ours"), "dealer": _("The dealer's")}


def step_words() -> dict[str, str]:
    """What a rep says became of a promise, by step."""
    return {
        "kept": _("Kept"), "kept_late": _("Kept late"), "broken": _("Missed"), "moved": _("Moved"),
        "withdrawn_by_dealer": _("Withdrawn by the dealer"), "refused": _("Refused"),
        "removed": _("Written by mistake"),
    }  # fmt: skip


def event_words() -> dict[str, str]:
    """What happened to a promise, by the state of its event; ``made`` is its writing down."""
    return step_words() | {
        "made": _("Promised"), "requested": _("Requested"), "approved": _("Approved"),
        "refused": _("Request refused"), "removed": _("Taken back: written by mistake"),
        "reopened": _("Open again"),
    }  # fmt: skip


def standing_words() -> dict[str, str]:
    """Where a promise stands today, by `standing_of`."""
    return {
        "pending": _("Request"), "open": _("Open"), "overdue": _("Overdue"), "kept": _("Kept"),
        "kept_late": _("Kept late"), "broken": _("Missed"), "withdrawn_by_dealer": _("Withdrawn"),
        "superseded": _("Moved"),
    }  # fmt: skip


def reason_words() -> dict[str, str]:
    """Why a vague word stays in a promise, by code."""
    return {
        "quoted": _("These are the dealer's words"), "in_evidence": _("The details are in the evidence"),
        "not_known": _("Nothing more exact is known yet"),
    }  # fmt: skip


def how_much(promise: Promise) -> str:
    """Quantity and amount in one line; empty where neither is given."""
    parts = (promise.quantity, i18n.money(promise.amount))
    return " · ".join(part for part in parts if part)


def approved_by(promise: Promise) -> str:
    """Who approved a promise; empty while nobody is named, as within the own limit."""
    return "" if promise.approver == WITHIN_OWN_LIMIT else promise.approver


def rate_words(rate: Result[KeptRate]) -> str:
    """A kept rate to show: "7 of 9", a share from ten on, or a dash where nothing was due."""
    if not rate.refused:
        return i18n.say(rate.value.said)
    told = {"kept": rate.inputs["on_time"], "due": rate.inputs["due"]}
    return i18n.say(Message("{kept} of {due}", told)) if told["due"] else "–"


def say_all(messages: Iterable[Message]) -> list[str]:
    """Sentences in the reader's language."""
    return [i18n.say(message) for message in messages]
