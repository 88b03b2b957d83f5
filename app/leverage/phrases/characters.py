"""Folding of characters, and the harmless words, for the phrase guard (rule H1).

Not a full Traditional table: only the characters that occur in the phrases, so that the same fold fits
into a page and runs in the browser.
"""

# Each two characters: Traditional, then Simplified.
TRADITIONAL_PAIRS = (
    "亂乱來来係系倆俩倉仓個个們们價价儘尽兒儿兩两別别則则動动務务區区員员問问嗎吗嘗尝報报墊垫壓压夠够"
    "寬宽將将對对導导層层帳账幫帮幾几庫库廠厂後后慮虑應应換换擔担斷断時时會会條条業业樁桩權权歸归沒没"
    "準准漲涨灑洒為为無无獨独現现發发盡尽禮礼穩稳竄窜紅红絕绝給给緊紧聲声聽听臺台與与萬万虧亏裏里補补"
    "裡里見见規规試试話话該该說说誰谁請请講讲證证變变讓让負负貨货責责費费賠赔賣卖賬账賺赚贈赠趕赶輕轻"
    "辦办這这進进過过遲迟還还錢钱錯错長长開开間间闆板關关陣阵隨随領领頭头題题飯饭馬马麼么點点"
)

# The same for the variants and the harmless words, and letters that different places write differently:
# the polite and the female "you", 著 for 着, 説 for 說, 甚 for 什.
FURTHER_PAIRS = (
    "臨临銷销喫吃續续購购決决帶带離离論论邊边睜睁隻只閉闭衝冲資资戶户嚐尝順顺頓顿處处質质掃扫碼码"
    "説说著着甚什您你妳你"
)

# Words that contain a phrase, or part of one, and promise nothing.
HARMLESS = (
    "不放心", "放心肉", "放心食品", "保证金", "质量保证", "保证书", "不能保证", "不敢保证", "无法保证",
    "没法保证", "有没有问题", "有问题吗", "没问题吗", "尽快到期", "差不多大小", "扫码红包", "红包活动",
)  # fmt: skip

HARMLESS_ENGLISH = (
    "we'll see you", "we will see you", "family owned", "family run", "family business",
)  # fmt: skip


def fold_table() -> dict[str, str]:
    """Character -> its folded form, all pairs together."""
    pairs = TRADITIONAL_PAIRS + FURTHER_PAIRS
    return {pairs[at]: pairs[at + 1] for at in range(0, len(pairs), 2)}
