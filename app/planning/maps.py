"""Links that open a place in a map app: nothing of theirs is loaded, and they learn of it at a tap alone."""

from typing import NamedTuple
from urllib.parse import quote, urlencode

from app.planning.route import Place

PHONE, APPLE, GOOGLE, AMAP = "phone", "apple", "google", "amap"


class MapLink(NamedTuple):
    """Which map app, and the address that opens it with the place to go to."""

    app: str
    href: str


def map_links(name: str, where: str, place: Place | None, agent: str) -> tuple[MapLink, ...]:
    """The map apps that suit a browser, the likeliest first; `where` is looked for if the place is not known.

    Only Android gives geo: addresses to whatever map app is there; an iPhone does not know them.
    """
    android = "Android" in agent
    apple = not android and any(device in agent for device in ("iPhone", "iPad", "Macintosh"))
    links = {
        PHONE: _geo(name, where, place), APPLE: _apple(name, where, place), GOOGLE: _google(where, place),
        AMAP: _amap(name, where, place),
    }  # fmt: skip
    order = (PHONE, AMAP, GOOGLE) if android else (APPLE, AMAP, GOOGLE) if apple else (GOOGLE, AMAP)
    return tuple(MapLink(app, links[app]) for app in order)


def _geo(name: str, where: str, place: Place | None) -> str:
    if place is None:
        return f"geo:0,0?q={quote(where, safe='')}"
    at = _degrees(place)
    return f"geo:{at}?q={at}({quote(name, safe='')})"


def _apple(name: str, where: str, place: Place | None) -> str:
    asked = {"q": where} if place is None else {"daddr": _degrees(place), "q": name}
    return f"https://maps.apple.com/?{urlencode(asked)}"


def _google(where: str, place: Place | None) -> str:
    asked = {"api": 1, "destination": where if place is None else _degrees(place)}
    return f"https://www.google.com/maps/dir/?{urlencode(asked)}"


def _amap(name: str, where: str, place: Place | None) -> str:
    if place is None:
        return f"https://uri.amap.com/search?{urlencode({'keyword': where})}"
    latitude, longitude = place
    asked = {"to": f"{longitude:.6f},{latitude:.6f},{name.replace(',', ' ')}", "mode": "car",
             "coordinate": "wgs84"}  # fmt: skip
    return f"https://uri.amap.com/navigation?{urlencode(asked)}"


def _degrees(place: Place) -> str:
    return f"{place[0]:.6f},{place[1]:.6f}"
