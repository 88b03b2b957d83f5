"""Signing in, signing out, and the language of what one reads."""

from flask import Response, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.access import public
from app.accounts import passwords
from app.accounts.audit import record
from app.accounts.forms import SignInForm
from app.accounts.models import User
from app.accounts.names import account_name
from app.accounts.next_page import came_from, local_path, page_at
from app.accounts.queries import credentials_of, user_named
from app.accounts.sessions import close_session, open_session
from app.accounts.throttle import limit_guesses
from app.accounts.views.blueprint import bp
from app.database import finish_reading
from app.extensions import db
from app.fragments import go, respond
from app.i18n import LOCALES


def _page(form: SignInForm, status: int = 200, problem: str = "") -> Response:
    onward = local_path(request.values.get("next"))
    return respond(
        "accounts/sign_in.html", "accounts/_sign_in.html", status, form=form, onward=onward, problem=problem
    )


def _too_many() -> Response:
    problem = _("Too many tries for this name. Wait a minute, then try again.")
    return _page(SignInForm(request.form), 429, problem)


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@limit_guesses(lambda: account_name(request.form.get("username")), _too_many)
def sign_in():
    """The sign-in page; posting opens a session and goes on to `next`, a path of this site."""
    if request.method != "POST":
        return go(_onward()) if current_user.is_authenticated else _page(SignInForm())
    form = SignInForm(request.form)
    if not form.validate():
        return _page(form, 422)
    user = _whoever_knows(form.username.data, form.password.data)
    if user is None:
        _note_failure(form.username.data)
        return _page(form, 422, _("The account name or the password is not right."))
    open_session(user, form.remember.data)
    record("signed_in", user.username)
    db.session.commit()
    return go(_onward())


@bp.post("/sign-out")
@public
def sign_out():
    """End this browser's session; harmless when there is none."""
    if current_user.is_authenticated:
        record("signed_out", current_user.username)
        close_session()
        db.session.commit()
    return go(url_for("accounts.sign_in", signed_out=1))  # the service worker forgets his pages there


@bp.post("/language")
@public
def language():
    """Read on in another language: in this browser, and wherever this person signs in."""
    chosen = request.form.get("locale")
    if chosen in LOCALES:
        session["locale"] = chosen
        if current_user.is_authenticated:
            db.session.get(User, current_user.id).locale = chosen
            db.session.commit()
    return go(page_at(came_from()))


def _onward() -> str:
    return local_path(request.values.get("next")) or "/"


def _whoever_knows(username: str, password: str) -> User | None:
    found = credentials_of(username)
    finish_reading()  # comparing takes long on purpose; nobody shall wait for it
    if not passwords.matches(found.password_hash if found else None, password):
        return None
    user = db.session.get(User, found.id)
    return user if user and user.active and user.password_hash == found.password_hash else None


def _note_failure(username: str) -> None:
    # A name that nobody has may be a password typed into the wrong box: it is not written down.
    known = user_named(username)
    record("sign_in_failed", known.username if known else "")
    db.session.commit()
