"""A dealer's money: what comes in, where it goes, and what is left. Minor units."""

from collections import deque
from random import Random

WAGE_DAY, RENT_DAY, TAX_DAY, DRAWING_DAY = 10, 1, 18, 20
BOOK_DAYS = 28
YUAN = 100


class Till:
    """The running ledger; `share` is our part of his trade, `thrift` how much he leaves in it."""

    def __init__(self, share: float, thrift: float, daily_turnover: float, rng: Random) -> None:
        self.share = share
        self.thrift = thrift
        self.cash = int(daily_turnover * rng.uniform(0.6, 1.6))
        self.bank = int(daily_turnover * rng.uniform(6, 22))
        self.receivable = int(daily_turnover * rng.uniform(6, 12))
        self.turnover = daily_turnover
        self.rent = _round(daily_turnover * rng.uniform(0.2, 0.5))
        self.wages = _round(daily_turnover * rng.uniform(1.0, 1.5))
        self.book: deque[tuple[int, list[tuple[str, str, int]]]] = deque(maxlen=BOOK_DAYS)
        self._owed = 0.0  # to other suppliers
        self._rng = rng

    def day(self, day: int, weekday: int, monthday: int, our_sales: int, paid_us: int) -> None:
        """Book one day; `our_sales` at his selling price, `paid_us` for our goods."""
        rows = [*self._incoming(our_sales), *self._outgoing(weekday, monthday, paid_us)]
        for direction, _, amount in rows:
            self.cash += amount if direction == "in" else -amount
        self._balance(rows)
        self.book.append((day, rows))

    def _incoming(self, our_sales: int) -> list[tuple[str, str, int]]:
        takings = (our_sales + self.turnover * (1 - self.share)) * (0.8 + 0.4 * self._rng.random())
        collected = self.receivable * 0.04 * self._rng.random() * 2
        self.turnover += 0.01 * (takings - self.turnover)
        self.receivable += int(takings * 0.4 - collected)
        self._owed += takings * (1 - self.share) * 0.84
        return [("in", "cash_sales", _round(takings * 0.6)), ("in", "collections", _round(collected))]

    def _outgoing(self, weekday: int, monthday: int, paid_us: int) -> list[tuple[str, str, int]]:
        rows = [("out", "goods_us", paid_us)] if paid_us else []
        if weekday in (0, 3):
            paid = _round(self._owed * 0.9)
            self._owed -= paid
            rows.append(("out", "goods_others", paid))
        if weekday == 5:
            rows.append(("out", "vehicles", _round(self.turnover * 0.05)))
        monthly = {
            WAGE_DAY: ("wages", self.wages), RENT_DAY: ("rent", self.rent),
            TAX_DAY: ("tax", _round(self.turnover * 0.15)),
            DRAWING_DAY: ("owner_drawings", _round(self.turnover * 3.6 * (1.15 - self.thrift))),
        }  # fmt: skip
        if monthday in monthly:
            rows.append(("out", *monthly[monthday]))
        return [row for row in rows if row[2]]

    def _balance(self, rows: list[tuple[str, str, int]]) -> None:
        """Surplus goes to the bank; what the bank cannot cover comes out of the owner's pocket."""
        keep = _round(self.turnover * 1.2)
        if self.cash > keep or self.cash < 0:
            self.bank += self.cash - keep
            self.cash = keep
        if self.bank < 0:
            rows.append(("in", "owner_money", _round(self.turnover * 2)))
            self.bank += rows[-1][2]


def _round(amount: float) -> int:
    """Whole tens of yuan; nobody writes cents into such a book."""
    return int(amount / (10 * YUAN)) * 10 * YUAN
