"""A line written while a page is only read: on a connection of its own, and committed at once."""

from sqlalchemy import Executable

from app.extensions import db
from app.turns import writer_lane


def write_aside(statement: Executable) -> None:
    """Execute and commit one statement beside the transaction of the request."""
    writer_lane.take()
    try:
        with db.engine.begin() as connection:
            connection.execute(statement)
    finally:
        writer_lane.give()
