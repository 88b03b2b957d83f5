"""The rep's page of the minutes: what will be sent, and once it is sent, what was and how to share it."""

from uuid import UUID, uuid4

from flask import abort, flash, make_response, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from app import i18n
from app.access import signed_in
from app.dealers.models import Dealer
from app.extensions import db
from app.fragments import say_stored, wants_fragment
from app.minutes.document import from_plain, to_plain
from app.minutes.draft import draft_of
from app.minutes.forms import DraftForm, read_draft
from app.minutes.links import DAYS, DEFAULT_DAYS
from app.minutes.memo import News, note_memo
from app.minutes.models import Minutes
from app.minutes.paper import paper_in
from app.minutes.queries import last_locale, live_links, minutes_of, replies_to
from app.minutes.sending import AlreadySent, send_minutes, sent_before
from app.minutes.share import share_of
from app.minutes.views.blueprint import bp
from app.visits.forms import phone_time, read_uuid
from app.visits.models import Visit
from app.visits.queries import own_visit_for, visit_for

FRESH = "minutes_link"  # in the session: the link that was made just now, shown once


@bp.get("/visits/<uuid:visit_id>/minutes")
@signed_in
def preview(visit_id: UUID):
    """The draft, for the rep whose visit it is; once sent the minutes, for all who may read the visit."""
    visit = _readable(visit_id)
    minutes = minutes_of(visit.id)
    if minutes is not None:
        return _sent_page(visit, minutes)
    if visit.rep_id != current_user.id:
        abort(404)
    return _draft_page(visit, DraftForm("", _locale_for(visit.dealer)))


@bp.post("/visits/<uuid:visit_id>/minutes")
@signed_in
def send(visit_id: UUID):
    """Write the minutes and make their first link; a repeat finds them. 422 for words that cannot be sent,
    409 when they were sent already."""
    visit = own_visit_for(current_user, visit_id, alone=True)
    minutes_id, form = read_uuid(request.form, "id", default=uuid4()), read_draft(request.form, i18n.locale())
    try:
        if sent_before(minutes_id, visit) is None and not form.is_taken:
            return _refused(visit, form)
        document = draft_of(visit, form.agreed).document
        at = phone_time(request.form)
        minutes, token = send_minutes(minutes_id, visit, document, form.locale, at, form.wording)
    except AlreadySent as before:
        return _sent_already(visit, before.minutes)
    answer = say_stored(url_for("minutes.preview", visit_id=visit_id), minutes_id)
    db.session.commit()
    show_once(minutes_id, token)
    return answer


def _refused(visit: Visit, form: DraftForm):
    """422: the draft with what is wrong with it; to a phone that sends late, in a sentence."""
    if not wants_fragment():
        return _draft_page(visit, form, 422)
    said = " ".join(i18n.say(message) for message in form.errors.values())
    text = said or _("These words cannot be sent to a dealer. Use the ones offered below.")
    return render_template("components/_refused.html", text=text), 422


def _sent_already(visit: Visit, minutes: Minutes):
    said = _("These minutes were sent before. They stay as they are.")
    if wants_fragment():
        return render_template("components/_refused.html", text=said), 409
    flash(said, "warn")
    return _sent_page(visit, minutes, 409)


@bp.post("/visits/<uuid:visit_id>/minutes/none")
@signed_in
def none(visit_id: UUID):
    """The rep says that this visit gets no minutes; no effect once they are sent, or the visit is over."""
    visit = own_visit_for(current_user, visit_id, alone=True)
    if visit.is_open and minutes_of(visit.id) is None:
        note_memo(visit, News("none", phone_time(request.form), visit.id))
    answer = say_stored(
        url_for("visits.finish", visit_id=visit_id), read_uuid(request.form, "id", default=uuid4())
    )
    db.session.commit()
    return answer


def show_once(minutes_id: UUID, token: str | None) -> None:
    """Let the next page of these minutes show a fresh link."""
    if token is not None:
        session[FRESH] = [str(minutes_id), token]


def _readable(visit_id: UUID) -> Visit:
    own = db.session.scalar(select(Visit.rep_id).where(Visit.id == visit_id)) == current_user.id
    return own_visit_for(current_user, visit_id) if own else visit_for(current_user, visit_id)


def _locale_for(dealer: Dealer) -> str:
    """What the dealer read last time; at first what the rep reads, but Chinese if he has a Chinese name."""
    chinese = any("\u3400" <= sign <= "\u9fff" for sign in dealer.name_zh)
    return last_locale(dealer.id) or ("zh_Hans" if i18n.locale() == "en" and chinese else i18n.locale())


def _draft_page(visit: Visit, form: DraftForm, status: int = 200):
    draft = draft_of(visit, form.agreed)
    page = render_template(
        "minutes/preview.html", visit=visit, dealer=visit.dealer, form=form, left_out=draft.left_out,
        errors={name: i18n.say(message) for name, message in form.errors.items()}, fresh_id=uuid4,
        papers={locale: paper_in(locale, draft.document, draft=True) for locale in i18n.LOCALES},
    )  # fmt: skip
    return page, status


def _sent_page(visit: Visit, minutes: Minutes, status: int = 200):
    own, fresh = minutes.user_id == current_user.id, session.get(FRESH)
    share = None
    if own and fresh and fresh[0] == str(minutes.id):
        session.pop(FRESH)
        share = share_of(minutes, fresh[1])
    page = render_template(
        "minutes/_sent.html", visit=visit, dealer=visit.dealer, minutes=minutes, own=own, share=share,
        links=live_links(minutes.id), replies=replies_to(minutes.id), days=DAYS, default_days=DEFAULT_DAYS,
        changed=own and visit.is_open and _differs(visit, minutes), fresh_id=uuid4,
        paper=paper_in(minutes.locale, from_plain(minutes.document)),
    )  # fmt: skip
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"  # the link in it is meant for the dealer alone
    return answer


def _differs(visit: Visit, minutes: Minutes) -> bool:
    """Whether order, promises or next date have changed since the minutes were sent."""
    return to_plain(draft_of(visit, minutes.document["agreed"]).document) != minutes.document
