"""Import: choose a file, look at what would become of every row, confirm."""

from uuid import UUID, uuid4

from flask import Response, abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from htmx_flask import make_response
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.datastructures import FileStorage

from app import i18n
from app.access import admin_only
from app.accounts.audit import record
from app.accounts.models import Company
from app.dealers.products import dealers_without_products
from app.exchange import work
from app.exchange.kinds import KINDS, Kind
from app.exchange.models import APPLYING, DONE, READING, READY, ImportJob
from app.exchange.preview import fate_words, preview_of
from app.exchange.staging import can_be_stored
from app.exchange.verdicts import unpacked
from app.exchange.views.blueprint import bp
from app.extensions import db
from app.forms import clean
from app.fragments import go, respond
from app.visits.forms import read_uuid


@bp.get("/admin/import")
@admin_only
def imports():
    """The kinds of tables that can be imported, their templates, and what is under way."""
    return _choose()


@bp.post("/admin/import/<kind>")
@admin_only
def upload(kind: str):
    """Take a file in and begin to read it. A repeat of the same id leads to the first one's page."""
    wanted = KINDS.get(kind) or abort(404)
    job_id = read_uuid(request.form, "id", default=uuid4())
    file = request.files.get("file")
    # One upload at a time: of two at once the second would drop the file of the first as nobody's.
    db.session.execute(select(Company.id).with_for_update())
    if db.session.get(ImportJob, job_id) is None:
        if file is None or not file.filename:
            return _choose(kind, _("Choose a file first."), 422)
        if work.under_way():
            return _choose(
                kind, _("Another import is under way. Wait until it is done, then upload this file."), 409
            )
        _take_in(job_id, wanted, file)
        work.spawn(job_id)
    return go(url_for("exchange.job", job_id=job_id))


def _take_in(job_id: UUID, kind: Kind, file: FileStorage) -> None:
    work.forget_others()
    file.save(work.file_of(job_id))
    name = clean(file.filename)[:120] or kind.name
    db.session.add(ImportJob(id=job_id, kind=kind.name, file_name=name, user_id=current_user.id))
    db.session.commit()


@bp.get("/admin/import/<uuid:job_id>")
@admin_only
def job(job_id: UUID):
    """How far an import is: being read, its preview (``?fate=``, ``after``), being stored, done."""
    return _page(_job(job_id))


@bp.post("/admin/import/<uuid:job_id>/confirmation")
@admin_only
def confirm(job_id: UUID):
    """Store what the preview shows; a repeat stores nothing more."""
    found = _job(job_id)
    if found.state == READY and can_be_stored(found) and work.take(job_id, READY, APPLYING):
        record("import_confirmed", found.file_name, table=found.kind)
        db.session.commit()
        work.spawn(job_id)
    return go(url_for("exchange.job", job_id=job_id))


@bp.post("/admin/import/<uuid:job_id>/again")
@admin_only
def again(job_id: UUID):
    """Read the file once more: after an interruption, or when something was changed since the preview."""
    found = _job(job_id)
    interrupted = work.is_interrupted(found)
    if interrupted and found.state == APPLYING:
        # Nothing of it was stored, or all: who takes the row of the job next finds out which.
        db.session.commit()
        work.spawn(job_id)
    elif (interrupted or found.state == READY) and work.take(job_id, found.state, READING):
        db.session.commit()
        work.spawn(job_id)
    return go(url_for("exchange.job", job_id=job_id))


@bp.post("/admin/import/<uuid:job_id>/cancellation")
@admin_only
def cancel(job_id: UUID):
    """Drop an import that was not confirmed."""
    found = _job(job_id)
    if found.state == READY:
        db.session.delete(found)
        db.session.commit()
        work.file_of(job_id).unlink(missing_ok=True)
        flash(_("Nothing was imported."), "info")
    return go(url_for("exchange.imports"))


def _job(job_id: UUID) -> ImportJob:
    found = select(ImportJob).where(ImportJob.id == job_id).options(joinedload(ImportJob.user))
    return db.session.scalar(found) or abort(404)


def _choose(kind: str | None = None, problem: str | None = None, status: int = 200) -> Response:
    last = select(ImportJob).order_by(ImportJob.made_at.desc()).limit(1).options(joinedload(ImportJob.user))
    page = render_template(
        "exchange/imports.html",
        kinds=KINDS.values(),
        last=db.session.scalar(last),
        refused=kind,
        problem=problem,
        ids={name: uuid4() for name in KINDS},
    )
    return make_response(page, status)


def _page(found: ImportJob) -> Response:
    after = request.args.get("after", "")
    after = int(after) if after.isascii() and after.isdigit() and len(after) <= 9 else 0
    return respond(
        "exchange/job.html",
        "exchange/_job.html",
        job=found,
        title=i18n.localized(KINDS[found.kind].title),
        preview=preview_of(found, request.args.get("fate"), after) if found.state == READY else None,
        words=fate_words(),
        stored=work.stored_so_far(found.id),
        interrupted=work.is_interrupted(found),
        problem=i18n.say(unpacked(found.problem)) if found.problem else None,
        bare=dealers_without_products() if (found.state, found.kind) == (DONE, "dealers") else 0,
    )
