"""Bringing in what a phone could not send: choose its file, look at what is in it, confirm."""

import time
from pathlib import Path
from uuid import UUID, uuid4

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app import i18n
from app.access import supervisor_only
from app.accounts.audit import record
from app.accounts.models import User
from app.database import finish_reading
from app.extensions import db
from app.http import reads_own_body
from app.messages import Message
from app.rescue.page import page_of
from app.rescue.parcel import FileRefused, Parcel, read_parcel
from app.rescue.queries import rep_for
from app.rescue.replay import Fate, replayed
from app.rescue.staged import add_fates, fates_of, file_of, forget_old, note_owner, owner_of

bp = Blueprint("rescue", __name__)
MOST_BYTES = 250_000_000
NOT_YOURS = Message(
    "This file is of somebody who is in none of your teams. His supervisor or an admin can bring it in."
)
PATIENCE = 20  # seconds of a request; what is left is done by the next one


@bp.get("/unsent/import")
@supervisor_only
def choose():
    """Choose the file that a rep's phone exported."""
    return _choose()


def _choose(problem: str | None = None, status: int = 200):
    return render_template("rescue/choose.html", problem=problem), status


@bp.post("/unsent/import")
@supervisor_only
@reads_own_body
def upload():
    """Take a file in and show what is in it; nothing is stored yet."""
    user_id = current_user.id
    finish_reading()  # the body takes its time
    request.max_content_length = MOST_BYTES
    file = request.files.get("file")
    if file is None or not file.filename:
        return _choose(_("Choose a file first."), 422)
    forget_old()
    parcel_id = uuid4()
    file.save(file_of(parcel_id))
    try:
        _rep_of(read_parcel(file_of(parcel_id)))
    except FileRefused as refused:
        file_of(parcel_id).unlink(missing_ok=True)
        return _choose(i18n.say(refused.message), 422)
    note_owner(parcel_id, user_id)
    return redirect(url_for("rescue.parcel", parcel_id=parcel_id), 303)


@bp.get("/unsent/import/<uuid:parcel_id>")
@supervisor_only
def parcel(parcel_id: UUID):
    """What is in the file, and what became of it."""
    found, rep = _mine(parcel_id)
    page = page_of(found, rep.display_name, fates_of(parcel_id))
    return render_template("rescue/parcel.html", page=page, parcel_id=parcel_id)


@bp.post("/unsent/import/<uuid:parcel_id>")
@supervisor_only
def bring_in(parcel_id: UUID):
    """Post what is in the file in its rep's name, as far as the time reaches; a repeat goes on."""
    found, rep = _mine(parcel_id)
    done = len(fates_of(parcel_id))
    by, locale = db.session.get(User, current_user.id), i18n.locale()
    db.session.expunge(rep)
    db.session.expunge(by)
    finish_reading()
    fates = _brought_in(file_of(parcel_id), found, done, rep, locale)
    add_fates(parcel_id, done, fates)
    stored = sum(fate.state != "refused" for fate in fates)
    record("unsent_imported", rep.display_name, by=by, stored=stored, refused=len(fates) - stored)
    db.session.commit()
    return redirect(url_for("rescue.parcel", parcel_id=parcel_id), 303)


def _brought_in(path: Path, parcel: Parcel, done: int, rep: User, locale: str) -> list[Fate]:
    fates, over = [], time.monotonic() + PATIENCE
    for fate in replayed(path, list(parcel.entries[done:]), rep, locale, parcel.clock_off):
        fates.append(fate)
        if time.monotonic() > over:
            break
    return fates


def _mine(parcel_id: UUID) -> tuple[Parcel, User]:
    """A parcel that `current_user` uploaded, and its rep; 404 for any other."""
    if owner_of(parcel_id) != current_user.id:
        abort(404)
    try:
        found = read_parcel(file_of(parcel_id))
        return found, _rep_of(found)
    except FileRefused:
        abort(404)


def _rep_of(parcel: Parcel) -> User:
    rep = rep_for(current_user, parcel.user_id)
    if rep is None:
        raise FileRefused(NOT_YOURS)
    return rep
