"""What rep and dealer promised each other, and what came of it: the two tables of promises of a visit."""

from datetime import date, timedelta
from random import Random

from app.sample.crew import row_id

# What is promised, how much, money in minor units (or None), and who approves it (or None).
OURS = (
    ("换回临期货，按批号核对后换新货", "{n}件", None, "仓储部周经理"),
    ("送促销台和价格牌", "{n}套", None, None),
    ("补上月返利到账", "1笔", 86000, "财务部何经理"),
    ("安排导购员驻店", "1人 {n}天", None, "区域主管"),
    ("送新版价目表和产品手册", "{n}份", None, None),
    ("派业务员陪跑送货线路", "{n}天", None, None),
    ("Bring a stock board and marker pens for the warehouse", "1 board", None, None),
    ("Deliver display racks for corner shops", "{n} racks", None, "Regional office"),
)
THEIRS = (
    ("把过道清出来，我方堆位集中到门口左侧", "1处", None, None),
    ("旧批号全部移到前排，先出旧货", "{n}件", None, None),
    ("本周内给没有上架的店铺新品", "{n}家店", None, None),
    ("给业务员开产品早会", "1次", None, None),
    ("打款订货", "{n}件", 480000, None),
    ("每天下班前更新库存看板", "{n}天", None, None),
    ("Put our drinks on every van before 8 o’clock", "{n} vans", None, None),
    ("过期品封存登记，等我方来收", "{n}件", None, None),
)


class Promises:
    """The open promises of one dealer; ours are kept more often than his."""

    def __init__(self, rng: Random) -> None:
        self._open: list[dict] = []
        self._rng = rng

    def look_back(self, today: date, reliable: float) -> list[dict]:
        """The rows of last time with their state now; what is settled is not carried further."""
        rows = [row | {"status": self._outcome(row, today, reliable)} for row in self._open]
        self._open = [row for row in rows if row["status"] in ("open", "pending")]
        return rows

    def _outcome(self, row: dict, today: date, reliable: float) -> str:
        due = date.fromisoformat(row["due"])
        if due > today:
            return row["status"]
        kept = 0.82 if row["owner"] == "us" else 0.3 + 0.6 * reliable
        chance = self._rng.random()
        if chance < kept:
            return "kept"
        if chance < kept + 0.1:
            return "kept_late"
        # Nothing stays open for ever: long past its day, a promise was not kept.
        return "broken" if (today - due).days > 20 or chance > 0.96 else "open"

    def make(self, today: date, interval: int, count: int) -> list[dict]:
        """`count` new promises, ours and his in turn, due within about one interval."""
        made = []
        for number in range(count):
            owner = "us" if (number + self._rng.getrandbits(1)) % 2 == 0 else "dealer"
            due = today + timedelta(days=self._rng.randint(2, max(4, min(21, interval))))
            made.append(self._row(owner, due))
        self._open = [*self._open, *made][-12:]
        return made

    def _row(self, owner: str, due: date) -> dict:
        action, quantity, amount, approver = self._rng.choice(OURS if owner == "us" else THEIRS)
        row = {"owner": owner, "action": action, "quantity": quantity.format(n=self._rng.randint(2, 20))}
        if amount:
            row["amount"] = amount * self._rng.randint(1, 6)
        row["due"] = due.isoformat()
        if approver:
            row["approver"] = approver
        pending = owner == "us" and approver and self._rng.random() < 0.2
        return row | {"status": "pending" if pending else "open", "row": row_id(self._rng)}
