"""Export: what each may see and nothing else, harmless in a spreadsheet, the same however long it is."""

import csv
import io
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select, update

from app.accounts.models import AuditEntry
from app.checklists.queries import built_in
from app.dealers.models import Dealer
from app.exchange import batches, everything
from app.exchange.lists import EXPORTS
from app.exchange.lists.timeline import LINES
from app.extensions import db
from app.photos.opened import photo_store
from app.photos.storage import keys_of
from app.reviews.models import Comment
from app.visits.judgement.models import Finding
from config import ROOT
from tests import factories
from tests.exchange.files import csv as csv_file


def table(client, name: str, form: str = "csv", **asked) -> list[list]:
    """A list as rows, its head first."""
    answer = client.post(f"/export/{name}", query_string=asked, data={"form": form})
    assert answer.status_code == 200, answer.text
    assert f"{name}-" in answer.headers["Content-Disposition"]
    if form == "xlsx":
        return CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


@pytest.fixture
def ada(client, cast, sign_in):
    return sign_in(client, cast.ada)


@pytest.fixture
def visited(cast):
    """A finished visit of Rita's with a note on the self-check and one on the warehouse, and counts."""
    visit = factories.visit(cast)
    private = next(each for each in built_in().sections if each.audience == "self").items[0].key
    factories.answer(visit, private, {"value": "yes"}, note="PRIVATE NOTE")
    factories.answer(visit, "wh_ventilation", {"value": "yes"}, note="=cmd()|A1")
    for product in cast.products:
        factories.count(visit, product.id, 40)
    visit = factories.finished(visit, cast)
    db.session.add(
        Finding(
            id=uuid4(), dealer_id=visit.dealer_id, item_key="wh_ventilation", section="s3_warehouse",
            severity="major", opened_on=date.today(), opened_visit_id=visit.id, last_visit_id=visit.id,
        )
    )  # fmt: skip
    db.session.commit()
    return visit


def test_dealers_as_each_may_see_them(client, cast, sign_in):
    codes = {}
    for name in ("rita", "omar", "sol", "ada"):
        codes[name] = [row[0] for row in table(sign_in(client, getattr(cast, name)), "dealers")[1:]]
    assert codes == {"rita": ["D1"], "omar": ["D2"], "sol": ["D1"], "ada": ["D1", "D2"]}


def test_a_list_is_filtered_as_its_page(ada):
    assert [row[0] for row in table(ada, "dealers", q="harbour")[1:]] == ["D1"]
    assert [row[0] for row in table(ada, "products", q="cola 2")[1:]] == ["P2"]
    assert [row[0] for row in table(ada, "people", q="rit")[1:]] == ["rita"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_every_list_in_both_forms(ada, cast, visited, name, form):
    rows = table(ada, name, form, dealer=cast.dealer.id)
    empty = ("receipts", "promises", "dashboard_findings", "dashboard_promises", "dashboard_stock")
    assert len(rows) > (name not in empty) and all(rows[0])
    assert {len(row) for row in rows} == {len(rows[0])}


def test_only_admins_take_the_admins_lists(client, cast, sign_in):
    for user in (cast.rita, cast.sol):
        sign_in(client, user)
        for name, wanted in EXPORTS.items():
            if wanted.audience == "admin":
                assert client.post(f"/export/{name}", data={"form": "csv"}).status_code == 403
        assert client.post("/admin/export/everything").status_code == 403
        assert client.get("/admin/export").status_code == 403


def test_every_kind_of_entry_on_a_timeline_has_its_rows():
    page = (ROOT / "app/templates/timeline/_entry.html").read_text()
    assert set(re.findall(r"macro (\w+)\(entry\)", page)) - {"outcome"} == set(LINES)


def test_strangers_dealers_stay_unknown(client, cast, sign_in, visited):
    sign_in(client, cast.omar)
    assert (
        client.post(
            "/export/timeline", query_string={"dealer": cast.dealer.id}, data={"form": "csv"}
        ).status_code
        == 404
    )
    assert client.get(f"/dealers/{cast.dealer.id}/file").status_code == 404
    for name in ("visits", "findings", "promises", "receipts", "answers"):
        assert len(table(client, name, dealer=cast.dealer.id)) == 1


def test_unknown_lists_and_forms(ada):
    assert ada.post("/export/nothing", data={"form": "csv"}).status_code == 404
    assert ada.post("/export/dealers", data={"form": "pdf"}).status_code == 400
    assert ada.post("/export/timeline", data={"form": "csv"}).status_code == 404
    assert ada.get("/export/dealers").status_code == 405


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_is_a_formula(ada, cast, form):
    for name in ("=1+1", "@SUM(A1)", "+86 512", "-2", "\t=1", "＝1"):
        db.session.execute(update(Dealer).where(Dealer.code == "D1").values(name_zh=name))
        db.session.commit()
        cells = [cell for row in table(ada, "dealers", form)[1:] for cell in row if isinstance(cell, str)]
        assert (
            not [cell for cell in cells if cell.startswith(("=", "@", "+", "-", "\t", "＝"))]
            or form == "xlsx"
        )
        shown = next(cell for cell in cells if cell.lstrip("'").strip() == name.strip())
        assert shown == name if form == "xlsx" else shown.startswith("'")


def test_the_self_check_is_the_reps_and_his_supervisors(client, cast, sign_in, visited):
    seen = {}
    for user in ("rita", "sol", "ada"):
        sign_in(client, getattr(cast, user))
        seen[user] = [
            "PRIVATE" in str(table(client, name, dealer=cast.dealer.id)) for name in ("answers", "timeline")
        ]
        seen[user].append("PRIVATE" in client.get(f"/dealers/{cast.dealer.id}/file").text)
    assert seen == {"rita": [True] * 3, "sol": [True] * 3, "ada": [False] * 3}


def test_what_is_private_is_written_down(ada, cast, visited):
    table(ada, "findings", dealer=cast.dealer.id)
    table(ada, "dealers")
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(each.action, each.subject, each.who) for each in entries[-2:]] == [
        ("facts_exported", "Findings", "ada"), ("exported", "Dealers", "ada"),
    ]  # fmt: skip
    page = ada.get("/admin/audit").text
    assert "exported the list Dealers" in page and "exported sensitive facts: Findings" in page


def test_nothing_is_lost_between_batches(ada, cast, monkeypatch):
    monkeypatch.setattr(batches, "SIZE", 7)
    moment = datetime.now(UTC) - timedelta(days=9)
    for number in range(23):  # several at one moment: the id decides
        at = moment + timedelta(hours=number // 5)
        factories.visit(
            cast, finished_at=at, started_at=at - timedelta(minutes=9), summary={"answered": number}
        )
    answered = [row[7] for row in table(ada, "visits")[1:]]
    assert len(answered) == 23 and set(answered) == {str(number) for number in range(23)}


def test_exported_dealers_can_be_imported_again(importer, cast):
    file = importer.client.post("/export/all_dealers", data={"form": "xlsx"}).data
    job = importer.upload("dealers", file, "dealers.xlsx")
    assert job.counts == {"unchanged": 2}, importer.errors()
    file = importer.client.post("/export/products", data={"form": "csv"}).data
    assert importer.upload("products", file).counts == {"unchanged": 3}
    file = importer.client.post("/export/people", data={"form": "csv"}).data
    assert importer.upload("people", file).counts == {"unchanged": 4}
    importer.upload(
        "receipts",
        csv_file(("Dealer code", "Product code", "Delivered on", "Pieces"), ("D1", "P1", "2026-03-05", 5)),
    )
    importer.confirm()
    file = importer.client.post("/export/receipts", data={"form": "xlsx"}).data
    assert importer.upload("receipts", file, "r.xlsx").counts == {"unchanged": 1}


def test_everything_in_one_file_but_secrets_and_self_checks(ada, cast, visited):
    talk = {"visit_id": visited.id, "dealer_id": visited.dealer_id, "user_id": cast.sol.id, "about": "visit"}
    for private, text in ((True, "PRIVATE TALK"), (False, "said aloud")):
        db.session.add(Comment(id=uuid4(), about_id=visited.id, text=text, private=private, **talk))
    db.session.commit()
    shelf, own = (
        factories.photo(visited, "wh_overview_photo.overview"),
        factories.photo(visited, "wh_ventilation"),
    )
    photo_store().put(keys_of(shelf.id).picture, b"a picture")
    answer = ada.post("/admin/export/everything")
    package = zipfile.ZipFile(io.BytesIO(answer.data))
    assert package.testzip() is None
    assert package.read(f"photos/{shelf.id}.jpg") == b"a picture"
    assert str(own.id) in package.read("photos/MISSING.txt").decode()
    whole = b"".join(package.read(name) for name in package.namelist()).decode()
    assert (
        "Harbour Trading" in whole
        and "said aloud" in whole
        and "scrypt" not in whole
        and "PRIVATE" not in whole
    )
    assert {"dealers.csv", "visits.csv", "answers.csv", "README.txt"} <= set(package.namelist())
    assert not {f"{name}.csv" for name in everything.SECRET_TABLES} & set(package.namelist())
    private = {item.key for each in built_in().sections if each.audience == "self" for item in each.items}
    tables = [
        name for name in package.namelist() if name != "checklist_versions.csv"
    ]  # the questions may stay
    whole = b"".join(package.read(name) for name in tables).decode()
    assert not [key for key in private if key in whole]


def test_a_dealers_whole_file(client, cast, sign_in, visited):
    page = sign_in(client, cast.sol).get(f"/dealers/{cast.dealer.id}/file")
    assert page.status_code == 200
    for part in ("Harbour Trading", "Open findings", "Open promises", "Quick visit", "data-print"):
        assert part in page.text


@pytest.mark.parametrize("kind", ["people", "products", "dealers", "receipts"])
@pytest.mark.parametrize("locale", ["en", "zh_Hans", "zh_Hant"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_templates_can_be_filled_in_and_read(importer, cast, kind, locale, form):
    importer.client.post("/language", data={"locale": locale})
    answer = importer.client.get(f"/admin/import/{kind}/template.{form}")
    assert answer.status_code == 200
    job = importer.upload(kind, answer.data, f"t.{form}")
    assert job.state == "refused" and "no row below" in job.problem[0]  # the example alone is nothing


def test_a_file_to_keep_holds_every_change(client, cast, sign_in):
    visit = factories.visit(cast)
    keys = [item.key for item in built_in().by_key.values() if item.fields and item.fields[0].type == "yn"][
        :9
    ]
    for key in keys:
        factories.answer(visit, key, {built_in().by_key[key].fields[0].name: "no"})
    factories.finished(visit, cast)
    sign_in(client, cast.rita)
    titles = {row[3] for row in table(client, "timeline", dealer=cast.dealer.id)[1:]}
    assert {built_in().by_key[key].title.en for key in keys} <= titles
    page = client.get(f"/dealers/{cast.dealer.id}/file").text
    assert "more change" not in page and built_in().by_key[keys[-1]].title.en in page
