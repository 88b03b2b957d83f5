"""Section 7: outlets, channels, territory, and signs of goods that leave it."""

from app.sample.answers.moment import Moment

TYPES = (("grocery", 0.7, 2), ("super", 0.08, 8), ("cvs", 0.12, 3), ("catering", 0.1, 2))
OUT_PROOF = (
    "邻县超市里看到他家批号，已拍照",
    "在外县加油站货架上见到本区喷码",
    "Batch code of this dealer found two counties away",
)
IN_PROOF = ("集贸市场两家店有外区喷码", "路口小店的货不是从本区进的")


def ops_people(m: Moment) -> dict:
    return {"field_reps": m.life.crew.field_reps, "outlets": m.life.crew.outlets}


def ops_outlets(m: Moment) -> dict:
    crew = m.life.crew
    # What his outlets can take in a month stays what it was when he began to sell elsewhere.
    usual = sum(shelf.rate / shelf.goods.case_size for shelf in m.life.shelves) * 30
    ours = 0.3 + 0.5 * m.life.traits["trust"]
    rows = []
    for kind, share, drops in TYPES:
        covered = int(crew.outlets * share)
        with_ours = max(1, int(covered * ours))
        per_drop = usual * share / with_ours / drops
        rows.append({
            "type": kind, "universe": int(crew.universe * share), "covered": covered, "with_ours": with_ours,
            "cases_10_drops": round(per_drop * 10), "drops_month": drops, "row": kind,
        })  # fmt: skip
    return {"outlets": rows}


def ops_scale(m: Moment) -> dict:
    crew, sales = m.life.crew, m.life.till.turnover * 26
    value = {
        "people_last": max(1, crew.heads - m.life.plan.number % 3), "people_now": crew.heads,
        "vehicles_last": max(1, len(crew.vehicles) - m.life.plan.number % 2),
        "vehicles_now": len(crew.vehicles),
        "outlets_last": int(crew.outlets * 0.95), "outlets_now": crew.outlets,
    }  # fmt: skip
    last, now = m.amount(sales * 0.93), m.amount(sales)
    return value if now is None else value | {"sales_last": last, "sales_now": now}


def ops_line_length(m: Moment) -> dict:
    number = m.life.plan.number
    skus = len(m.life.shelves) + len(m.life.crew.brands) * (4 + number % 6)
    active = int(skus * (0.55 + 0.4 * m.life.traits["rule"]))
    return {"categories": 2 + number % 5, "skus": skus, "active_skus": active, "new_item_12m": "yes"}


def ops_channels(m: Moment) -> dict:
    wholesale = round(60 - 45 * m.life.traits["reach"])
    shares = (("wholesale", wholesale), ("grocery", 70 - wholesale), ("super", 20), ("catering", 10))
    return {"channels": [{"channel": channel, "share": share, "row": channel} for channel, share in shares]}


def ops_network_length(m: Moment) -> dict:
    direct = round(20 + 65 * m.life.traits["reach"])
    return {"tiers": 1 if direct < 60 else 0, "direct": direct, "second_tier": 100 - direct}


def ops_region_length(m: Moment) -> dict:
    if m.life.diverting(m.day):
        return {"distance": 180, "counties": 5, "outside": 62}
    reach = m.life.traits["reach"]
    return {
        "distance": 20 + int(30 * (1 - reach)),
        "counties": 1 + int(2 * (1 - reach)),
        "outside": int(30 * (1 - reach)),
    }


def ops_diversion_signs(m: Moment) -> dict:
    last = m.day == m.life.last
    if m.life.diverting(m.day) and (m.chance(0.9) or last):
        seen = {code for code in ("code_out", "spike", "stock_gap", "far_car") if m.chance(0.6)}
        seen |= {"code_out"} if last else set() if seen else {"stock_gap"}
        signs = [code for code in ("code_out", "spike", "stock_gap", "far_car") if code in seen]
        return {
            "signs": signs,
            "proof": m.rng.choice(OUT_PROOF) if "code_out" in seen else "送货单与门店数对不上",
        }
    if m.chance(0.015):
        return {"signs": ["code_in"], "proof": m.rng.choice(IN_PROOF)}
    return {"signs": ["none"]}


ANSWERS = {
    answer.__name__: answer
    for answer in (
        ops_people, ops_outlets, ops_scale, ops_line_length, ops_channels, ops_network_length,
        ops_region_length, ops_diversion_signs,
    )
}  # fmt: skip
