"""From content mappings to Item and Section values, with every cross-reference inside an item checked."""

from app.checklists.entries import ContentError, Entry, refuse_doubles
from app.checklists.field_reader import read_fields
from app.checklists.item_types import field_type
from app.checklists.spec_reader import read_critical, read_photo, read_score, read_trigger
from app.checklists.specs import MODES, SEVERITIES, SOURCES, Advice, Finding, Item, Section


def read_section(data: object, source: str) -> Section:
    """One file's section; ContentError lists the first problem of every item that has one.

    What is switched off (``off: true``) is read as strictly as the rest, and then left out.
    """
    entry = Entry(data, source)
    key = entry.name("section")
    head = {
        "title": entry.text("title", required=True),
        "purpose": entry.text("purpose", required=True),
        "audience": entry.word("audience", ("dealer", "self"), "dealer"),
    }
    items, problems = [], []
    for item in entry.entries("items", "key"):
        try:
            off = item.flag("off")
            read = _item(item, key)
            items += [] if off else [read]
        except ContentError as error:
            problems += error.problems
    entry.close()
    if problems:
        raise ContentError(problems)
    refuse_doubles([item.key for item in items], "item", source)
    return Section(key=key, items=tuple(items), **head)


def _item(entry: Entry, section: str) -> Item:
    fields = read_fields(entry)
    codes = {each.name: {option.code for option in field_type(each).fixed_options(each)} for each in fields}
    item = Item(
        key=entry.name("key"),
        section=section,
        title=entry.text("title", required=True),
        ask=entry.text("ask", required=True),
        hint=entry.text("hint"),
        mode=entry.word("mode", MODES),
        seconds=entry.count("seconds", 0),
        source=entry.word("source", SOURCES),
        refs=entry.words("refs"),
        obligatory=entry.flag("obligatory"),
        unchanged=entry.flag("unchanged"),
        sensitive=entry.flag("sensitive"),
        fields=fields,
        photo=read_photo(entry, codes),
        weight=entry.number("weight", 0),
        score=read_score(entry, {each.name: each for each in fields}),
        critical=read_critical(entry, codes),
        trigger=read_trigger(entry, codes),
        finding=_finding(entry),
        advice=_advice(entry),
    )
    entry.close()
    return item


def _finding(entry: Entry) -> Finding | None:
    if entry.take("finding") is None:
        return None
    finding = entry.entry("finding")
    result = Finding(finding.word("severity", SEVERITIES), finding.text("text", required=True))
    finding.close()
    return result


def _advice(entry: Entry) -> Advice | None:
    if entry.take("advice") is None:
        return None
    advice = entry.entry("advice")
    result = Advice(advice.word("source", SOURCES), advice.text("text", required=True))
    advice.close()
    return result
