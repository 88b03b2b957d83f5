"""The service worker: its script with the list of files that must be on the phone before it takes over."""

import json
from functools import cache
from pathlib import Path

from flask import current_app, url_for

from app.i18n import LOCALES
from app.promises.views import table_url
from app.pwa.state import release

# What the pages of a visit and of Today ask for; a test looks through a kit for others.
SHELL = (
    "app.css",
    "app.js",
    "guard.js",
    "htmx.js",
    "idb.js",
    "icons.svg",
    "minutes.js",
    "offline.js",
    "order.js",
    "paper.css",
    "photos.js",
    "typed.js",
    "unsent.js",
    "visit.js",
)


def worker_script() -> str:
    """The script under ``/sw.js``. It differs as soon as anything does: so phones hear of a version."""
    asset = current_app.jinja_env.globals["asset"]
    pages = {locale.replace("_", "-"): url_for("pwa.offline", locale=locale) for locale in LOCALES}
    script = _text(current_app.extensions["assets"]["worker.js"])
    files = [asset(name) for name in SHELL] + [table_url(locale) for locale in LOCALES]
    told = {"RELEASE": release(), "SHELL": [*files, *pages.values()], "OFFLINE": pages}
    return "".join(f"const {name}={json.dumps(value)};\n" for name, value in told.items()) + script


@cache
def _text(path: Path) -> str:
    return path.read_text()
