"""Guarantees that a rep cannot give."""

from app.leverage.phrases.entry import Phrase, Wording

PHRASES = (
    Phrase(
        "G1", "guarantee", "block", "added",
        Wording("Absolutely no problem", "绝对没问题", "絕對沒問題"),
        variants=("肯定没问题", "百分百没问题", "保证没问题", "一点问题都没有"),
        english=(
            "no problem at all", "no problem whatsoever", "definitely no problem", "100% no problem",
            "zero problems",
        ),
        why=Wording(
            "Absolute; any exception breaks it",
            "绝对化，任何例外都算失信",
            "絕對化，任何例外都算失信",
        ),
        say=Wording(
            "Normally {n} days; exception {e}; told the same day",
            "正常情况{天数}天到，例外是{例外}，出现时我当天通知",
            "正常情況{天數}天到，例外是{例外}，出現時我當天通知",
        ),
    ),
    Phrase(
        "G2", "guarantee", "block", "added",
        Wording("I guarantee it", "我保证", "我保證"),
        variants=("我打包票", "我拍胸脯", "我跟你打包票", "我担保"),
        english=(
            "I guarantee", "we guarantee", "you have my word", "I give you my word", "I promise you",
            "I vouch for it",
        ),
        why=Wording("A rep has no authority to guarantee", "业务员无权担保", "業務員無權擔保"),
        say=Wording(
            "What the contract says is {x}; the rest I apply for",
            "能写进合同的是{条款}；其余我提交申请",
            "能寫進合約的是{條款}；其餘我提交申請",
        ),
    ),
    Phrase(
        "G3", "guarantee", "block", "added",
        Wording("It is sure to sell", "保证好卖", "保證好賣"),
        variants=("肯定好卖", "不愁卖", "包你卖得动", "保证卖得动", "肯定卖得动"),
        english=(
            "sure to sell", "bound to sell", "guaranteed to sell", "it will sell itself",
            "it'll sell itself", "sells itself", "fly off the shelves",
        ),
        why=Wording(
            "Sell-through depends on outlets; you would own the loss",
            "动销取决于终端，说了就要兜底",
            "動銷取決於終端，說了就要兜底",
        ),
        say=Wording(
            "In {n} like outlets over {d} days: {data}; start with {q}",
            "同类店{数量}家试卖{天数}天的结果是{数据}，先进{数量}试",
            "同類店{數量}家試賣{天數}天的結果是{數據}，先進{數量}試",
        ),
    ),
    Phrase(
        "G4", "guarantee", "block", "added",
        Wording("You can only win", "稳赚不赔", "穩賺不賠"),
        variants=("包赚", "稳赚", "赔不了", "亏不了你"),
        english=(
            "you can't lose", "you cannot lose", "no way to lose", "sure profit", "guaranteed profit",
            "risk-free profit", "you won't lose money",
        ),
        why=Wording(
            "A profit promise; losses come back to us",
            "利润承诺，赔了找厂家",
            "利潤承諾，賠了找廠家",
        ),
        say=Wording(
            "Margin {m} per case, loss {l}; break-even {n} cases",
            "按现价每箱利{利润}，损耗{损耗}，回本要卖{箱数}",
            "按現價每箱利{利潤}，損耗{損耗}，回本要賣{箱數}",
        ),
    ),
    Phrase(
        "G5", "guarantee", "warn", "added",
        Wording("You'll never run out", "绝不断货", "絕不斷貨"),
        variants=("保证有货", "货管够", "要多少有多少"),
        english=(
            "you will never run out", "never be out of stock", "always in stock", "as much as you want",
            "unlimited supply",
        ),
        why=Wording("Supply is not yours to promise", "产能物流不归业务员管", "產能物流不歸業務員管"),
        say=Wording(
            "By the 1.5 rule hold {t}; our plan is {p}",
            "按 1.5 倍算您该备{目标}，我们排产是{计划}",
            "按 1.5 倍算您該備{目標}，我們排產是{計劃}",
        ),
    ),
    Phrase(
        "G6", "guarantee", "block", "added",
        Wording("No goods will ever leak in", "绝不会窜货", "絕不會竄貨"),
        variants=("不可能有人窜", "保证没人窜货"),
        english=(
            "nobody will divert", "no one will divert", "there will be no diversion", "no diversion ever",
            "nobody can sell into your area",
        ),
        why=Wording("You cannot control others", "控制不了他人，反而落口实", "控制不了他人，反而落口實"),
        say=Wording(
            "Send me a photo of any foreign code; result in {n} days",
            "发现外地批号请拍照给我，{天数}天内给处理结果",
            "發現外地批號請拍照給我，{天數}天內給處理結果",
        ),
    ),
)
