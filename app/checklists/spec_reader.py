"""From content mappings to the specs of an item: its photo, score, critical test and trigger."""

from collections.abc import Mapping

from app.checklists.entries import ContentError, Entry
from app.checklists.item_types import field_type
from app.checklists.specs import (
    BAND_TESTS,
    MODES,
    Band,
    CriticalSpec,
    Field,
    PhotoSpec,
    ScoreSpec,
    TriggerSpec,
)

Codes = Mapping[str, set[str]]


def read_photo(item: Entry, codes: Codes) -> PhotoSpec:
    """``none``, ``optional``, ``required``, ``{required_if: {field:, …}}`` or ``{required_in: mode}``."""
    if not isinstance(item.take("photo"), Mapping):
        return PhotoSpec(item.word("photo", ("none", "optional", "required"), "none"))
    entry = item.entry("photo")
    if "required_in" in entry.data:
        spec = PhotoSpec("required_in", mode=entry.word("required_in", MODES))
    else:
        spec = _photo_condition(entry.entry("required_if"), codes)
        entry.take("required_if")
    entry.close()
    return spec


def _photo_condition(entry: Entry, codes: Codes) -> PhotoSpec:
    field = entry.word("field", codes)
    spec = PhotoSpec(
        "required_if",
        field=field,
        any_of=entry.words("any_of"),
        none_of=entry.words("none_of"),
        above=entry.number("above"),
    )
    _known_options(entry, spec.any_of + spec.none_of, codes[field])
    if sum((bool(spec.any_of), bool(spec.none_of), spec.above is not None)) != 1:
        raise entry.error("give exactly one of any_of, none_of, above")
    entry.close()
    return spec


def read_score(item: Entry, fields: Mapping[str, Field]) -> ScoreSpec:
    """``none`` or ``{from: field | ticked | bands | formula, …}``."""
    if not isinstance(item.take("score"), Mapping):
        return ScoreSpec(item.word("score", ("none",), "none"))
    entry = item.entry("score")
    kind = entry.word("from", ("field", "ticked", "bands", "formula"))
    spec = ScoreSpec(kind, rule=entry.take("rule"), **SCORE_KINDS[kind](entry, fields))
    entry.close()
    return spec


def _score_field(entry: Entry, fields: Mapping[str, Field]) -> dict:
    name = entry.word("field", fields)
    field = fields[name]
    options = field_type(field).fixed_options(field)
    if field.type == "multi" or (field.type != "s5" and all(option.score is None for option in options)):
        raise entry.error(f"field {name!r} carries no score of its own")
    return {"field": name}


def _score_ticked(entry: Entry, fields: Mapping[str, Field]) -> dict:
    name = entry.word("field", fields)
    if fields[name].type != "multi":
        raise entry.error(f"field {name!r} cannot be ticked: it is {fields[name].type}")
    out_of = entry.count("out_of", 0)
    if not 1 <= out_of <= len(fields[name].options):
        raise entry.error(f"out_of {out_of} does not fit {len(fields[name].options)} options")
    return {"field": name, "out_of": out_of}


def _score_bands(entry: Entry, fields: Mapping[str, Field]) -> dict:
    bands = tuple(_band(entry, band, scored=True) for band in entry.need("bands"))
    if not bands or bands[-1].test != "else" or any(band.test == "else" for band in bands[:-1]):
        raise entry.error("bands must end with one else")
    return {"metric": entry.name("metric"), "bands": bands}


def _band(entry: Entry, raw: object, scored: bool) -> Band:
    """``[test, limit …, score]``; a trigger's test has no score and gets 0."""
    if not isinstance(raw, list) or not raw or raw[0] not in BAND_TESTS:
        raise entry.error(f"{raw!r} is not a test; begin with one of {' '.join(BAND_TESTS)}")
    test, *figures = raw
    wanted = {"between": 2, "else": 0}.get(test, 1) + scored
    if len(figures) != wanted or not all(isinstance(each, int | float) for each in figures):
        raise entry.error(f"{raw!r}: {test} needs {wanted} numbers")
    if scored and not 0 <= figures[-1] <= 1:
        raise entry.error(f"{raw!r}: score {figures[-1]} is outside 0..1")
    return Band(test, tuple(figures[:-1] if scored else figures), figures[-1] if scored else 0)


def _score_formula(entry: Entry, fields: Mapping[str, Field]) -> dict:
    return {}


def read_critical(item: Entry, codes: Codes) -> CriticalSpec:
    """``false``, ``true`` (score 0), ``{option: code}`` or ``{metric:, below:}``."""
    if not isinstance(item.take("critical"), Mapping):
        return CriticalSpec("score" if item.flag("critical") else "never")
    entry = item.entry("critical")
    if "option" in entry.data:
        spec = CriticalSpec("option", option=entry.word("option", set().union(*codes.values())))
    else:
        spec = CriticalSpec("metric", metric=entry.name("metric"), below=entry.number("below"))
        if spec.below is None:
            raise entry.error("below is missing")
    entry.close()
    return spec


def read_trigger(item: Entry, codes: Codes) -> TriggerSpec:
    """``{when: never | missing | formula | score_below | option | metric, …}``; absent means never."""
    if item.take("trigger") is None:
        return TriggerSpec()
    entry = item.entry("trigger")
    when = entry.word("when", TRIGGER_KINDS)
    spec = TriggerSpec(when, **TRIGGER_KINDS[when](entry, codes))
    entry.close()
    return spec


def _trigger_score(entry: Entry, codes: Codes) -> dict:
    value = entry.number("value")
    if value is None or not 0 < value <= 1:
        raise entry.error("value must be above 0 and at most 1")
    return {"value": value}


def _trigger_option(entry: Entry, codes: Codes) -> dict:
    field, any_of = entry.word("field", codes), entry.words("any_of")
    if not any_of:
        raise entry.error("any_of is missing")
    _known_options(entry, any_of, codes[field])
    return {"field": field, "any_of": any_of}


def _trigger_metric(entry: Entry, codes: Codes) -> dict:
    return {"metric": entry.name("metric"), "test": _band(entry, entry.need("test"), scored=False)}


def _known_options(entry: Entry, named: tuple[str, ...], known: set[str]) -> None:
    stray = sorted(set(named) - known)
    if stray:
        raise ContentError([f"{entry.where}: unknown option {', '.join(stray)}"])


SCORE_KINDS = {
    "field": _score_field,
    "ticked": _score_ticked,
    "bands": _score_bands,
    "formula": _score_formula,
}
TRIGGER_KINDS = {
    "never": lambda entry, codes: {},
    "missing": lambda entry, codes: {},
    "formula": lambda entry, codes: {},
    "score_below": _trigger_score,
    "option": _trigger_option,
    "metric": _trigger_metric,
}
