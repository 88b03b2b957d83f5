"""Rows that are no part of a table: what stands at the foot of every list, and in between."""

import zipfile
from io import BytesIO

import pytest
from sqlalchemy import func, select

from app.catalogue.models import Product
from app.exchange.models import ImportRow
from app.exchange.verdicts import unpacked
from app.extensions import db
from tests.exchange.files import csv, xlsx

HEAD = ("产品编码", "品名", "品类", "箱规", "单价")
TEA = ("P7", "绿茶", "茶", 6, 45.5)


def left_out(importer) -> dict[int, str]:
    """What was said of each row that was left out, in English, by its number."""
    found = select(ImportRow).where(ImportRow.fate == "left_out")
    return {row.number: str(unpacked(row.detail["errors"][0][1:])) for row in db.session.scalars(found)}


@pytest.mark.parametrize(
    "row",
    [
        ("合计", "", "", 6, 45.5), ("合 计：", "", "", "6瓶", "¥45.50"), ("", "总计", "", 6, 45.5),
        ("小计", "共 1 种", "", "", "—"), ("合计：1种", "", "", "", ""), ("合計", "", "", "", "４５.5"),
        ("合计（大写）：壹万贰仟元整", "", "", "", "￥12,000.00"),
        ("合计", "人民币（大写）：肆拾伍元伍角", "", 6, 45.5),
        ("合计金额（元）", "", "", "", 45.5), ("Total", "", "", 6, "1,045.50"),
        ("Grand total:", "", "", "", ""), ("SUBTOTAL", "", "", 6, 45.5),
    ],
)  # fmt: skip
def test_a_total_is_left_out_and_said_so(importer, row):
    job = importer.upload("products", xlsx(("价目表",), HEAD, TEA, row), "list.xlsx")
    assert job.counts == {"new": 1, "left_out": 1}
    page = importer.client.get(f"/admin/import/{job.id}").text
    assert "This looks like a total, not a row of the table. It is left out." in page
    assert str(row[0] or row[1]) in page and "1 row has an error" not in page
    assert importer.confirm().state == "done"
    assert db.session.scalar(select(func.count()).select_from(Product)) == 4


def test_a_total_by_a_formula_that_was_never_calculated(importer):
    def add(_book, sheet):
        sheet.write_formula("D3", "=SUM(D2:D2)", None, "")

    importer.upload("products", xlsx(HEAD, TEA, ("合计",), edit=add), "list.xlsx")
    assert importer.rows() == [(2, "new"), (3, "left_out")]


def test_what_is_called_so_is_no_total(importer):
    rows = [("TOTAL", "Total Quartz 5W30", "oil", 6, 45.5), ("SUM", "夏日柠檬茶饮料", "茶", 12, 30)]
    importer.upload("products", csv(HEAD, *rows))
    assert importer.rows() == [(2, "new"), (3, "new")]


def test_remarks_and_signatures_below_the_table(importer):
    rows = [("备注：以上价格含税",), ("制表人：张三", "", "审核：李四", "", "日期 2026.3.5")]
    importer.upload("products", xlsx(HEAD, TEA, *rows[:1], rows[1][:3]), "list.xlsx")
    assert left_out(importer) == dict.fromkeys(
        (3, 4), "This looks like a remark below the table. It is left out."
    )


def test_the_names_of_the_columns_on_every_printed_page(importer):
    importer.upload("products", csv(HEAD, TEA, HEAD, ("P8", "牛奶", "奶", 12, 60)))
    assert importer.rows() == [(2, "new"), (3, "left_out"), (4, "new")]
    assert "names of the columns again" in left_out(importer)[3]


def test_rows_that_were_numbered_or_calculated_ahead(importer):
    def add(_book, sheet):
        sheet.write_formula("G3", "=D3*E3", None, 0)
        sheet.write_formula("C3", '=IF(B3="","",B3)', None, "")
        sheet.write_formula("G4", "=D4*E4", None, "")

    numbered = [("P7", "绿茶", "茶", 6, 45.5, 1, 273), ("", "", "", "", "", 2), ("", "", "", "", "", 3)]
    importer.upload("products", xlsx((*HEAD, "序号", "金额"), *numbered, edit=add), "list.xlsx")
    assert importer.rows() == [(2, "new"), (3, "error"), (4, "left_out")]
    assert "The formula in this cell gives no value" in importer.errors()[3], "it may have been meant"


def test_a_formula_that_gave_an_empty_text_is_blank(importer):
    def add(_book, sheet):
        sheet.write_formula("E2", '=IF(1=1,"","x")', None, "~")

    file = xlsx(HEAD, TEA, edit=add)
    importer.upload("products", _emptied(file), "list.xlsx")
    assert importer.rows() == [(2, "new")] and not importer.errors()


def _emptied(workbook: bytes) -> bytes:
    """The workbook as Excel writes it when a formula gave an empty text."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b"<v>~</v>", b"<v></v>"))
    return made.getvalue()


def test_a_file_with_nothing_but_a_total_has_no_rows(importer):
    assert "no row below" in importer.problem("products", csv(HEAD, ("合计", "", "", 0, 0)), "list.csv")


def test_in_deliveries(importer):
    head = ("客户编码", "产品编码", "到货日期", "箱数")
    importer.upload("receipts", csv(head, ("D1", "P1", "2026.3.5", "12箱"), ("合计", "", "", "12箱")))
    assert importer.rows() == [(2, "new"), (3, "left_out")]
