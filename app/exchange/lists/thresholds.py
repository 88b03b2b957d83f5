"""The thresholds that the rules compare with: what is in force, its default and its reason."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _

from app.accounts.models import User
from app.exchange.registry import ExportList, Row
from app.i18n import say
from app.leverage.settings import GROUPS, TAGS, Settings
from app.messages import Named
from app.thresholds.queries import stored_settings
from app.thresholds.words import in_words


def _head() -> list[str]:
    return [
        _("Subject"),
        _("Threshold"),
        _("In force"),
        _("Default"),
        _("Unit"),
        _("Rule"),
        _("Source"),
        _("Why"),
    ]


def _rows(user: User, asked: Mapping[str, str]) -> Iterator[Row]:
    settings = stored_settings()
    for key, (_number, title) in GROUPS.items():
        for knob in Settings.knobs(key):
            yield [
                say(title),
                say(knob.label),
                in_words(knob, getattr(settings, knob.name)),
                in_words(knob, knob.default),
                say(knob.unit) if knob.unit else "",
                knob.rule,
                say(TAGS[knob.tag]),
                say(knob.why),
            ]


THRESHOLDS = ExportList("thresholds", Named("Thresholds", "阈值", "門檻值"), _head, _rows, "admin")
