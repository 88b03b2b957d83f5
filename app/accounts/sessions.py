"""Who is signed in: opening, finding, listing and ending sessions.

A cookie names a user, the token that a password change renews, and the sign-in. The sign-in is a row, so
that signing out also ends every copy of the cookie, and a session has an end that no browser can put off:
after 30 days, or a day where it was not to be remembered, and sooner when nobody uses it.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, current_app, has_request_context, request, session
from flask_login import UserMixin, current_user, login_user, logout_user
from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.exc import OperationalError

from app.accounts.aside import write_aside
from app.accounts.cookies import RememberedCookies
from app.accounts.models import SignIn, User
from app.accounts.queries import idle_since
from app.accounts.site import note_site
from app.clock import utc_now
from app.database import READING
from app.extensions import db, login_manager
from app.prepared import Prepared

REMEMBERED = timedelta(days=30)
FOR_THE_DAY = timedelta(hours=24)
SEEN_EVERY = timedelta(hours=6)


@dataclass(frozen=True)
class Viewer(UserMixin):
    """Who asks: as much of a User as the pages want to know, read without building a whole one.

    `sign_in_id` is the SignIn that this request came under. Whoever changes a person loads the User.
    """

    id: int
    username: str
    display_name: str
    role: str
    locale: str | None
    sign_in_id: int


def new_sign_in(user: User, remember: bool) -> SignIn:
    """Add a sign-in of `user` and tie this object of him to it; the caller commits."""
    over = or_(SignIn.expires_at <= utc_now(), SignIn.seen_at <= idle_since())
    db.session.execute(delete(SignIn).where(SignIn.user_id == user.id, over))
    made = SignIn(user_id=user.id, expires_at=utc_now() + (REMEMBERED if remember else FOR_THE_DAY))
    if has_request_context():
        made.address = request.remote_addr or ""
        made.browser = request.user_agent.string[:200]
    db.session.add(made)
    db.session.flush()
    user.sign_in_id = made.id
    return made


def open_session(user: User, remember: bool) -> None:
    """Sign `user` in under a new session and end the one this browser had; the caller commits."""
    close_session()
    new_sign_in(user, remember)
    if user.role == "admin":
        note_site()
    login_user(user, remember=remember)


def close_session() -> None:
    """End this browser's sign-in, empty its session but for the language, drop the remember cookie."""
    if current_user.is_authenticated:
        end_sign_in(current_user, current_user.sign_in_id)
    language = session.get("locale")
    session.clear()
    if language:
        session["locale"] = language
    logout_user()


def end_sign_in(user: User, sign_in_id: int) -> bool:
    """End one sign-in of `user`; False when he has none of that id."""
    ended = delete(SignIn).where(SignIn.id == sign_in_id, SignIn.user_id == user.id)
    return db.session.execute(ended).rowcount == 1


def end_all_sessions(user_id: int) -> None:
    """End every sign-in of a person, on every device."""
    db.session.execute(delete(SignIn).where(SignIn.user_id == user_id))


def is_remembered() -> bool:
    """True when this browser was asked to stay signed in."""
    return current_app.config["REMEMBER_COOKIE_NAME"] in request.cookies


# Asked on every request, so it is put together once.
_SIGNED_IN = Prepared(
    select(
        User.id, User.username, User.display_name, User.role, User.locale, User.session_token, SignIn.seen_at
    )
    .join(SignIn, SignIn.user_id == User.id)
    .where(User.id == bindparam("user"), User.active, SignIn.id == bindparam("sign_in"))
    .where(SignIn.expires_at > bindparam("now"), SignIn.seen_at > bindparam("idle"))
)  # fmt: skip


def _load(cookie: str) -> Viewer | None:
    parts = cookie.split(".")
    if len(parts) != 3 or not all(_is_id(part) for part in (parts[0], parts[2])):
        return None
    wanted = {"user": int(parts[0]), "sign_in": int(parts[2]), "now": utc_now(), "idle": idle_since()}
    found = _SIGNED_IN.rows(wanted)
    if not found or not hmac.compare_digest(found[0].session_token, parts[1]):
        return None
    _note_seen(wanted["sign_in"], found[0].seen_at)
    return Viewer(*found[0][:5], sign_in_id=wanted["sign_in"])


def _note_seen(sign_in_id: int, before: datetime) -> None:
    """Keep that the browser is in use. Every few hours is enough, and no page fails over it."""
    now = utc_now()
    if now - before < SEEN_EVERY:
        return
    seen = update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=now)
    if request.method not in READING:
        db.session.connection().execute(seen)
        return
    try:
        write_aside(seen)
    except OperationalError:  # the next page will do
        current_app.logger.warning("Could not note that sign-in %s is in use.", sign_in_id)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9


def bind_sessions(app: Flask) -> None:
    """Load the signed-in user of each request."""
    app.session_interface = RememberedCookies()
    login_manager.init_app(app)
    # "strong" would sign a phone out whenever its network address changes.
    login_manager.session_protection = None
    login_manager.user_loader(_load)
