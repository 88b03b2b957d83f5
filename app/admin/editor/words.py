"""The editor's words for kinds of answers, modes and the like, by code, in the reader's language."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as pgettext  # the name that the extractor knows

TYPES = {
    "yn": _l("Yes or no"),
    "ynp": _l("Yes, partly or no"),
    "s5": _l("A grade from 1 to 5"),
    "choice": _l("One of several choices"),
    "multi": _l("Any of several choices"),
    "int": _l("A whole number"),
    "pct": _l("A percentage"),
    "money": _l("An amount of money"),
    "date": _l("A day"),
    "time": _l("A time of day"),
    "text": _l("Words"),
    "table": _l("A table"),
    "photo": _l("Photos"),
    "computed": _l("Worked out by Rounds"),
}
MODES = {
    "quick": _l("In every visit"),
    "full": _l("In full audits"),
    "profile": _l("In full audits, where it seldom changes"),
}
PHOTOS = {
    "none": _l("None"),
    "optional": _l("May be added"),
    "required": _l("Needed"),
}
CONDITION = {"condition": _l("Needed under a condition, as it came")}
SEVERITIES = {
    "info": pgettext("severity", "Note"),
    "minor": _l("Minor"),
    "major": _l("Major"),
    "critical": _l("Critical"),
}
FAULTS = {
    "never": _l("Never"),
    "low": _l("When the score is below a half"),
    "missing": _l("When it was asked and not answered"),
}
DAYS = {"any": _l("Any day"), "past": _l("Today or earlier"), "ahead": _l("Today or later")}
