"""Empty cheques: money and goods promised by mouth."""

from app.leverage.phrases.entry import Phrase, Wording

PHRASES = (
    Phrase(
        "C1", "cheque", "block", "added",
        Wording("Unsold stock all comes back", "卖不完我全退", "賣不完我全退"),
        variants=("卖不掉包退", "卖不完包退", "卖不动退给我", "随便退", "无条件退"),
        english=(
            "take back whatever you don't sell", "take back everything unsold", "take back all unsold",
            "returns no questions asked", "unconditional return", "unconditional returns",
            "return whatever you can't sell",
        ),
        why=Wording(
            "Returns need policy and money",
            "退货涉及政策和费用，口头无效",
            "退貨涉及政策和費用，口頭無效",
        ),
        say=Wording(
            "Returns: {conditions}, {percent}, in writing from {approver}",
            "退货按政策：{条件}，比例{比例}，{批准人}书面确认",
            "退貨按政策：{條件}，比例{比例}，{批准人}書面確認",
        ),
    ),
    Phrase(
        "C2", "cheque", "block", "added",
        Wording("I'll swap whatever expires", "过期我给你换", "過期我給你換"),
        variants=("日期不好全给你换", "临期包换", "过期包换"),
        english=(
            "swap whatever expires", "replace anything that expires", "replace whatever expires",
            "swap everything that expires", "exchange everything that expires",
        ),
        why=Wording(
            "Invites overloading; swap quota is limited",
            "鼓励压货，换货额度有限",
            "鼓勵壓貨，換貨額度有限",
        ),
        say=Wording(
            "{n} near expiry: decide today; swap quota {q}",
            "现在{数量}件临期，今天就定处理：{方案}；换货额度{额度}",
            "現在{數量}件臨期，今天就定處理：{方案}；換貨額度{額度}",
        ),
    ),
    Phrase(
        "C3", "cheque", "block", "added",
        Wording("You pay first, we refund", "费用你先垫", "費用你先墊"),
        variants=("你先垫上", "你先垫着", "垫的公司肯定报", "先垫后报"),
        english=(
            "you pay first", "pay it yourself first", "advance the cost", "advance the money",
            "out of your own pocket first", "we'll reimburse you later",
            "the company will reimburse you later",
        ),
        why=Wording("The classic bad cheque", "最常见的空头支票", "最常見的空頭支票"),
        say=Wording(
            "Approval first: item, amount, proof, paid by {date}",
            "先拿到批件再做：项目{项目}，金额{金额}，核销材料{材料}，{日期}前付",
            "先拿到批件再做：項目{項目}，金額{金額}，核銷資料{資料}，{日期}前付",
        ),
    ),
    Phrase(
        "C4", "cheque", "block", "added",
        Wording("Your rebate is safe", "返利少不了你的", "返利少不了你的"),
        variants=("年底返利肯定有", "返利没问题", "返点少不了"),
        english=(
            "you'll get your rebate", "the rebate is guaranteed", "the rebate is no problem",
            "you won't miss your rebate", "year-end rebate for sure",
        ),
        why=Wording("Rebate is what the contract says", "返利以合同为准", "返利以合約為準"),
        say=Wording(
            "Rebate: {r} at {q}; you are at {p}",
            "返利条件：完成{数量}得{比例}，您现在完成{进度}",
            "返利條件：完成{數量}得{比例}，您現在完成{進度}",
        ),
    ),
    Phrase(
        "C5", "cheque", "warn", "added",
        Wording("Freebies follow later", "赠品后面补", "贈品後面補"),
        variants=("赠品下次补", "促销品回头补", "赠品随后发", "礼品后补"),
        english=(
            "gifts follow later", "gifts will follow", "gifts next time", "free goods follow later",
            "free goods will follow", "free goods next time", "send the free goods later",
        ),
        why=Wording("Often never comes, becomes a grievance", "常补不上，成旧账", "常補不上，成舊帳"),
        say=Wording(
            "{n} gifts on the truck now; missing {m} arrive {date}",
            "本单赠品{数量}，现货随车；缺的{数量}{日期}到",
            "本單贈品{數量}，現貨隨車；缺的{數量}{日期}到",
        ),
    ),
    Phrase(
        "C6", "cheque", "warn", "added",
        Wording("We'll take care of you", "不会亏待你", "不會虧待你"),
        variants=("亏待不了你", "亏不着你", "不会让你吃亏", "公司不会亏待"),
        english=(
            "we will take care of you", "we'll look after you", "we will look after you",
            "the company will take care of you", "you won't lose out", "we'll make it up to you",
        ),
        why=Wording("No number in it", "没有数字", "沒有數字"),
        say=Wording(
            "We can give {x}, worth {y}, on condition {z}",
            "能给的是{支持}，合计{金额}，条件{条件}",
            "能給的是{支持}，合計{金額}，條件{條件}",
        ),
    ),
    Phrase(
        "C7", "cheque", "block", "added",
        Wording("I'll make up the price gap", "差价我补给你", "差價我補給你"),
        variants=("差价算我的", "差价给你补上"),
        english=(
            "make up the price gap", "make up the difference", "cover the difference",
            "cover the price difference", "the price difference is on me",
        ),
        why=Wording("A private price cut", "个人补价等于私下改价", "個人補價等於私下改價"),
        say=Wording(
            "Price change per {doc}; stock as of {date} by {method}",
            "调价按{文件}，{日期}前库存按{方法}核算",
            "調價按{文件}，{日期}前庫存按{方法}核算",
        ),
    ),
    Phrase(
        "C8", "cheque", "block", "added",
        Wording("Pay first, talk later", "先打款再说", "先打款再說"),
        variants=("先把款打了", "先打钱", "先把货拉走", "手续回头补"),
        english=(
            "transfer the money first", "send the money first", "wire the money first",
            "take the goods first", "paperwork later", "pay now and we'll sort it out",
        ),
        why=Wording("Money before terms breeds dispute", "先钱后事，留下纠纷", "先錢後事，留下糾紛"),
        say=Wording(
            "Terms in writing before payment: {terms}",
            "条件先写清再打款：{条款}",
            "條件先寫清再打款：{條款}",
        ),
    ),
    Phrase(
        "C9", "cheque", "block", "added",
        Wording("I'll stretch your credit", "账期给你放宽", "賬期給你放寬"),
        variants=("账期我给你延", "欠着没事", "先欠着", "账不急"),
        english=(
            "stretch your credit", "extend your credit", "pay whenever you like", "pay when you can",
            "no rush to pay", "no hurry to pay", "owe it for now",
        ),
        why=Wording("Credit belongs to finance", "信用归财务", "信用歸財務"),
        say=Wording(
            "Terms {n} days; I can apply to extend, answer by {date}",
            "账期{天数}天；要延我替您申请，{日期}前回复",
            "帳期{天數}天；要延我替您申請，{日期}前回覆",
        ),
    ),
    Phrase(
        "C10", "cheque", "warn", "added",
        Wording("The company will support you", "公司会支持的", "公司會支持的"),
        variants=("厂家会支持", "公司肯定支持", "厂里会管", "公司会考虑的"),
        english=(
            "the company will support", "head office will support", "the factory will support",
            "the company will back you", "the company will consider it", "the company will handle it",
        ),
        why=Wording("No who, how much, when", "没有谁、多少、哪天", "沒有誰、多少、哪天"),
        say=Wording(
            "Item {x}; status; approver; date",
            "支持项：{项目}；状态：{已批/申请中}；{批准人}；{日期}",
            "支持項目：{項目}；狀態：{已批/申請中}；{批准人}；{日期}",
        ),
    ),
    Phrase(
        "C11", "cheque", "block", "added",
        Wording("I'll send you people", "人我给你派", "人我給你派"),
        variants=("我给你派人", "导购我来配", "人员我来解决"),
        english=(
            "send you people", "send you staff", "send you a promoter", "I'll get you staff",
            "I'll find you staff",
        ),
        why=Wording("Headcount is not yours", "人员编制不归业务员", "人員編制不歸業務員"),
        say=Wording(
            "I apply for {n} people for {d} days; answer {date}",
            "我申请{人数}人、{天数}天，{日期}给结果；批前先用您的{人}",
            "我申請{人數}人、{天數}天，{日期}給結果；批前先用您的{人}",
        ),
    ),
    Phrase(
        "C12", "cheque", "block", "added",
        Wording("Exclusive, just for you", "独家给你做", "獨家給你做"),
        variants=("只给你一家", "给你独家", "只给你做"),
        english=(
            "only for you", "you'll be the only one", "you will be the only dealer", "nobody else gets it",
            "exclusive to you",
        ),
        why=Wording("Exclusivity is a contract term", "区域权以合同为准", "區域權以合約為準"),
        say=Wording(
            "Contract area {a} until {d}; changes in writing",
            "合同区域是{区域}，期限{日期}；调整要书面",
            "合約區域是{區域}，期限{日期}；調整要書面",
        ),
    ),
)
