"""Sending files that are made while they are sent."""

from collections.abc import Iterator
from pathlib import Path

from flask import Response

PIECE = 64 * 1024


def attached(answer: Response, name: str) -> Response:
    """The answer as a file to keep, which no cache keeps."""
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def file_pieces(path: Path) -> Iterator[bytes]:
    """A file in pieces."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
