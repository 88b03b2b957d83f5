"""The company that this installation serves, as every page needs it: name, logo, where it is."""

from dataclasses import dataclass
from time import monotonic

from flask import Flask, current_app, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.models import Company
from app.extensions import db
from app.locality import Locality, tell_from

# Other processes hear of a change within this many seconds; it changes once in months.
KEPT_SECONDS = 5.0
_OPEN = ("accounts.setup", "accounts.language", "health.healthz", None)


@dataclass(frozen=True)
class CompanyFacts:
    """What pages show of the company; `logo_mark` names its logo, None where it has none."""

    name: str
    is_sample: bool
    time_zone: str | None
    currency: str
    logo_mark: str | None


def company() -> CompanyFacts | None:
    """The company, or None before the first run; remembered for a few seconds, as every request asks."""
    until, known = current_app.extensions.get("company", (0.0, None))
    if known is None or until <= monotonic():
        known = _stored()
        current_app.extensions["company"] = (monotonic() + KEPT_SECONDS, known)
    return known


def forget_company() -> None:
    """Read the company afresh at the next question."""
    current_app.extensions.pop("company", None)


def logo_address() -> str | None:
    """Where a page finds the logo, which is open to everybody; None without one."""
    known = company()
    if known is None or known.logo_mark is None:
        return None
    return url_for("accounts.logo", mark=known.logo_mark)


def inline_logo() -> str | None:
    """The logo as an address that holds the picture itself: for a page that must be complete in itself."""
    known = company()
    if known is None or known.logo_mark is None:
        return None
    kept = db.session.scalar(select(Company.logo).where(Company.logo_mark == known.logo_mark))
    return f"data:image/webp;base64,{kept}" if kept else None


def _stored() -> CompanyFacts | None:
    columns = (Company.name, Company.is_sample, Company.time_zone, Company.currency, Company.logo_mark)
    row = db.session.execute(select(*columns)).first()
    return CompanyFacts(*row) if row else None


def _locality() -> Locality:
    known = company()
    return Locality(known.time_zone, known.currency) if known else Locality()


def _first_run():
    if request.endpoint in _OPEN or company():
        return None
    return redirect(url_for("accounts.setup"))


def bind_company(app: Flask) -> None:
    """Lead every page to the first-run page until a company exists; give templates `company`, `banner`."""
    tell_from(app, _locality)
    app.before_request(_first_run)
    app.context_processor(_page_facts)


def _page_facts() -> dict:
    # What the request has found out; a page about an error must not ask the database.
    _until, known = current_app.extensions.get("company", (0.0, None))
    return {"company": known, "banner": _sample_banner() if known and known.is_sample else None}


def _sample_banner() -> str:
    return _("Sample data. For your own: make run EMPTY=1")
