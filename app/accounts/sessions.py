"""Who is signed in: the cookies name a user and the session token that a password change renews."""

import hmac

from flask import Flask
from sqlalchemy import select

from app.accounts.models import User
from app.extensions import db, login_manager


def _load(cookie: str) -> User | None:
    user_id, _, token = cookie.partition(".")
    if not user_id.isdigit() or len(user_id) > 9:
        return None
    user = db.session.scalar(select(User).where(User.id == int(user_id)))
    if user is None or not user.active or not hmac.compare_digest(user.session_token, token):
        return None
    return user


def bind_sessions(app: Flask) -> None:
    """Load the signed-in user of each request."""
    login_manager.init_app(app)
    # "strong" would sign a phone out whenever its network address changes.
    login_manager.session_protection = None
    login_manager.user_loader(_load)
