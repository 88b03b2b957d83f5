"""Answering on Today: a note on a visit that was sent back, a comment that was read."""

from uuid import UUID, uuid4

from flask import render_template, request, url_for
from flask_login import current_user

from app import i18n
from app.access import signed_in
from app.clock import utc_now
from app.extensions import db
from app.fragments import go, wants_fragment
from app.reviews.comments import comment_on, comment_to
from app.reviews.deciding import answer_note, note_for
from app.reviews.forms import NoteForm, read_note
from app.reviews.mail import mail_for
from app.reviews.subjects import subject_for
from app.reviews.views.blueprint import bp
from app.reviews.views.today import today_page
from app.visits.forms import read_uuid


@bp.post("/reviews/<uuid:review_id>/answers")
@signed_in
def answer_review(review_id: UUID):
    """Answer a note, which submits the visit again; a repeat of the id finds it answered."""
    review = note_for(current_user, review_id)
    form, answer_id = read_note(request.form), read_uuid(request.form, "id", default=uuid4())
    if form.errors:
        return _refused(review_id, form)
    answer_note(review, current_user, answer_id, form.note)
    db.session.commit()
    return _answered(review_id, answer_id)


@bp.post("/comments/<uuid:comment_id>/answers")
@signed_in
def answer_comment(comment_id: UUID):
    """Answer a comment that was addressed to the reader; it is taken as read."""
    comment = comment_to(current_user, comment_id)
    form, answer_id = read_note(request.form), read_uuid(request.form, "id", default=uuid4())
    if form.errors:
        return _refused(comment_id, form)
    subject = subject_for(current_user, comment.about, comment.about_id)
    comment_on(subject, current_user, answer_id, form.note)
    db.session.commit()
    return _answered(comment_id, answer_id)


@bp.post("/comments/<uuid:comment_id>/seen")
@signed_in
def see_comment(comment_id: UUID):
    """Put a comment away that needs no answer."""
    comment = comment_to(current_user, comment_id)
    comment.seen_at = comment.seen_at or utc_now()
    db.session.commit()
    return _answered(comment_id, read_uuid(request.form, "id", default=uuid4()))


def _answered(letter_id: UUID, stored: UUID):
    if wants_fragment():
        return render_template("reviews/_answered.html", letter_id=letter_id, stored=stored)
    return go(url_for("visits.today"))


def _refused(letter_id: UUID, form: NoteForm):
    letters = [each for each in mail_for(current_user, i18n.locale()) if each.id == letter_id]
    if wants_fragment() and letters:
        page = render_template("reviews/_letter.html", letter=letters[0], form=form, fresh_id=uuid4)
        return page, 422
    return today_page(form, letter_id), 422
