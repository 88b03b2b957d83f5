"""The company that this installation serves, as every page needs it: name, and whether it is the sample."""

from dataclasses import dataclass

from flask import Flask, current_app, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.models import Company
from app.extensions import db


@dataclass(frozen=True)
class CompanyFacts:
    """What pages show of the company."""

    name: str
    is_sample: bool


def company() -> CompanyFacts | None:
    """The company, or None before the first run; remembered, because it changes once in a lifetime."""
    known = current_app.extensions.get("company")
    if known is None:
        row = db.session.execute(select(Company.name, Company.is_sample)).first()
        known = CompanyFacts(*row) if row else None
        current_app.extensions["company"] = known
    return known


def forget_company() -> None:
    """Read the company afresh at the next request."""
    current_app.extensions.pop("company", None)


def _first_run():
    if request.endpoint in ("accounts.setup", "accounts.language", "health.healthz", None) or company():
        return None
    return redirect(url_for("accounts.setup"))


def bind_company(app: Flask) -> None:
    """Lead every page to the first-run page until a company exists; give templates `company`, `banner`."""
    app.before_request(_first_run)
    app.context_processor(_page_facts)


def _page_facts() -> dict:
    known = current_app.extensions.get("company")
    return {"company": known, "banner": _sample_banner() if known and known.is_sample else None}


def _sample_banner() -> str:
    return _("Sample data. For your own: make run EMPTY=1")
