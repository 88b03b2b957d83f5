"""Who may open a view. Every view carries one mark; a view without a mark is refused to everybody."""

from collections.abc import Callable

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from flask_login import current_user

ROLES = ("rep", "supervisor", "admin")
# A phone's queue says whose entries it sends, and is told who is signed in: they may have changed meanwhile.
MEANT_FOR = "X-Rounds-User"


def _mark(audience: str) -> Callable:
    def decorate(view: Callable) -> Callable:
        view.audience = audience
        return view

    return decorate


public = _mark("public")
signed_in = _mark("signed_in")
supervisor_only = _mark("supervisor")
admin_only = _mark("admin")

_ALLOWED = {"signed_in": ROLES, "supervisor": ("supervisor", "admin"), "admin": ("admin",)}


def audience_of(endpoint: str) -> str | None:
    """The mark of an endpoint's view, or None when it has none."""
    return getattr(current_app.view_functions.get(endpoint), "audience", None)


def _check():
    if MEANT_FOR in request.headers:
        g.signed_in_as = str(current_user.id) if current_user.is_authenticated else ""
    if request.endpoint is None:
        return None  # no such page: the 404 page answers
    audience = audience_of(request.endpoint)
    if audience == "public":
        return None
    if audience is None:
        current_app.logger.error("view %s carries no access mark", request.endpoint)
        abort(403)
    visitor = current_user._get_current_object()
    if not visitor.is_authenticated or _is_meant_for_another():
        return _ask_to_sign_in()
    if visitor.role not in _ALLOWED[audience]:
        abort(403)
    return None


def _is_meant_for_another() -> bool:
    """True for what one person entered, sent under the sign-in of another: it is not his to send."""
    return request.headers.get(MEANT_FOR, g.get("signed_in_as")) != g.get("signed_in_as")


def _say_who(response: Response) -> Response:
    if "signed_in_as" in g:
        response.headers[MEANT_FOR] = g.signed_in_as
    return response


def _ask_to_sign_in():
    # A script must not swap the sign-in page into a row: it gets 401 and asks over the page.
    if request.htmx or request.accept_mimetypes.best == "application/json" or request.method != "GET":
        abort(401)
    wanted = request.full_path if request.query_string else request.path
    return redirect(url_for("accounts.sign_in", next=None if wanted == "/" else wanted))


def _static_is_public(app: Flask) -> None:
    if "static" in app.view_functions:
        app.view_functions["static"].audience = "public"


def guard(app: Flask) -> None:
    """Refuse every request whose view's mark does not admit the visitor."""
    _static_is_public(app)
    app.before_request(_check)
    app.after_request(_say_who)
