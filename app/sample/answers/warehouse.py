"""Section 3: the warehouse; counts and lots are written by the stock screen, photos by the camera."""

from app.sample.answers.moment import Moment


def wh_area(m: Moment) -> dict:
    size = m.life.plan.size
    row = {"length": 8 + round(9 * size), "width": 6 + round(6 * size), "tenure": "rent", "row": "w1"}
    if m.life.plan.number % 3 == 0:
        return {"premises": [row | {"tenure": "own"}], "floor_used": 60}
    rent = m.amount(m.life.till.rent)
    return {"premises": [row if rent is None else row | {"rent": rent}], "floor_used": 75}


def wh_ventilation(m: Moment) -> dict:
    roof, rainy = m.life.traits["roof"], m.today.month in (5, 6, 7)
    signs = [
        code for code, seen in (
            ("damp", rainy and roof < 0.6), ("mould", roof < 0.3), ("leak", rainy and roof < 0.4),
            ("pest", m.life.traits["tidy"] < 0.25), ("hot", m.today.month in (7, 8) and roof < 0.6),
        ) if seen
    ]  # fmt: skip
    return {"signs": signs or ["ok"]}


def wh_mixed_categories(m: Moment) -> dict:
    tidy = m.life.traits["tidy"]
    return {"mixed": "no" if tidy > 0.5 else "some" if tidy > 0.3 else "yes" if tidy > 0.16 else "hazard"}


def wh_kanban(m: Moment) -> dict:
    books = m.life.traits["books"]
    if books > 0.6:
        return {"board": "updated" if m.chance(books + 0.25) else "stale"}
    return {"board": "stale" if books > 0.4 else "none"}


def wh_near_expiry(m: Moment) -> dict:
    cases = sum(shelf.near_expiry(m.day) // shelf.goods.case_size for shelf in m.life.shelves)
    others = m.rng.randint(1, 8) if m.chance(0.1) else 0
    return {"seen": others + (cases + 1) // 3}


def wh_fifo(m: Moment) -> dict:
    return {"old_in_front": "yes" if m.met.visit.waved else m.life.traits.three("fifo")}


def wh_expired(m: Moment) -> dict:
    if m.met.visit.waved or not any(counted.unsellable for counted in m.met.counts) or not _expired(m):
        return {"expired": "none"}
    return {"expired": "sealed" if m.life.traits["tidy"] > 0.4 else "mixed"}


def _expired(m: Moment) -> bool:
    return any(shelf.expired(m.day) for shelf in m.life.shelves)


def wh_safety_rule(m: Moment) -> dict:
    rule = m.life.traits["rule"]
    if rule < 0.2:
        return {"method": "cash"}
    return {"method": "rule" if rule > 0.72 else "experience" if rule > 0.4 else "promo"}


ANSWERS = {
    "wh_area": wh_area,
    "wh_ventilation": wh_ventilation,
    "wh_off_floor_wall": lambda m: {"clear": m.life.traits.three("tidy")},
    "wh_tidy": lambda m: {"grade": m.grade("tidy")},
    "wh_mixed_categories": wh_mixed_categories,
    "wh_kanban": wh_kanban,
    "wh_fifo": wh_fifo,
    "wh_near_expiry": wh_near_expiry,
    "wh_expired": wh_expired,
    "wh_safety_rule": wh_safety_rule,
}
