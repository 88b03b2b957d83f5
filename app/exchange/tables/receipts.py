"""The columns of deliveries."""

from app.exchange.cells import day, exact, whole
from app.exchange.columns import Column
from app.exchange.tables.words import code
from app.messages import Message, Named

MOST = 100_000_000
COLUMNS = (
    code(
        Named("Dealer code", "经销商编号", "經銷商編號"),
        Message("The code of a dealer who exists already."),
        "EXAMPLE",
        "客户编号",
        "客戶編號",
        "dealer",
        "经销商",
        "經銷商",
        key="dealer",
    ),
    code(
        Named("Product code", "产品编号", "產品編號"),
        Message("The code of a product that exists already."),
        "P001",
        "商品编号",
        "货号",
        "貨號",
        "product",
        "sku",
        "产品",
        "產品",
        key="product",
    ),
    Column(
        "received_on",
        Named("Delivered on", "到货日期", "到貨日期"),
        day,
        Message("Like 2026-03-05."),
        "2026-03-05",
        needed=True,
        aliases=(
            "日期",
            "收货日期",
            "收貨日期",
            "送货日期",
            "送貨日期",
            "date",
            "received on",
            "delivery date",
        ),
    ),
    Column(
        "quantity",
        Named("Pieces", "数量（件）", "數量（件）"),
        whole(0, MOST),
        Message("Pieces, or else cases in the next column. 0 removes a delivery that was imported before."),
        48,
        aliases=("数量", "數量", "quantity", "件数", "件數", "数量（瓶）", "quantity (pieces)"),
        unit_matters=True,
    ),
    Column(
        "cases",
        Named("Cases", "箱数", "箱數"),
        whole(0, MOST),
        Message("Whole cases, in place of pieces."),
        "",
        aliases=("箱", "数量（箱）", "數量（箱）", "quantity (cases)"),
        unit_matters=True,
    ),
    Column(
        "production_date",
        Named("Production date", "生产日期", "生產日期"),
        day,
        Message("Of the lot, if it is known; two lots are two rows."),
        "2026-02-20",
        aliases=("批次日期", "lot"),
    ),
    Column(
        "reference",
        Named("Document number", "单据编号", "單據編號"),
        exact(40),
        Message("Of the delivery note. It tells two deliveries of one day apart."),
        "S-1001",
        aliases=(
            "送货单号",
            "送貨單號",
            "出库单号",
            "出庫單號",
            "单号",
            "單號",
            "document",
            "reference",
            "delivery note",
        ),
    ),
)
