"""Rounds: the roof over all features. Nothing imports this but the server and the tests."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask

import config
from app import access, assets, errors, fragments, http, i18n, same_origin, templating
from app.accounts.company import bind_company
from app.accounts.sessions import bind_sessions
from app.accounts.views import bp as accounts
from app.admin.views import bp as admin
from app.backup.views import bp as backup
from app.dashboards.views import bp as dashboards
from app.database import bind_database
from app.dealers.views import bp as dealers
from app.exchange.views import bp as exchange
from app.extensions import htmx
from app.health import bp as health
from app.minutes.views import bp as minutes
from app.planning.views import bp as planning
from app.promises.views import bp as promises
from app.pwa.views import bp as pwa
from app.rescue.views import bp as rescue
from app.reviews.views import bp as reviews
from app.timeline.judged import bp as timeline
from app.unsent.views import bp as unsent
from app.visits.views import bp as visits

BLUEPRINTS = (
    health, accounts, dealers, promises, visits, minutes, planning, reviews, timeline, dashboards,
    exchange, admin, unsent, backup, rescue,
)  # fmt: skip


class Rounds(Flask):
    """Flask, told that nothing here is async; it would look at two dozen functions anew on each request."""

    def ensure_sync(self, func: Callable) -> Callable:
        return func


def create_app(overrides: Mapping[str, Any] | None = None, commands: bool = True) -> Flask:
    """The application, configured from the environment, or by `overrides` alone (tests).

    `commands` adds those of ``flask``; they bring Alembic and the sample along, which a server does without.
    """
    app = Rounds(__name__, static_folder=None)
    app.config.from_mapping(config.from_environment() if overrides is None else overrides)
    templating.bind(app)
    http.bind(app)
    same_origin.guard(app)
    bind_database(app)
    htmx.init_app(app)
    i18n.bind(app)
    bind_sessions(app)
    bind_company(app)
    access.guard(app)
    fragments.bind(app)
    errors.bind(app)
    for blueprint in (*BLUEPRINTS, pwa):
        app.register_blueprint(blueprint)
    if commands:
        from app.commands import bind_commands

        bind_commands(app)
    assets.bind(app)
    return app
