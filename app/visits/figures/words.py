"""The words for severities, wherever a finding is shown, and for how sure a figure is."""

from flask_babel import gettext as _
from flask_babel import pgettext


def severity_words() -> dict[str, tuple[str, str]]:
    """Kind of the badge and words of each severity."""
    return {
        "critical": ("bad", _("Critical")), "major": ("warn", _("Major")),
        "minor": ("info", _("Minor")), "info": ("plain", pgettext("severity", "Note")),
    }  # fmt: skip


def confidence_words() -> dict[str, str]:
    """How sure a figure is, by its confidence."""
    return {"high": _("Sure"), "medium": _("Fairly sure"), "low": _("Unsure")}
