"""A fresh link made ready to be handed over: its address, a sentence to go with it, and its QR code."""

from dataclasses import dataclass

import segno
from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from app import i18n
from app.minutes.document import from_plain
from app.minutes.models import Minutes


@dataclass(frozen=True)
class Share:
    """`url` opens the minutes without signing in; `text` introduces it in the dealer's language."""

    url: str
    text: str
    qr: Markup


def share_of(minutes: Minutes, token: str) -> Share:
    """What the rep hands over of a link just made."""
    url = url_for("minutes.shared", token=token, _external=True)
    document = from_plain(minutes.document)
    with i18n.speaking(minutes.locale):
        day = i18n.date_in(minutes.locale, document.day, 0)
        text = _("%(company)s: minutes of our visit on %(date)s", company=document.company, date=day)
    code = segno.make(url, error="m")
    # White behind the modules: cameras do not read a code on a dark page.
    return Share(url, text, Markup(code.svg_inline(border=3, light="#fff", omitsize=True)))
