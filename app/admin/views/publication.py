"""Publishing the draft of the checklist, and what its versions changed."""

from dataclasses import dataclass

from flask import Response, abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from htmx_flask import make_response
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.access import admin_only
from app.accounts.audit import record
from app.admin.queries import LARGEST_ID
from app.admin.views.blueprint import bp
from app.checklists.compare import compare
from app.checklists.documents import Document
from app.checklists.drafts import digest_of, publish_draft, the_draft
from app.checklists.entries import ContentError
from app.checklists.models import ChecklistVersion
from app.checklists.queries import document_of
from app.extensions import db
from app.forms import clean
from app.fragments import go
from app.i18n import locale, say

SHOWN = 50
NOTE = 200


@dataclass(frozen=True)
class ChangeLine:
    """A question that differs: its section, its title, and what differs in words."""

    section: str
    title: str
    lines: tuple[str, ...]


@bp.route("/checklist/publication", methods=["GET", "POST"])
@admin_only
def publication():
    """What the next version would change; publishing makes it the one that new visits are answered under."""
    if request.method != "POST":
        return _page()
    note = clean(request.form.get("note"))[:NOTE]
    try:
        version = publish_draft(current_user, note, request.form.get("seen", ""))
    except ContentError as error:
        db.session.rollback()
        said = _("Nothing was published. The checklist cannot be used as it stands: %(problem)s",
                 problem=error.problems[0])  # fmt: skip
        return _page(said, note, 422)
    if version is None:
        db.session.rollback()
        return _page(
            _("Nothing was published: the edits have changed meanwhile. Look at them again."), note, 409
        )
    record("checklist_published", _("Version %(number)s", number=version), note=note)
    db.session.commit()
    flash(
        _("Version %(number)s is published. Visits begun from now on are answered under it.", number=version),
        "good",
    )
    return go(url_for("admin.checklist"))


def _page(problem: str = "", note: str = "", status: int = 200) -> Response:
    draft = the_draft()
    changes = _worded(draft.current, draft.document)
    page = render_template(
        "admin/publication.html", changes=changes, seen=digest_of(draft), problem=problem, note=note
    )
    return make_response(page, status)


@bp.get("/checklist/versions")
@admin_only
def versions():
    """The versions, newest first; ``before`` pages."""
    found = select(ChecklistVersion).options(joinedload(ChecklistVersion.author))
    found = found.order_by(ChecklistVersion.id.desc()).limit(SHOWN + 1)
    before = request.args.get("before", type=int)
    if before is not None and 0 < before <= LARGEST_ID:
        found = found.where(ChecklistVersion.id < before)
    rows = db.session.scalars(found).all()
    more = rows[SHOWN - 1].id if len(rows) > SHOWN else None
    return render_template("admin/versions.html", versions=rows[:SHOWN], before=more)


@bp.get("/checklist/versions/<int:version_id>")
@admin_only
def version(version_id: int):
    """What a version changed, compared with the one before it, or with ``?with=``."""
    asked = request.args.get("with", type=int)
    ids = list(db.session.scalars(select(ChecklistVersion.id).order_by(ChecklistVersion.id)))
    if version_id not in ids:
        abort(404)
    earlier = [each for each in ids if each < version_id]
    other = asked if asked in ids else earlier[-1] if earlier else version_id
    row = db.session.get(ChecklistVersion, version_id, options=[joinedload(ChecklistVersion.author)])
    changes = _worded(document_of(other), document_of(version_id))
    return render_template(
        "admin/version.html",
        version=row,
        other=other,
        changes=changes,
        others=[i for i in ids if i != version_id],
    )


def _worded(before: Document, after: Document) -> list[ChangeLine]:
    titles = {section["section"]: section["title"][locale()] for section in after}
    return [
        ChangeLine(
            titles.get(change.section, change.section),
            change.title.in_locale(locale()),
            tuple(say(line) for line in change.lines),
        )
        for change in compare(before, after)
    ]
