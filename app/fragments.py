"""Page or fragment: the one place that knows htmx's headers.

A view renders a fragment for htmx and the page around the same fragment for everybody else. Both faces
share a URL, hence ``Vary: HX-Request``; boosted and history requests get the page.
"""

from urllib.parse import quote
from uuid import UUID

from flask import Flask, Response, current_app, redirect, render_template, request
from htmx_flask import make_response


def wants_fragment() -> bool:
    """True when htmx will swap the answer into the page that is open."""
    return bool(request.htmx) and not request.htmx.boosted and not request.htmx.history_restore_request


def respond(
    page: str, fragment: str, /, status: int = 200, trigger: dict | None = None, **values
) -> Response:
    """Render `fragment` for htmx, else `page`; `trigger` names events with ASCII-safe JSON values."""
    name = fragment if wants_fragment() else page
    return make_response(render_template(name, **values), status, trigger=trigger)


def draw(fragment: str, /, **values) -> str:
    """Render a fragment of its own values alone: without what every page is told, and for less than half.

    For the few lines that a tap is answered with; `render_template` is for all that knows its reader.
    """
    return current_app.jinja_env.get_template(fragment).render(values)


def go(url: str) -> Response:
    """Send the visitor on: a plain redirect, or the whole page's for htmx."""
    if wants_fragment():
        return make_response("", 204, redirect=quote(url, safe="/?&=#%:"))
    return redirect(url, 303)


def say_stored(url: str, written: UUID, text: str = "") -> Response:
    """Send the visitor on after a write; a phone is told the id that is stored, and where to go if it likes.

    To be called before the commit: the answer is drawn while the reader is at hand.
    """
    if not wants_fragment():
        return redirect(url, 303)
    return make_response(render_template("components/_stored.html", url=url, written=written, text=text))


def vouched(url: str, written: UUID) -> str:
    """What stands beside a fragment that does not name the write that it answers by itself."""
    return render_template("components/_vouched.html", url=url, written=written)


def _vary(response: Response) -> Response:
    response.vary.add("HX-Request")
    return response


def bind(app: Flask) -> None:
    """Add Vary to every answer of the app."""
    app.after_request(_vary)
