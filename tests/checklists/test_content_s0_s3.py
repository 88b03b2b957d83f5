"""The words of the first four sections: three languages, each written as its readers write it."""

import re
from pathlib import Path

import pytest
import yaml
from opencc import OpenCC

CONTENT = Path(__file__).parents[2] / "app" / "checklists" / "content"
LOCALES = ["en", "zh_Hans", "zh_Hant"]
SECTIONS = {"s0_visit": 7, "s1_self": 17, "s2_marketing": 16, "s3_warehouse": 14}
CJK = "[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
BESIDE_CJK = re.compile("[\u4e00-\u9fff][,:;?!()]|[,:;?!()][\u4e00-\u9fff]")
SENSITIVE = {"mkt_operating_profit", "mkt_expenses"}
OBLIGATORY = {"self_written_memo", "wh_overview_photo", "wh_stock_counts"}
NEVER_COPIED = {
    "mkt_vehicle_mix",
    "mkt_sales_volume",
    "mkt_operating_profit",
    "mkt_team_after_sales",
    "mkt_open_time",
    "mkt_other_signs",
    "mkt_service_plan",
    "wh_overview_photo",
    "wh_kanban",
    "wh_fifo",
    "wh_stock_counts",
    "wh_lots",
    "wh_near_expiry",
    "wh_expired",
    "wh_leverage",
}


def read(section):
    return yaml.load((CONTENT / f"{section}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


DOCUMENTS = {section: read(section) for section in SECTIONS}
ITEMS = [item for document in DOCUMENTS.values() for item in document["items"]]


def texts_in(node):
    """Every {en:, zh_Hans:, zh_Hant:} below a node."""
    if isinstance(node, dict) and "en" in node:
        yield node
    elif isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from texts_in(child)


def controls_in(fields):
    """Fields and, for tables, their columns."""
    for field in fields:
        yield field
        yield from field.get("columns", [])


TEXTS = [text for document in DOCUMENTS.values() for text in texts_in(document)]


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_has_its_items(section):
    assert DOCUMENTS[section]["section"] == section
    assert len({item["key"] for item in DOCUMENTS[section]["items"]}) == SECTIONS[section]
    assert (DOCUMENTS[section]["audience"] == "self") == (section == "s1_self")


def test_every_text_is_complete_and_keeps_its_places():
    for text in TEXTS:
        assert list(text) == LOCALES, text
        assert all(words == words.strip() != "" for words in text.values()), text
        assert len({tuple(sorted(re.findall(r"\{\w*\}", words))) for words in text.values()}) == 1, text


def test_chinese_stands_only_where_it_is_meant():
    assert not [text for text in TEXTS if re.search(CJK, text["en"])]
    assert not [text for text in TEXTS for locale in LOCALES[1:] if not re.search(CJK, text[locale])]


def test_chinese_punctuation_is_full_width_and_quotes_are_local():
    for text in TEXTS:
        assert not BESIDE_CJK.search(text["zh_Hans"] + "\n" + text["zh_Hant"]), text
        assert not re.search("[「」]", text["zh_Hans"]), text
        assert not re.search("[“”]", text["zh_Hant"]), text


def test_scripts_are_not_mixed():
    """Character by character, so that a phrase that is worded differently on purpose passes."""
    to_traditional, to_simplified = OpenCC("s2t"), OpenCC("t2s")
    shared = set("准吃霉")  # right in both scripts, though the table would turn them into 準喫黴
    for text in TEXTS:
        stray = {c for c in text["zh_Hant"] if to_traditional.convert(c) != c} - shared
        stray |= {c for c in text["zh_Hans"] if to_simplified.convert(c) != c} - shared
        assert not stray, (text, stray)


def test_every_column_and_every_field_among_several_is_labelled():
    for item in ITEMS:
        for field in item["fields"]:
            assert len(item["fields"]) == 1 or "label" in field, item["key"]
            assert all("label" in column for column in field.get("columns", [])), item["key"]


def test_grades_are_anchored_and_nothing_excludes_everything():
    for item in ITEMS:
        for field in controls_in(item["fields"]):
            if field["type"] == "s5":
                assert list(field["anchors"]) == [1, 3, 5], item["key"]
            codes = {option["code"] for option in field.get("options", [])}
            if field["type"] == "multi":
                assert codes & {"none", "ok"} == set(field.get("exclusive", [])), item["key"]


def test_numbers_have_limits_and_texts_an_end():
    for item in ITEMS:
        for field in controls_in(item["fields"]):
            if field["type"] in ("int", "pct"):
                assert 0 <= field["min"] < field["max"], (item["key"], field["name"])
            if field["type"] == "text":
                assert field["max_length"] <= 1000, (item["key"], field["name"])


def test_only_the_photo_the_count_and_the_memo_are_obligatory():
    assert {item["key"] for item in ITEMS if item.get("obligatory")} == OBLIGATORY
    assert {item["key"] for item in ITEMS if item.get("sensitive")} == SENSITIVE


def test_what_must_be_seen_anew_is_never_copied():
    copied = {item["key"] for item in ITEMS if item.get("unchanged")}
    assert not copied & NEVER_COPIED
    assert not [key for key in copied if key.startswith(("visit_", "self_"))]


def test_promises_already_due_can_still_be_entered():
    """A new promise begins today at the earliest; one that is being checked lies in the past."""
    due = {
        item["key"]: column
        for item in DOCUMENTS["s0_visit"]["items"]
        for field in item["fields"]
        for column in field.get("columns", [])
        if column["name"] == "due"
    }
    assert due["visit_new_commitments"]["not_before"] == "today"
    assert "not_before" not in due["visit_prev_commitments"]


def test_stock_is_entered_on_the_stock_screen():
    on_stock = {
        item["key"]: [column["name"] for column in field["columns"]]
        for item in ITEMS
        for field in item["fields"]
        if field.get("entered_on") == "stock"
    }
    assert on_stock == {
        "wh_stock_counts": [
            "product",
            "last",
            "received",
            "counted",
            "unsellable",
            "free_goods",
            "from_other",
            "to_other",
        ],
        "wh_lots": ["product", "production_date", "shelf_life", "quantity", "zone"],
    }
