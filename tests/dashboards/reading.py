"""Reading a dashboard as a person does: every number with where it stands and where it leads."""

import csv
import io
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

LINE = '<li class="row">'


@dataclass(frozen=True)
class Number:
    """A number as it is shown: the card that it is on, the heads of its row and column, its address."""

    card: str
    row: str
    column: str
    shown: str
    href: str


@dataclass
class Page(HTMLParser):
    """Walks through a page and collects its numbers."""

    numbers: list[Number] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)  # what looks like a number and leads nowhere

    def __post_init__(self):
        super().__init__()
        self.card = self.row = self.caught = ""
        self.heads: list[str] = []
        self.place = 0
        self.href = self.tag = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "section":
            self.card = attrs["aria-labelledby"]
        elif tag == "table":
            self.heads = []
        elif tag == "tr":
            self.place = -1
        elif tag in ("th", "td", "dt", "dd"):
            self.place += 1
            self.tag, self.caught, self.href = tag, "", None
        elif tag == "a" and "dash__n" in attrs.get("class", ""):
            self.href = attrs["href"]
            self.caught = "" if self.tag is None else self.caught

    def handle_data(self, data):
        self.caught += data

    def handle_endtag(self, tag):
        if tag == "a" and self.href:
            column = self.heads[self.place] if self.tag == "td" else ""
            row = self.row if self.tag else "whole"
            self.numbers.append(Number(self.card, row, column, " ".join(self.caught.split()), self.href))
            self.href, self.caught = None, ""
        elif tag == self.tag:
            text = " ".join(self.caught.split())
            if tag == "th" and self.place == len(self.heads) and self.place >= 0:
                self.heads.append(text)
            if tag in ("th", "dt"):
                self.row = text
            elif re.fullmatch(r"[\d,.]*[1-9][\d,.]*%?", text):
                self.plain.append(f"{self.card} {self.row}: {text}")
            self.tag = None


def read(html: str) -> Page:
    page = Page()
    page.feed(html)
    return page


def rows_behind(client, href: str) -> list[dict[str, str]]:
    """What stands in the list that an address leads to, as its export has it."""
    address = urlsplit(href)
    name = address.path.rsplit("/", 1)[1]
    answer = client.post(f"/export/dashboard_{name}?{address.query}", data={"form": "csv"})
    assert answer.status_code == 200, href
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def lines_behind(client, href: str) -> int:
    """How many lines the list has, page after page."""
    lines = 0
    while href:
        page = client.get(href, headers={"HX-Request": "true"}).text
        lines += page.count(LINE)
        more = re.search(r'hx-get="([^"]+)"', page)
        href = more and more[1].replace("&amp;", "&")
    return lines


def asked(href: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(href).query))
