"""The checklist editor: questions moved up and down, drafts, versions, two admins at once, the preview."""

import re
from html import unescape
from threading import Barrier, Thread

import pytest

from app.accounts.models import AuditEntry, User
from app.checklists.models import ChecklistOrder
from app.checklists.order import keys_of
from app.checklists.queries import checklist, current_version_id
from tests import factories
from tests.admin.editor_pages import SECTION, current, edits, own, publish, save


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


def move(client, key, headers=(), **beside):
    return client.post(f"/admin/checklist/questions/{key}/place", data=beside, headers=dict(headers))


def shown(client) -> list[str]:
    page = client.get(f"/admin/checklist/sections/{SECTION}/order").text
    return re.findall(r'<li class="row" id="([a-z0-9_]+)"', page)


def orders(db) -> int:
    db.session.rollback()
    return db.session.query(ChecklistOrder).count()


@pytest.fixture
def keys(cast, db) -> list[str]:
    found = keys_of(current(), SECTION)
    db.session.rollback()
    return found


def test_the_buttons_name_the_neighbours(ada, keys):
    page = ada.get(f"/admin/checklist/sections/{SECTION}/order").text
    buttons = re.findall(r'id="(up|down)-(\w+)" name="(before|after)" value="(\w+)"', page)
    assert [(key, beside) for to, key, _name, beside in buttons if to == "up"] == list(
        zip(keys[1:], keys, strict=False)
    )
    assert [(key, beside) for to, key, _name, beside in buttons if to == "down"] == list(
        zip(keys, keys[1:], strict=False)
    )


def test_a_question_moves_and_a_repeat_changes_nothing(ada, db, keys):
    for _again in range(2):
        answer = move(ada, keys[2], before=keys[1])
        assert answer.location == f"/admin/checklist/sections/{SECTION}/order#{keys[2]}"
    assert shown(ada) == [keys[0], keys[2], keys[1], *keys[3:]]
    (entry,) = db.session.query(AuditEntry).filter_by(action="checklist_moved")
    assert (entry.subject, entry.kind) == (keys[2], "settings")
    assert "1 edit is not published yet." in ada.get("/admin/checklist").text
    assert "moved the question" in ada.get("/admin/audit").text


def test_a_phone_gets_the_list_alone(ada, keys):
    answer = move(ada, keys[0], headers={"HX-Request": "true"}, after=keys[1])
    assert answer.text.lstrip().startswith('<div id="order"')
    assert answer.text.index(f'id="{keys[1]}"') < answer.text.index(f'id="{keys[0]}"')


def test_it_is_previewed_published_and_asked_and_earlier_visits_keep_theirs(
    ada, app, cast, sign_in, db, keys
):
    begun, version = factories.visit(cast, mode="full"), current_version_id()
    move(ada, keys[0], after=keys[4])
    preview = ada.get(f"/admin/checklist/sections/{SECTION}/preview").text
    assert preview.index(f'id="{keys[1]}-ask"') < preview.index(f'id="{keys[0]}-ask"')
    assert keys_of(current(), SECTION) == keys
    page = unescape(ada.get("/admin/checklist/publication").text)
    assert "1 question changes" in page
    title = checklist(version).by_key[keys[4]].title.en
    assert f"Moved: it comes after “{title}” now." in page
    assert publish(ada).status_code == 303
    assert keys_of(current(), SECTION) == [*keys[1:5], keys[0], *keys[5:]]
    assert orders(db) == 0
    assert "Moved: it comes after" in ada.get(f"/admin/checklist/versions/{current_version_id()}").text
    rita = sign_in(app.test_client(), cast.rita)
    before = rita.get(f"/visits/{begun.id}/sections/{SECTION}").text
    assert before.index(f'id="{keys[0]}-ask"') < before.index(f'id="{keys[1]}-ask"')


def test_moving_back_leaves_no_edit(ada, db, keys):
    move(ada, keys[2], before=keys[1])
    move(ada, keys[2], after=keys[1])
    assert orders(db) == 0
    assert "There is nothing to publish" in ada.get("/admin/checklist/publication").text


def test_an_order_is_taken_back_and_all_edits_are_given_up(ada, db, keys):
    address = f"/admin/checklist/sections/{SECTION}/order"
    assert "Back to the published order" not in ada.get(address).text
    move(ada, keys[2], before=keys[0])
    assert f'action="{address}/undo"' in ada.get(address).text
    for _again in range(2):
        assert ada.post(f"{address}/undo").status_code == 303
    assert shown(ada) == keys
    assert db.session.query(AuditEntry).filter_by(action="checklist_order_undone").count() == 1
    move(ada, keys[2], before=keys[0])
    save(ada, **{"title-en": "Air"})
    assert "2 edits are not published yet." in ada.get("/admin/checklist").text
    assert "2 edits were given up." in ada.post("/admin/checklist/draft/discard", follow_redirects=True).text
    assert (orders(db), edits(db)) == (0, {})


def test_two_admins_who_move_others_both_keep(ada, eve, keys):
    move(ada, keys[0], after=keys[1])
    move(eve, keys[4], before=keys[3])  # her page was opened before
    assert shown(ada) == [keys[1], keys[0], keys[2], keys[4], keys[3], *keys[5:]]


def test_two_admins_at_the_same_moment_both_keep(app, ada, eve, keys):
    gate, answers = Barrier(2), []

    def at_once(client, key, beside):
        gate.wait()
        with app.app_context():
            answers.append(move(client, key, after=beside).status_code)

    threads = [Thread(target=at_once, args=(ada, keys[0], keys[1])),
               Thread(target=at_once, args=(eve, keys[3], keys[4]))]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [303, 303]
    assert shown(ada) == [keys[1], keys[0], keys[2], keys[4], keys[3], *keys[5:]]


def test_a_page_that_shows_what_was_published_meanwhile_is_not_looked_at(ada, eve, keys):
    save(ada, **{"title-en": "Air"})
    page = ada.get("/admin/checklist/publication").text
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    move(eve, keys[0], after=keys[1])
    assert ada.post("/admin/checklist/publication", data={"seen": seen}).status_code == 409


def test_a_question_of_ones_own_finds_its_place(ada, db, keys):
    own(ada)
    (added,) = edits(db)
    assert shown(ada) == [*keys, added]
    move(ada, added, before=keys[0])
    assert shown(ada) == [added, *keys]
    publish(ada)
    assert keys_of(current(), SECTION) == [added, *keys]
    own(ada)
    (second,) = edits(db)
    move(ada, second, after=added)
    ada.post(f"/admin/checklist/questions/{second}/undo")
    assert "There is nothing to publish" in ada.get("/admin/checklist/publication").text
    assert "not published yet" not in ada.get("/admin/checklist").text


@pytest.mark.parametrize("beside", [{}, {"before": ""}, {"before": "nope"}, {"after": "cash_on_hand"},
                                    {"before": "x" * 10**6}])  # fmt: skip
def test_what_no_page_of_ours_asks_is_not_found(ada, db, keys, beside):
    assert move(ada, keys[0], **beside).status_code == 404
    assert move(ada, keys[0], after=keys[0]).status_code == 404
    assert move(ada, "nope", before=keys[0]).status_code == 404
    assert ada.get("/admin/checklist/sections/nope/order").status_code == 404
    assert ada.post("/admin/checklist/sections/nope/order/undo").status_code == 404
    assert orders(db) == 0


@pytest.mark.parametrize("who", ["rita", "sol"])
def test_only_admins(client, cast, sign_in, db, keys, who):
    signed = sign_in(client, getattr(cast, who))
    assert signed.get(f"/admin/checklist/sections/{SECTION}/order").status_code == 403
    assert move(signed, keys[0], after=keys[1]).status_code == 403
    assert signed.post(f"/admin/checklist/sections/{SECTION}/order/undo").status_code == 403
    assert orders(db) == 0
