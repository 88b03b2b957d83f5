"""The dealer's page under its link: read, printed, acknowledged or corrected, without an account."""

from dataclasses import dataclass

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from sqlalchemy import select

from app import i18n
from app.access import public
from app.accounts.throttle import limit_tries
from app.extensions import db
from app.minutes.document import from_plain
from app.minutes.forms import ReplyForm, read_reply
from app.minutes.links import hash_of
from app.minutes.models import MinutesLink
from app.minutes.paper import paper_in
from app.minutes.pdf import pdf_of, pdf_works
from app.minutes.queries import Opened, opened_by
from app.minutes.sending import keep_reply
from app.minutes.views.blueprint import bp

SEALED = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    # Not "no-referrer": browsers would send "Origin: null" along with the form, as if it came from
    # elsewhere. Other sites learn nothing of the address under this one either.
    "Referrer-Policy": "same-origin",
}


@dataclass(frozen=True)
class Told:
    """The form of the dealer's answer: what he typed, what is wrong with it, whether he answered before."""

    text: str = ""
    error: str = ""
    answered: bool = False


# Only what does not open counts: a shop's whole staff may read from one address, a guesser may not go on.
guesses = limit_tries(
    lambda: "links to minutes", lambda: "30 per minute", lambda answer: answer.status_code == 404,
    lambda: _too_many(),
)  # fmt: skip
replies = limit_tries(
    lambda: f"answers under {hash_of(request.view_args['token'])}", lambda: "6 per minute; 30 per hour",
    lambda _answer: True, lambda: _too_many(),
)  # fmt: skip


@bp.get("/m/<token>")
@public
@guesses
def shared(token: str):
    """The minutes, in the language they were sent in or that of ``?l=``; one 404 for whatever is no link."""
    opened = opened_by(hash_of(token))
    return _page(opened, token, Told()) if opened else _gone()


@bp.post("/m/<token>/reply")
@public
@replies
@guesses
def reply(token: str):
    """Keep what the dealer says to the minutes, once a link. The same again is taken as the same; something
    else is 409, a correction without words 422."""
    held = select(MinutesLink.id).where(MinutesLink.token_hash == hash_of(token)).with_for_update()
    db.session.execute(held)
    opened = opened_by(hash_of(token))
    if opened is None:
        return _gone()
    form = read_reply(request.form)
    if form.errors:
        return _page(opened, token, _refused(form, opened.minutes.locale), 422)
    if keep_reply(opened, form.kind, form.text) == "other":
        return _page(opened, token, Told(form.text, answered=True), 409)
    db.session.commit()
    address = url_for("minutes.shared", token=token, l=_asked(), _anchor="reply")
    return _sealed(redirect(address, 303))


@bp.get("/m/<token>.pdf")
@public
@guesses
def pdf(token: str):
    """The page as a PDF; 404 where none can be made."""
    if not pdf_works():
        abort(404)
    opened = opened_by(hash_of(token))
    if opened is None:
        return _gone()
    locale = _asked() or opened.minutes.locale
    with i18n.speaking(locale):
        sheet = paper_in(locale, from_plain(opened.minutes.document), alone=True)
        page = render_template("minutes/_pdf.html", sheet=sheet)
    return _sealed(Response(pdf_of(page), mimetype="application/pdf"))


def _page(opened: Opened, token: str, told: Told, status: int = 200) -> Response:
    minutes = opened.minutes
    locale = _asked() or minutes.locale
    with i18n.speaking(locale):
        page = render_template(
            "minutes/shared.html", token=token, told=told, reply=opened.reply, asked=_asked(),
            expires_on=opened.link.expires_on, sheet=paper_in(locale, from_plain(minutes.document)),
            pdf=pdf_works(),
        )  # fmt: skip
    return _sealed(make_response(page, status))


def _refused(form: ReplyForm, locale: str) -> Told:
    with i18n.speaking(_asked() or locale):
        return Told(form.text, i18n.say(form.errors["text"]))


def _asked() -> str | None:
    """The language chosen on the page, if one was."""
    return request.args.get("l") if request.args.get("l") in i18n.LOCALES else None


def _gone() -> Response:
    """Unknown, revoked and run out look alike: nobody learns which tokens ever were."""
    return _closed(404)


def _too_many() -> Response:
    return _closed(429)


def _closed(status: int) -> Response:
    with i18n.speaking(_asked() or i18n.locale()):
        page = render_template("minutes/_closed.html", status=status)
    return _sealed(make_response(page, status))


def _sealed(response: Response) -> Response:
    response.headers.update(SEALED)
    return response
