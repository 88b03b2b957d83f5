"""Names of the sample's dealers: invented shops in invented towns, with no real telephone."""

from dataclasses import dataclass

TOWNS = (
    ("云溪", "Yunxi"), ("柳浦", "Liupu"), ("白石渡", "Baishidu"), ("南渚", "Nanzhu"), ("青墩", "Qingdun"),
    ("泽湾", "Zewan"), ("双港桥", "Shuanggangqiao"), ("枫林坝", "Fenglinba"), ("竹埠", "Zhubu"),
    ("石斛岭", "Shihuling"), ("浣江口", "Huanjiangkou"), ("东篱", "Dongli"), ("麦洲", "Maizhou"),
)  # fmt: skip

STREETS = ("河东路", "老街", "粮站巷", "码头路", "北环路", "桑园路", "集贸市场西侧", "物流园")

NAMES = (
    ("白鹭", "White Egret"), ("小舟", "Little Boat"), ("石榴", "Pomegranate"), ("青瓦", "Blue Tile"),
    ("老井", "Old Well"), ("竹篮", "Bamboo Basket"), ("红砖", "Red Brick"), ("灯塔", "Lighthouse"),
    ("风车", "Windmill"), ("蓑衣", "Straw Cape"), ("橘灯", "Tangerine Lamp"), ("铜铃", "Copper Bell"),
    ("木桥", "Wooden Bridge"), ("晚稻", "Late Rice"), ("早莺", "Early Oriole"), ("渡口", "Ferry Landing"),
    ("松果", "Pine Cone"), ("陶罐", "Clay Jar"), ("蓝印", "Blue Print"), ("糖画", "Sugar Picture"),
    ("稻草人", "Scarecrow"), ("乌篷", "Black Awning"), ("芦花", "Reed Flower"), ("石磨", "Millstone"),
    ("纸鸢", "Paper Kite"), ("银杏", "Ginkgo"), ("茶马", "Tea Horse"), ("锦鲤", "Carp"),
    ("麻雀", "Sparrow"), ("西窗", "West Window"), ("秋千", "Swing"), ("草垛", "Haystack"),
    ("雨巷", "Rain Lane"), ("萤火", "Firefly"), ("梅坞", "Plum Dell"), ("铁匠", "Blacksmith"),
    ("扁担", "Carrying Pole"), ("船歌", "Boat Song"), ("葫芦", "Calabash"), ("牵牛", "Morning Glory"),
)  # fmt: skip

TRADES = (
    ("商贸行", "Trading"), ("副食批发部", "Provisions"), ("食品经营部", "Foods"),
    ("百货批发", "General Goods"), ("饮品配送", "Drinks Delivery"), ("粮油行", "Grain and Oil"),
    ("配送中心", "Distribution"),
)  # fmt: skip

OWNERS = ("陈老板", "周姐", "吴老板", "郑师傅", "孙老板娘", "黄哥", "许老板", "何姐", "吕老板", "施叔")


@dataclass(frozen=True)
class Place:
    """How a dealer is called and where he is; the position lies on open water, so that no door is meant."""

    name_en: str
    name_zh: str
    town: str
    address: str
    contact: str
    phone: str
    latitude: float
    longitude: float
    city_tier: str


def place(number: int) -> Place:
    """The dealer of that number (from 0); names past the fortieth carry a number of their own."""
    zh, en = NAMES[number % len(NAMES)]
    trade_zh, trade_en = TRADES[(number + number // len(NAMES)) % len(TRADES)]
    town_zh, town_en = TOWNS[(number * 5) % len(TOWNS)]
    again = f" {number // len(NAMES) + 1}" if number >= len(NAMES) else ""
    return Place(
        name_en=f"{en} {trade_en}{again}",
        name_zh=f"{zh}{trade_zh}{again}",
        town=f"{town_zh} {town_en}",
        address=f"{town_zh}{STREETS[(number * 3) % len(STREETS)]}{number * 7 % 180 + 1}号",
        contact=OWNERS[number % len(OWNERS)],
        phone=f"000-0555-{number % 10000:04d}",
        latitude=round(31.18 + number % 9 * 0.011, 5),
        longitude=round(120.12 + number % 7 * 0.013, 5),
        city_tier=("3", "4", "5")[number % 3],
    )
