"""How large the city is in which a dealer sells, as the trade says it: heads are compared within one."""

from app.messages import Named

CITY_TIERS: dict[str, Named] = {
    "1": Named("First tier", "一线城市", "一線城市"),
    "1b": Named("New first tier", "新一线城市", "新一線城市"),
    "2": Named("Second tier", "二线城市", "二線城市"),
    "3": Named("Third tier", "三线城市", "三線城市"),
    "4": Named("Fourth tier", "四线城市", "四線城市"),
    "5": Named("Fifth tier, county or township", "五线城市、县城、乡镇", "五線城市、縣城、鄉鎮"),
}
