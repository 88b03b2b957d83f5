"""Rows that stand in a table and are no part of it: sums, signatures, the names of the columns once more."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.checklists.item_types.base import narrow
from app.exchange.columns import Column, bare
from app.exchange.reading.rows import Cell, RawRow
from app.forms import clean
from app.messages import Message

TOTAL = Message("This looks like a total, not a row of the table. It is left out.")
NOTE = Message("This looks like a remark below the table. It is left out.")
NAMES = Message("These are the names of the columns again. They are left out.")
NOTHING = Message("Nothing stands in the columns that are read. It is left out.")
_TOTALS = {
    "合计", "合計", "总计", "總計", "小计", "小計", "共计", "共計", "累计", "累計", "总和", "總和",
    "本页合计", "本頁合計", "合计金额", "合計金額", "总金额", "總金額",
    "total", "totals", "subtotal", "grandtotal", "sum",
}  # fmt: skip
# What a sum may stand beside: 48, 1,250.00, ¥60, 12箱, 共 3 种. A name has more letters than that.
_FIGURE = re.compile(r"[^\W\d_]{0,3}\s*[¥$€£]?\s*[-+]?\d[\d,. ]*\s*(%|[^\W\d_]{0,3})")
# The sum once more in characters, as on every delivery note: 大写：壹万贰仟元整.
_IN_CHARACTERS = re.compile(
    r"(人民币|人民幣|大写|大寫|[:()\s])*[零〇一二三四五六七八九十百千万亿壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億元圆圓角分整正]*"
)
_BRACKETS = re.compile(r"\(.*?\)")
_REMARK = re.compile(
    r"(备注|備註|附注|附註|注|註|说明|說明|制表人?|製表人?|审核人?|審核人?|经办人?|經辦人?|核准|签字|簽字"
    r"|打印日期|列印日期|制表日期|製表日期|notes?|remarks?|prepared by|approved by|printed)\s*\d?\s*:.*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Aside:
    """A row that is left out: what it says first, and why."""

    said: str
    why: Message


def aside_of(row: RawRow, placed: Sequence[tuple[Column, int]]) -> Aside | None:
    """Why a row is no part of the table whose columns are `placed`; None where it is one."""
    first = row.cell(placed[0][1])
    if isinstance(first, str) and first.isascii() and first.isalnum() and not first.isalpha():
        return None  # nearly every row: it begins with a code such as P001
    filled = [cell for cell in row.cells if cell != "" and str(cell).strip()]
    why = _why(row, filled, placed)
    return Aside(clean(str(filled[0]))[:80] if filled else "", why) if why else None


def _why(row: RawRow, filled: list[Cell], placed: Sequence[tuple[Column, int]]) -> Message | None:
    known = [(column, row.cell(place)) for column, place in placed if str(row.cell(place)).strip()]
    if not known:
        asked = any(place in row.lost or place in row.merged for _column, place in placed)
        return None if asked else NOTHING
    if _is_total(str(filled[0])) and all(map(_is_figure, filled[1:])):
        return TOTAL
    if all(_REMARK.fullmatch(narrow(str(cell).strip())) for cell in filled):
        return NOTE
    if len(known) > 1 and all(bare(str(cell)[:60]) in column.names for column, cell in known):
        return NAMES
    return None


def _is_total(said: str) -> bool:
    word, _colon, rest = narrow(said).partition(":")
    return bare(_BRACKETS.sub("", word)) in _TOTALS and _is_figure(rest)


def _is_figure(cell: Cell) -> bool:
    text = narrow(str(cell).strip())
    no_text = not isinstance(cell, str) or not any(char.isalnum() for char in text)
    return no_text or bare(text) in _TOTALS or any(each.fullmatch(text) for each in (_FIGURE, _IN_CHARACTERS))
