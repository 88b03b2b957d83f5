"""A file, or a cell of it, that cannot be taken; always in words."""

from app.messages import Message


class FileRefused(Exception):
    """The file as a whole is not read; `message` says why, and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class NoHeader(FileRefused):
    """No row names the columns that are looked for."""


class CellRefused(ValueError):
    """What stands in one cell cannot be taken; `message` says what to write instead."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def too_many(limit: int) -> FileRefused:
    """The refusal of a file with more rows than are taken at once."""
    facts = {"limit": limit}
    return FileRefused(
        Message(
            "This file has more than {limit} rows. Split it and upload the parts one after the other.", facts
        )
    )


PASSWORD = Message("This file is protected by a password. Save a copy without the password and upload that.")
NO_ROWS = Message("There is no row below the names of the columns.")
