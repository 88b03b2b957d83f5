"""Questions of the company's own: of every kind, added, asked, answered and reported."""

import re
from html import unescape

import pytest

from app.checklists.queries import current_version_id
from tests import factories
from tests.admin.editor_pages import SECTION, controls, edits, own, publish, save


@pytest.fixture
def ada(client, cast, sign_in):
    return sign_in(client, cast.ada)


def test_one_language_stands_for_the_others(ada, db):
    assert own(ada).status_code == 303
    item = next(iter(edits(db).values()))
    assert item["title"] == {"en": "Forklift", "zh_Hans": "Forklift", "zh_Hant": "Forklift"}


FIELDS = {
    "yn": {}, "ynp": {}, "date": {"f0-day": "past"}, "time": {}, "text": {}, "pct": {"f0-max": "50"},
    "int": {"f0-min": "1", "f0-max": "9", "f0-unit-en": "cars"}, "money": {"f0-range": "y"},
    "s5": {"f0-a1-en": "bad", "f0-a3-en": "so", "f0-a5-en": "good"},
    "choice": {"f0-o0-label-en": "Old", "f0-o1-label-zh_Hans": "新", "f0-o0-score": "0",
               "f0-o1-score": "100"},
    "multi": {"f0-o0-label-en": "Old", "f0-o1-label-en": "New"},
    "photo": {"f0-s0-label-en": "The forklift"},
    "table": {"f0-c0-type": "text", "f0-c0-label-en": "Name", "f0-c1-type": "choice",
              "f0-c1-label-en": "Kind", "f0-c1-o0-label-en": "A", "f0-c1-o1-label-en": "B",
              "f0-carry": "y", "f0-max_rows": "5"},
}  # fmt: skip
ANSWERS = {
    "yn": {"a1": "yes"}, "ynp": {"a1": "partial"}, "date": {"a1": "2026-01-02"}, "time": {"a1": "08:30"},
    "text": {"a1": "two of them"}, "pct": {"a1": "40"}, "int": {"a1": "3"}, "money": {"a1": "120.50"},
    "s5": {"a1": "4"}, "choice": {"a1": "o1"}, "multi": {"a1": "o2"}, "photo": {},
    "table": {"a1-0-a1": "Toyota", "a1-0-a2": "o1"},
}  # fmt: skip


@pytest.mark.parametrize("kind", FIELDS)
def test_a_question_of_any_kind_is_added_asked_and_reported(app, ada, cast, db, sign_in, kind):
    answer = own(ada, kind=kind, mode="quick", **FIELDS[kind])
    assert answer.status_code == 303, re.findall(r'class="error".*?</p>', answer.text, re.S)
    key = next(iter(edits(db)))
    assert save(ada, key).status_code == 303  # opened and saved again it is the same
    preview = ada.get(f"/admin/checklist/sections/{SECTION}/preview?mode=quick")
    assert "Is there a forklift?" in preview.text
    assert publish(ada).status_code == 303
    visit = factories.visit(cast, checklist_version_id=current_version_id())
    rita = sign_in(app.test_client(), cast.rita)
    assert "Is there a forklift?" in rita.get(f"/visits/{visit.id}/sections/{SECTION}").text
    if ANSWERS[kind]:
        form = {"id": "00000000-0000-4000-8000-00000000000a", "revision": "0", "answered_at": ""}
        stored = rita.post(f"/visits/{visit.id}/answers/{key}", data=form | ANSWERS[kind])
        assert stored.status_code in (200, 303), stored.text
    factories.finished(visit, cast)
    assert "Forklift" in rita.get(f"/visits/{visit.id}/report").text or kind == "photo"
    assert rita.get(f"/dealers/{cast.dealer.id}").status_code == 200


@pytest.mark.parametrize(
    ("kind", "changed", "said"),
    [("choice", {"f0-o0-label-en": "Only"}, "at least two choices"), ("s5", {}, "at least one language"),
     ("table", {}, "at least one column"), ("photo", {}, "at least one photo"),
     ("int", {"f0-min": "9", "f0-max": "1"}, "The highest is below the lowest."),
     ("int", {"f0-min": "x"}, "Enter a number from"), ("yn", {"f0-type": "mind"}, "Nothing was saved"),
     ("yn", {"fault": "low", "scored": ""}, "Without a score"),
     ("text", {"scored": "y"}, "can count for the score"),
     ("yn", {"f0-removed": "y"}, "at least one answer"),
     ("yn", {"fault": "missing"}, "at least one language"),
     ("photo", {"f0-s0-label-en": "a", "f1-type": "yn", "f0-label-en": "a", "f1-label-en": "b"},
      "asks for nothing else"),
     ("yn", {"advice-en": "Buy {sku}"}, "Nothing can be filled in for")],
)  # fmt: skip
def test_a_new_question_that_makes_no_sense_is_refused(ada, db, kind, changed, said):
    answer = own(ada, kind=kind, **changed)
    assert answer.status_code == 422
    assert said in unescape(answer.text)
    assert 'value="Forklift"' in answer.text
    assert edits(db) == {}


def test_adding_twice_adds_once(ada, db):
    page = ada.get(f"/admin/checklist/sections/{SECTION}/new?type=yn")
    form = controls(page) | {"title-en": "Forklift", "ask-en": "Is there one?"}
    for _ in range(2):
        assert ada.post(f"/admin/checklist/sections/{SECTION}/new", data=form).status_code == 303
    assert len(edits(db)) == 1


def test_an_answer_is_added_to_the_form_and_nothing_is_kept(ada, db):
    page = ada.get(f"/admin/checklist/sections/{SECTION}/new?type=yn")
    form = controls(page) | {"title-en": "Forklift", "add": "1", "another": "int"}
    answer = ada.post(f"/admin/checklist/sections/{SECTION}/new", data=form)
    assert answer.status_code == 200
    assert 'name="f1-type" value="int"' in answer.text
    assert 'value="Forklift"' in answer.text
    assert edits(db) == {}
    whole = controls(answer) | {"ask-en": "How many?", "f0-label-en": "Any", "f1-label-en": "How many"}
    assert ada.post(f"/admin/checklist/sections/{SECTION}/new", data=whole).status_code == 303
    assert [field["type"] for field in next(iter(edits(db).values()))["fields"]] == ["yn", "int"]
