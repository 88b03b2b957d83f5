"""Petty gain, up to bribery."""

from app.leverage.phrases.entry import Phrase, Wording

PHRASES = (
    Phrase(
        "X1",
        "pettygain",
        "block",
        "added",
        Wording("Give me a couple of cases to try", "给我拿两箱尝尝", "給我拿兩箱嘗嘗"),
        variants=("给我拿一箱", "送我一箱", "给我来一箱", "顺一箱走"),
        english=(
            "give me a case",
            "give me a couple of cases",
            "give me a few cases",
            "a couple of cases for me",
            "put a case in my car",
        ),
        why=Wording("Petty gain costs you authority", "占小便宜，丢原则", "佔小便宜，丟原則"),
        say=Wording("Samples go on requisition {no}", "样品走公司领用单{单号}", "樣品走公司領用單{單號}"),
    ),
    Phrase(
        "X2",
        "pettygain",
        "block",
        "added",
        Wording("Treat me to dinner", "请我吃个饭", "請我吃個飯"),
        variants=("请我喝酒", "请我吃顿饭", "你得请客"),
        english=(
            "treat me to lunch",
            "buy me dinner",
            "buy me lunch",
            "buy me a drink",
            "take me out to dinner",
            "dinner is on you",
            "lunch is on you",
        ),
        why=Wording("You end up owing", "欠人情", "欠人情"),
        say=Wording(
            "We are done, thank you, I will be going",
            "工作谈完我先走，谢谢",
            "工作談完我先走，謝謝",
        ),
    ),
    Phrase(
        "X3",
        "pettygain",
        "block",
        "added",
        Wording("A little something for me", "意思意思", "意思意思"),
        variants=("好处费", "给我红包", "给个红包", "给我回扣", "返点给我个人", "给点辛苦费"),
        english=(
            "little something for me",
            "something for my trouble",
            "kickback",
            "kickbacks",
            "red envelope for me",
            "red packet for me",
            "what's in it for me",
        ),
        why=Wording("May be commercial bribery", "涉嫌商业贿赂", "涉嫌商業賄賂"),
        say=Wording("Decline and report", "拒绝，并按制度上报", "拒絕，並按制度上報"),
    ),
)
