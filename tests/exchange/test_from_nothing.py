"""From an empty company and filled-in templates to a rep who can visit, in each language."""

import csv
import io

import pytest
from sqlalchemy import select

from app.accounts.models import User
from app.dealers.models import Dealer, DealerProduct, Receipt
from app.extensions import db
from tests.exchange.conftest import Importer
from tests.exchange.files import xlsx

FOUNDER = {
    "currency": "CNY",
    "company": "清溪食品", "team": "北区", "display_name": "Ada", "username": "ada",
    "password": "correct horse battery", "again": "correct horse battery",
}  # fmt: skip


@pytest.fixture(params=["en", "zh_Hans", "zh_Hant"])
def clerk(request, client, finished_work) -> Importer:
    """The admin of a company that was set up this minute, reading one of the languages."""
    assert client.post("/setup", data=FOUNDER).status_code == 303
    client.post("/language", data={"locale": request.param})
    return Importer(client)


def filled(clerk: Importer, kind: str, **cells: object) -> bytes:
    """The template of a kind with one row: its example, with some cells by place written over."""
    text = clerk.client.get(f"/admin/import/{kind}/template.csv").data.decode("utf-8-sig")
    *notes, head, example = list(csv.reader(io.StringIO(text)))
    for place, cell in cells.items():
        example[int(place.removeprefix("at_"))] = cell
    return xlsx(*notes, head, example)


def test_a_company_from_its_spreadsheets(clerk):
    sheets = {
        "people": filled(clerk, "people", at_0="rita", at_3="北区"),
        "products": filled(clerk, "products", at_0="P001"),
        "dealers": filled(clerk, "dealers", at_0="D001", at_7="北区", at_8="rita"),
        "receipts": filled(clerk, "receipts", at_0="D001", at_1="P001"),
    }
    for kind, sheet in sheets.items():
        job = clerk.upload(kind, sheet, f"{kind}.xlsx")
        assert job.counts == {"new": 1}, (kind, clerk.errors())
        assert clerk.confirm().state == "done"
    dealer = db.session.scalar(select(Dealer))
    rita = db.session.scalar(select(User).where(User.username == "rita"))
    assert dealer.rep_id == rita.id and db.session.scalar(select(DealerProduct.dealer_id)) == dealer.id
    assert db.session.scalar(select(Receipt.quantity)) == 48
