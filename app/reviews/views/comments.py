"""The talk about one thing on a timeline."""

from uuid import UUID, uuid4

from flask import render_template, request, url_for
from flask_login import current_user

from app.access import signed_in
from app.extensions import db
from app.fragments import go
from app.reviews.comments import comment_on, talk_about
from app.reviews.forms import NoteForm, read_note
from app.reviews.subjects import Subject, subject_for
from app.reviews.views.blueprint import bp
from app.visits.forms import read_uuid


@bp.get("/comments/<about>/<uuid:about_id>")
@signed_in
def comments(about: str, about_id: UUID):
    """What was said about a visit, a promise, minutes …, and room to say something."""
    return _page(subject_for(current_user, about, about_id), NoteForm())


@bp.post("/comments/<about>/<uuid:about_id>")
@signed_in
def add_comment(about: str, about_id: UUID):
    """Say something; a repeat of its id finds it said, 422 without words."""
    subject = subject_for(current_user, about, about_id)
    form, comment_id = read_note(request.form), read_uuid(request.form, "id", default=uuid4())
    if form.errors:
        return _page(subject, form, comment_id), 422
    comment_on(subject, current_user, comment_id, form.note)
    db.session.commit()
    return go(url_for("reviews.comments", about=about, about_id=about_id))


def _page(subject: Subject, form: NoteForm, comment_id: UUID | None = None) -> str:
    talk = talk_about(subject, current_user)
    return render_template(
        "reviews/comments.html", subject=subject, talk=talk, form=form, comment_id=comment_id or uuid4()
    )
