"""Files as found in the wild: each is read as a person would read it, or refused in a clear sentence."""

import random
import zipfile
from io import BytesIO

import pytest
from sqlalchemy import func, select

from app.catalogue.models import Product
from app.exchange.reading import rows as reading_rows
from app.exchange.reading import table, text_file, workbook
from app.extensions import db
from tests.exchange.files import csv, xlsx

HEAD = ("Code", "English name", "Category", "Pieces in a case")
TEA = ("P7", "Tea", "tea", 6)
CHINESE = csv(("编号", "中文名称", "类别", "每箱数量"), ("P7", "绿茶", "茶", 6), encoding="utf-8").decode()


@pytest.fixture(autouse=True)
def nothing_half_done(importer):
    """Whatever the file, nothing of it reaches the products by itself."""
    yield
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Product)) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_the_encodings_that_people_save(importer, encoding):
    importer.upload("products", CHINESE.encode(encoding))
    assert importer.rows() == [(2, "new")]


def test_traditional_chinese_in_big5(importer):
    importer.upload(
        "products", csv(("編號", "中文名稱", "類別", "每箱數量"), ("P7", "綠茶", "茶", 6), encoding="big5")
    )
    assert importer.rows() == [(2, "new")]


def test_mixed_encodings_name_the_line(importer):
    file = CHINESE.encode() + b"\r\nP8,\xff\xff\xff\x81,tea,6"
    assert "cannot be read from line 3 on" in importer.problem("products", file)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators(importer, separator):
    importer.upload("products", csv(HEAD, TEA).replace(b",", separator.encode()))
    assert importer.rows() == [(2, "new")]


def test_the_head_is_not_the_first_row_and_rows_and_columns_are_blank(importer):
    file = xlsx(
        ("Price list 2026",),
        (),
        ("", *HEAD[:2], "", *HEAD[2:]),
        (),
        ("", *TEA[:2], "", *TEA[2:]),
        (),
        ("", "P8", "Milk", "", "milk", 12),
    )
    job = importer.upload("products", file)
    assert job.about["row"] == 3
    assert importer.rows() == [(5, "new"), (7, "new")]


def test_columns_that_mean_nothing_are_told(importer):
    job = importer.upload("products", csv((*HEAD, "Colour"), (*TEA, "green")))
    assert "left out: Colour" in importer.client.get(f"/admin/import/{job.id}").text


def test_merged_cells_are_asked_back(importer):
    def merge(_book, sheet):
        sheet.merge_range("C2:C3", "tea")

    importer.upload("products", xlsx(HEAD, TEA, ("P8", "Milk", "", 6), edit=merge))
    assert all("category: The cells C2:C3 are merged" in importer.errors()[row] for row in (2, 3))


def test_a_merged_title_does_no_harm(importer):
    importer.upload(
        "products", xlsx(("",), HEAD, TEA, edit=lambda _book, sheet: sheet.merge_range("A1:D1", "Our list"))
    )
    assert importer.rows() == [(3, "new")]


def test_formulas_count_by_their_value_and_are_asked_back_without_one(importer):
    def add(_book, sheet):
        sheet.write_formula("D2", "=2*3", None, 6)
        sheet.write_formula("D3", "=2*3", None, "")
        sheet.write_formula("D4", "=1/0", None, "#DIV/0!")

    importer.upload("products", xlsx(HEAD, TEA, ("P8", "Milk", "milk"), ("P9", "Ice", "ice"), edit=add))
    assert importer.rows() == [(2, "new"), (3, "error"), (4, "error")]
    assert "case_size: The formula in this cell gives no value" in importer.errors()[3]


def test_prices_as_people_write_them(importer):
    prices = ("￥45.50", '"1,234.50元"', "４５元/箱", "45.555", "面议")
    rows = ((f"X{number}", "Tea", "tea", 6, price) for number, price in enumerate(prices))
    importer.upload("products", csv((*HEAD, "单价"), *rows))
    assert importer.rows() == [(2, "new"), (3, "new"), (4, "new"), (5, "error"), (6, "error")]
    assert "at most 2 decimals" in importer.errors()[5] and "is not a number" in importer.errors()[6]


def test_hidden_sheets_are_passed_over(importer):
    def hide(book, sheet):
        sheet.hide()
        shown = book.add_worksheet("Shown")
        shown.write_row(0, 0, HEAD)
        shown.write_row(1, 0, TEA)
        shown.activate()
        shown.set_first_sheet()

    job = importer.upload("products", xlsx(HEAD, ("P5", "Old", "x", 1), ("P6", "Old", "x", 1), edit=hide))
    assert job.about["sheet"] == "Shown" and importer.rows() == [(2, "new")]


def test_the_sheet_with_the_table_need_not_be_the_first(importer):
    def more(book, _sheet):
        second = book.add_worksheet("List")
        second.write_row(0, 0, HEAD)
        second.write_row(1, 0, TEA)

    assert importer.upload("products", xlsx(("Hello",), edit=more)).about["sheet"] == "List"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("6.5", "Enter a whole number"), ("six", "is not a number"), ("0", "from 1 to"),
        ("1e3", "is not a number"), ("#####", "is not a number"), ("２４", None),
        ("1,200", None), (" 24 ", None), ("24.0", None), ("24瓶", None), ("24瓶/箱", None), ("1*24", None),
        ("1×12", None), ("24箱", "has a unit that does not belong here"),
        ("12件", "has a unit that does not belong here"), ("3箱6瓶", "does not belong here"),
        ("约12", "is not a number"), ("十二", "is not a number"),
    ],
)  # fmt: skip
def test_figures_as_people_write_them(importer, typed, sentence):
    importer.upload("products", csv(HEAD, ("P7", "Tea", "tea", f'"{typed}"')))
    assert (sentence in importer.errors()[2]) if sentence else not importer.errors()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2026-03-05", None), ("2026/3/5", None), ("2026.3.5", None), ("2026年3月5日", None),
        ("20260305", None), ("２０２６－０３－０５", None), ("46086", None),
        ("2026-03-05 00:00:00", None), ("25/03/2026", None),
        ("05/03/2026", "may be 2026-03-05 or 2026-05-03"), ("2026-02-30", "no such day"),
        ("1026-03-05", "cannot be right"), ("yesterday", "is no date"), ("26-3-5", "has no full year"),
        ("26.3.8", "has no full year"), ("3月5日", "has no year"), ("3/9", "has no year"),
        ("2026年3月", "has no day of the month"), ("2026/3/11 星期三", None), ("2026年3月5号", None),
        ("5-Mar-26", None), ("Mar 5; 2026", "is no date"), ("\"Mar 5, 2026\"", None), ("5 March 2026", None),
        ("5-Ma-26", "is no date"), ("31-Feb-26", "no such day"), ("5-Maz-2026", "is no date"),
    ],
)  # fmt: skip
def test_days_as_people_write_them(importer, typed, sentence):
    importer.upload(
        "receipts", csv(("Dealer code", "Product code", "Delivered on", "Pieces"), ("D1", "P1", typed, 5))
    )
    assert (sentence in importer.errors()[2]) if sentence else not importer.errors()


def test_digits_that_a_spreadsheet_cut_off(importer):
    importer.upload("dealers", csv(("Code", "Phone"), ("D1", "1.38E+10"), ("D2", "13800000000")))
    assert "was cut short" in importer.errors()[2] and 3 not in importer.errors()


def test_two_columns_of_one_name(importer):
    assert "Two columns say Code: A “Code” and C “编号”" in importer.problem(
        "products", csv(("Code", "Category", "编号"), ("a", "b", "c"))
    )


def test_a_needed_column_is_missing(importer):
    said = importer.problem("receipts", csv(("Dealer code", "Product code", "Pieces"), ("D1", "P1", 5)))
    assert "Row 1 names the columns, but Delivered on is not among them" in said


def test_a_needed_column_under_a_name_of_its_own_is_pointed_at(importer):
    said = importer.problem("products", csv(("Number", "English name", "Category"), ("P7", "Tea", "tea")))
    assert (
        "Code is not among them. Is it one of these, which mean nothing here: Number? Then rename it" in said
    )


def test_no_head_at_all(importer):
    assert "No row with the names of the columns" in importer.problem("products", csv(TEA, TEA))


def test_the_table_of_another_page_is_told_where_to_go(importer):
    file = csv(("客户编码", "客户名称", "城市", "业务员"), ("D9", "新客", "苏州", "rita"))
    assert "This is no table of Products but one of Dealers" in importer.problem("products", file)
    file = xlsx(("账号", "姓名", "角色"), ("mei", "梅", "主管"))
    assert "This is no table of Deliveries but one of People" in importer.problem("receipts", file)


def test_a_table_on_a_hidden_sheet_is_pointed_at(importer):
    def hide(book, _sheet):
        second = book.add_worksheet("Prices")
        second.write_row(0, 0, HEAD)
        second.write_row(1, 0, TEA)
        second.hide()

    assert "The sheet “Prices” is hidden" in importer.problem("products", xlsx(("Notes",), edit=hide))


def test_a_name_that_is_too_long_is_not_called_missing_as_well(importer):
    importer.upload("products", csv(HEAD, ("P7", "x" * 130, "tea", 6)))
    assert importer.errors()[2] == "name_en: This is 130 characters long. At most 120 fit."


def test_a_head_and_nothing_else(importer):
    assert "no row below" in importer.problem("products", csv(HEAD))


def test_an_empty_file(importer):
    assert "is empty" in importer.problem("products", b"")


def test_an_empty_workbook(importer):
    assert "No row with the names" in importer.problem("products", xlsx())


def test_ten_megabytes_of_junk(importer):
    junk = random.Random(1).randbytes(10 * 1024 * 1024)
    assert "neither an Excel workbook nor a CSV" in importer.problem("products", junk)


def test_ten_megabytes_of_text_without_an_end(importer):
    assert "cannot be read from line 1 on" in importer.problem("products", b'"' + b"a" * (10 * 1024 * 1024))


def test_a_zip_bomb_is_not_unpacked(importer):
    bomb = _with_part("xl/worksheets/sheet1.xml", b"<row/>" * (30 * 1024 * 1024))
    assert len(bomb) < 1024 * 1024
    assert "Unpacked, this file is too large" in importer.problem("products", bomb)


def test_one_cell_a_million_rows_down(importer):
    file = xlsx(HEAD, TEA, edit=lambda _book, sheet: sheet.write("XFD1048576", "x"))
    assert "needs too much memory" in importer.problem("products", file)


def test_entities_are_not_unfolded(importer):
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    evil = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{lol}]><workbook>&l9;</workbook>'
    assert "is damaged" in importer.problem("products", _with_part("xl/workbook.xml", evil.encode()))


def _with_part(name: str, content: bytes) -> bytes:
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(xlsx(HEAD, TEA))) as good,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for part in good.namelist():
            bad.writestr(part, content if part == name else good.read(part))
    return made.getvalue()


def test_a_truncated_workbook(importer):
    assert "is damaged" in importer.problem("products", xlsx(HEAD, TEA)[:-400])


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (OLD, "old Excel file (.xls)"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"<html><table><tr><td>Code</td></tr></table>", "is a web page"),
        (b"%PDF-1.7 ...", "another kind of file"),
        (b"\x89PNG\r\n\x1a\n....", "another kind of file"),
    ],
)
def test_other_files_under_a_false_name(importer, content, sentence):
    assert sentence in importer.problem("products", content, "list.xlsx")


@pytest.mark.parametrize(
    ("part", "sentence"), [("xl/workbook.bin", "binary Excel workbook"), ("content.xml", "no Excel workbook")]
)
def test_other_packages(importer, part, sentence):
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr(part, "x")
    assert sentence in importer.problem("products", made.getvalue())


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_too_many_rows(importer, form, monkeypatch):
    for module in (reading_rows, table, text_file, workbook):
        monkeypatch.setattr(module, "MOST_ROWS", 30)
    rows = [HEAD, *((f"X{number}", "Tea", "tea", 6) for number in range(31))]
    assert "more than 30 rows" in importer.problem("products", csv(*rows) if form == "csv" else xlsx(*rows))


def test_a_file_that_is_too_large_to_be_sent(importer):
    answer = importer.client.post(
        "/admin/import/products", data={"file": (BytesIO(b"x" * (14 * 1024 * 1024)), "big.csv")}
    )
    assert answer.status_code == 413 and "too large" in answer.text


def test_a_name_like_a_path_is_only_a_name(importer):
    job = importer.upload("products", csv(HEAD, TEA), "../../etc/passwd\x00.csv")
    assert importer.rows() == [(2, "new")]
    assert importer.client.get(f"/admin/import/{job.id}").status_code == 200


def test_markup_in_cells_stays_text(importer):
    job = importer.upload("products", csv(HEAD, ("P7", "<script>alert(1)</script>", "tea", "<b>")))
    page = importer.client.get(f"/admin/import/{job.id}").text
    assert "<script>alert" not in page and "&lt;b&gt;" in page
