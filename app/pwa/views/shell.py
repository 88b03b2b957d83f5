"""What makes an app of the site: the service worker, the manifest, the page for a place without a signal."""

import json

from flask import Response, abort, current_app, redirect, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from app import i18n
from app.access import public
from app.pwa.views.blueprint import bp
from app.pwa.worker import worker_script

GROUND = "#0b4450"


@bp.get("/sw.js")
@public
def worker() -> Response:
    """The service worker's script; browsers compare it with theirs at every visit of the site."""
    return _known(Response(worker_script(), mimetype="text/javascript"))


@bp.get("/manifest.webmanifest")
@public
def manifest() -> Response:
    """Name, colours and icons of the installed app, in the reader's language."""
    asset = current_app.jinja_env.globals["asset"]
    icons = [
        {"src": asset(f"icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in (192, 512) for purpose in ("any", "maskable")
    ]  # fmt: skip
    told = {
        "id": "/", "start_url": "/", "scope": "/", "display": "standalone", "name": "Rounds",
        "short_name": "Rounds", "lang": i18n.locale().replace("_", "-"), "icons": icons,
        "description": _("Dealer visits, written down where they happen."),
        "background_color": GROUND, "theme_color": GROUND,
    }  # fmt: skip
    return _known(Response(json.dumps(told), mimetype="application/manifest+json"))


@bp.get("/apple-touch-icon.png")
@public
def touch_icon() -> Response:
    """The icon on an iPhone's home screen: asked for at this address when it is put there, and only then."""
    return redirect(current_app.jinja_env.globals["asset"]("icon-180.png"))


@bp.get("/offline/<locale>")
@public
def offline(locale: str) -> str:
    """The page that says that another is not on the phone; it is kept on the phone itself."""
    if locale not in i18n.LOCALES:
        abort(404)
    with i18n.speaking(locale):
        return render_template("pwa/offline.html", locale=locale)


def _known(answer: Response) -> Response:
    answer.add_etag(weak=True)
    return answer.make_conditional(request)


@bp.after_app_request
def _whose(answer: Response) -> Response:
    """Tell the worker whose page it is, and in which language: nobody finds another's pages on the phone."""
    if answer.mimetype == "text/html" and not request.htmx and current_user.is_authenticated:
        answer.headers["X-Rounds-User"] = current_user.id
        answer.headers["Content-Language"] = i18n.locale().replace("_", "-")
    return answer
