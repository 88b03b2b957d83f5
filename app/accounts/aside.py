"""Lines written while a page is only read: on a connection of its own, and committed at once."""

from sqlalchemy import Executable

from app.extensions import db
from app.turns import writer_lane


def write_aside(*statements: Executable) -> None:
    """Execute and commit statements beside the transaction of the request, which has written nothing yet."""
    writer_lane.take()
    try:
        with db.engine.begin() as connection:
            for statement in statements:
                connection.execute(statement)
    finally:
        writer_lane.give()
