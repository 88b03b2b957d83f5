"""Section 2: vehicles, brands, best sellers, sales, wholesalers, routes, opening hours."""

from app.sample.answers.moment import DECLINED, Moment
from app.sample.crew import RIVAL_GOODS, row_id
from app.sample.till import Till

WHOLESALERS = ("阿坤批发", "桥头副食", "二姐粮油", "供销点", "后街小批发", "老杜烟酒", "北门饮料", "水塔批发")
PLANS = (
    ("before", "送新品样品卡"),
    ("during", "跟车帮他铺货"),
    ("during", "教司机摆排面"),
    ("after", "上门换破损"),
)
SIGNS = (
    "门口堆着别家的空托盘。", "墙上贴着上月的送货排班，是手写的。", "老板娘在记账，电话不断。",
    "两个店员在理货，货架刚擦过。", "有客户自己来提货。", "看到对面新开了一家批发部。",
    "A rival’s van was unloading when I arrived.", "门店换了新灯箱。",
)  # fmt: skip


def mkt_vehicles(m: Moment) -> dict:
    out, vehicles = 0.75 + 0.2 * m.life.traits["people"], m.life.crew.vehicles
    # The last to come is the smallest; for one that he cannot do without he would hire another.
    spare = len(vehicles) - 1 if len(vehicles) > 1 else None
    return {
        "vehicles": [
            row | {"running": "yes" if m.chance(out) or at != spare else "no"}
            for at, row in enumerate(vehicles)
        ]
    }


def mkt_vehicle_mix(m: Moment) -> dict:
    vehicle, ours = m.rng.choice(m.life.crew.vehicles), m.rng.choice(m.life.shelves)
    rivals = m.life.crew.brands[1:3]
    load = [
        {"vehicle": vehicle["label"], "item": ours.goods.zh, "ours": "yes", "cases": m.rng.randint(4, 25)}
    ]
    load += [
        {"vehicle": vehicle["label"], "item": _rival_item(row), "ours": "no", "cases": m.rng.randint(5, 60)}
        for row in rivals
    ]
    rows = [row | {"row": row_id(m.rng)} for row in load]
    if m.chance(m.life.traits["people"]):
        return {"load": rows, "all_on_board": "yes"}
    missing = m.rng.choice(m.life.shelves[:3])
    return {"load": rows, "all_on_board": "no", "must_carry_missing": [str(missing.product_id)]}


def _rival_item(row: dict) -> str:
    return row["brand"] + RIVAL_GOODS[row["category"]]


def mkt_brands(m: Moment) -> dict:
    rows = []
    for brand in m.life.crew.brands:
        row = {key: value for key, value in brand.items() if key != "share"}
        monthly = m.amount(m.life.till.turnover * 26 * brand["share"])
        rows.append(row if monthly is None else row | {"monthly": monthly})
    return {"brands": rows}


def mkt_best_sellers(m: Moment) -> dict:
    rank = 1 if m.life.till.share > 0.25 else 2 if m.life.till.share > 0.16 else 4
    ours = max(m.life.shelves, key=lambda shelf: shelf.rate / shelf.goods.case_size)
    rows = [
        {"name": _rival_item(row), "brand": row["brand"], "ours": "no", "rival": row["rival"],
         "why": ("margin", "price", "asked", "promotion")[row["since"] % 4], "row": row["row"]}
        for row in m.life.crew.brands[1:4]
    ]  # fmt: skip
    if rank < 4:
        rows.insert(
            rank - 1, {"name": ours.goods.zh, "brand": "清溪", "ours": "yes", "why": "asked", "row": "ours"}
        )
    return {"top": rows[:3], "our_rank": rank}


def mkt_sales_volume(m: Moment) -> dict:
    sales = m.life.till.turnover * 26
    last, before = m.amount(sales), m.amount(sales * m.rng.uniform(0.8, 1.1))
    if last is None:
        return DECLINED
    basis = {"full": "exact", "verbal": "stated", "range": "range"}[m.life.open_book]
    return {"last_month": last, "year_ago": before, "basis": basis}


def mkt_operating_profit(m: Moment) -> dict:
    net = m.amount(m.life.till.turnover * 26 * (0.02 + 0.03 * m.life.till.thrift))
    if net is None:
        return DECLINED
    basis = {"full": "exact", "verbal": "stated", "range": "range"}[m.life.open_book]
    return {"net": net, "gross_margin": 10 + int(m.life.till.thrift * 9), "basis": basis}


def mkt_expenses(m: Moment) -> dict:
    till: Till = m.life.till
    spent = {"wages": till.wages, "fuel": till.turnover * 0.2, "rent": till.rent, 
             "shrinkage": till.turnover * 0.08, "tax": till.turnover * 0.15}  # fmt: skip
    rows = [{"category": name, "amount": m.amount(value), "row": name} for name, value in spent.items()]
    return m.sensitive({"expenses": rows})


def mkt_second_tier_control(m: Moment) -> dict:
    reach, count = m.life.traits["reach"], 2 + m.life.plan.number % 4
    names = (WHOLESALERS * 2)[m.life.plan.number % 8 :][:count]
    rows = [
        {"name": name, "monthly": 20 + 15 * at, "price_set_by": "dealer" if reach > 0.5 else "wholesaler",
         "other_sources": "no" if reach > 0.6 else "yes", "row": f"w{at}"}
        for at, name in enumerate(names)
    ]  # fmt: skip
    return {"wholesalers": rows, "control": m.grade("reach")}


def mkt_terminal_control(m: Moment) -> dict:
    return {"register": m.life.traits.three("reach"), "direct_share": round(20 + 65 * m.life.traits["reach"])}


def mkt_routes(m: Moment) -> dict:
    arrangement = {"yes": "fixed", "partial": "partly", "no": "oncall"}[m.life.traits.three("people")]
    return {"routes": m.life.crew.routes, "arrangement": arrangement}


def mkt_team_after_sales(m: Moment) -> dict:
    trust = m.life.traits["trust"]
    return {
        "days_to_settle": int(12 - 11 * trust) + m.rng.randint(0, 2),
        "open_complaints": int(4 * (1 - trust)),
    }


def mkt_open_time(m: Moment) -> dict:
    late = 0 if m.chance(0.8) else m.rng.choice((15, 30))
    open_on_arrival = "yes" if m.chance(0.9) else "no"
    return {"opens": _clock(m.life.opens_at + late), "open_on_arrival": open_on_arrival}


def mkt_close_time(m: Moment) -> dict:
    return {"closes": _clock(m.life.closes_at), "rest_days": 5 + m.life.plan.number % 9}


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def mkt_other_signs(m: Moment) -> dict | None:
    return {"signs": m.rng.choice(SIGNS)} if m.chance(0.3) else None


def mkt_idea_type(m: Moment) -> dict:
    people = m.life.traits["people"]
    if m.life.diverting(m.day):
        return {"type": "speculative"}
    return {"type": "walking" if people > 0.7 else "mixed" if people > 0.4 else "sitting"}


def mkt_service_plan(m: Moment) -> dict:
    chosen = m.rng.sample(PLANS, m.rng.choices((1, 2, 3, 4), (15, 30, 35, 20))[0])
    return {
        "plan": [
            {"stage": stage, "action": action, "owner": "我", "due": m.ahead(10), "row": row_id(m.rng)}
            for stage, action in chosen
        ]
    }


ANSWERS = {
    answer.__name__: answer
    for answer in (
        mkt_vehicles, mkt_vehicle_mix, mkt_brands, mkt_best_sellers, mkt_sales_volume, mkt_operating_profit,
        mkt_expenses, mkt_second_tier_control, mkt_terminal_control, mkt_routes, mkt_team_after_sales,
        mkt_open_time, mkt_close_time, mkt_other_signs, mkt_idea_type, mkt_service_plan,
    )
}  # fmt: skip
