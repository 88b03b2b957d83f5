"""Under which address people open Rounds: commands that print links know no request to tell it from."""

from flask import request
from sqlalchemy import or_, select, update

from app.accounts.models import Company
from app.extensions import db

LONGEST = 200
_ONLY_HERE = ("localhost", "127.0.0.1", "[::1]")


def only_here() -> bool:
    """Whether Rounds was opened by an address that leads nowhere from other machines."""
    host = request.host
    return host.rpartition(":")[0] in _ONLY_HERE or host in _ONLY_HERE


def note_site() -> None:
    """Keep the address of this request as that of the company, unless it is good on this machine alone.

    To be called when an admin signs in: nobody else decides where links lead. Commits nothing.
    """
    site = request.host_url.rstrip("/")
    if not only_here() and len(site) <= LONGEST:
        other = or_(Company.site.is_(None), Company.site != site)
        db.session.execute(update(Company).where(other).values(site=site))


def known_site() -> str | None:
    """The address that `note_site` kept last; None where there is none yet."""
    return db.session.scalar(select(Company.site))
