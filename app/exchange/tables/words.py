"""Names and readers of the columns that several kinds of tables share."""

from app.exchange.cells import exact, line, yes_no
from app.exchange.columns import Column
from app.messages import Message, Named

CODE = Named("Code", "编号", "編號")
ACTIVE = Named("Active", "启用", "啟用")
# What people write behind a number though the column says it. 件 is a piece to some and a case to others.
DAYS = ("days", "day", "天", "日")
CASES = ("cases", "case", "箱")
PIECES = ("pieces", "pcs", "瓶", "罐", "盒", "袋", "包", "个", "個", "支", "只")


def code(
    name: Named, note: Message, example: str, *aliases: str, needed: bool = True, key: str = "code"
) -> Column:
    """A column of codes."""
    return Column(key, name, exact(40), note, example, needed=needed, aliases=aliases)


def chinese_name(example: str, *aliases: str) -> Column:
    """The column of Chinese names."""
    return Column(
        "name_zh",
        Named("Chinese name", "中文名称", "中文名稱"),
        line(120),
        ONE_NAME,
        example,
        aliases=("名称", "名稱", "name", *aliases),
    )


def english_name(example: str, *aliases: str) -> Column:
    """The column of English names."""
    return Column(
        "name_en",
        Named("English name", "英文名称", "英文名稱"),
        line(120),
        ONE_NAME,
        example,
        aliases=aliases,
    )


def active(note: Message) -> Column:
    """Whether the row is in use."""
    return Column("active", ACTIVE, yes_no, note, Named("yes", "是", "是"), aliases=("状态", "狀態", "有效"))


ONE_NAME = Message("One of the two names is enough.")
