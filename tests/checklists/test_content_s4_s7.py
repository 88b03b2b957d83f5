"""The content of cash, staff, products and market: its words, its limits and the figures it must score by."""

import re
from pathlib import Path

import pytest
import yaml
from opencc import OpenCC

CONTENT = Path(__file__).parents[2] / "app" / "checklists" / "content"
SECTIONS = {"s4_cash": 11, "s5_staff": 19, "s6_product": 11, "s7_market": 10}
LOCALES = ["en", "zh_Hans", "zh_Hant"]
HAN = "[\u4e00-\u9fff]"
DOCUMENTS = {
    section: yaml.load((CONTENT / f"{section}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    for section in SECTIONS
}
ITEMS = {item["key"]: item for document in DOCUMENTS.values() for item in document["items"]}
OPEN_CASH_ITEMS = {"cash_consent", "cash_ledger_seen", "cash_best_time"}  # no amount in them
LEDGER_IN = {"cash_sales", "collections", "rebates", "loan", "owner_money", "other_in"}
LEDGER_OUT = {
    "goods_us",
    "goods_others",
    "wages",
    "rent",
    "vehicles",
    "promotion",
    "tax",
    "loan_repayment",
    "owner_drawings",
    "other_business",
    "other_out",
}
SCORES = [
    (
        "cash_ledger_seen",
        "status",
        {"today": 1, "d3": 0.8, "week": 0.5, "older": 0.2, "none": 0, "declined": None},
    ),
    ("cash_categories", "clarity", {"clear": 1, "rough": 0.5, "none": 0}),
    ("staff_pay", "level", {"above": 1, "par": 0.8, "below": 0.3, "late": 0}),
    ("staff_commission", "scheme", {"by_item": 1, "by_value": 0.6, "fixed": 0.2, "unclear": 0}),
    ("staff_driver_route_picking", "sign", {"no": 1, "heard": 0.5, "seen": 0}),
    ("staff_driver_skimming", "sign", {"no": 1, "heard": 0.5, "seen": 0}),
    ("staff_driver_detour", "sign", {"no": 1, "heard": 0.5, "seen": 0}),
    ("staff_driver_private", "sign", {"no": 1, "heard": 0.5, "seen": 0}),
    ("staff_driver_uncooperative", "willing", {"yes": 1, "sometimes": 0.5, "no": 0}),
    ("staff_meetings", "frequency", {"daily": 1, "weekly": 0.9, "monthly": 0.5, "rarely": 0.2, "never": 0}),
    ("staff_manager", "manager", {"supervisor": 1, "owner": 0.7, "relative": 0.4, "nobody": 0}),
]


def texts_in(node):
    """Every {en:, zh_Hans:, zh_Hant:} below a node."""
    if isinstance(node, dict) and "en" in node:
        yield node
    elif isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from texts_in(child)


def field_of(key, *names):
    """A field of an item, or a column of its table."""
    fields = ITEMS[key]["fields"]
    for name in names:
        found = next(field for field in fields if field["name"] == name)
        fields = found.get("columns", [])
    return found


def controls():
    """Every field and every column, with the key of its item."""
    for key, item in ITEMS.items():
        for field in item["fields"]:
            yield from ((key, control) for control in [field, *field.get("columns", [])])


TEXTS = list(texts_in(list(DOCUMENTS.values())))


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_has_its_items(section):
    assert DOCUMENTS[section]["section"] == section
    assert len({item["key"] for item in DOCUMENTS[section]["items"]}) == SECTIONS[section]


def test_every_text_has_three_languages_with_the_same_places():
    for text in TEXTS:
        assert list(text) == LOCALES and all(words == words.strip() != "" for words in text.values()), text
        assert len({frozenset(re.findall(r"\{\w*\}", words)) for words in text.values()}) == 1, text
        assert [bool(re.search(HAN, text[locale])) for locale in LOCALES] == [False, True, True], text


def test_chinese_keeps_to_its_script_and_its_punctuation():
    to_traditional, to_simplified = OpenCC("s2t"), OpenCC("t2s")
    shared = set("里群台")  # right in both scripts, though the table would turn 公里 and 人群 into others
    for text in TEXTS:
        stray = {c for c in text["zh_Hant"] if to_traditional.convert(c) != c}
        stray |= {c for c in text["zh_Hans"] if to_simplified.convert(c) != c}
        assert not stray - shared, (text, stray)
        assert not re.search("[,:;?!()“”]", text["zh_Hant"]), text
        assert not re.search("[,:;?!()「」]", text["zh_Hans"]), text


def test_trade_words_are_not_turned_into_computer_words():
    words = "".join(text["zh_Hant"] for text in TEXTS)
    assert "網絡" in words and "竄貨" in words and "終端" in words and "提成" in words
    assert not re.search("網路|型別|賬|終端機", words)


@pytest.mark.parametrize(("key", "field", "scores"), SCORES)
def test_options_score_as_the_checklist_says(key, field, scores):
    assert {option["code"]: option["score"] for option in field_of(key, field)["options"]} == scores


def test_the_ledger_knows_every_category_and_both_directions():
    categories = field_of("cash_daily_purchase", "ledger", "category")["options"]
    assert {option["code"] for option in categories} == LEDGER_IN | LEDGER_OUT
    outflows = field_of("cash_upcoming_out", "outflows", "category")["options"]
    assert {option["code"] for option in outflows} == LEDGER_OUT
    assert field_of("cash_daily_sales", "received")["entered_with"] == "cash_daily_purchase"


def test_a_range_will_do_where_the_dealer_gives_no_figure():
    for path in [
        ("cash_on_hand", "cash"),
        ("bank_balance", "total"),
        ("cash_receivables", "total"),
        ("cash_upcoming_out", "outflows", "amount"),
        ("staff_pay", "pay", "base_pay"),
    ]:
        assert field_of(*path)["range"] is True, path


def test_what_others_must_not_read_is_marked():
    for key, item in ITEMS.items():
        private = key.startswith(("cash_", "bank_", "staff_driver_", "staff_pay", "staff_commission"))
        private |= key in ("prod_list", "prod_profit", "prod_our_share", "ops_diversion_signs")
        assert item.get("sensitive", False) == (private and key not in OPEN_CASH_ITEMS), key


def test_no_photo_of_the_book_and_no_account_number():
    assert {item["photo"] for item in DOCUMENTS["s4_cash"]["items"]} == {"none"}
    assert field_of("bank_balance", "balances", "label")["max_length"] < 16


def test_staff_tables_hold_no_names():
    fields = [field for item in DOCUMENTS["s5_staff"]["items"] for field in item["fields"]]
    columns = [column for field in fields for column in field.get("columns", [])]
    assert columns and "text" not in {column["type"] for column in columns}


def test_our_products_are_picked_from_the_catalogue():
    for path in [
        ("prod_list", "products", "product"),
        ("prod_expected_volume", "targets", "product"),
        ("prod_difference", "product"),
    ]:
        assert field_of(*path)["options_from"] == "products", path


def test_numbers_have_limits_and_every_control_a_label():
    for key, control in controls():
        assert len(ITEMS[key]["fields"]) == 1 or "label" in control, (key, control["name"])
        if control["type"] in ("int", "pct"):
            assert 0 <= control["min"] < control["max"], (key, control["name"])
        if control["type"] == "s5":
            assert list(control["anchors"]) == [1, 3, 5], key
        if control["type"] == "multi":
            assert control["exclusive"] == ["none"], key


def test_what_is_counted_or_seen_today_is_never_copied():
    copied = {key for key, item in ITEMS.items() if item.get("unchanged")}
    computed = {key for key, item in ITEMS.items() if {f["type"] for f in item["fields"]} == {"computed"}}
    assert not copied & computed
    assert not copied & {
        "cash_ledger_seen",
        "cash_daily_purchase",
        "cash_on_hand",
        "bank_balance",
        "cash_upcoming_out",
        "cash_receivables",
        "staff_changes",
        "staff_motivation",
        "staff_network",
        "staff_rapport",
        "staff_visit_regular",
        "staff_push",
        "staff_training",
        "prod_attention",
        "prod_rival_moves",
        "ops_diversion_signs",
    }
