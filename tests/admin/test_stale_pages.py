"""Two admins at one form, and the back button: what only one of them changed is his."""

import json
import re
from html import unescape

import pytest

from app.accounts.models import Company, Team, TeamMember, User
from app.catalogue.models import Product
from app.dealers.models import Dealer, DealerProduct


@pytest.fixture
def ada(client, cast, sign_in):
    return sign_in(client, cast.ada)


def opened(client, path) -> dict[str, list[str]]:
    """What a browser would post of the one form of a page that has a ``seen``."""
    return opened_of(client.get(path).text)


def opened_of(page: str) -> dict[str, list[str]]:
    form = next(part for part in re.split(r"(?=<form)", page) if 'name="seen"' in part)
    posted: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = (re.search(rf'{each}="([^"]*)"', tag) for each in ("name", "value"))
        unticked = re.search('type="(checkbox|radio)"', tag) and " checked" not in tag
        if name and not unticked and 'type="file"' not in tag:
            posted.setdefault(name[1], []).append(unescape(value[1]) if value else "")
    for name, options in re.findall(r'<select [^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        posted[name] = [unescape(chosen[1])]
    return posted


def save(client, path, form, **typed):
    return client.post(path, data=form | typed)


def stored(db, model, row_id) -> dict:
    db.session.expire_all()
    row = db.session.get(model, row_id)
    return {column.key: getattr(row, column.key) for column in model.__table__.columns}


@pytest.fixture
def rows(cast, db) -> list[tuple]:
    """Every page of a row, the row, and two of its controls."""
    company = db.session.query(Company.id).scalar()
    return [
        ("/admin/company", Company, company, ("name", "Acme"), ("sensitive_months", "36")),
        (f"/admin/dealers/{cast.dealer.id}", Dealer, cast.dealer.id, ("grade", "A"), ("phone", "555")),
        (f"/admin/products/{cast.products[0].id}", Product, cast.products[0].id,
         ("category", "tea"), ("case_price", "12.50")),
        (f"/admin/people/{cast.rita.id}", User, cast.rita.id, ("display_name", "Rita R."),
         ("role", "supervisor")),
    ]  # fmt: skip


def test_saving_what_was_opened_changes_nothing(ada, rows, db):
    for path, model, row_id, _one, _other in rows:
        before = stored(db, model, row_id)
        assert save(ada, path, opened(ada, path)).status_code == 303, path
        assert stored(db, model, row_id) == before, path


def test_who_saves_an_old_page_undoes_nothing(ada, rows, db):
    for path, model, row_id, (name, text), (other, more) in rows:
        old = opened(ada, path)
        assert save(ada, path, old, **{name: text}).status_code == 303
        first = stored(db, model, row_id)
        assert str(first[name]) == text
        assert save(ada, path, old, **{other: more}).status_code == 303  # another admin, or the back button
        second = stored(db, model, row_id)
        assert {key for key in first if first[key] != second[key]} == {other}, path


def test_ticks_are_kept_as_well(ada, cast, db):
    path = f"/admin/dealers/{cast.dealer.id}"
    old = opened(ada, path)
    save(ada, path, old, products=[])
    assert db.session.query(DealerProduct).filter_by(dealer_id=cast.dealer.id).count() == 0
    save(ada, path, old, phone="555")
    assert db.session.query(DealerProduct).filter_by(dealer_id=cast.dealer.id).count() == 0
    path = f"/admin/people/{cast.rita.id}"
    old = opened(ada, path)
    save(ada, path, old, teams=[str(cast.team.id), str(cast.other_team.id)])
    save(ada, path, {name: values for name, values in old.items() if name != "active"})
    assert db.session.query(TeamMember).filter_by(user_id=cast.rita.id).count() == 2
    assert db.session.get(User, cast.rita.id).active is False


def test_a_refused_form_still_knows_what_it_was_opened_with(ada, cast, db):
    path = f"/admin/dealers/{cast.dealer.id}"
    old = opened(ada, path)
    refused = save(ada, path, old, name_en="", name_zh="", phone="555")
    assert refused.status_code == 422
    assert unescape(re.search(r'name="seen" value="([^"]*)"', refused.text)[1]) == old["seen"][0]
    save(ada, path, old, grade="A")
    assert save(ada, path, old, phone="555").status_code == 303
    assert stored(db, Dealer, cast.dealer.id)["grade"] == "A"


@pytest.mark.parametrize("seen", ["", "[", "[1]", '{"grade": 3}', "null", "[" * 10**5])
def test_a_spoilt_list_of_what_was_seen_takes_the_form_as_it_is(ada, cast, db, seen):
    path = f"/admin/dealers/{cast.dealer.id}"
    assert save(ada, path, opened(ada, path), seen=seen, grade="A").status_code == 303
    assert stored(db, Dealer, cast.dealer.id)["grade"] == "A"


@pytest.fixture
def typed_twice(rows, cast) -> list[tuple]:
    """Every page of a row, the row, one of its controls, and what two admins type over it."""
    team = (f"/admin/teams/{cast.team.id}", Team, cast.team.id, ("name", "East"), ("name", "West"))
    second = ("Beta", "C", "milk", "Rita L.")
    return [*((*row[:4], (row[3][0], text)) for row, text in zip(rows, second, strict=True)), team]


def test_who_types_over_what_another_saved_is_shown_both_and_asked(ada, typed_twice, db):
    for path, model, row_id, (name, first), (_same, second) in typed_twice:
        mine, before = opened(ada, path), stored(db, model, row_id)
        assert save(ada, path, mine, **{name: first}).status_code == 303, path  # another admin
        answer = save(ada, path, mine, **{name: second})
        assert answer.status_code == 422, path
        page = unescape(answer.text)
        assert re.search(rf"Somebody saved “{first}[^”]*” here meanwhile", page), path
        assert opened_of(page)[name] == [second], "what he typed stands in its control"
        assert f'<a href="#{name}">' in page or model is Team, "and is led to from above"
        now = stored(db, model, row_id)
        assert str(now[name]) == first
        assert save(ada, path, opened_of(page)).status_code == 303, path  # he means it
        after = stored(db, model, row_id)
        assert str(after[name]) == second
        assert {key for key in now if after[key] != now[key]} == {name}, before


def test_what_both_typed_alike_is_no_clash(ada, cast):
    path = f"/admin/products/{cast.products[0].id}"
    mine = opened(ada, path)
    assert save(ada, path, mine, case_price="1250").status_code == 303
    assert save(ada, path, mine, case_price="1,250.00").status_code == 303


def test_a_clash_of_ticks_names_them(ada, cast):
    path = f"/admin/dealers/{cast.dealer.id}"
    mine = opened(ada, path)
    first, second = (str(product.id) for product in cast.products[:2])
    assert save(ada, path, mine, products=[first]).status_code == 303
    answer = save(ada, path, mine, products=[second])
    assert "Somebody saved “Cola 1” here meanwhile" in answer.text
    assert save(ada, path, opened(ada, path), products=[]).status_code == 303
    assert "Somebody emptied this meanwhile" in save(ada, path, mine, products=[second]).text


def test_a_refused_page_shows_what_others_saved_and_does_not_undo_it(ada, cast, db):
    path = f"/admin/dealers/{cast.dealer.id}"
    mine = opened(ada, path)
    save(ada, path, mine, grade="A")
    refused = save(ada, path, mine, lead_days="many", phone="555")
    assert refused.status_code == 422
    again = opened_of(refused.text)
    assert again["grade"] == ["A"] and json.loads(again["seen"][0])["grade"] == ["A"]
    save(ada, path, opened(ada, path), grade="C")
    assert save(ada, path, again, lead_days="4").status_code == 303
    now = stored(db, Dealer, cast.dealer.id)
    assert (now["grade"], now["phone"], now["lead_days"]) == ("C", "555", 4)
