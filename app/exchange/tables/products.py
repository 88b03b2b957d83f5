"""The columns of products."""

import re

from app.checklists.item_types.base import narrow
from app.exchange.cells import line, money, text_of, whole, yes_no
from app.exchange.columns import Column
from app.exchange.reading.refusals import CellRefused
from app.exchange.reading.rows import Cell
from app.exchange.tables.words import CASES, CODE, DAYS, PIECES, active, chinese_name, code, english_name
from app.i18n import money as money_words
from app.messages import Message, Named

MONTH = ("月", "月份")
_MONTHS = re.compile(r"(\d{1,3})\s*(?:(年|years?)|个月|個月|月|months?)")
_days = whole(1, 3650, DAYS)


def _shelf_days(cell: Cell) -> int:
    months = _MONTHS.fullmatch(narrow(text_of(cell)))
    if months is None:
        return _days(cell)
    # Most makers count 12 months as 365 days but one as 30; when a lot expires is not for us to guess.
    count = int(months[1]) * (12 if months[2] else 1)
    facts = {"months": count, "days": round(count * 365 / 12)}
    raise CellRefused(Message("{months} months are about {days} days: write the days.", facts))


COLUMNS = (
    code(
        CODE,
        Message("As on your price list; it stays the same for ever."),
        "EXAMPLE",
        "商品编号",
        "产品编号",
        "產品編號",
        "编码",
        "編碼",
        "产品编码",
        "產品編碼",
        "商品编码",
        "商品編碼",
        "产品代码",
        "產品代碼",
        "货号",
        "貨號",
        "sku",
        "product code",
    ),
    chinese_name("可乐 500 毫升", "产品名称", "商品名称", "产品", "產品名稱", "品名", "product"),
    english_name("Cola 500 ml"),
    Column(
        "category",
        Named("Category", "类别", "類別"),
        line(40),
        Message("For example drinks."),
        Named("drinks", "饮料", "飲料"),
        aliases=("品类", "分类", "分類", "品類"),
    ),
    Column(
        "case_size",
        Named("Pieces in a case", "每箱数量", "每箱數量"),
        whole(1, 10_000, PIECES),
        Message("A whole number."),
        24,
        aliases=("箱规", "箱規", "装箱数", "裝箱數", "case size"),
    ),
    Column(
        "shelf_days",
        Named("Shelf life in days", "保质期天数", "保存期限天數"),
        _shelf_days,
        Message("In days. Blank if it is not known."),
        270,
        aliases=("保质期", "保質期", "保存期限", "shelf life", "shelf days"),
        emptied=None,
    ),
    Column(
        "case_price",
        Named("Price of a case", "每箱价格", "每箱價格"),
        money,
        Message("What the dealer pays us."),
        60,
        aliases=("箱价", "箱價", "单价", "單價", "case price"),
        emptied=None,
        show=money_words,
    ),
    Column(
        "case_margin",
        Named("Dealer's margin on a case", "经销商每箱利润", "經銷商每箱利潤"),
        money,
        Message("What the dealer earns."),
        9,
        aliases=("每箱毛利", "经销商毛利", "經銷商毛利", "毛利", "case margin", "margin"),
        emptied=None,
        show=money_words,
    ),
    Column(
        "minimum_cases",
        Named("Smallest order in cases", "最小起订箱数", "最小訂購箱數"),
        whole(0, 9_999, CASES),
        Message("Fewer cases are not delivered. Blank: any number."),
        "",
        aliases=("起订量", "起訂量", "minimum cases"),
        emptied=0,
    ),
    Column(
        "pallet_cases",
        Named("Cases in a layer or on a pallet", "每层或每托盘箱数", "每層或每棧板箱數"),
        whole(2, 9_999, CASES),
        Message("Only a hint beside the order."),
        "",
        aliases=("托盘箱数", "棧板箱數", "pallet cases"),
        emptied=None,
    ),
    Column(
        "season_from",
        Named("Season begins in month", "旺季开始月份", "旺季開始月份"),
        whole(1, 12, MONTH),
        Message("1 to 12. Blank: it sells all year round."),
        "",
        aliases=("季节开始", "季節開始", "season from"),
        emptied=None,
    ),
    Column(
        "season_to",
        Named("Season ends in month", "旺季结束月份", "旺季結束月份"),
        whole(1, 12, MONTH),
        Message("1 to 12; a season may go over the end of the year."),
        "",
        aliases=("季节结束", "季節結束", "season to"),
        emptied=None,
    ),
    Column(
        "is_key",
        Named("Key product", "重点产品", "重點產品"),
        yes_no,
        Message("yes or no; key products are counted at every visit."),
        Named("yes", "是", "是"),
        aliases=("重点", "重點", "主推"),
    ),
    active(Message("yes or no; no when it is not sold any more.")),
)
