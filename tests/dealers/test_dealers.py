"""Who sees which dealers, and the list of them."""

import pytest
from sqlalchemy import delete

from app.dealers.models import Dealer, DealerProduct, Receipt


@pytest.mark.parametrize(
    ("who", "sees"),
    [("rita", {"Harbour"}), ("omar", {"Hill"}), ("sol", {"Harbour"}), ("ada", {"Harbour", "Hill"})],
)
def test_everybody_sees_his_own(client, cast, sign_in, who, sees):
    page = sign_in(client, getattr(cast, who)).get("/dealers").text
    assert {name for name in ("Harbour", "Hill") if name in page} == sees


@pytest.mark.parametrize(
    ("typed", "found"), [("harb", True), ("海港", True), ("D1", True), ("%", True), ("zzz", False)]
)
def test_search(client, cast, sign_in, typed, found):
    page = sign_in(client, cast.rita).get("/dealers", query_string={"q": typed}).text
    assert ("Harbour Trading" in page) is found


def test_pages_of_dealers(client, cast, sign_in, db):
    for n in range(70):
        db.session.add(Dealer(code=f"X{n}", name_en=f"Shop {n:02}", name_zh=f"店{n}", team_id=cast.team.id,
                              rep_id=cast.rita.id))  # fmt: skip
    db.session.commit()
    sign_in(client, cast.rita)
    names, address = [], "/dealers"
    while address:
        text = client.get(address).text
        names += [part.split("<")[0] for part in text.split('class="row__title">')[1:]]
        older = text.split('class="older"')
        address = older[1].split('href="')[1].split('"')[0].replace("&amp;", "&") if len(older) > 1 else None
    assert len(names) == len(set(names)) == 71
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("who", "says"), [("ada", "leads you step by step"), ("rita", "Your admin adds dealers")]
)
def test_where_there_is_no_dealer_yet_everybody_is_told_who_begins(client, cast, sign_in, db, who, says):
    db.session.execute(delete(Receipt))
    db.session.execute(delete(DealerProduct))
    db.session.execute(delete(Dealer))
    db.session.commit()
    sign_in(client, getattr(cast, who))
    for page in ("/", "/dealers"):
        assert says in client.get(page).text
    assert "No dealer found" in client.get("/dealers?q=zzz").text
