"""What a file is, by its first bytes: its name may say anything."""

from pathlib import Path

from app.exchange.reading.refusals import PASSWORD, FileRefused
from app.messages import Message

WORKBOOK, TEXT = "workbook", "text"
LARGEST = 12 * 1024 * 1024
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def kind_of(path: Path) -> str:
    """WORKBOOK or TEXT; FileRefused, with what to do, for everything else that people upload."""
    size = path.stat().st_size
    if not size:
        raise FileRefused(Message("This file is empty."))
    if size > LARGEST:
        raise FileRefused(
            Message(
                "This file is larger than {limit} MB. Split it and upload the parts.",
                {"limit": LARGEST >> 20},
            )
        )
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK"):
        return WORKBOOK
    if problem := _known_problem(path, head):
        raise FileRefused(problem)
    return TEXT


def _known_problem(path: Path, head: bytes) -> Message | None:
    if head.startswith(_OLD_OFFICE):
        if _ENCRYPTED in path.read_bytes():
            return PASSWORD
        return Message("This is an old Excel file (.xls). Open it in Excel or WPS and save it as .xlsx.")
    plain = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if plain.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<style")):
        return Message(
            "This is a web page, not a table, whatever its name says. Open it in Excel or "
            "WPS and save it as .xlsx."
        )
    if plain.startswith((b"%pdf", b"\x89png", b"\xff\xd8\xff", b"rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return Message(
            "This is no table but another kind of file. Save your table as .xlsx or CSV and upload that."
        )
    return None
