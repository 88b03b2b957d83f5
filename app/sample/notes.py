"""Remarks that reps add to an answer, by item and by what was answered; mostly Chinese, some English."""

from random import Random

SHARE = 0.16  # of the answers for which there is something to remark

NOTES: dict[str, dict[object, tuple[str, ...]]] = {
    "wh_tidy": {
        1: (
            "过道全堵了，叉车进不来，货是从门口一直堆到里面的。",
            "Could not reach our stack without moving other cartons.",
        ),
        2: ("我方货压在别家洗衣粉下面，标签朝里。", "堆得太高，上面两层有压痕。"),
        3: ("比上次好一点，过道还有几箱空箱。", "标签朝外的只有一半。"),
        4: ("堆位集中了，标签基本朝外。", "Aisle is free, our stack stands next to the door."),
        5: ("划了黄线，按品项码放，一眼能看清。", "老板自己带人整理的，拍了照片给他看对比。"),
    },
    "wh_ventilation": {
        "damp": ("靠北墙的地面返潮，纸箱底部发软。", "下雨天墙角渗水，已请他垫托盘。"),
        "mould": ("里间有霉味，窗户常年不开。",),
        "hot": ("下午铁皮顶下面闷热，饮料不该放这里。",),
    },
    "wh_mixed_categories": {
        "yes": ("饮料和洗衣粉混堆。",),
        "hazard": (
            "米饼旁边就是灭蚊片，当场请他分开。",
            "Rice crackers right beside insecticide; moved them together.",
        ),
    },
    "wh_kanban": {
        "stale": ("看板停在上个星期。", "The board shows last week’s figures."),
        "updated": ("看板今天早上更新，和我数的只差两箱。",),
    },
    "wh_fifo": {
        "no": ("新货卸在最前面，旧批号压在里面。", "司机图方便，哪箱近拿哪箱。"),
        "yes": ("旧批号都在前排，贴了先出标签。",),
    },
    "wh_expired": {
        "mixed": ("在货架后面翻出过期的几箱，没有封存。",),
        "sealed": ("过期品已单独放，贴了封条，等我们收。",),
    },
    "wh_near_expiry": {
        None: ("临期的集中在慢的几个品，建议做一次买赠。", "Some slow items should go to the canteen first.")
    },
    "cash_ledger_seen": {"older": ("账记到半个月前，说最近忙。",), "today": ("账当天记完，分了类别。",)},
    "cash_upcoming_out": {"yes": ("下周要发工资，打款只能安排在后面。",)},
    "staff_push": {
        2: ("问业务员我方新品价格，答不上来。",),
        4: ("业务员今天推了我方四家店，两家下单。",),
        5: ("The rep quoted our margins by heart.",),
    },
    "staff_changes": {None: ("老业务员走了，新来的还在跟车。", "新招一名业务，下周带他跑线。")},
    "prod_attention": {
        1: ("一进门只谈别家的促销，我方货放在角落。",),
        3: ("愿意谈，但先提了返利的事。",),
        5: ("他主动把我方新品摆在门口。", "He called our product first when a customer asked for tea."),
    },
    "prod_rival_moves": {"price": ("对手降价后，两家小店换了货。",), "launch": ("新品给的陈列费比我们高。",)},
    "mkt_open_time": {None: ("八点才开门，错过了早送。", "到的时候已经在装车。")},
    "ops_diversion_signs": {
        "code_out": ("批号照片已发主管，当面没有追问。",),
        "stock_gap": (
            "按门店数算，一个月卖不了这么多。",
            "Outlets cannot take this volume; asked for the delivery notes.",
        ),
    },
    "visit_dealer_voice": {
        "money": ("已记下，答应哪天回复，没有答应结果。",),
        "goods": ("已拍批号，回去核对发货单。",),
    },
    "visit_order_agreed": {None: ("按安全库存算的，老板自己减了一个品。", "Order follows the 1.5 rule.")},
}


def note_on(key: str, value: dict, rng: Random) -> str:
    """A remark on an answer, or nothing; the first field that has remarks for its value decides."""
    known = NOTES.get(key)
    if known is None or rng.random() > SHARE:
        return ""
    said: set = set()
    for field in value.values():
        said |= set(field) if isinstance(field, list) and field and isinstance(field[0], str) else set()
        said |= {field} if isinstance(field, (str, int)) else set()
    for answer, texts in known.items():
        if answer is None or answer in said:
            return rng.choice(texts)
    return ""
