"""Section 6: what he sells, ours among it."""

from app.sample.answers.moment import Moment
from app.sample.crew import RIVAL_GOODS

CAN_STATE = ("points", "price", "display", "target")
MOVES = (("price", "麦垛上饮料每件降两元"), ("promo", "橙灯塔搭赠洗洁精一瓶"), 
         ("launch", "云梯坊上了新口味锅巴"), ("display", "风铃谷在路口两家店买断了堆头"))  # fmt: skip


def prod_list(m: Moment) -> dict:
    rows = [_our_row(m, shelf) for shelf in m.life.shelves[:6]] + [
        _rival_row(m, row) for row in m.life.crew.brands[1:5]
    ]
    if m.life.open_book == "decline":
        rows = [{key: cell for key, cell in row.items() if key != "unit_margin"} for row in rows]
    return {"products": rows}


def _our_row(m: Moment, shelf) -> dict:
    goods = shelf.goods
    cases = m.met.sold_30.get(shelf.product_id, 0) // goods.case_size
    return {
        "name": goods.zh, "brand": "清溪", "category": goods.category.split(" ")[1], "ours": "yes",
        "product": str(shelf.product_id), "monthly_volume": cases, "unit": "case",
        "price_out": goods.case_price + goods.case_margin, "unit_margin": goods.case_margin,
        "role": "core" if goods.is_key else "nurture", "row": f"o{shelf.product_id}",
    }  # fmt: skip


def _rival_row(m: Moment, brand: dict) -> dict:
    price = 3000 + brand["since"] % 7 * 900
    volume = int(m.life.till.turnover * 26 * brand["share"] / price)
    return {
        "name": brand["brand"] + RIVAL_GOODS[brand["category"]], "brand": brand["brand"],
        "category": brand["category"], "ours": "no", "monthly_volume": volume, "unit": "case",
        "price_out": price, "unit_margin": price * (6 + brand["since"] % 5) // 100,
        "role": "volume" if brand["share"] > 0.2 else "profit", "row": brand["row"],
    }  # fmt: skip


def prod_expected_volume(m: Moment) -> dict:
    month = m.today.replace(day=1).isoformat()
    return {"targets": [
        {"product": str(shelf.product_id), "month": month,
         "cases": int(shelf.rate * 30 / shelf.goods.case_size) + 2,
         "basis": "按上月加一成", "row": f"t{shelf.product_id}"}
        for shelf in m.life.shelves[:4]
    ]}  # fmt: skip


def prod_difference(m: Moment) -> dict:
    rival = m.life.crew.brands[1]
    points = (
        ("price", "每件贵两元", "便宜", "worse"),
        ("margin", "每件多赚四元", "薄利", "better"),
        ("terms", "现款，月返", "压一批付一批", "worse"),
        ("pack", "24 瓶装", "24 瓶装", "equal"),
    )
    rows = [
        {"attribute": attribute, "ours": ours, "theirs": theirs, "verdict": verdict, "row": attribute}
        for attribute, ours, theirs, verdict in points
    ]
    return {"product": str(m.life.shelves[0].product_id),
            "nearest": rival["brand"] + RIVAL_GOODS[rival["category"]], "comparison": rows}  # fmt: skip


def prod_rival_moves(m: Moment) -> dict:
    if m.chance(0.7):
        return {"moves": ["none"]}
    move, what = m.rng.choice(MOVES)
    return {"moves": [move], "what": what}


def prod_professionalism(m: Moment) -> dict:
    known = CAN_STATE[: round(4 * m.life.traits["trust"])]
    return {"can_state": list(known) or ["none"], "brands_lost": m.life.plan.number % 3}


def prod_resource_ask(m: Moment) -> dict:
    return {
        "next": ("people", "vehicle", "cash", "space", "commission", "display", "meeting")[m.met.index % 7]
    }


ANSWERS = {
    "prod_list": prod_list,
    "prod_expected_volume": prod_expected_volume,
    "prod_difference": prod_difference,
    "prod_attention": lambda m: {"grade": m.grade("trust")},
    "prod_rival_moves": prod_rival_moves,
    "prod_professionalism": prod_professionalism,
    "prod_resource_ask": prod_resource_ask,
}
