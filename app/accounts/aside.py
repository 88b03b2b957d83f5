"""A line written while a page is only read: on a connection of its own, and committed at once."""

from sqlalchemy import Executable

from app.database import lane
from app.extensions import db


def write_aside(statement: Executable) -> None:
    """Execute and commit one statement beside the transaction of the request."""
    lane.enter()
    try:
        with db.engine.begin() as connection:
            connection.execute(statement)
    finally:
        lane.leave()
