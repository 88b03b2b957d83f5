"""Words beyond the rep's authority, or away from his duty."""

from app.leverage.phrases.entry import Phrase, Wording

PHRASES = (
    Phrase(
        "A1", "authority", "block", "added",
        Wording("I decide here", "我说了算", "我說了算"),
        variants=("这片我做主", "这事我做主", "我定就行"),
        english=(
            "it's my call", "I call the shots", "I'm in charge here", "I'm the one who decides",
            "what I say goes",
        ),
        why=Wording("Beyond authority", "越权", "越權"),
        say=Wording(
            "My limit is {x}; above it {approver}",
            "我的权限是{额度}，超出的由{批准人}定",
            "我的權限是{額度}，超出的由{批准人}定",
        ),
    ),
    Phrase(
        "A2", "authority", "warn", "added",
        Wording("I know the boss well", "我跟领导熟", "我跟領導熟"),
        variants=("我跟老板熟", "领导那边我去说", "上面我有人"),
        english=(
            "I know the boss", "I'm close to the boss", "I'll talk to the boss", "the boss listens to me",
            "friends in high places",
        ),
        why=Wording("Relations instead of process", "靠关系不靠程序", "靠關係不靠程序"),
        say=Wording(
            "Filed as {no}, approver {a}",
            "申请已提交，编号{编号}，审批人{批准人}",
            "申請已提交，編號{編號}，審批人{批准人}",
        ),
    ),
    Phrase(
        "A3", "authority", "block", "added",
        Wording("Policy can be bent", "政策可以变通", "政策可以變通"),
        variants=("规定是死的人是活的", "可以变通", "睁只眼闭只眼"),
        english=(
            "bend the policy", "bend the rules", "the rules can be bent", "policy is flexible",
            "rules are made to be broken", "look the other way", "turn a blind eye",
        ),
        why=Wording(
            "Gives up principle; others will ask too",
            "失去原则，别人照样要",
            "失去原則，別人照樣要",
        ),
        say=Wording(
            "Policy is {p}; I report your special case",
            "政策是{政策}，您的特殊情况我写明上报",
            "政策是{政策}，您的特殊情況我寫明上報",
        ),
    ),
    Phrase(
        "A4", "authority", "block", "added",
        Wording("Keep it between us", "别跟别人说", "別跟別人說"),
        variants=("你别往外说", "偷偷给你", "私下给你", "悄悄给你"),
        english=(
            "just between us", "keep this between us", "stays between us", "don't tell anyone",
            "do not tell anyone", "our little secret", "off the record", "under the table",
        ),
        why=Wording("Secret deals always leak", "私下承诺必然外传", "私下承諾必然外傳"),
        say=Wording("Only what can go in the memo", "只谈能公开写进备忘的", "只談能公開寫進備忘的"),
    ),
    Phrase(
        "A5", "authority", "warn", "added",
        Wording("Not my job", "这不归我管", "這不歸我管"),
        variants=("不关我的事", "我也没办法", "那是公司的问题", "跟我没关系"),
        english=(
            "not my problem", "not my responsibility", "not my department", "nothing to do with me",
            "my hands are tied", "nothing I can do", "that's the company's problem",
        ),
        why=Wording("Shifts blame", "推责，违背「负责」", "推責，違背「負責」"),
        say=Wording(
            "{person} owns it; passed today; I report by {date}",
            "负责的是{人}，我今天转给他，{日期}前我给您回话",
            "負責的是{人}，我今天轉給他，{日期}前我給您回話",
        ),
    ),
)
