"""The words for states and evidence grades, wherever an answer is shown."""

from flask_babel import gettext as _


def evidence_words() -> dict[str, str]:
    """How an answer is known, by code, the strongest first."""
    return {
        "counted": _("Counted"), "seen": _("Seen"), "document": _("Document"), "told": _("Told"),
    }  # fmt: skip


def state_words() -> dict[str, str]:
    """The states of an answer that carry no value of their own, by code."""
    return {"not_seen": _("Not seen"), "declined": _("Declined")}
