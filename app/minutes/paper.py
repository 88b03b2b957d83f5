"""The page itself as HTML, in the language of its reader rather than of whoever looks at it."""

from datetime import date

from flask import render_template
from markupsafe import Markup

from app import i18n
from app.accounts.company import inline_logo, logo_address
from app.minutes.document import Document


def paper_in(locale: str, document: Document, draft: bool = False, alone: bool = False) -> Markup:
    """The sheet in a locale; of a `draft` what was agreed is shown even when it is blank, to be filled in.

    One that stands `alone`, away from this server, holds its logo in itself.
    """
    with i18n.speaking(locale):
        logo = inline_logo() if alone else logo_address()
        page = {"paper": document, "draft": draft, "day": _day, "logo": logo}
        return Markup(render_template("minutes/_paper.html", **page))


def _day(day: date) -> str:
    """A day with its year: paper is kept longer than a year."""
    return i18n.date_in(i18n.locale(), day, 0)
