"""The Flask extensions, unbound; create_app binds them."""

from flask_babel import Babel
from flask_compress import Compress
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from htmx_flask import Htmx
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from app.transaction import JoiningSession

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


# Who joins a transaction that is under way ends it as if it were his own.
SESSION = {"class_": JoiningSession, "join_transaction_mode": "control_fully"}
db = SQLAlchemy(model_class=Base, disable_autonaming=True, session_options=SESSION)
login_manager = LoginManager()
babel = Babel()
htmx = Htmx()
compress = Compress()
