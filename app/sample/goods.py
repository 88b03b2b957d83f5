"""What the sample company makes: 24 products with case sizes, shelf lives, prices and how fast they sell."""

from dataclasses import dataclass

DRINKS, SNACKS, STAPLES, HOUSE = "Drinks 饮料", "Snacks 零食", "Staples 粮油调味", "Household 日化"


@dataclass(frozen=True)
class Goods:
    """One product. Money in minor units a case; `pace` in cases a day at a middling dealer; `peak` names
    the season in which it sells best."""

    code: str
    en: str
    zh: str
    category: str
    case_size: int
    shelf_days: int
    case_price: int
    case_margin: int
    is_key: bool
    pace: float
    peak: str


G = Goods
GOODS = (
    G("QX101", "Spring Water 550 ml", "清溪饮用泉水 550ml", DRINKS, 24, 365, 2160, 360, True, 9, "summer"),
    G("QX102", "Green Tea 500 ml", "清溪绿茶 500ml", DRINKS, 15, 365, 3450, 540, True, 6, "summer"),
    G("QX103", "Plum Juice 330 ml", "清溪酸梅汁 330ml", DRINKS, 12, 270, 3120, 600, True, 4, "summer"),
    G("QX104", "Soy Milk 250 ml", "清溪豆奶 250ml", DRINKS, 24, 180, 4320, 620, True, 5, "winter"),
    G("QX105", "Lemon Soda 300 ml", "清溪柠檬汽水 300ml", DRINKS, 24, 270, 4080, 640, False, 4, "summer"),
    G("QX106", "Coconut Drink 1 l", "清溪椰子汁 1L", DRINKS, 12, 365, 8160, 1200, False, 2, "festival"),
    G("QX107", "Barley Tea 1.5 l", "清溪大麦茶 1.5L", DRINKS, 12, 365, 4560, 720, False, 2, "summer"),
    G("QX108", "Yogurt Drink 200 ml", "清溪酸奶饮品 200ml", DRINKS, 24, 120, 5280, 860, True, 3, "flat"),
    G("QX201", "Rice Crackers 400 g", "清溪米饼 400g", SNACKS, 20, 270, 11800, 1900, True, 2, "festival"),
    G("QX202", "Sunflower Seeds", "清溪葵花籽 160g", SNACKS, 30, 240, 12600, 2100, True, 2.5, "festival"),
    G("QX203", "Potato Chips 70 g", "清溪薯片 70g", SNACKS, 22, 240, 9240, 1650, False, 2.5, "flat"),
    G("QX204", "Egg Rolls 225 g", "清溪蛋卷 225g", SNACKS, 12, 300, 10800, 1800, False, 1.2, "festival"),
    G("QX205", "Spicy Tofu 20 g", "清溪香辣豆干 20g", SNACKS, 60, 240, 4800, 1050, True, 3, "flat"),
    G("QX206", "Soft Bread 360 g", "清溪软面包 360g", SNACKS, 8, 60, 6400, 960, False, 1.6, "flat"),
    G("QX207", "Seaweed Crisps 12 g", "清溪海苔脆 12g", SNACKS, 48, 365, 13440, 2400, False, 0.8, "flat"),
    G("QX301", "Soy Sauce 500 ml", "清溪生抽 500ml", STAPLES, 12, 540, 7440, 900, True, 2.2, "winter"),
    G("QX302", "Rice Vinegar 420 ml", "清溪米醋 420ml", STAPLES, 12, 730, 4680, 660, False, 1.4, "winter"),
    G("QX303", "Noodles 900 g", "清溪挂面 900g", STAPLES, 15, 365, 8250, 820, True, 2.6, "winter"),
    G("QX304", "Rapeseed Oil 5 l", "清溪菜籽油 5L", STAPLES, 4, 540, 25600, 1700, False, 1.5, "festival"),
    G("QX305", "Chilli Sauce 280 g", "清溪香辣酱 280g", STAPLES, 24, 540, 17280, 2600, False, 1, "winter"),
    G("QX401", "Dish Soap 1.1 kg", "清溪洗洁精 1.1kg", HOUSE, 12, 1095, 9840, 1500, False, 1.4, "flat"),
    G("QX402", "Laundry Powder 1.6 kg", "清溪洗衣粉 1.6kg", HOUSE, 6, 1095, 8340, 1080, False, 1.3, "flat"),
    G("QX403", "Tissues, pack of 10", "清溪抽纸 10包", HOUSE, 12, 1095, 13200, 1560, True, 2, "flat"),
    G("QX404", "Hand Soap 500 ml", "清溪洗手液 500ml", HOUSE, 12, 1095, 11400, 1900, False, 0.9, "winter"),
)  # fmt: skip
