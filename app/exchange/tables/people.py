"""The columns of people who sign in."""

from app.accounts.names import account_name, problem_with_name
from app.exchange.cells import line, one_of, several, text_of
from app.exchange.columns import Column
from app.exchange.reading.refusals import CellRefused
from app.exchange.reading.rows import Cell
from app.exchange.tables.words import active
from app.i18n import localized
from app.messages import Message, Named

ROLES = {
    "rep": ("业务员", "業務員", "业务", "業務", "业务代表", "業務代表", "销售", "銷售", "sales rep"),
    "supervisor": ("主管", "经理", "經理", "业务主管", "業務主管", "销售主管"),
    "admin": ("管理员", "管理員", "administrator"),
}
NAMES = {
    "rep": Named("rep", "业务员", "業務員"),
    "supervisor": Named("supervisor", "主管", "主管"),
    "admin": Named("admin", "管理员", "管理員"),
}
OFFERED = Named("rep, supervisor, admin", "业务员、主管、管理员", "業務員、主管、管理員")


def _account(cell: Cell) -> str:
    name = account_name(text_of(cell))
    if problem := problem_with_name(name):
        raise CellRefused(problem)
    return name


COLUMNS = (
    Column(
        "username",
        Named("Account name", "账号", "帳號"),
        _account,
        Message("To sign in with; letters and digits without blanks. It stays the same for ever."),
        "example",
        needed=True,
        aliases=("用户名", "使用者名稱", "工号", "工號", "account", "login", "賬號"),
    ),
    Column(
        "display_name",
        Named("Name", "姓名", "姓名"),
        line(80),
        Message("As colleagues know the person."),
        Named("Rita Lin", "林芮", "林芮"),
        aliases=("full name", "名字"),
    ),
    Column(
        "role",
        Named("Role", "角色", "角色"),
        one_of(ROLES, OFFERED),
        Message("rep, supervisor or admin; blank for rep."),
        Named("rep", "业务员", "業務員"),
        aliases=("职务", "職務", "权限", "權限"),
        show=lambda role: localized(NAMES[role]),
    ),
    Column(
        "teams",
        Named("Teams", "团队", "團隊"),
        several,
        Message("Names of teams that exist already, with semicolons between them."),
        Named("North", "北区", "北區"),
        aliases=("team", "小组", "小組"),
        emptied=(),
        show="; ".join,
    ),
    active(Message("yes or no; no ends every session of the person.")),
)
