"""What the rep writes about the visit itself (section 0) and about himself (section 1)."""

from app.sample.answers.moment import Moment

GOALS = (
    "把{product}的陈列面加一倍，定下补货数量",
    "核对旧批号，先出老货",
    "把上次的返利说清楚，定下次打款日期",
    "请老板安排一名专人跑我们的线",
    "确认{product}本周订单",
    "看库存看板有没有天天更新",
    "谈新品进{n}家店",
    "Agree on the order for {product} and one free shelf",
    "把过道和堆位整理好，拍对比照片",
)
VOICES = (
    ("goods", "上次到的货日期不够新，超市不肯收。"), ("goods", "有两箱漏了，司机说不是他的事。"),
    ("money", "返利拖了一个多月了，到底哪天到？"), ("money", "陈列费说好的，还没见到。"),
    ("price", "隔壁镇上有人卖得比我进价还低。"), ("people", "你们的人一个月才来一次，店里都不认识。"),
    ("people", "能不能派个人帮我跑跑学校线？"), ("other", "仓库要涨租了，下半年可能要搬。"),
    ("price", "Retail price in town is all over the place."),
)  # fmt: skip
# What the rep answers to a complaint: whom he asks, never what will come of it; now and then empty words.
REPLIES = (
    "我今天问销售部，按约好的日子答复，不管结果怎样都告诉您。", "照片和批号已拍下，交给仓储部核对。",
    "您说的我记在备忘里了，答复日期也写上了。", "I have written it down and ask the office today.",
)  # fmt: skip
EMPTY_REPLIES = ("您放心，包在我身上。", "我尽量，过两天给您。")
ASKS = ("people", "vehicle", "cash", "space", "commission", "display", "meeting")
GAVE_WAY = ("price", "territory", "expired")


def visit_goal(m: Moment) -> dict:
    goods, goal = m.rng.choice(m.life.shelves).goods, m.rng.choice(GOALS)
    product = goods.en if goal.isascii() else goods.zh
    return {"goal": goal.format(product=product, n=m.rng.randint(3, 12))}


def visit_prev_commitments(m: Moment) -> dict | None:
    if not m.talk.settled and not m.talk.still_open:
        return None
    return {"settled": len(m.talk.settled), "still_open": m.talk.still_open}


def visit_next_date(m: Moment) -> dict:
    agreed = m.met.visit.agreed_next
    value = {"date": agreed.isoformat()}
    usual = (agreed - m.today).days
    if abs(usual - m.life.plan.interval_days) > 2:
        value["reason"] = m.rng.choice(("老板出门进货，改到那天", "等新货到了再去", "配合他们盘点"))
    return value


def visit_ask(m: Moment) -> dict:
    if m.chance(0.25):
        return {"asked": ["none"]}
    asked = m.rng.sample(ASKS, m.rng.choice((1, 1, 2)))
    granted = "yes" if m.chance(0.2 + 0.6 * m.life.traits["trust"]) else "no"
    return {"asked": sorted(asked, key=ASKS.index), "granted": granted}


def visit_new_commitments(m: Moment) -> dict:
    return {"made": len(m.talk.made)}


def visit_dealer_voice(m: Moment) -> dict | None:
    due = m.life.answer_due
    if due is not None and due < m.day and m.chance(0.3):
        return None  # our answer is late, and the rep does not bring it up
    m.life.answer_due = None
    if m.chance(0.5 + 0.4 * m.life.traits["trust"]):
        return {"about": "none"}
    about, words = m.rng.choice(VOICES)
    days = m.rng.randint(2, 7)
    m.life.answer_due = m.day + days
    return {"about": about, "words": words, "answer_by": m.ahead(days)} | _reply(m)


def _reply(m: Moment) -> dict:
    if m.chance(0.4):
        return {}
    return {"reply": m.rng.choice(EMPTY_REPLIES if m.chance(0.08) else REPLIES)}


def self_stance(m: Moment) -> dict:
    trust = m.life.traits["trust"]
    return {
        "stance": "professional" if trust > 0.5 else m.rng.choice(("yielding", "watching", "professional"))
    }


def _mostly(m: Moment, field: str) -> dict:
    return {field: "yes" if m.chance(0.93) else "partial"}


def _grade(m: Moment) -> dict:
    return {"grade": m.rng.choices((5, 4, 3), (60, 30, 10))[0]}


def self_industry_level(m: Moment) -> dict:
    subjects = ["price", "policy", "rivals", "sellthrough"]
    return {
        "subjects": subjects if m.chance(0.8) else m.rng.choice((subjects[:3], subjects[:2], subjects[1:]))
    }


def self_written_memo(m: Moment) -> dict:
    return {"memo": m.rng.choices(("sent", "none"), (95, 5))[0]}


def self_principle(m: Moment) -> dict:
    return {"gave_way": ["none"] if m.chance(0.93) else [m.rng.choice(GAVE_WAY)]}


ANSWERS = {
    "visit_goal": visit_goal,
    "visit_prev_commitments": visit_prev_commitments,
    "visit_next_date": visit_next_date,
    "visit_ask": visit_ask,
    "visit_new_commitments": visit_new_commitments,
    "visit_dealer_voice": visit_dealer_voice,
    "self_stance": self_stance,
    "self_face_clean": lambda m: _mostly(m, "tidy"),
    "self_trust_look": _grade,
    "self_dress_fit": lambda m: _mostly(m, "fitting"),
    "self_dress_clean": lambda m: _mostly(m, "clean"),
    "self_attitude": _grade,
    "self_behaviour": lambda m: _mostly(m, "natural"),
    "self_speech_fluent": _grade,
    "self_industry_level": self_industry_level,
    "self_no_jianghu": lambda m: {"used": "no" if m.chance(0.9) else "yes"},
    "self_written_memo": self_written_memo,
    "self_principle": self_principle,
    "self_no_petty_gain": lambda m: {"kept_clear": "yes"},
    "self_no_boasting": lambda m: {"kept_from": "yes" if m.chance(0.95) else "no"},
}
