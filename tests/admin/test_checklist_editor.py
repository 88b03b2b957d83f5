"""The checklist editor: questions changed, switched off and added; drafts, versions, two admins at once."""

import json
import re
from html import unescape
from threading import Barrier, Thread

import pytest

from app.accounts.models import AuditEntry, User
from app.checklists.documents import item_of
from app.checklists.models import ChecklistVersion
from app.checklists.queries import checklist, current_version_id, document_of
from app.visits.models import Visit
from tests import factories
from tests.admin.editor_pages import KEY, SECTION, controls, current, edits, opened, own, publish, save


@pytest.fixture
def ada(client, cast, sign_in):
    return sign_in(client, cast.ada)


@pytest.fixture
def eve(app, cast, db, sign_in):
    """A second admin, in a browser of her own."""
    person = User(username="eve", display_name="Eve", role="admin", password_hash="-", locale="en")
    db.session.add(person)
    db.session.commit()
    return sign_in(app.test_client(), person)


def test_saving_what_was_opened_keeps_no_edit(ada, db):
    for key in (KEY, "wh_stock_counts", "mkt_vehicles", "cash_on_hand", "prod_list"):
        assert save(ada, key).status_code == 303
    assert edits(db) == {}


def test_a_question_is_reworded_reweighed_and_published(ada, cast, db):
    changed = {"title-en": "Air", "title-zh_Hans": "空气", "weight": "5", "mode": "full", "photo": "required"}
    assert save(ada, **changed).status_code == 303
    assert edits(db)[KEY]["title"]["zh_Hans"] == "空气"
    assert item_of(current(), KEY)["title"]["en"] != "Air"
    assert "1 edit is not published yet." in ada.get("/admin/checklist").text
    page = ada.get("/admin/checklist/publication").text
    assert "Weight" in page
    assert "“Air”" in unescape(page)
    before = current_version_id()
    assert publish(ada, "clearer").status_code == 303
    item = checklist(current_version_id()).by_key[KEY]
    assert (item.title.en, item.weight, item.mode, item.photo.kind) == ("Air", 5, "full", "required")
    version = db.session.get(ChecklistVersion, current_version_id())
    assert (version.base_id, version.author_id, version.note) == (before, cast.ada.id, "clearer")
    assert edits(db) == {}
    assert db.session.query(AuditEntry).filter_by(action="checklist_published").count() == 1


def test_publishing_twice_publishes_once(ada, db):
    save(ada, **{"title-en": "Air"})
    page = ada.get("/admin/checklist/publication").text
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    first, second = (ada.post("/admin/checklist/publication", data={"seen": seen}) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 409)
    assert db.session.query(ChecklistVersion).count() == 2


def test_what_was_not_looked_at_is_not_published(ada, eve, db):
    save(ada, **{"title-en": "Air"})
    seen = re.search(r'name="seen" value="([^"]+)"', ada.get("/admin/checklist/publication").text)[1]
    save(eve, "wh_tidy", **{"title-en": "Neat"})
    answer = ada.post("/admin/checklist/publication", data={"seen": seen})
    assert answer.status_code == 409
    assert "Look at them again." in answer.text
    assert db.session.query(ChecklistVersion).count() == 1


def test_earlier_visits_keep_their_words(app, ada, cast, sign_in):
    visit = factories.visit(cast)
    old = checklist(visit.checklist_version_id).by_key[KEY].title.en
    save(ada, **{"title-en": "Quite new words"})
    publish(ada)
    page = sign_in(app.test_client(), cast.rita).get(f"/visits/{visit.id}/sections/{SECTION}?all=1").text
    assert old in page
    assert "Quite new words" not in page


def test_two_admins_at_different_questions_both_keep(ada, eve, db):
    first, second = opened(ada), opened(eve, "wh_tidy")
    ada.post(f"/admin/checklist/questions/{KEY}", data=first | {"title-en": "Air"})
    eve.post("/admin/checklist/questions/wh_tidy", data=second | {"title-en": "Neat"})
    kept = edits(db)
    assert (kept[KEY]["title"]["en"], kept["wh_tidy"]["title"]["en"]) == ("Air", "Neat")


def test_two_admins_at_one_question_both_keep(ada, eve, db):
    first, second = opened(ada), opened(eve)
    ada.post(f"/admin/checklist/questions/{KEY}", data=first | {"title-en": "Air", "weight": "4"})
    answer = eve.post(f"/admin/checklist/questions/{KEY}", data=second | {"title-zh_Hans": "空气"})
    assert answer.status_code == 303
    item = edits(db)[KEY]
    assert (item["title"]["en"], item["title"]["zh_Hans"], item["weight"]) == ("Air", "空气", 4)


def test_the_same_words_changed_by_both_are_asked_about(ada, eve, db):
    first, second = opened(ada), opened(eve)
    ada.post(f"/admin/checklist/questions/{KEY}", data=first | {"title-en": "Air"})
    answer = eve.post(f"/admin/checklist/questions/{KEY}", data=second | {"title-en": "Wind"})
    assert answer.status_code == 409
    assert "“Air”" in unescape(answer.text)
    assert 'value="Wind"' in answer.text
    assert edits(db)[KEY]["title"]["en"] == "Air"
    again = eve.post(f"/admin/checklist/questions/{KEY}", data=controls(answer))
    assert again.status_code == 303
    assert edits(db)[KEY]["title"]["en"] == "Wind"


def test_two_admins_at_the_same_moment_both_keep(app, ada, eve, db):
    form, gate, statuses = opened(ada), Barrier(2), []
    edited = ((ada, {"title-en": "Air"}), (eve, {"title-zh_Hans": "空气"}))

    def save_at_once(client, changed):
        gate.wait()
        with app.app_context():
            statuses.append(client.post(f"/admin/checklist/questions/{KEY}", data=form | changed).status_code)

    racers = [Thread(target=save_at_once, args=pair) for pair in edited]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert statuses == [303, 303]
    title = edits(db)[KEY]["title"]
    assert (title["en"], title["zh_Hans"]) == ("Air", "空气")


def test_a_page_left_open_over_a_publication_undoes_nothing(ada, eve, db):
    stale = opened(eve)
    save(ada, **{"title-en": "Air"})
    publish(ada)
    eve.post(f"/admin/checklist/questions/{KEY}", data=stale | {"weight": "6"})
    item = edits(db)[KEY]
    assert (item["title"]["en"], item["weight"]) == ("Air", 6)


@pytest.mark.parametrize("seen", ["", "null", "x", "[]", '{"key": "other"}', '{"key": "wh_ventilation"}'])
def test_a_page_that_was_never_ours_overwrites_nothing_unasked(ada, db, seen):
    save(ada, **{"title-en": "Air"})
    answer = ada.post(
        f"/admin/checklist/questions/{KEY}", data=opened(ada) | {"title-en": "Wind", "seen": seen}
    )
    assert answer.status_code == 409
    assert edits(db)[KEY]["title"]["en"] == "Air"


def test_an_edit_is_taken_back_and_all_are_given_up(ada, db):
    save(ada, **{"title-en": "Air"})
    assert ada.post(f"/admin/checklist/questions/{KEY}/undo").status_code == 303
    assert edits(db) == {}
    save(ada, **{"title-en": "Air"})
    own(ada)
    assert ada.post("/admin/checklist/draft/discard").status_code == 303
    assert edits(db) == {}


def test_switching_off_and_on_again(ada, db):
    form = opened(ada)
    form.pop("on")
    ada.post(f"/admin/checklist/questions/{KEY}", data=form)
    publish(ada)
    assert KEY not in checklist(current_version_id()).by_key
    assert "1 switched off" in ada.get("/admin/checklist").text
    save(ada, on="y")
    publish(ada)
    assert KEY in checklist(current_version_id()).by_key


def test_what_a_screen_stands_on_stays(ada, db):
    form = opened(ada, "wh_stock_counts")
    form.pop("on")
    assert ada.post("/admin/checklist/questions/wh_stock_counts", data=form).status_code == 303
    assert edits(db) == {}
    assert "it cannot be switched off" in ada.get("/admin/checklist/questions/wh_stock_counts").text


def test_sensitive_facts_stay_sensitive(ada, db):
    form = opened(ada, "bank_balance")
    form.pop("sensitive", None)
    ada.post("/admin/checklist/questions/bank_balance", data=form | {"title-en": "Bank"})
    assert edits(db)["bank_balance"]["sensitive"] is True


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"title-en": "", "title-zh_Hans": "", "title-zh_Hant": ""}, "at least one language"),
     ({"title-en": "x" * 601}, "At most 600 characters fit."),
     ({"weight": "11"}, "Enter a number from 0 to 10."),
     ({"weight": "a lot"}, "Enter a number from 0 to 10."), ({"mode": "sometimes"}, "Choose one of these."),
     ({"photo": "condition"}, "Choose one of these."), ({"severity": "awful"}, "Choose one of these."),
     ({"title-en": "Air of {dealer}"}, "Nothing can be filled in for")],
)  # fmt: skip
def test_bad_input_is_named_and_keeps_nothing(ada, db, changed, said):
    answer = save(ada, **{"hint-en": "Smell the air"} | changed)
    assert answer.status_code == 422
    assert said in unescape(answer.text)
    assert "Smell the air" in answer.text
    assert edits(db) == {}


def test_versions_are_listed_and_compared(ada, db):
    first = current_version_id()
    save(ada, **{"title-en": "Air"})
    publish(ada, "clearer")
    save(ada, weight="9")
    publish(ada)
    listed = ada.get("/admin/checklist/versions").text
    assert "clearer" in listed
    assert "with Rounds" in listed
    last = ada.get(f"/admin/checklist/versions/{current_version_id()}").text
    assert "Weight" in last
    assert "“Air”" not in unescape(last)
    assert "“Air”" in unescape(ada.get(f"/admin/checklist/versions/{current_version_id()}?with={first}").text)
    assert ada.get("/admin/checklist/versions/999999").status_code == 404


def test_the_same_words_again_are_a_version_again(ada, db):
    save(ada, **{"title-en": "Air"})
    publish(ada)
    save(ada, **{"title-en": item_of(document_of(first_version(db)), KEY)["title"]["en"]})
    assert publish(ada).status_code == 303
    assert db.session.query(ChecklistVersion).count() == 3


def first_version(db) -> int:
    return db.session.query(ChecklistVersion.id).order_by(ChecklistVersion.id).first()[0]


def test_pages_that_are_not_there(ada):
    for path in ("questions/nothing", "sections/nothing", "sections/nothing/new", "sections/nothing/preview"):
        assert ada.get(f"/admin/checklist/{path}").status_code == 404
    assert ada.post("/admin/checklist/questions/nothing", data={}).status_code == 404
    assert ada.post(f"/admin/checklist/sections/{SECTION}/new", data={"key": "wh_tidy"}).status_code == 400


def test_other_roles_may_not(app, cast, sign_in, db):
    for name in ("rita", "omar", "sol"):
        client = sign_in(app.test_client(), getattr(cast, name))
        for path in ("", f"/sections/{SECTION}", f"/questions/{KEY}", "/publication", "/versions"):
            assert client.get(f"/admin/checklist{path}").status_code == 403
        for path in ("/publication", "/draft/discard", f"/questions/{KEY}", f"/sections/{SECTION}/new"):
            assert client.post(f"/admin/checklist{path}", data={"seen": ""}).status_code == 403
    assert edits(db) == {}
    assert db.session.query(Visit).count() == 0


def test_pages_ask_for_little(ada, statements):
    for path in ("", f"/sections/{SECTION}", f"/questions/{KEY}", "/publication", "/versions"):
        with statements() as seen:
            assert ada.get(f"/admin/checklist{path}").status_code == 200
        assert len(seen) <= 8, path


def test_the_hidden_copy_is_the_question_itself(ada):
    assert json.loads(opened(ada)["seen"])["key"] == KEY
