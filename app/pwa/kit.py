"""A kit: every page of a visit that is not started yet, for a phone that may have no signal when it is.

The pages come from the very views that show a visit; they look at one that no database knows. Its id is a
placeholder; the phone puts the id that it minted in its stead.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from flask import current_app, request, session
from flask_login import current_user

from app import clock
from app.checklists.queries import checklist, current_version_id
from app.dealers.models import Dealer
from app.visits.models import Visit
from app.visits.queries import look_at_unsaved

PLACEHOLDER = UUID("00000000-0000-4000-8000-000000000000")
VISIT = f"/visits/{PLACEHOLDER}"
# What differs between a quick visit and a full one, but for the sections; and what does not.
OF_MODE, OF_ANY = ("", "/photos", "/finish"), ("/stock", "/order", "/promises", "/minutes", "/leverage")
# Ids of forms are minted by the phone's script; those that stand in a page are for browsers without one.
_FRESH_ID = re.compile(r'(name="id" value=")[0-9a-f-]{36}"')
_THUMBNAIL = re.compile(r"/photos/[0-9a-f-]{36}/thumbnail")
_CARD = re.compile(r"/leverage\?show=\d+")


@dataclass(frozen=True)
class Kit:
    """Pages by their address. A visit's begin with ``visit:``, ``quick:`` or ``full:`` (the mode of the visit
    that they are for) instead of the visit's own address; `thumbnails` are the pictures that they show."""

    pages: dict[str, str]
    thumbnails: list[str]


def kit_of(dealer: Dealer) -> Kit:
    """The kit of one of the reader's own dealers. Queries only; nothing is stored."""
    said = session.pop("_flashes", None)  # meant for the page that opens next, not for one of these
    asked = request.path, request.query_string
    try:
        pages = dict(_pages(dealer))
    finally:
        _ask_for(*asked)
        if said:
            session["_flashes"] = said
    thumbnails = {url for html in pages.values() for url in _THUMBNAIL.findall(html)}
    return Kit(pages, sorted(thumbnails))


def _pages(dealer: Dealer) -> Iterator[tuple[str, str]]:
    about = f"/dealers/{dealer.id}"
    look_at_unsaved(_unsaved(dealer, "quick"))
    for address in (about, f"{about}/findings", f"{about}/visit"):
        yield address, _shown_at(address)
    sections = [section.key for section in checklist(current_version_id()).sections]
    for mode in ("quick", "full"):
        look_at_unsaved(_unsaved(dealer, mode))
        parts = [*OF_MODE, *(f"/sections/{key}" for key in sections)]
        if mode == "quick":
            parts += [f"/sections/{key}?all=1" for key in sections]
        for part in parts:
            yield f"{mode}:{part}", _shown_at(VISIT + part)
    parts = list(OF_ANY)
    for part in parts:
        page = _shown_at(VISIT + part)
        parts += [card for card in dict.fromkeys(_CARD.findall(page)) if card not in parts]
        yield f"visit:{part}", page


def _unsaved(dealer: Dealer, mode: str) -> Visit:
    return Visit(
        id=PLACEHOLDER, dealer_id=dealer.id, dealer=dealer, rep_id=current_user.id, mode=mode,
        checklist_version_id=current_version_id(), started_at=clock.utc_now(),
    )  # fmt: skip


def _shown_at(address: str) -> str:
    """The page at an address of ours, as its view gives it."""
    path, _mark, query = address.partition("?")
    _ask_for(path, query.encode())
    endpoint, values = current_app.create_url_adapter(request).match(path, method="GET")
    answer = current_app.view_functions[endpoint](**values)
    page = answer[0] if isinstance(answer, tuple) else answer
    html = page if isinstance(page, str) else page.get_data(as_text=True)
    return _FRESH_ID.sub(r'\1"', html)


def _ask_for(path: str, query: bytes) -> None:
    """Let the request be for another page: views read its query, and a page shows where one is."""
    request.path, request.query_string = path, query
    for derived in ("args", "full_path", "values", "url"):
        request.__dict__.pop(derived, None)
