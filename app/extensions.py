"""The Flask extensions, unbound; create_app binds them."""

from flask_babel import Babel
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from htmx_flask import Htmx
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Parent of every model; the naming convention lets SQLite migrations find constraints by name."""

    metadata = MetaData(naming_convention=NAMING)


class OneDatabase(Session):
    """A session that need not look for the database of each statement: there is one."""

    def get_bind(self, mapper=None, clause=None, bind=None, **kwargs):
        return self._db.engine if bind is None else bind


class OfMarkedViews(Limiter):
    """A limiter asked by views that carry a limit; to look for one on every request costs a query's time."""

    def _check_request_limit(self, callable_name: str | None = None, in_middleware: bool = True) -> None:
        if not in_middleware:
            super()._check_request_limit(callable_name, in_middleware)


db = SQLAlchemy(model_class=Base, disable_autonaming=True, session_options={"class_": OneDatabase})
login_manager = LoginManager()
babel = Babel()
limiter = OfMarkedViews(get_remote_address)
htmx = Htmx()
compress = Compress()
