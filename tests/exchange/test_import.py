"""Import: what becomes of every row, all or nothing; the same file twice changes nothing."""

from datetime import date, datetime

import pytest
from sqlalchemy import func, select

from app.accounts.models import AuditEntry, Team, TeamMember, User
from app.catalogue.models import Product
from app.dealers.models import Dealer, DealerProduct, Receipt
from app.exchange.models import ImportRow
from app.extensions import db
from tests.exchange.files import csv, xlsx

DEALERS = ("Code", "Chinese name", "Team", "Sales rep", "Grade", "Products")
RECEIPTS = ("Dealer code", "Product code", "Delivered on", "Pieces", "Document number")


def dealer(code: str) -> Dealer | None:
    db.session.rollback()
    return db.session.scalar(select(Dealer).where(Dealer.code == code))


def test_every_row_has_a_fate_and_nothing_is_stored_before_it_is_confirmed(importer):
    file = csv(
        ("Code", "English name", "Category", "Pieces in a case", "Price of a case (¥)"),
        ("P1", "Cola 1", "drinks", 24, 60), ("P2", "Cola 2", "drinks", 12, "72.50"),
        ("P9", "Tea", "tea", 6, ""),
    )  # fmt: skip
    job = importer.upload("products", file)
    assert (job.state, job.counts) == ("ready", {"unchanged": 1, "changed": 1, "new": 1})
    assert importer.rows() == [(2, "unchanged"), (3, "changed"), (4, "new")]
    page = importer.client.get(f"/admin/import/{job.id}").text
    assert "Pieces in a case" in page and "24" in page and "¥72.50" in page
    assert db.session.scalar(select(func.count()).select_from(Product)) == 3
    job = importer.confirm()
    assert (job.state, job.problem) == ("done", None)
    tea = db.session.scalar(select(Product).where(Product.code == "P9"))
    assert (tea.name_zh, tea.case_size, tea.case_price, tea.is_key, tea.position) == (
        "Tea",
        6,
        None,
        False,
        4,
    )
    cola = db.session.scalar(select(Product).where(Product.code == "P2"))
    assert (cola.case_size, cola.case_price, cola.case_margin) == (12, 7250, 900)
    entry = db.session.scalar(select(AuditEntry).where(AuditEntry.action == "imported"))
    assert (entry.who, entry.facts["new"], entry.facts["changed"]) == ("ada", 1, 1)


@pytest.mark.parametrize("kind", ["products", "dealers", "people", "receipts"])
def test_the_same_file_twice_changes_nothing(importer, cast, kind):
    files = {
        "products": csv(("Code", "English name", "Category", "Pieces in a case"), ("P7", "Tea", "tea", 6)),
        "dealers": csv(DEALERS, ("D7", "新客户", "North", "rita", "A", "P1; P2"),
                       ("D1", "改名", "South", "omar", "C", "all")),
        "people": csv(("Account name", "Name", "Teams"), ("mei", "Mei", "North; South"),
                      ("rita", "Rita Lin", "South")),
        "receipts": csv(RECEIPTS, ("D1", "P1", "2026-03-05", 48, "S1"), ("D1", "P1", "2026-03-05", 24, "S2")),
    }  # fmt: skip
    job = importer.upload(kind, files[kind])
    assert not importer.errors() and job.state == "ready"
    assert importer.confirm().state == "done"
    job = importer.upload(kind, files[kind])
    assert set(job.counts) == {"unchanged"}
    assert "There is nothing to import" in importer.client.get(f"/admin/import/{job.id}").text
    assert importer.confirm().state == "ready"


def test_a_dealer_as_the_form_would_make_him(importer, cast):
    importer.upload("dealers", csv(DEALERS, ("D7", "新客户", "north", "Rita", "A", "P2;P1")))
    importer.confirm()
    made = dealer("D7")
    assert (made.name_en, made.team_id, made.rep_id) == ("新客户", cast.team.id, cast.rita.id)
    assert (made.grade, made.interval_days, made.lead_days) == ("A", 7, 3)
    assert made.next_due_on == date.today() and made.active
    carried = select(func.count()).where(DealerProduct.dealer_id == made.id)
    assert db.session.scalar(carried) == 2


def test_the_interval_follows_the_grade_unless_it_was_set(importer, cast):
    importer.upload("dealers", csv(("Code", "Grade"), ("D1", "A")))
    importer.confirm()
    assert (dealer("D1").grade, dealer("D1").interval_days) == ("A", 7)
    importer.upload("dealers", csv(("Code", "Days between visits"), ("D1", 10)))
    importer.confirm()
    importer.upload("dealers", csv(("Code", "Grade"), ("D1", "B")))
    importer.confirm()
    assert (dealer("D1").grade, dealer("D1").interval_days) == ("B", 10)


def test_one_error_keeps_everything_out(importer):
    job = importer.upload(
        "dealers",
        csv(DEALERS, ("D7", "好", "North", "rita", "A", "P1"), ("D8", "坏", "West", "nobody", "Q", "P9")),
    )
    assert job.counts == {"new": 1, "error": 1}
    said = importer.errors()[3]
    for part in ("team: There is no team “West”", "rep: Nobody with the account name “nobody”",
                 "grade: “Q” is not known",
                 "products: There is no product with the code “P9”"):  # fmt: skip
        assert part in said
    assert said.count("team") == 2  # the column and the sentence: once is enough
    page = importer.client.get(f"/admin/import/{job.id}").text
    assert "1 row has an error" in page and "Sales rep: Nobody" in page and "/confirmation" not in page
    assert importer.confirm().state == "ready"
    assert dealer("D7") is None


def test_blank_leaves_and_a_dash_empties(importer):
    importer.upload("dealers", csv(("Code", "Town", "Phone"), ("D1", "-", "")))
    importer.confirm()
    assert (dealer("D1").town, dealer("D1").phone) == ("", "")
    importer.upload("products", csv(("Code", "Shelf life in days", "Price of a case"), ("P1", "-", "")))
    importer.confirm()
    product = db.session.scalar(select(Product).where(Product.code == "P1"))
    assert (product.shelf_days, product.case_price) == (None, 6000)


def test_deliveries_in_cases_by_lot_and_taken_back(importer, cast):
    head = ("送货单号", "经销商编号", "产品编号", "到货日期", "箱数", "数量", "生产日期")
    importer.upload(
        "receipts",
        csv(
            head,
            ("S1", "D1", "P1", "2026/3/5", 2, "", "2026-02-01"),
            ("S1", "D1", "P1", "2026/3/5", "", 10, "2026-02-09"),
        ),
    )
    importer.confirm()
    found = db.session.scalars(select(Receipt).order_by(Receipt.production_date)).all()
    assert [(each.quantity, each.reference, each.received_on) for each in found] == [
        (48, "S1", date(2026, 3, 5)),
        (10, "S1", date(2026, 3, 5)),
    ]
    job = importer.upload(
        "receipts",
        csv(
            head,
            ("S1", "D1", "P1", "2026-03-05", "", 0, "2026-02-09"),
            ("S1", "D1", "P1", "2026-03-05", 3, "", "2026-02-01"),
        ),
    )
    assert job.counts == {"removed": 1, "changed": 1}
    importer.confirm()
    assert db.session.scalars(select(Receipt.quantity)).all() == [72]


def test_what_cannot_be_of_a_delivery(importer):
    head = ("Dealer code", "Product code", "Delivered on", "Pieces", "Cases", "Production date")
    tomorrow = "2099-01-01"
    importer.upload("receipts", csv(head, ("D1", "P1", tomorrow, 5, "", ""),
                                    ("D1", "P1", "2026-01-05", 5, 1, ""),
                                    ("D1", "P1", "2026-01-05", "", "", ""),
                                    ("D1", "P2", "2026-01-05", 5, "", "2026-01-06"),
                                    ("DX", "PX", "2026-01-05", 5, "", "")))  # fmt: skip
    errors = importer.errors()
    assert "This day has not come yet" in errors[2]
    assert "1 cases are 24 pieces, but 5 pieces are given" in errors[3]
    assert "Fill in the pieces or the cases" in errors[4]
    assert "made after it was delivered" in errors[5]
    assert "no dealer with the code “DX”" in errors[6] and "no product with the code “PX”" in errors[6]


def test_people_come_without_a_password_and_join_their_teams(importer, cast):
    importer.upload("people", csv(("账号", "姓名", "角色", "团队"), ("Mei", "梅", "主管", "North、South")))
    assert importer.confirm().state == "done"
    mei = db.session.scalar(select(User).where(User.username == "mei"))
    assert (mei.display_name, mei.role, mei.password_hash, mei.active) == ("梅", "supervisor", "", True)
    teams = select(Team.name).join(TeamMember).where(TeamMember.user_id == mei.id).order_by(Team.name)
    assert db.session.scalars(teams).all() == ["North", "South"]
    actions = db.session.scalars(select(AuditEntry.action).where(AuditEntry.subject == "mei")).all()
    assert actions == ["person_added"]


def test_nobody_is_shut_out_with_dealers_in_his_hands_nor_the_last_admin(importer, cast):
    importer.upload("people", csv(("Account name", "Active"), ("rita", "no")))
    assert "still has 1 dealers" in importer.errors()[2]
    importer.upload("people", csv(("Account name", "Role", "Teams"), ("ada", "rep", "North")))
    job = importer.confirm()
    assert job.state == "ready" and "no admin could sign in" in job.problem[0]
    db.session.rollback()
    assert db.session.get(User, cast.ada.id).role == "admin"
    assert "no admin could sign in" in importer.client.get(f"/admin/import/{job.id}").text


def test_who_is_deactivated_is_signed_out(importer, cast):
    before = db.session.get(User, cast.sol.id).session_token
    importer.upload("people", csv(("Account name", "Active"), ("sol", "否")))
    importer.confirm()
    sol = db.session.get(User, cast.sol.id)
    assert not sol.active and sol.session_token != before


def test_what_was_changed_since_the_preview_is_not_overwritten(importer):
    job = importer.upload("products", csv(("Code", "Pieces in a case"), ("P1", 12), ("P2", 12)))
    product = db.session.scalar(select(Product).where(Product.code == "P2"))
    product.case_size = 6
    db.session.commit()
    job = importer.confirm()
    assert job.state == "ready" and "changed while you were looking" in job.problem[0]
    assert db.session.scalars(select(Product.case_size).order_by(Product.code)).all() == [24, 6, 24]
    importer.client.post(f"/admin/import/{job.id}/again")
    assert importer.confirm().state == "done"
    assert db.session.scalars(select(Product.case_size).order_by(Product.code)).all() == [12, 12, 24]


def test_a_repeat_of_upload_and_confirmation_changes_nothing(importer):
    file = csv(("Code", "English name", "Category", "Pieces in a case"), ("P7", "Tea", "tea", 6))
    one = importer.upload("products", file, id="00000000-0000-4000-8000-00000000000a")
    two = importer.upload("products", file, id="00000000-0000-4000-8000-00000000000a")
    assert one.id == two.id
    importer.confirm()
    importer.confirm()
    assert db.session.scalar(select(func.count()).where(Product.code == "P7")) == 1


def test_an_import_can_be_dropped(importer):
    page = f"/admin/import/{importer.upload('products', csv(('Code', 'Pieces in a case'), ('P1', 12))).id}"
    assert importer.client.post(f"{page}/cancellation").status_code == 303
    assert importer.job() is None and not importer.rows()
    assert importer.client.get(page).status_code == 404


def test_codes_that_come_twice(importer):
    importer.upload("products", csv(("Code", "Pieces in a case"), ("P1", 12), ("P2", 12), ("P1", 6)))
    assert importer.errors() == {4: ": This is the same as row 2. Leave one of them out."}


def test_dates_and_figures_of_a_real_workbook(importer):
    file = xlsx(
        RECEIPTS,
        ("D1", "P1", date(2026, 3, 5), 1200.0, 1001),
        ("D1", "P2", datetime(2026, 3, 6, 9, 30), "１，２００", "007"),
    )
    importer.upload("receipts", file, "deliveries.xlsx")
    assert not importer.errors()
    importer.confirm()
    found = db.session.scalars(select(Receipt).order_by(Receipt.received_on)).all()
    assert [(each.received_on, each.quantity, each.reference) for each in found] == [
        (date(2026, 3, 5), 1200, "1001"), (date(2026, 3, 6), 1200, "007"),
    ]  # fmt: skip


def test_only_admins_import(client, cast, sign_in):
    for user in (cast.rita, cast.sol):
        sign_in(client, user)
        assert client.get("/admin/import").status_code == 403
        assert client.post("/admin/import/dealers").status_code == 403


def test_a_form_without_a_file_says_so(importer):
    answer = importer.client.post("/admin/import/dealers", data={})
    assert answer.status_code == 422 and "Choose a file first" in answer.text
    assert importer.client.post("/admin/import/nothing", data={}).status_code == 404


def test_a_clerks_own_list_is_read_as_she_wrote_it(importer):
    file = xlsx(
        ("顺达贸易 2026 年价目表",), (),
        ("产品编码", "品名", "规格", "品类", "箱规", "保质期", "单价"),
        ("Ｐ００９", "绿茶", "1L*12", "饮料", "１２瓶", "270天", "４５.5元"),
        ("P010", "雪碧", "500ml*24", "饮料", 24, "9个月", 58),
        ("P011", "红茶", "500ml*24", "饮料", 24, "1年", 58),
    )  # fmt: skip
    job = importer.upload("products", file)
    assert importer.rows() == [(4, "new"), (5, "error"), (6, "error")]
    assert "9 months are about 274 days: write the days" in importer.errors()[5]
    assert "12 months are about 365 days: write the days" in importer.errors()[6]
    page = importer.client.get(f"/admin/import/{job.id}?fate=new").text
    assert "规格" in page and "¥45.50" in page, "what a new row was understood as is shown"
    stored = db.session.scalar(select(ImportRow).where(ImportRow.fate == "new")).detail["facts"]
    assert (stored["code"], stored["case_size"], stored["shelf_days"]) == ("P009", 12, 270)


def test_a_new_dealer_without_a_team_joins_the_one_of_his_rep(importer, cast):
    head = ("客户编码", "客户名称", "业务员")
    importer.upload("dealers", csv(head, ("D7", "新客户", "rita"), ("D1", "改名", "rita")))
    job = importer.confirm()
    assert "1 dealer carries nothing of ours yet" in importer.client.get(f"/admin/import/{job.id}").text
    assert dealer("D7").team_id == cast.team.id and dealer("D1").team_id == cast.team.id
    db.session.add(TeamMember(user_id=cast.rita.id, team_id=cast.other_team.id))
    db.session.commit()
    importer.upload("dealers", csv(head, ("D8", "新客户", "rita")))
    assert "team: This dealer is new: fill this in" in importer.errors()[2], "Rita is in two teams now"


def test_a_teams_name_is_known_whatever_its_blanks(importer, cast):
    db.session.get(Team, cast.team.id).name = "团队1"
    db.session.commit()
    job = importer.upload("people", csv(("账号", "姓名", "角色", "团队"), ("mei", "梅", "业务", "团队 1")))
    assert "Role: rep" in importer.client.get(f"/admin/import/{job.id}").text
    importer.client.post("/language", data={"locale": "zh_Hans", "next": "/"})
    assert "角色：业务员" in importer.client.get(f"/admin/import/{job.id}").text
    importer.confirm()
    mei = db.session.scalar(select(User).where(User.username == "mei"))
    assert db.session.scalars(select(TeamMember.team_id).where(TeamMember.user_id == mei.id)).all() == [
        cast.team.id
    ]


def test_what_is_delivered_is_carried(importer, cast):
    pair = (
        select(func.count()).select_from(DealerProduct).where(DealerProduct.dealer_id == cast.omars_dealer.id)
    )
    before = db.session.scalar(pair)
    db.session.add(Product(code="P9", name_en="Tea", name_zh="茶", category="tea", case_size=6, position=9))
    db.session.commit()
    for paper in ("S1", "S2"):
        rows = [(cast.omars_dealer.code, "P9", "2026-03-05", 6, paper)]
        importer.upload("receipts", csv(RECEIPTS, *rows))
        importer.confirm()
        assert db.session.scalar(pair) == before + 1
