"""Every computed number opens: on no page stands a figure that leads nowhere.

The pages are those of a dealer of the sample, before, in and after a visit. Whatever holds a digit and is not
part of a link has to stand where only dates, names, and what people entered can stand, or in an element of
class `opens`, in which a link to its figure follows.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.catalogue.models import Product
from app.checklists.queries import built_in
from app.checklists.texts import Text
from app.dealers.models import Dealer
from app.sample.load import Order, load_sample
from app.visits.models import LastCount, StockCount, Visit
from tests import factories

# Class of an element -> why the numbers in it were not computed, or where they open.
ENTERED = {
    "affix__unit": "what a box is in", "agreed": "what was typed", "anchors": "what a grade means",
    "bar__note": "how far the page is", "chain__what": "a station's name", "changes": "answers",
    "chart": "a picture; the table beside it opens", "compare": "days of photos",
    "count__name": "a product", "counts": "what was counted", "facts": "the dealer's file",
    "field__label": "a question", "head__sub": "a day, a time, a town", "last": "the answer of last time",
    "more__body": "lots as they were counted, and the sum in words", "note": "what people wrote",
    "paper": "the minutes: his order and his promises", "progress": "how far the visit is",
    "q__ask": "a question", "q__title": "a question", "reasons__one": "what a link beside it shows",
    "rowcard__text": "an answer", "sample": "how to leave the sample", "seg": "choices",
    "slots": "times of photos", "status": "when it was stored",
    "talk": "what people wrote", "tl__meta": "how long the visit took", "told": "an answer",
    "unchanged": "how many answers can be kept", "was": "an earlier answer",
}  # fmt: skip
# The text of a page -> why it needs no figure, by a pattern of the whole text.
WORDS = {
    r"\d+ (of|/) \d+|\d+/\d+": "how far something is",
    r"\d+ (open|more|left|promised|visits?|answers?|overdue|dealers?|minutes?|products?)\b.*": "a list",
    r".*\b(\d{1,2}|\d{4}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b.*": "a day",
    r"(\d+ cases?)?( \+ )?(\d+ loose)?|· \d+ in a case": "what was counted last time, and came since",
    r"From 0 to 100; the dotted line is \d+, the border of health grade C\.": "a threshold",
    r"\d+ racks · approved: .*": "a promise",
}  # fmt: skip
NO_VALUES = {
    "a", "th", "button", "option", "summary", "textarea", "time", "title", "script", "style", "template",
}  # fmt: skip
VOID = {"br", "img", "input", "link", "meta", "hr", "wbr", "source"}


class Numbers(HTMLParser):
    """Collects the texts with a digit that are no link and stand nowhere in ENTERED."""

    def __init__(self, known: set[str]) -> None:
        super().__init__()
        self.known = known
        self.open: list[tuple[str, set[str]]] = []
        self.found: list[str] = []
        self.waiting: list[str] = []  # in an element of class `opens`, until its link comes

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in VOID:
            self.open.append((tag, set((attrs.get("class") or "").split())))
        if "/figures/" in (attrs.get("href") or ""):
            self.waiting.clear()

    def handle_endtag(self, tag):
        while self.open:
            closed, names = self.open.pop()
            if "opens" in names:
                self.found += self.waiting
                self.waiting.clear()
            if closed == tag:
                return

    @staticmethod
    def _entered(tag: str, names: set[str]) -> bool:
        # What was suggested stands in the same table as what was agreed.
        return tag in NO_VALUES or bool(ENTERED.keys() & names and "orders" not in names)

    def handle_data(self, data):
        text = " ".join(data.split())
        if not re.search(r"\d", text) or any(self._entered(*each) for each in self.open):
            return
        if text not in self.known and not any(re.fullmatch(pattern, text) for pattern in WORDS):
            tag, names = self.open[-1]
            opens = any("opens" in names for _, names in self.open)
            found = self.waiting if opens else self.found
            found.append(f"<{tag} class={' '.join(sorted(names))}> {text}")


@pytest.fixture
def places(app, db):
    """The paths of the pages by who looks at them, and Rita's open visit with a count: of the improver, whose
    visits tell most."""
    load_sample(Order(dealers=8, visits=90, photos=False), lambda _said: None)
    dealer = db.session.scalars(select(Dealer).order_by(Dealer.id)).first()
    past = db.session.scalars(
        select(Visit.id).where(Visit.dealer_id == dealer.id).order_by(Visit.finished_at.desc()).limit(3)
    ).all()
    visit = _counting(db, dealer, db.session.get(Visit, past[0]).checklist_version_id)
    return _places(dealer.id, visit.id, past), visit.id


def _counting(db, dealer: Dealer, version_id: int) -> Visit:
    """An open visit that counted a third of what was there last time."""
    visit = Visit(
        id=uuid4(), dealer_id=dealer.id, rep_id=dealer.rep_id, mode="full", checklist_version_id=version_id,
        started_at=datetime.now(UTC),
    )  # fmt: skip
    db.session.add(visit)
    db.session.commit()
    counted = select(StockCount.product_id, StockCount.counted).join(LastCount)
    for product, units in db.session.execute(counted.where(LastCount.dealer_id == visit.dealer_id)).all():
        factories.count(visit, product, units // 3)
    return visit


def _places(dealer: int, visit, past: list) -> dict[str, list[str]]:
    of_dealer = [f"/dealers/{dealer}{page}" for page in ("", "/scores", "/findings")]
    done = ["/", *of_dealer, *(f"/visits/{past[0]}{page}" for page in ("", "/leverage"))]
    screens = ("", "/stock", "/order", "/leverage", "/finish", "/promises", "/minutes")
    parts = (
        "s0_visit",
        "s1_self",
        "s2_marketing",
        "s3_warehouse",
        "s4_cash",
        "s5_staff",
        "s6_product",
        "s7_market",
    )
    sides = urlencode({"left": past[1], "right": past[0]})
    return {
        "rita": [
            *done, "/plan", "/dealers", f"/dealers/{dealer}/visit",
            *(f"/visits/{visit}{page}" for page in screens),
            *(f"/visits/{visit}/sections/{part}?all=1" for part in parts),
            *(f"/visits/{visit}/sections/{part}/computed" for part in parts),
        ],
        "sol": [*done, "/reviews", f"/reviews/{past[0]}", f"/compare?{sides}"],
    }  # fmt: skip


def texts_of(value) -> Iterator[str]:
    """Every text of the checklist: its numbers were written, not computed."""
    if isinstance(value, Text):
        yield value.en
    elif is_dataclass(value):
        yield from (text for each in fields(value) for text in texts_of(getattr(value, each.name)))
    elif isinstance(value, (tuple, list)):
        yield from (text for each in value for text in texts_of(each))


def test_no_computed_number_leads_nowhere(client, db, places):
    pages, visit_id = places
    known = {*texts_of(built_in()), *db.session.scalars(select(Product.name_en))}
    dead: dict[str, list[str]] = {}
    for name, paths in pages.items():
        client.post("/sign-in", data={"username": name, "password": f"{name}-sample-rounds"})
        if name == "rita":
            _order(client, visit_id)
        for path in paths:
            answer = client.get(path, follow_redirects=True)
            assert answer.status_code == 200, path
            seen = Numbers(known)
            seen.feed(answer.text)
            if seen.found:
                dead[f"{name} {path}"] = sorted(set(seen.found))
    assert dead == {}


def _order(client, visit_id) -> None:
    """Two cases of the first product, so that the page has a sum."""
    page = client.get(f"/visits/{visit_id}/order").text
    line = re.search(rf'action="(/visits/{visit_id}/orders?/\d+)"', page).group(1)
    client.post(line, data={"id": uuid4(), "revision": 0, "agreed": 2})


def test_the_walk_sees_what_opens_nothing():
    seen = Numbers(set())
    seen.feed('<p>63</p><a href="/visits/1/figures/s3">64</a>')
    seen.feed(
        '<p class="opens">65 <a href="/visits/1/figures/s3">66</a></p><div class="opens"><p>67</p></div>'
    )
    seen.feed('<table class="counts orders"><td>68</td></table><table class="counts"><td>69</td></table>')
    assert [found[-2:] for found in seen.found] == ["63", "67", "68"]
