"""Where to go on to: only ever to a page of this site."""

from urllib.parse import SplitResult, urlsplit

from flask import request
from flask.globals import request_ctx
from werkzeug.exceptions import HTTPException


def local_path(target: str | None) -> str | None:
    """`target` when it is a path of this site, else None.

    Browsers drop tabs and line breaks from an address and read ``\\`` as ``/``, so ``/<tab>/host`` and
    ``/\\host`` would lead to another site; both are refused with everything that is not a plain path.
    """
    if not target or not target.startswith("/") or target.startswith("//") or len(target) > 2000:
        return None
    if "\\" in target or any(char <= " " or char == "\x7f" for char in target):
        return None
    parts = _split(target)
    return target if not parts.scheme and not parts.netloc else None


def page_at(address: str) -> str:
    """The page at a local address, else the nearest one above: what a refused form is answered under may
    take forms alone, as ``/teams/5/deletion`` does."""
    path, mark, query = address.partition("?")
    if _can_be_read(path):
        return path + mark + query
    while path := path.rpartition("/")[0]:
        if _can_be_read(path):
            return path
    return "/"


def _can_be_read(path: str) -> bool:
    try:
        return bool(request_ctx.url_adapter.match(path, method="GET"))
    except HTTPException:
        return False


def came_from() -> str:
    """The page that a form was sent from: its `next` field, else the Referer, else the start page."""
    if asked := local_path(request.form.get("next")):
        return asked
    referrer = _split(request.referrer or "")
    path = f"{referrer.path}?{referrer.query}" if referrer.query else referrer.path
    return (local_path(path) if referrer.netloc == request.host else None) or "/"


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:  # a bracket without its partner
        return SplitResult("", "elsewhere", "", "", "")
