"""Vague words: no day, no person, no number."""

from app.leverage.phrases.entry import Phrase, Wording

PHRASES = (
    Phrase(
        "V1", "vague", "warn", "added",
        Wording("I'll get back to you", "回头给你", "回頭給你"),
        variants=("回头再说", "回头给您", "回头我看看", "改天给你"),
        english=(
            "get back to you", "come back to you on that", "I'll let you know", "I will let you know",
            "I'll look into it later",
        ),
        why=Wording("No date", "没有日期", "沒有日期"),
        say=Wording("By {date} {time}", "{日期}{时间}前给您", "{日期}{時間}前給您"),
    ),
    Phrase(
        "V2", "vague", "warn", "added",
        Wording("Next time", "下次再说", "下次再說"),
        variants=("下次给你带", "下次给您", "下回再说"),
        english=("some other time", "another time", "next visit maybe"),
        why=Wording("Slips away", "拖过去就没了", "拖過去就沒了"),
        say=Wording(
            "Next visit {date}; I bring {item}",
            "下次拜访是{日期}，我带{物品}",
            "下次拜訪是{日期}，我帶{物品}",
        ),
    ),
    Phrase(
        "V3", "vague", "hint", "added",
        Wording("As soon as possible", "尽快", "儘快"),
        variants=("马上就好", "很快就", "赶紧给你"),
        english=("asap", "as soon as I can", "as soon as we can", "very soon", "in no time", "right away"),
        why=Wording("Everyone reads it differently", "各人理解不同", "各人理解不同"),
        say=Wording("Latest {date}", "最晚{日期}", "最晚{日期}"),
    ),
    Phrase(
        "V4", "vague", "warn", "added",
        Wording("We'll see when the time comes", "到时候再说", "到時候再說"),
        variants=("到时候看", "到时再看", "走一步看一步"),
        english=("we'll see", "we will see", "we'll decide then", "cross that bridge", "play it by ear"),
        why=Wording("Avoids a decision", "回避决定", "迴避決定"),
        say=Wording(
            "On {date} look at {metric}; at {value} do {action}",
            "到{日期}看{指标}，达到{值}就{动作}",
            "到{日期}看{指標}，達到{值}就{動作}",
        ),
    ),
    Phrase(
        "V5", "vague", "hint", "added",
        Wording("More or less", "差不多", "差不多"),
        variants=("大概吧", "应该可以", "问题不大", "八九不离十"),
        english=(
            "roughly", "about right", "give or take", "pretty much", "should be fine", "should be OK",
            "should be okay",
        ),
        why=Wording("Quantity unclear", "数量不清", "數量不清"),
        say=Wording("The figure is {n} ± {r}", "数是{数量}，误差{范围}", "數是{數量}，誤差{範圍}"),
    ),
    Phrase(
        "V6", "vague", "warn", "added",
        Wording("I'll ask around for you", "我帮你问问", "我幫你問問"),
        variants=("我问一下吧", "我试试看", "我尽量", "我想想办法"),
        english=(
            "ask around", "I'll try", "I will try", "do my best", "try my best", "see what I can do",
            "do what I can", "I'll think of something",
        ),
        why=Wording("No person, no date", "没有人、没有日期", "沒有人、沒有日期"),
        say=Wording(
            "I ask {person}, answer {date}, yes or no",
            "我问{人}，{日期}答复，不管行不行都回您",
            "我問{人}，{日期}答覆，不管行不行都回您",
        ),
    ),
    Phrase(
        "V7", "vague", "warn", "added",
        Wording("In a couple of days", "过两天", "過兩天"),
        variants=("过几天", "过阵子", "这两天给你", "月底前后"),
        english=(
            "couple of days", "in a few days", "within a few days", "one of these days",
            "sometime next week", "around month end",
        ),
        why=Wording("No date", "没有日期", "沒有日期"),
        say=Wording("On {weekday}", "{星期}给您", "{星期}給您"),
    ),
    Phrase(
        "V8", "vague", "hint", "added",
        Wording("Fine in principle", "原则上可以", "原則上可以"),
        variants=("理论上可以", "按理说可以"),
        english=("in principle", "in theory", "theoretically", "basically yes"),
        why=Wording("Sounds like a yes", "听着像答应", "聽著像答應"),
        say=Wording(
            "Not a yes yet; condition: {c}",
            "目前不是答应，条件是{条件}",
            "目前不是答應，條件是{條件}",
        ),
    ),
)
