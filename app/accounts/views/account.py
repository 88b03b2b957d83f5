"""One's own account: name, language, password, and where one is signed in."""

from flask import Response, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.access import signed_in
from app.accounts.audit import record
from app.accounts.forms import AccountForm, ChangePasswordForm
from app.accounts.links import drop_links
from app.accounts.models import User
from app.accounts.queries import sign_ins_of
from app.accounts.sessions import end_all_sessions, end_sign_in, is_remembered, open_session
from app.accounts.throttle import limit_guesses
from app.accounts.views.blueprint import bp
from app.extensions import db
from app.fragments import go, respond
from app.i18n import locale


@bp.route("/account", methods=["GET", "POST"])
@signed_in
def account():
    """Own name and language, and the browsers that are signed in."""
    if request.method != "POST":
        return _page(AccountForm(data={"display_name": current_user.display_name, "locale": locale()}))
    form = AccountForm(request.form)
    if not form.validate():
        return _page(form, 422)
    before, name = current_user.display_name, form.display_name.data
    form.populate_obj(db.session.get(User, current_user.id))
    if name != before:
        record("person_changed", current_user.username, name=[before, name])
    db.session.commit()
    flash(_("Your name and language are saved."), "good")
    return go(url_for("accounts.account"))


def _page(form: AccountForm, status: int = 200) -> Response:
    sign_ins = sign_ins_of(current_user)
    return respond("accounts/account.html", "accounts/_account.html", status, form=form, sign_ins=sign_ins)


def _password_page(form: ChangePasswordForm, status: int = 200, problem: str = "") -> Response:
    return respond("accounts/password.html", "accounts/_password.html", status, form=form, problem=problem)


def _too_many() -> Response:
    return _password_page(ChangePasswordForm(), 429, _("Too many tries. Wait a minute, then try again."))


@bp.route("/account/password", methods=["GET", "POST"])
@signed_in
@limit_guesses(lambda: current_user.username, _too_many)
def password():
    """Change one's password: ends every other session of one's own, and goes on in this one."""
    form = ChangePasswordForm(request.form)
    if request.method != "POST":
        return _password_page(form)
    user = db.session.get(User, current_user.id)
    form.kept, form.own_names = user.password_hash, (user.username, user.display_name)
    if not form.validate():
        return _password_page(form, 422)
    user.set_password(form.password.data)
    end_all_sessions(user.id)
    drop_links(user.id)
    record("password_changed", user.username)
    open_session(user, is_remembered())
    db.session.commit()
    flash(_("Your password is changed. Everywhere else you are signed out."), "good")
    return go(url_for("accounts.account"))


@bp.post("/account/sign-ins/<int:sign_in_id>/end")
@signed_in
def end_sign_in_elsewhere(sign_in_id: int):
    """Sign another browser of one's own out."""
    if sign_in_id > 2**31 - 1 or not end_sign_in(current_user, sign_in_id):
        abort(404)
    record("sign_in_ended", current_user.username)
    db.session.commit()
    flash(_("That browser is signed out."), "good")
    return go(url_for("accounts.account"))
