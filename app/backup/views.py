"""Backups: made, downloaded, uploaded, restored, removed; and how the installation is."""

import shutil
from pathlib import Path
from uuid import UUID

from flask import Blueprint, Response, abort, current_app, flash, render_template, request, url_for
from flask_babel import gettext as _

from app import i18n
from app.access import admin_only, public
from app.accounts.audit import record
from app.backup.archive import Archive, BadArchive
from app.backup.doctor import examine
from app.backup.work import backup_named, begin, folder, kept_backups, last_word, new_name
from app.database import finish_reading
from app.extensions import db
from app.fragments import go, respond
from app.http import reads_own_body

bp = Blueprint("backup", __name__)
PIECE = 1024 * 1024


@bp.get("/admin/backups")
@admin_only
def backups():
    """The backups that are kept here, and the one under way."""
    return _page()


@bp.post("/admin/backups")
@admin_only
def make():
    """Begin a backup, unless one is being made or restored."""
    return _begin("backup", folder() / new_name(), "backup_made")


@bp.get("/admin/backups/<name>")
@admin_only
def download(name: str):
    """A backup as a file; it holds everything, so taking it is written down."""
    path = backup_named(name) or abort(404)
    answer = Response(_pieces(path), mimetype="application/zip")
    answer.content_length = path.stat().st_size
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post("/admin/backups/<name>/removal")
@admin_only
def remove(name: str):
    """Delete a backup; one that is gone already is as good."""
    if path := backup_named(name):
        path.unlink(missing_ok=True)
        record("backup_removed", name)
        db.session.commit()
        flash(_("The backup is deleted."), "good")
    return go(url_for("backup.backups"))


@bp.post("/admin/backups/uploads")
@reads_own_body
@admin_only
def upload():
    """Put a backup from elsewhere beside the others, if it is one."""
    finish_reading()  # the file may take minutes; it is read only once we know who sends it
    request.max_content_length = None
    file = request.files.get("file")
    if file is None or not file.filename:
        return _page(422, problem=_("Choose a backup file first."))
    path = folder() / new_name("uploaded")
    try:
        file.save(path.with_suffix(".part"))
        with Archive(path.with_suffix(".part")):
            path.with_suffix(".part").replace(path)
    except BadArchive as bad:
        return _page(422, problem=i18n.say(bad.message))
    except OSError:
        return _page(507, problem=_("There is no room for this file on the server. Nothing was kept."))
    finally:
        path.with_suffix(".part").unlink(missing_ok=True)
    record("backup_uploaded", path.name)
    db.session.commit()
    flash(_("The backup is here. Restore it below."), "good")
    return go(url_for("backup.backups"))


@bp.post("/admin/backups/<name>/restoration")
@admin_only
def restore(name: str):
    """Begin to replace everything by a backup; the word to type keeps a slip of the thumb from doing it."""
    path = backup_named(name) or abort(404)
    if request.form.get("word", "").strip().casefold() != _("restore").casefold():
        problem = _('Type the word "%(word)s" to go on. Nothing was changed.', word=_("restore"))
        return _page(422, refused=name, problem=problem)
    return _begin("restore", path, "backup_restored")


@bp.get("/backups/<uuid:job>")
@public
def word(job: UUID):
    """How far a backup or a restoration is. Its id cannot be guessed; who began it is signed out by it."""
    found = last_word()
    if found is None or found.job != str(job):
        abort(404)
    return respond("backup/word.html", "backup/_word.html", word=found)


@bp.get("/admin/doctor")
@admin_only
def doctor():
    """How database, photos, space, backups, HTTPS, clock and versions are, and what to do."""
    return render_template("backup/doctor.html", examined=examine())


def _begin(what: str, path: Path, action: str) -> Response | str:
    under_way = last_word()
    if under_way is not None and not under_way.is_over:
        return _page(409, problem=_("A backup or a restoration is under way. Wait until it is done."))
    record(action, path.name)
    db.session.commit()
    return go(url_for("backup.word", job=begin(what, path).job))


def _page(status: int = 200, refused: str = "", problem: str = ""):
    found, free = last_word(), shutil.disk_usage(current_app.config["INSTANCE_DIR"]).free
    under_way = found if found is not None and not found.is_over else None
    values = {"kept": kept_backups(), "word": under_way, "free": free, "refused": refused, "problem": problem}
    return render_template("backup/backups.html", **values), status


def _pieces(path: Path):
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
