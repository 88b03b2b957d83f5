"""Choosing a password under a one-time link that the admin handed over."""

from flask import Response, flash, render_template, request
from flask_babel import gettext as _

from app.access import public
from app.accounts.audit import record
from app.accounts.forms import NewPassword
from app.accounts.links import owner_of, use_link
from app.accounts.models import User
from app.accounts.sessions import end_all_sessions, open_session
from app.accounts.views.blueprint import bp
from app.extensions import db
from app.fragments import go, respond


@bp.route("/welcome/<token>", methods=["GET", "POST"])
@public
def welcome(token: str):
    """Choose a password; works once, within seven days."""
    user = owner_of(token)
    if user is None:
        return _spent()
    form = NewPassword(request.form)
    form.own_names = (user.username, user.display_name)
    if request.method != "POST" or not form.validate():
        return _page(form, user, 422 if form.errors else 200)
    if not use_link(token):
        return _spent()
    user.set_password(form.password.data)
    end_all_sessions(user.id)
    open_session(user, remember=True)
    record("password_chosen", user.username, by=user)
    db.session.commit()
    flash(_("Your password is set and you are signed in."), "good")
    return go("/")


def _page(form: NewPassword, user: User, status: int) -> Response:
    return respond("accounts/welcome.html", "accounts/_welcome.html", status, form=form, user=user)


def _spent() -> tuple[str, int]:
    happened = _("This link has been used, or it has run out.")
    next_step = _("Ask your admin for a new one. If you chose a password already, sign in with it.")
    return render_template("errors/error.html", happened=happened, next_step=next_step, status=404), 404
