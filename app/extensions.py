"""The Flask extensions, unbound; create_app binds them."""

from flask_babel import Babel
from flask_compress import Compress
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


db = SQLAlchemy(model_class=Base, disable_autonaming=True, session_options={"class_": OneDatabase})
login_manager = LoginManager()
babel = Babel()
htmx = Htmx()
compress = Compress()
