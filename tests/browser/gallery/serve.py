"""A small app that shows every component on one page, with the product's own templates and assets."""

from functools import partial
from pathlib import Path
from types import SimpleNamespace

import yaml
from flask import Flask, render_template, request
from flask_babel import Babel
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined

import app as product
from app import assets
from app.i18n import sentence

HERE = Path(__file__).parent
PRODUCT = Path(product.__file__).parent
LOCALES = {"en": "English", "zh_Hans": "简体中文", "zh_Hant": "繁體中文"}
_WORDS = yaml.safe_load((HERE / "words.yaml").read_text("utf-8"))
WORDS = {code: {key: row[place] for key, row in _WORDS.items()} for place, code in enumerate(LOCALES)}


def _locale() -> str:
    return request.args.get("lang", "en")


def _page(page: str):
    user = SimpleNamespace(is_authenticated=True, id=1, display_name="Rita 林丽塔", role="rep")
    return render_template(
        f"{page}.html", locale=_locale(), LOCALES=LOCALES, current_user=user, w=WORDS[_locale()],
        banner=WORDS[_locale()]["sample"] if page == "gallery" else None, company=None,
    )  # fmt: skip


def gallery_app(folder: Path) -> Flask:
    """The gallery as an app; `folder` takes the built assets."""
    app = Flask(__name__, static_folder=None)
    app.config.update(INSTANCE_DIR=folder, BABEL_TRANSLATION_DIRECTORIES=str(PRODUCT / "translations"))
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.globals["money_sign"] = lambda: "¥"
    app.jinja_env.filters["sentence"] = sentence
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_loader = ChoiceLoader([FileSystemLoader(HERE), FileSystemLoader(PRODUCT / "templates")])
    Babel(app, locale_selector=_locale)
    # The header's menus lead to pages that this app does not have.
    app.url_build_error_handlers.append(lambda _error, endpoint, _values: f"/{endpoint}")
    for page in ("gallery", "door", "saving"):
        app.add_url_rule(f"/{page}", page, partial(_page, page))
    assets.bind(app)
    return app
