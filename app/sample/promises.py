"""What rep and dealer promised each other, and what came of it: promises and what happened to them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

OURS, THEIRS = "us", "dealer"
OWN_LIMIT = "own_limit"
FORGOTTEN_AFTER = 20  # days past its day; nothing stays open for ever

# What is promised, how much, money in minor units (or None), and who approves it.
WE_PROMISE = (
    ("换回临期货，按批号核对后换新货", "{n}件", None, "仓储部周经理"),
    ("送促销台和价格牌", "{n}套", None, OWN_LIMIT),
    ("补上月返利到账", "1笔", 86000, "财务部何经理"),
    ("安排导购员驻店", "1人 {n}天", None, "区域主管"),
    ("送新版价目表和产品手册", "{n}份", None, OWN_LIMIT),
    ("派业务员陪跑送货线路", "{n}天", None, OWN_LIMIT),
    ("Bring a stock board and marker pens for the warehouse", "1 board", None, OWN_LIMIT),
    ("Deliver display racks for corner shops", "{n} racks", None, "Regional office"),
)
HE_PROMISES = (
    ("把过道清出来，我方堆位集中到门口左侧", "1处", None, "老板本人"),
    ("旧批号全部移到前排，先出旧货", "{n}件", None, "仓管"),
    ("给没有上架的店铺新品", "{n}家店", None, "老板本人"),
    ("给业务员开产品早会", "1次", None, "老板本人"),
    ("打款订货", "{n}件", 480000, "老板本人"),
    ("每天下班前更新库存看板", "{n}天", None, "仓管"),
    ("Put our drinks on every van before 8 o’clock", "{n} vans", None, "the owner"),
    ("过期品封存登记，等我方来收", "{n}件", None, "仓管"),
)


@dataclass
class Pledge:
    """A promise; `state` is where its last event left it."""

    id: UUID
    visit_id: UUID
    at: datetime
    owner: str
    action: str
    quantity: str
    amount: int | None
    due: date
    approver: str
    state: str
    settled_on: date | None = None
    missed: bool = False  # a visit found it open past its day


@dataclass(frozen=True)
class Happening:
    """What happened to a promise at a visit."""

    id: UUID
    pledge_id: UUID
    visit_id: UUID
    was: str
    state: str
    on: date
    at: datetime


@dataclass(frozen=True)
class Talk:
    """The promises of one visit: what was settled, how many due ones stay open, what is new."""

    settled: tuple[Happening, ...]
    still_open: int
    made: tuple[Pledge, ...]


@dataclass
class Promises:
    """Everything that was ever promised between us and one dealer."""

    mint: Callable[[], UUID]
    rng: Random
    all: list[Pledge] = field(default_factory=list)
    happened: list[Happening] = field(default_factory=list)
    _open: list[Pledge] = field(default_factory=list)

    def talk(self, visit_id: UUID, at: datetime, today: date, interval: int, trust: float) -> Talk:
        """Go through what is due, then promise more; `trust` is how often the dealer keeps his word."""
        settled = [self._settle(each, visit_id, at, today, trust) for each in self._open]
        settled = [happened for happened in settled if happened]
        self.happened += settled
        self._open = [each for each in self._open if each.state in ("open", "pending")]
        still_open = sum(each.state == "open" and each.due <= today for each in self._open)
        made = [self._make(visit_id, at, today, interval) for _ in range(self._count())]
        self._open += made
        self.all += made
        return Talk(tuple(settled), still_open, tuple(made))

    def _count(self) -> int:
        return self.rng.choices((0, 1, 2, 3), (40, 35, 18, 7))[0]

    def _settle(
        self, pledge: Pledge, visit_id: UUID, at: datetime, today: date, trust: float
    ) -> Happening | None:
        state = self._outcome(pledge, today, trust)
        if state is None:
            pledge.missed = pledge.state == "open" and today > pledge.due
            return None
        was = pledge.state
        pledge.state = {"approved": "open", "refused": "superseded"}.get(state, state)
        if state == "approved":
            pledge.approver = "区域主管"
        else:
            pledge.settled_on = self._day(pledge, state, today)
        return Happening(self.mint(), pledge.id, visit_id, was, state, pledge.settled_on or today, at)

    def _outcome(self, pledge: Pledge, today: date, trust: float) -> str | None:
        chance, late = self.rng.random(), (today - pledge.due).days
        if pledge.state == "pending":
            return ("approved" if chance < 0.75 else "refused") if late < 0 else "refused"
        if late < 0:
            return None
        kept = 0.8 if pledge.owner == OURS else 0.3 + 0.6 * trust
        if chance < kept:
            return "kept_late" if pledge.missed else "kept"
        if chance < kept + 0.08 and late > 0:
            return "kept_late"
        return "broken" if late > FORGOTTEN_AFTER or chance > 0.95 else None

    def _day(self, pledge: Pledge, state: str, today: date) -> date:
        made = pledge.at.date()
        if state == "kept":
            return max(made, pledge.due - timedelta(days=self.rng.randint(0, 2)))
        if state == "kept_late" and not pledge.missed:
            return min(today, pledge.due + timedelta(days=3))
        return today

    def _make(self, visit_id: UUID, at: datetime, today: date, interval: int) -> Pledge:
        owner = OURS if self.rng.random() < 0.5 else THEIRS
        action, quantity, amount, approver = self.rng.choice(WE_PROMISE if owner == OURS else HE_PROMISES)
        waits = owner == OURS and approver != OWN_LIMIT and self.rng.random() < 0.25
        return Pledge(
            id=self.mint(), visit_id=visit_id, at=at, owner=owner, action=action,
            quantity=quantity.format(n=self.rng.randint(2, 20)),
            amount=amount * self.rng.randint(1, 6) if amount else None,
            due=today + timedelta(days=self.rng.randint(2, max(4, min(21, interval)))),
            approver="" if waits else approver, state="pending" if waits else "open",
        )  # fmt: skip
