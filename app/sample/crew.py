"""A dealer's people, vehicles, rival brands and routes: tables carried over from visit to visit."""

from random import Random

RIVALS = (
    ("麦垛上", "饮料"), ("云梯坊", "零食"), ("风铃谷", "饮料"), ("橙灯塔", "粮油调味"),
    ("石磨湾", "粮油调味"), ("甜渡口", "零食"), ("蓝围巾", "日化"),
    ("三只陶碗", "调味"), ("长街口", "零食"), ("雪脚印", "乳饮"),
)  # fmt: skip
RIVAL_GOODS = {"饮料": "冰红茶 500ml", "零食": "锅巴 98g", "粮油调味": "老抽 1.9L", "日化": "洗衣液 2kg",
               "调味": "辣椒酱 210g", "乳饮": "早餐奶 250ml"}  # fmt: skip
TRUCKS, VANS, CARTS = (("truck", 300),), (("van", 80), ("van", 100)), (("three_wheeler", 35),)
MOST_VEHICLES = 6
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat")


class Crew:
    """Staff by role, vehicles for the `cases` he moves a day, brands and routes; `month` lets people come and
    go."""

    def __init__(self, size: float, share: float, since_year: int, cases: float, rng: Random) -> None:
        self._rng = rng
        self.joined = self.left = 0
        self.staff = _staff(size, rng)
        self._fewest = max(1, round(1.6 * size))  # with fewer in the field nobody could serve his outlets
        self.vehicles = _vehicles(cases, rng)
        self.brands = _brands(share, since_year, rng)
        self.outlets = int(240 * size * rng.uniform(0.8, 1.4)) + 25
        self.routes = _routes(len(self.vehicles), self.outlets, rng)
        self.universe = int(self.outlets * rng.uniform(1.05, 1.9))

    def month(self) -> None:
        """Perhaps somebody leaves or joins, a vehicle comes, some outlets are won."""
        rng = self._rng
        sales = self.staff["sales"]
        if rng.random() < 0.14:
            sales["headcount"] += 1
            self.joined += 1
        elif rng.random() < 0.12 and sales["headcount"] > self._fewest:
            sales["headcount"] -= 1
            self.left += 1
            sales["dedicated"] = min(sales["dedicated"], sales["headcount"])
        if rng.random() < 0.03 and len(self.vehicles) < MOST_VEHICLES:
            self.vehicles = [*self.vehicles, _vehicle(len(self.vehicles), VANS, rng)]
        self.outlets = min(self.universe, max(20, self.outlets + rng.randint(-1, 3)))

    def change_since_last_visit(self) -> dict[str, int]:
        """How many joined and left since this was last asked."""
        change = {"joined": self.joined, "left": self.left}
        self.joined = self.left = 0
        return change

    @property
    def field_reps(self) -> int:
        return self.staff["sales"]["headcount"]

    @property
    def heads(self) -> int:
        return sum(row["headcount"] for row in self.staff.values())


def row_id(rng: Random) -> str:
    """The id that carries a table's row from visit to visit."""
    return f"{rng.getrandbits(32):08x}"


def _staff(size: float, rng: Random) -> dict[str, dict]:
    heads = {
        "sales": max(1, round(2.2 * size)), "driver": max(1, round(1.4 * size)),
        "warehouse": max(1, round(size)), "family": 2,
    }  # fmt: skip
    if size > 0.9:
        heads |= {"office": 1, "finance": 1}
    staff = {
        role: {"role": role, "headcount": count, "part_time": 0, "dedicated": 0, "row": row_id(rng)}
        for role, count in heads.items()
    }
    staff["family"]["part_time"] = rng.randint(0, 1)
    staff["sales"]["dedicated"] = int(rng.random() < 0.35)
    return staff


def _vehicles(cases: float, rng: Random) -> list[dict]:
    """As many as carry what he moves a day, with room to spare or not quite enough."""
    missing, vehicles = cases / rng.uniform(0.45, 0.95), []
    while not vehicles or (missing > 0 and len(vehicles) < MOST_VEHICLES):
        kinds = TRUCKS if missing > 220 else VANS if missing > 45 else CARTS
        vehicles.append(_vehicle(len(vehicles), kinds, rng))
        missing -= vehicles[-1]["capacity"] * vehicles[-1]["trips"]
    return vehicles


def _vehicle(number: int, kinds: tuple[tuple[str, int], ...], rng: Random) -> dict:
    kind, capacity = rng.choice(kinds)
    return {
        "label": f"{number + 1}号车", "type": kind, "capacity": capacity, "trips": rng.randint(1, 2),
        "days_out": rng.randint(22, 28), "owned": rng.choice(("owned", "owned", "hired")), "row": row_id(rng),
    }  # fmt: skip


def _brands(share: float, since_year: int, rng: Random) -> list[dict]:
    ours = {"brand": "清溪", "category": "饮料、零食", "role": "distribution", "since": since_year,
            "rival": "no", "share": share, "row": row_id(rng)}  # fmt: skip
    chosen = rng.sample(RIVALS, rng.randint(3, 6))
    weights = [rng.uniform(0.5, 2) for _ in chosen]
    rest = (1 - share) / sum(weights)
    return [ours] + [
        {
            "brand": brand, "category": category, "role": rng.choice(("exclusive", "distribution")),
            "since": rng.randint(2008, since_year + 4), "rival": "yes" if rng.random() < 0.2 else "no",
            "share": weight * rest, "row": row_id(rng),
        }
        for (brand, category), weight in zip(chosen, weights, strict=True)
    ]  # fmt: skip


def _routes(vehicles: int, outlets: int, rng: Random) -> list[dict]:
    count = vehicles + rng.randint(0, 1)
    names = rng.sample(("东线", "西线", "城区", "沿江线", "山里线", "北片", "学校线", "老街线"), count)
    return [
        {
            "name": name, "outlets": outlets // count,
            "weekdays": sorted(rng.sample(WEEK, 2), key=WEEK.index),
            "cycle": rng.choice((7, 7, 14)), "role": rng.choice(("sales", "driver", "both")),
            "vehicle": f"{number % vehicles + 1}号车", "row": row_id(rng),
        }
        for number, name in enumerate(names)
    ]  # fmt: skip
