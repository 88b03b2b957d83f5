"""Remarks that reps add to an answer, by item and by what was answered; mostly Chinese, some English."""

from random import Random

SHARE = 0.22  # of the answers for which there is something to remark

# By item: the field that decides, and the remarks for its values (None: whatever was answered).
NOTES: dict[str, tuple[str, dict[object, tuple[str, ...]]]] = {
    "wh_tidy": ("grade", {
        1: ("过道全堵了，叉车进不来，货从门口一直堆到里面。", "Our stack cannot be reached."),
        2: ("我方货压在别家洗衣粉下面，标签朝里。", "堆得太高，上面两层有压痕。"),
        3: ("比上次好一点，过道还有几箱空箱。", "标签朝外的只有一半。"),
        4: ("堆位集中了，标签基本朝外。", "Aisle is free, our stack stands next to the door."),
        5: ("划了黄线，按品项码放，一眼能看清。", "老板自己带人整理的，拍了照片给他看对比。"),
    }),
    "wh_ventilation": ("signs", {
        "mould": ("里间有霉味，窗户常年不开。",),
        "damp": ("靠北墙的地面返潮，纸箱底部发软。", "下雨天墙角渗水，已请他垫托盘。"),
        "hot": ("下午铁皮顶下面闷热，饮料不该放这里。",),
    }),
    "wh_mixed_categories": ("mixed", {
        "yes": ("饮料和洗衣粉混堆。",),
        "hazard": ("米饼旁边就是灭蚊片，当场请他分开。", "Rice crackers beside insecticide."),
    }),
    "wh_kanban": ("board", {
        "stale": ("看板停在上个星期。", "The board shows last week’s figures."),
        "updated": ("看板今天早上更新，和我数的只差两箱。",),
    }),
    "wh_fifo": ("old_in_front", {
        "no": ("新货卸在最前面，旧批号压在里面。", "司机图方便，哪箱近拿哪箱。"),
        "yes": ("旧批号都在前排，贴了先出标签。",),
    }),
    "wh_expired": ("expired", {
        "mixed": ("在货架后面翻出过期的几箱，没有封存。",),
        "sealed": ("过期品已单独放，贴了封条，等我们收。",),
    }),
    "cash_ledger_seen": ("status", {
        "older": ("账记到半个月前，说最近忙。",), "today": ("账当天记完，分了类别。",),
    }),
    "cash_upcoming_out": ("any_due", {"yes": ("这几笔付完再打款，已和老板对过日子。",)}),
    "staff_push": ("grade", {
        2: ("问业务员我方新品价格，答不上来。",),
        4: ("业务员跑店时先讲我们的新品。",),
        5: ("The rep quoted our margins by heart.",),
    }),
    "staff_changes": ("joined", {1: ("新招一名业务，下周带他跑线。", "New hire, still riding along.")}),
    "prod_attention": ("grade", {
        1: ("一进门只谈别家的促销，我方货放在角落。",),
        3: ("愿意谈，但先提了返利的事。",),
        5: ("他主动把我方新品摆在门口。", "He named our tea first when a customer asked."),
    }),
    "prod_rival_moves": ("moves", {
        "price": ("对手降价后，两家小店换了货。",), "launch": ("新品给的陈列费比我们高。",),
    }),
    "mkt_open_time": ("open_on_arrival", {"no": ("到的时候还没开门，等了一刻钟。", "Waited at the gate.")}),
    "ops_diversion_signs": ("signs", {
        "code_out": ("批号照片已发主管，当面没有追问。",),
        "stock_gap": ("按门店数算，一个月卖不了这么多。", "Outlets cannot take this volume."),
    }),
    "visit_dealer_voice": ("about", {
        "money": ("已记下，答应哪天回复，没有答应结果。",), "goods": ("已拍批号，回去核对发货单。",),
    }),
}  # fmt: skip


def note_on(key: str, value: dict, rng: Random) -> str:
    """A remark on an answer, or nothing."""
    if key not in NOTES or rng.random() > SHARE:
        return ""
    name, remarks = NOTES[key]
    answer = value.get(name)
    said = answer if isinstance(answer, list) else [answer]
    texts = next((texts for told, texts in remarks.items() if told is None or told in said), None)
    return rng.choice(texts) if texts else ""
