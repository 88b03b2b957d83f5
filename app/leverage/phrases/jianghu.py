"""Street talk: feeling instead of content."""

from app.leverage.phrases.entry import Phrase, Wording

PHRASES = (
    Phrase(
        "J1", "jianghu", "block", "article",
        Wording("Don't you worry", "你放心", "你放心"),
        variants=("放心吧", "您放心", "你就放心", "尽管放心"),
        english=(
            "don't worry", "do not worry", "no need to worry", "nothing to worry about", "rest assured",
            "you can relax about it",
        ),
        why=Wording(
            "Gives feeling, no content; later used against you",
            "只给情绪不给内容，出了事就是把柄",
            "只給情緒不給內容，出了事就是把柄",
        ),
        say=Wording(
            "I will answer in writing by {date}: {what}, {quantity}",
            "这件事我{日期}前给您书面答复，内容是{事项}，数量{数量}",
            "這件事我{日期}前給您書面答覆，內容是{事項}，數量{數量}",
        ),
    ),
    Phrase(
        "J2", "jianghu", "block", "article",
        Wording("Leave it all to me", "包在我身上", "包在我身上"),
        variants=("交给我就行", "都在我身上", "我全包了"),
        english=(
            "leave it to me", "leave it with me", "I've got this", "I'll take care of everything",
            "I'll take care of it", "consider it done",
        ),
        why=Wording(
            "Turns a company matter into a personal guarantee",
            "把公司的事变成个人担保，兑不了就失信",
            "把公司的事變成個人擔保，兌不了就失信",
        ),
        say=Wording(
            "I submit it; valid once {approver} approves; answer by {date}",
            "我负责提交申请，{批准人}批准后生效，{日期}回您结果",
            "我負責提交申請，{批准人}批准後生效，{日期}回您結果",
        ),
    ),
    Phrase(
        "J3", "jianghu", "block", "article",
        Wording("Between you and me, who's counting", "咱俩谁跟谁", "咱倆誰跟誰"),
        variants=("咱俩谁跟谁啊", "咱们谁跟谁", "咱哥俩谁跟谁"),
        english=("between you and me", "who's counting", "we don't keep score"),
        why=Wording("Swaps rules for personal ties", "用私交代替规则，公私不分", "用私交代替規則，公私不分"),
        say=Wording(
            "Under clause {n}: your side does {x}, mine does {y}",
            "按合同第{条}条，您这边是{条款}，我这边做{事项}",
            "按合約第{條}條，您這邊是{條款}，我這邊做{事項}",
        ),
    ),
    Phrase(
        "J4", "jianghu", "warn", "added",
        Wording("You can rest 100% easy", "放一百个心", "放一百個心"),
        variants=("一百个放心", "放一万个心"),
        english=("rest easy", "rest 100% assured", "a hundred percent at ease"),
        why=Wording(
            "Gives feeling, no content; later used against you",
            "只给情绪不给内容，出了事就是把柄",
            "只給情緒不給內容，出了事就是把柄",
        ),
        say=Wording(
            "Certain now: {x}; open: {y}; closed by {date}",
            "现在确定的是{已确定}，没确定的是{未确定}，{日期}补齐",
            "現在確定的是{已確定}，沒確定的是{未確定}，{日期}補齊",
        ),
    ),
    Phrase(
        "J5", "jianghu", "warn", "added",
        Wording("One word from me settles it", "一句话的事", "一句話的事"),
        variants=("就一句话的事", "打个招呼就行", "打声招呼的事"),
        english=(
            "one word from me", "one call from me", "I just have to make a call",
            "one phone call and it's done",
        ),
        why=Wording("Overstates your authority", "夸大自己的权限", "誇大自己的權限"),
        say=Wording(
            "It goes through {process}, about {n} days; filed today",
            "这要走{流程}，一般{天数}天，我今天提交",
            "這要走{流程}，一般{天數}天，我今天提交",
        ),
    ),
    Phrase(
        "J6", "jianghu", "warn", "added",
        Wording("What's to fear with me here", "有我在怕什么", "有我在怕什麼"),
        variants=("有我在呢", "有我在你怕啥"),
        english=("nothing to fear with me", "as long as I'm here", "with me here you are safe"),
        why=Wording("A person cannot underwrite for the company", "个人不能替公司兜底", "個人不能替公司兜底"),
        say=Wording(
            "The risk is {risk}; our part is set out in {document}",
            "风险是{风险}，我们能承担的部分写在{文件}里",
            "風險是{風險}，我們能承擔的部分寫在{文件}裡",
        ),
    ),
    Phrase(
        "J7", "jianghu", "warn", "added",
        Wording("We're all family here", "都是自己人", "都是自己人"),
        variants=("自家兄弟", "都是兄弟", "咱哥们", "咱兄弟"),
        english=(
            "we're family", "we are family", "we're brothers", "we are brothers", "we're all friends here",
            "you're like a brother to me",
        ),
        why=Wording(
            "Blurs the trade relation, weakens later firmness",
            "模糊买卖关系，后面难坚持原则",
            "模糊買賣關係，後面難堅持原則",
        ),
        say=Wording(
            "Because we work long term, let us write it all down",
            "我们是长期合作，所以账目和约定都写清楚",
            "我們是長期合作，所以帳目和約定都寫清楚",
        ),
    ),
    Phrase(
        "J8", "jianghu", "warn", "added",
        Wording("It's nothing, a trifle", "小意思", "小意思"),
        variants=("小事一桩", "小事情", "洒洒水"),
        english=("it's a trifle", "a mere trifle", "no big deal", "piece of cake", "that's a small matter"),
        why=Wording(
            "Makes light of a promise, so it is forgotten",
            "把承诺说轻，容易忘",
            "把承諾說輕，容易忘",
        ),
        say=Wording(
            "Logged: {what}, done by {date}",
            "记下来：{事项}，{日期}前完成",
            "記下來：{事項}，{日期}前完成",
        ),
    ),
    Phrase(
        "J9", "jianghu", "warn", "added",
        Wording("Trust me, can't go wrong", "听我的准没错", "聽我的準沒錯"),
        variants=("听我的没错", "相信我准没错"),
        english=(
            "trust me", "can't go wrong", "cannot go wrong", "take my word for it", "just listen to me",
        ),
        why=Wording("Pressure without evidence", "用身份压人，没有依据", "用身分壓人，沒有依據"),
        say=Wording(
            "Basis: sold {x}, stock {y}, hence {z}",
            "依据是：上期卖{销量}，现有{库存}，所以建议{订单}",
            "依據是：上期賣{銷量}，現有{庫存}，所以建議{訂單}",
        ),
    ),
)
