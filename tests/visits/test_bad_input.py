"""What contradicts itself or cannot be gets a sentence in the reader's language, and guesses nothing.

Through the real pages, in all three languages: counts and lots, days, the dealer's book, sales and targets of
zero, and phrases that hide.
"""

import json
from datetime import UTC, date, datetime, timedelta
from html import unescape
from uuid import uuid4

import pytest

from app.accounts.models import User
from app.promises.models import Promise
from app.visits.models import Answer, StockCount
from tests import factories
from tests.promises.writing import make
from tests.visits import stock_world as world

LOCALES = ("en", "zh_Hans", "zh_Hant")
FRAGMENT = {"HX-Request": "true"}
FIRST = date.today().replace(day=1).isoformat()


def ago(days: int) -> str:
    return (date.today() - timedelta(days=days)).isoformat()


@pytest.fixture(params=LOCALES)
def locale(request, cast, db):
    """The language that everybody reads."""
    db.session.execute(db.update(User).values(locale=request.param))
    db.session.commit()
    return request.param


@pytest.fixture
def visit(cast, app):
    """An open visit, two weeks after one that counted 50 of each product."""
    before, then = factories.visit(cast), datetime.now(UTC) - timedelta(days=14)
    for product in cast.products:
        factories.count(before, product.id, 50, answered_at=then)
    factories.finished(before, cast, then)
    return factories.visit(cast)


@pytest.fixture
def rita(client, cast, sign_in, locale):
    return sign_in(client, cast.rita)


def figure(client, visit, key: str) -> str:
    return unescape(client.get(f"/visits/{visit.id}/figures/{key}").text)


COUNTS = [
    ({"loose": "62"}, 200, (
        "There are 12 more than last count and deliveries explain.",
        "比上次盘点加到货还多12件。", "比上次盤點加到貨還多12件。")),
    ({"loose": "40", "lots-0-date": ago(30), "lots-0-loose": "60", "lots-0-zone": "sellable"}, 200, (
        "The lots add up to 60, more than the 40 counted.",
        "各批次合计60，超过点到的40。", "各批次合計60，超過點到的40。")),
    ({"loose": "40", "lots-0-date": ago(-3), "lots-0-loose": "6", "lots-0-zone": "sellable"}, 422, (
        "This day is in the future.", "日期在今天之后", "日期在今天之後")),
    ({"loose": "40", "lots-0-date": ago(900), "lots-0-loose": "6", "lots-0-zone": "sellable"}, 422, (
        "more than twice the shelf life of 180 days ago",
        "已超过180天保质期的两倍", "已超過180天保質期的兩倍")),
    ({"loose": "4", "unsellable": "6"}, 422, (
        "6 cannot be set aside: only 4 were counted in all.",
        "不可售数不能是6：总共只点到4。", "不可售數不能是6：總共只點到4。")),
]  # fmt: skip


@pytest.mark.parametrize(("boxes", "status", "sentences"), COUNTS)
def test_counts_and_lots_that_contradict(rita, cast, visit, db, locale, boxes, status, sentences):
    plain = {"cases": "", "loose": "", "unsellable": ""}
    answer = world.post(rita, visit, cast.products[0], **(plain | boxes))
    assert answer.status_code == status
    assert sentences[LOCALES.index(locale)] in unescape(answer.text)
    stored = db.session.scalars(db.select(StockCount).where(StockCount.visit_id == visit.id)).all()
    assert len(stored) == (status == 200)


QUESTIONS = (
    ("Shall we count again together?", "Was there a delivery that we do not know of?"),
    ("要不要一起重新盘一次？", "有没有我们不知道的到货？"),
    ("要不要一起重新盤一次？", "有沒有我們不知道的到貨？"),
)


def test_more_than_there_can_be_asks_in_order_and_suggests_nothing(rita, cast, visit, locale):
    factories.count(visit, cast.products[0].id, 62)
    shown = figure(rita, visit, f"order:{cast.products[0].id}")
    first, second = QUESTIONS[LOCALES.index(locale)]
    assert 0 < shown.index(first) < shown.index(second)
    assert "opened__value" not in shown


def book(**facts) -> dict:
    """Two weeks of a book in which 100.00 came in and went out by turns."""
    rows = [
        {"row": str(day), "date": ago(day), "direction": "in" if day % 2 else "out", "amount": 100_00}
        for day in range(1, 15)
    ]
    return {"covers_from": ago(14), "covers_to": ago(1), "ledger": rows} | facts


def entry(**facts) -> list[dict]:
    return [{"row": "1", "date": ago(3), "direction": "in", "amount": 100_00} | facts]


BOOKS = [
    (book(opening=500_00, closing=900_00), (
        "The book does not add up: ¥400 are missing", "账本对不上：首尾余额之间差¥400",
        "帳本對不上：首尾餘額之間差¥400")),
    (book(covers_from=ago(1), covers_to=ago(14)), (
        "The book cannot end before it begins", "账本的结束日期早于开始日期", "帳本的結束日期早於開始日期")),
    (book(ledger=entry(date=ago(40))), ("lies outside the days the book covers", "不在账本覆盖的日期内",
                                        "不在帳本覆蓋的日期內")),
    (book(ledger=entry(category="wages")), ("has a category that does not fit", "分类不对应",
                                            "分類不對應")),
]  # fmt: skip


@pytest.mark.parametrize(("value", "sentences"), BOOKS)
def test_a_book_that_cannot_be(rita, visit, locale, value, sentences):
    factories.answer(visit, "cash_daily_purchase", value, evidence="document")
    assert sentences[LOCALES.index(locale)] in figure(rita, visit, "cash_flow")


def test_a_book_that_adds_up_is_believed(rita, visit, locale):
    factories.answer(visit, "cash_daily_purchase", book(opening=500_00, closing=500_00), evidence="document")
    sure = ("Only daily totals", "只有每日合计", "只有每日合計")
    assert sure[LOCALES.index(locale)] in figure(rita, visit, "cash_flow")


def sold(**facts) -> dict:
    row = {"row": "a", "name": "X", "ours": "yes", "monthly_volume": 0, "unit": "case", "price_out": 500}
    return {"products": [row | facts]}


NOTHING = [
    ("prod_list", sold(), "our_weight", (
        "No product has both a volume and a price.", "没有一个产品同时有销量和价格。",
        "沒有一個產品同時有銷量和價格。")),
    ("prod_list", sold(), "concentration", (
        "No product has both a volume and a price.", "没有一个产品同时有销量和价格。",
        "沒有一個產品同時有銷量和價格。")),
    ("prod_expected_volume", {"targets": [{"row": "t", "product": "OURS", "month": FIRST, "cases": 0}]},
     "attainment", ("There is no target, so nothing can be reached.", "没有目标，无法计算达成率。",
                    "沒有目標，無法計算達成率。")),
]  # fmt: skip


@pytest.mark.parametrize(("item", "value", "key", "sentences"), NOTHING)
def test_sales_and_targets_of_zero_compute_nothing(
    rita, cast, visit, db, locale, item, value, key, sentences
):
    factories.count(visit, cast.products[0].id, 40)
    ours = json.loads(json.dumps(value).replace("OURS", str(cast.products[0].id)))
    factories.answer(visit, item, ours, evidence="told")
    shown = figure(rita, visit, key)
    assert "opened__value" not in shown
    assert sentences[LOCALES.index(locale)] in shown


HIDDEN = {
    "spaces": "包 在 我 身 上", "spaces of no width": "包\u200b在\u200b我身上",
    "both scripts": "您放心，這事包在我身上", "wide letters": "ｙｏｕ ｈａｖｅ ｍｙ ｗｏｒｄ",
    "traditional, with spaces": "費 用 你 先 墊", "marks": "包-在…我身上！",
}  # fmt: skip
INSTEAD = ("Say instead:", "建议改为：", "建議改為：")


@pytest.mark.parametrize("words", HIDDEN.values(), ids=list(HIDDEN))
def test_phrases_that_hide_are_found_and_offered_other_words(rita, visit, db, locale, words):
    answer = make(rita, visit, action=words, headers=FRAGMENT)
    assert answer.status_code == 422
    shown = unescape(answer.text)
    assert INSTEAD[LOCALES.index(locale)] in shown
    assert words in shown, "what was typed stays"
    assert db.session.query(Promise).count() == 0


OUTLETS = (
    "outlets have ours, but only 9 are supplied",
    "家网点有我方产品，但供货的只有9家",
    "家網點有我方產品，但供貨的只有9家",
)


def test_outlets_that_contradict_and_outlets_not_looked_at(rita, visit, db, locale):
    row = {"row": "o", "type": "grocery", "universe": 20, "covered": 9}
    factories.answer(visit, "ops_outlets", {"outlets": [row | {"with_ours": 12}]}, evidence="told")
    assert OUTLETS[LOCALES.index(locale)] in figure(rita, visit, "coverage")
    db.session.execute(db.update(Answer).values(value={"outlets": [row]}))  # nobody knows how many have ours
    db.session.commit()
    shown = figure(rita, visit, "coverage")
    assert "45%" in shown and "9 " not in shown.split("opened__value")[1].split("</p>")[0]


def test_a_visit_cannot_be_agreed_for_a_day_that_has_passed(rita, visit, locale):
    form = {"id": uuid4(), "revision": 0, "state": "answered", "date": ago(2)}
    answer = rita.post(f"/visits/{visit.id}/answers/visit_next_date", data=form, headers=FRAGMENT)
    assert answer.status_code == 422
    assert ("This day has passed.", "日期已过", "日期已過")[LOCALES.index(locale)] in unescape(answer.text)
