"""Links to minutes that were sent: one more, or none any more."""

from uuid import UUID, uuid4

from flask import abort, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app.access import signed_in
from app.extensions import db
from app.fragments import go
from app.minutes.links import DAYS, DEFAULT_DAYS, make_link, revoke_links
from app.minutes.queries import own_minutes_for
from app.minutes.views.blueprint import bp
from app.minutes.views.preview import show_once
from app.visits.forms import read_uuid


@bp.post("/minutes/<uuid:minutes_id>/links")
@signed_in
def new_link(minutes_id: UUID):
    """Make a link and show it once. A repeat makes no second one; its token cannot be shown again."""
    minutes = own_minutes_for(current_user, minutes_id, writing=True)
    days = request.form.get("days") or str(DEFAULT_DAYS)
    if days not in map(str, DAYS):
        abort(400)
    token = make_link(read_uuid(request.form, "id", default=uuid4()), minutes, int(days))
    back = url_for("minutes.preview", visit_id=minutes.visit_id)
    db.session.commit()
    show_once(minutes_id, token)
    if token is None:
        flash(_("This link was made and shown before. Make another one if it is lost."), "warn")
    return go(back)


@bp.post("/minutes/<uuid:minutes_id>/links/revocation")
@signed_in
def revoke(minutes_id: UUID):
    """Make every link to the minutes worthless; a repeat finds none left."""
    minutes = own_minutes_for(current_user, minutes_id, writing=True)
    back, revoked = url_for("minutes.preview", visit_id=minutes.visit_id), revoke_links(minutes)
    db.session.commit()
    if revoked:
        flash(ngettext("%(num)d link no longer opens.", "%(num)d links no longer open.", revoked), "good")
    return go(back)
