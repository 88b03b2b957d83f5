"""Boasting, and running others down."""

from app.leverage.phrases.entry import Phrase, Wording

PHRASES = (
    Phrase(
        "B1", "boast", "warn", "added",
        Wording("You don't understand", "你不懂", "你不懂"),
        variants=("你外行", "你这不行", "你太落后", "你这做法落后"),
        english=(
            "you do not understand", "you know nothing", "you're an amateur", "you are an amateur",
            "you're behind the times", "you are behind the times", "you're doing it wrong",
        ),
        why=Wording("Insults, closes the door", "伤面子，关门", "傷面子，關門"),
        say=Wording(
            "Look at these two photos and figures: what do you think?",
            "看这两张照片和数字，您怎么看？",
            "看這兩張照片和數字，您怎麼看？",
        ),
    ),
    Phrase(
        "B2", "boast", "warn", "added",
        Wording("Their stuff is rubbish", "他们都是垃圾", "他們都是垃圾"),
        variants=("快不行了", "那牌子不行", "没法跟我们比"),
        english=(
            "is rubbish", "are rubbish", "is garbage", "is trash", "no match for us",
            "can't compare with us", "cannot compare with us", "their brand is finished",
        ),
        why=Wording("Frivolous, and he sells it", "轻狂，且他正在卖", "輕狂，且他正在賣"),
        say=Wording(
            "Differences: {a}, {b}; else equal",
            "区别是{差异1}、{差异2}，其余相当",
            "區別是{差異1}、{差異2}，其餘相當",
        ),
    ),
    Phrase(
        "B3", "boast", "hint", "added",
        Wording("We are number one", "我们是老大", "我們是老大"),
        variants=("没有对手", "天下第一", "行业第一"),
        english=(
            "we're number one", "number one in the market", "we have no rivals", "we have no competition",
            "best in the industry", "best in the world",
        ),
        why=Wording("Needs data", "要有数据", "要有數據"),
        say=Wording(
            "In {channel} our share is {x} (source {s})",
            "在{渠道}我们份额{数据}（来源{来源}）",
            "在{渠道}我們份額{數據}（來源{來源}）",
        ),
    ),
    Phrase(
        "B4", "boast", "warn", "added",
        Wording("Your warehouse is a mess", "你这仓库太乱", "你這倉庫太亂"),
        variants=("太乱了", "乱七八糟", "管得太差"),
        english=("warehouse is a mess", "what a mess", "such a mess", "total mess", "badly run", "a pigsty"),
        why=Wording("Judges, does not describe", "评人不评事", "評人不評事"),
        say=Wording(
            "{n} old units at the back; moving them first saves {m}",
            "{数量}件旧货在里面，先出它能少损{金额}",
            "{數量}件舊貨在裡面，先出它能少損{金額}",
        ),
    ),
)
