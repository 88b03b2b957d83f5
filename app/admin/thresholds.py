"""The thresholds page: every threshold with what it is now, its default, its limits and its reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from app.admin.forms.shared import met
from app.forms import clean
from app.i18n import say
from app.leverage.settings import GROUPS, TAGS, Knob, Settings, as_text
from app.leverage.settings.knob import YUAN
from app.locality import currency
from app.messages import Message
from app.thresholds.words import in_words, weekdays


@dataclass(frozen=True)
class Row:
    """A threshold. `shown` is what stands in its box: the value in force, or what was typed and refused.
    `days` are the weekdays to tick, where it is about those: the digit of each and its name."""

    knob: Knob
    label: str
    why: str
    unit: str | None
    source: str
    default: str
    limits: tuple[str, str] | None
    shown: str
    changed: bool
    error: str | None
    days: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Group:
    """Thresholds of one subject, how many differ from their defaults, and whether one was refused."""

    key: str
    title: str
    rows: tuple[Row, ...]
    changed: int
    refused: bool


def groups(settings: Settings, typed: Mapping[str, str], problems: Mapping[str, Message]) -> list[Group]:
    """All thresholds by subject; `typed` values stand in the boxes, `problems` beside them."""
    return [_group(key, title, settings, typed, problems) for key, (_, title) in GROUPS.items()]


def typed_in(form: MultiDict) -> dict[str, str]:
    """What was typed, by threshold; ticked weekdays as one text."""
    return {knob.name: _typed(knob, form) for knob in Settings.knobs() if knob.name in form}


def differing(typed: Mapping[str, str], seen: Mapping[str, str]) -> dict[str, str]:
    """What was typed over: the boxes that differ from what the page showed when it was opened.

    Only these are saved, so that two admins who save one after the other do not undo each other's changes.
    """
    shown = {knob.name: seen.get(knob.name, as_text(knob.default)) for knob in Settings.knobs()}
    return {name: typed[name] for name in shown.keys() & typed.keys() if typed[name].strip() != shown[name]}


def met_by_others(
    wanted: Mapping[str, str], seen: Mapping[str, str], settings: Settings
) -> dict[str, Message]:
    """Of what would be saved, what somebody else has changed since the page was opened, and what to say."""
    now = {knob.name: as_text(getattr(settings, knob.name)) for knob in Settings.knobs()}
    default = {knob.name: as_text(knob.default) for knob in Settings.knobs()}
    return {
        name: met(in_words(knob, getattr(settings, name)))
        for knob in Settings.knobs()
        if (name := knob.name) in wanted
        and now[name] not in (seen.get(name, default[name]), wanted[name] or default[name])
    }


def _group(key: str, title: Message, settings, typed, problems) -> Group:
    rows = tuple(_row(knob, settings, typed, problems) for knob in Settings.knobs(key))
    return Group(
        key, say(title), rows, sum(row.changed for row in rows), any(row.error is not None for row in rows)
    )


def _typed(knob: Knob, form: MultiDict) -> str:
    if knob.kind != "days":
        return clean(form[knob.name])
    ticked = {clean(part) for part in form.getlist(knob.name)} - {"0"}
    return "".join(sorted(ticked)) or "0"  # none is not the same as blank, which is the default


def _unit(knob: Knob) -> str | None:
    if knob.unit == YUAN:
        return currency().sign.strip()
    return say(knob.unit) if knob.unit else None


def _row(knob: Knob, settings: Settings, typed: Mapping[str, str], problems: Mapping[str, Message]) -> Row:
    now = as_text(getattr(settings, knob.name))
    plain = knob.kind in ("whole", "number")
    return Row(
        knob=knob, label=say(knob.label), why=say(knob.why), unit=_unit(knob),
        source=say(TAGS[knob.tag]), default=in_words(knob, knob.default),
        limits=(as_text(knob.low), as_text(knob.high)) if plain else None,
        shown=typed.get(knob.name, now), changed=now != as_text(knob.default),
        error=say(problems[knob.name]) if knob.name in problems else None,
        days=tuple(weekdays()) if knob.kind == "days" else (),
    )  # fmt: skip
