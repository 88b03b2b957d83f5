"""Section 5: the dealer's people, by role and never by name."""

from app.sample.answers.moment import DECLINED, Moment

BASE_PAY = {"sales": 4200_00, "driver": 4800_00, "warehouse": 3600_00, "office": 3500_00, "finance": 4500_00,
            "family": 3000_00}  # fmt: skip
OTHERS = (
    "仓管五十多岁，眼神不好，批号看不清。",
    "新来的司机熟路。",
    "老板儿子准备接班。",
    "Two of them start before six.",
)


def staff_roster(m: Moment) -> dict:
    return {"staff": [dict(row) for row in m.life.crew.staff.values()]}


def staff_pay(m: Moment) -> dict:
    if m.life.open_book == "decline":
        return DECLINED
    people = m.life.traits["people"]
    rows = [
        {"role": role, "base_pay": m.amount(BASE_PAY[role]), "row": role}
        | ({"scheme": _scheme(m), "ours_per_case": _per_case(m)} if role == "sales" else {})
        for role in m.life.crew.staff
    ]
    return {"pay": rows, "level": "above" if people > 0.8 else "par" if people > 0.35 else "below"}


def staff_commission(m: Moment) -> dict:
    if _scheme(m) == "fixed":
        return m.sensitive({"scheme": "fixed"})
    return m.sensitive({"scheme": _scheme(m), "ours_per_case": _per_case(m), "rival_per_case": 150})


def _scheme(m: Moment) -> str:
    people = m.life.traits["people"]
    return "by_item" if people > 0.7 else "by_value" if people > 0.4 else "fixed"


def _per_case(m: Moment) -> int:
    return 50 + int(m.life.traits["people"] * 20) * 10


def staff_visit_regular(m: Moment) -> dict:
    planned = m.life.crew.field_reps * 6 * 14
    return {"planned": planned, "actual": int(planned * (0.45 + 0.5 * m.life.traits["people"]))}


def staff_push(m: Moment) -> dict:
    return {
        "pitched": int(16 * m.life.traits["people"] * m.rng.uniform(0.6, 1.2)),
        "grade": m.grade("people"),
    }


def _sign(m: Moment, salt: int) -> str:
    """The same dealer shows the same signs for months; who does not lead his people shows more of them."""
    doubt = (m.life.plan.number * 7 + salt * 13 + m.today.toordinal() // 120) % 20 / 20
    return (
        "seen"
        if doubt > 0.4 + m.life.traits["people"]
        else "heard"
        if doubt > m.life.traits["people"]
        else "no"
    )


def staff_driver_route_picking(m: Moment) -> dict:
    sign = _sign(m, 1)
    return {"sign": sign} | ({"proof": "送货单上山里线一周只跑了一次"} if sign == "seen" else {})


def staff_driver_skimming(m: Moment) -> dict:
    sign = _sign(m, 2)
    return {"sign": sign} | ({"gap": 120_00 + m.life.plan.number * 10_00} if sign == "seen" else {})


def staff_driver_detour(m: Moment) -> dict:
    sign = _sign(m, 3)
    return {"sign": sign} | ({"planned_km": 62, "actual_km": 91} if sign == "seen" else {})


def staff_driver_uncooperative(m: Moment) -> dict:
    return {"willing": {"no": "yes", "heard": "sometimes", "seen": "no"}[_sign(m, 5)]}


def staff_meetings(m: Moment) -> dict:
    people = m.life.traits["people"]
    frequency, within = ("daily", 1) if people > 0.75 else ("weekly", 7) if people > 0.45 else ("rarely", 40)
    return {"frequency": frequency, "last": m.ago(m.rng.randint(0, within))}


def staff_training(m: Moment) -> dict:
    sessions = int(5 * m.life.traits["people"])
    return {"sessions": sessions, "ours": sessions // 2}


def staff_manager(m: Moment) -> dict:
    if m.life.crew.heads > 9:
        return {"manager": "supervisor", "times_a_day": 3}
    return {"manager": "owner" if m.life.traits["people"] > 0.3 else "nobody", "times_a_day": 1}


ANSWERS = {
    "staff_roster": staff_roster,
    "staff_changes": lambda m: m.life.crew.change_since_last_visit(),
    "staff_pay": staff_pay,
    "staff_commission": staff_commission,
    "staff_motivation": lambda m: {"grade": m.grade("people")},
    "staff_network": lambda m: {"known": round(3 + 6 * m.life.traits["people"])},
    "staff_rapport": lambda m: {"grade": m.grade("people")},
    "staff_visit_regular": staff_visit_regular,
    "staff_push": staff_push,
    "staff_driver_route_picking": staff_driver_route_picking,
    "staff_driver_skimming": staff_driver_skimming,
    "staff_driver_detour": staff_driver_detour,
    "staff_driver_private": lambda m: {"sign": _sign(m, 4)},
    "staff_driver_uncooperative": staff_driver_uncooperative,
    "staff_meetings": staff_meetings,
    "staff_training": staff_training,
    "staff_manager": staff_manager,
    "staff_other": lambda m: {"text": m.rng.choice(OTHERS)} if m.chance(0.4) else None,
}
