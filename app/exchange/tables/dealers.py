"""The columns of dealers."""

from app.dealers.grades import INTERVAL_DAYS
from app.dealers.tiers import CITY_TIERS
from app.exchange.cells import exact, line, one_of, several, whole
from app.exchange.columns import Column
from app.exchange.tables.words import CODE, DAYS, active, chinese_name, code, english_name
from app.messages import Message, Named

_SPOKEN = {"1": "一", "1b": "新一", "2": "二", "3": "三", "4": "四", "5": "五"}
TIERS = {
    tier: (
        f"{spoken}线", f"{spoken}線", f"{spoken}级", f"{spoken}級", CITY_TIERS[tier].en.lower(),
        CITY_TIERS[tier].zh_Hans, CITY_TIERS[tier].zh_Hant, f"tier {tier}",
    )
    for tier, spoken in _SPOKEN.items()
}  # fmt: skip
GRADES = dict.fromkeys(INTERVAL_DAYS, ()) | {"N": ("new", "新", "未评级", "未評級")}
COLUMNS = (
    code(
        CODE,
        Message("For example the number in your books; it stays the same for ever."),
        "EXAMPLE",
        "编码",
        "編碼",
        "经销商编码",
        "經銷商編碼",
        "客户编码",
        "客戶編碼",
        "客户代码",
        "客戶代碼",
        "经销商编号",
        "經銷商編號",
        "客户编号",
        "客戶編號",
        "dealer code",
        "customer code",
    ),
    chinese_name(
        "海港商贸",
        "经销商名称",
        "經銷商名稱",
        "经销商",
        "經銷商",
        "客户名称",
        "客戶名稱",
        "dealer",
        "customer",
    ),
    english_name("Harbour Trading"),
    Column(
        "town",
        Named("Town", "城市", "城市"),
        line(80),
        Message("The town or district."),
        Named("Suzhou", "苏州", "蘇州"),
        aliases=("城镇", "地区", "地區", "city", "城鎮"),
        emptied="",
    ),
    Column(
        "address", Named("Address", "地址", "地址"), line(200), Message("As on a letter."), "", emptied=""
    ),
    Column(
        "contact",
        Named("Contact person", "联系人", "聯絡人"),
        line(80),
        Message("Whom to ask for."),
        "",
        aliases=("contact", "聯繫人"),
        emptied="",
    ),
    Column(
        "phone",
        Named("Phone", "电话", "電話"),
        exact(40),
        Message("Format the cell as text, or digits get lost."),
        "0512 6612 3456",
        aliases=("手机", "手機", "联系电话", "聯絡電話", "telephone", "mobile"),
        emptied="",
    ),
    Column(
        "team",
        Named("Team", "团队", "團隊"),
        line(80),
        Message("The name of a team that exists already. Blank: the team of the sales rep."),
        Named("North", "北区", "北區"),
        aliases=("小组", "部门", "部門"),
    ),
    Column(
        "rep",
        Named("Sales rep", "业务员", "業務員"),
        line(80),
        Message("The account name of a person who exists already."),
        "rita",
        aliases=("rep", "业务代表", "業務代表", "销售代表", "負責人", "负责人"),
    ),
    Column(
        "grade",
        Named("Grade", "等级", "等級"),
        one_of(GRADES, Named("A, B, C, D, N", "A、B、C、D、N", "A、B、C、D、N")),
        Message("A, B, C or D; N or blank for new."),
        "B",
        aliases=("级别", "級別", "评级", "評級"),
    ),
    Column(
        "interval_days",
        Named("Days between visits", "拜访间隔天数", "拜訪間隔天數"),
        whole(1, 365, DAYS),
        Message("Blank: as the grade says."),
        14,
        aliases=("拜访周期", "拜訪週期", "visit interval"),
    ),
    Column(
        "lead_days",
        Named("Days from order to delivery", "到货天数", "到貨天數"),
        whole(0, 90, DAYS),
        Message("Blank: 3."),
        3,
        aliases=("交货天数", "交貨天數", "lead time", "lead days"),
    ),
    Column(
        "credit_days",
        Named("Days of credit", "账期天数", "帳期天數"),
        whole(0, 180, DAYS),
        Message("From delivery until the dealer pays. Blank: on delivery."),
        "",
        aliases=("账期", "帳期", "信用天数", "信用天數", "credit days"),
        emptied=0,
    ),
    Column(
        "city_tier",
        Named("City tier", "城市级别", "城市級別"),
        one_of(
            TIERS,
            Named(
                "1, 1b (new first), 2, 3, 4, 5",
                "一线、新一线、二线、三线、四线、五线",
                "一線、新一線、二線、三線、四線、五線",
            ),
        ),
        Message("How large his city is; sales per head are compared among dealers of one tier."),
        "",
        aliases=("城市等级", "城市等級", "城市层级", "城市層級", "市场级别", "tier"),
        emptied=None,
    ),
    Column(
        "products",
        Named("Products", "经销产品", "經銷產品"),
        several,
        Message("Codes of products with semicolons between them, or “all”."),
        Named("all", "全部", "全部"),
        aliases=("产品", "產品", "产品编号", "產品編號", "products carried"),
        emptied=(),
        show="; ".join,
    ),
    active(Message("yes or no; no when you no longer deal with the dealer.")),
)
