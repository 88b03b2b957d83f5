"""Pressure to take more than sells."""

from app.leverage.phrases.entry import Phrase, Wording

PHRASES = (
    Phrase(
        "P1", "push", "block", "added",
        Wording("Do me a favour, load some stock", "帮我压点货", "幫我壓點貨"),
        variants=("再压点", "帮我冲点量", "任务差一点", "帮忙完成任务"),
        english=(
            "do me a favor, load some stock", "load some stock", "take some extra stock for me",
            "take a bit more stock for me", "help me hit my target", "help me make my target",
            "short of my target", "help me with my quota",
        ),
        why=Wording("His money for your target", "拿他的钱完成你的任务", "拿他的錢完成你的任務"),
        say=Wording(
            "Sales call for {order}; any more needs {activity}",
            "按销量算应补{订单}；多出的量要对应{活动}",
            "按銷量算應補{訂單}；多出的量要對應{活動}",
        ),
    ),
    Phrase(
        "P2", "push", "block", "added",
        Wording("Price goes up, stock now", "马上涨价赶紧囤", "馬上漲價趕緊囤"),
        variants=("要涨价了快进", "趁没涨价多进", "赶紧囤货"),
        english=(
            "stock up now", "stock up before the price", "stock up before prices",
            "buy now before the price", "buy now before prices", "prices are going up so buy",
        ),
        why=Wording("Without written notice it is deceit", "无书面涨价通知就是骗", "無書面漲價通知就是騙"),
        say=Wording(
            "Notice {no}, from {date}; {n} days of need is {q}",
            "涨价通知{文号}，{日期}执行；您{天数}天的量是{数量}",
            "漲價通知{文號}，{日期}執行；您{天數}天的量是{數量}",
        ),
    ),
    Phrase(
        "P3", "push", "block", "added",
        Wording("Plenty of others will take it", "不做有的是人做", "不做有的是人做"),
        variants=("你不做别人做", "不进就换人", "换掉你", "取消你资格"),
        english=(
            "plenty of others would", "others are waiting to take over", "I'll find someone else",
            "we'll find someone else", "we will find someone else", "someone else will do it", "replace you",
            "you'll be replaced", "lose your dealership",
        ),
        why=Wording("A threat", "威胁", "威脅"),
        say=Wording(
            "Contract target {t}, now {p}; find the gap together",
            "合同约定的指标是{指标}，现在{进度}，我们一起看差在哪",
            "合約約定的指標是{指標}，現在{進度}，我們一起看差在哪",
        ),
    ),
    Phrase(
        "P4", "push", "warn", "added",
        Wording("Others already bought X", "别人都进了多少", "別人都進了多少"),
        variants=("别的客户都进了", "隔壁都进了", "人家都要了"),
        english=(
            "others already bought", "others have already bought", "the others have all ordered",
            "everyone else has ordered", "everyone else has taken", "the dealer next door took",
        ),
        why=Wording("Leaks others' data", "泄露别人的数据", "洩露別人的數據"),
        say=Wording(
            "Average of similar markets: {avg}, unnamed",
            "同类市场平均是{平均}（不点名）",
            "同類市場平均是{平均}（不點名）",
        ),
    ),
)
