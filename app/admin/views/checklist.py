"""The checklist editor: sections, their questions, how they look on a phone, and giving edits up."""

from typing import NamedTuple

from flask import abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.access import admin_only
from app.accounts.audit import record
from app.admin.editor.page import SectionLine, section_lines
from app.admin.editor.preview import Previewed, questions_of
from app.admin.editor.words import MODES, TYPES
from app.admin.views.blueprint import bp
from app.checklists.content import checklist_from
from app.checklists.drafts import discard_draft, the_draft
from app.extensions import db
from app.fragments import go
from app.i18n import locale
from app.visits.words import evidence_words, state_words


class Link(NamedTuple):
    """A link that narrows a page; `count` is not told."""

    href: str
    text: str
    active: bool
    count: None = None


@bp.get("/checklist")
@admin_only
def checklist():
    """The sections, and what is edited and not yet published."""
    draft = the_draft()
    sections = section_lines(draft, locale())
    return render_template("admin/checklist.html", sections=sections, edits=draft.changes)


@bp.get("/checklist/sections/<key>")
@admin_only
def checklist_section(key: str):
    """The questions of a section."""
    draft = the_draft()
    section = _found(section_lines(draft, locale()), key)
    kinds = {kind: text for kind, text in TYPES.items() if kind != "computed"}
    return render_template(
        "admin/checklist_section.html", section=section, modes=MODES, kinds=kinds, edits=draft.changes
    )


@bp.get("/checklist/sections/<key>/preview")
@admin_only
def preview_section(key: str):
    """A section of the draft as a rep would have it on his phone; ``?mode=quick`` on a quick visit."""
    draft, mode = the_draft(), "quick" if request.args.get("mode") == "quick" else "full"
    content = checklist_from(draft.document)
    line = _found(section_lines(draft, locale()), key)
    section = content.section(key)
    shown = {"section": section, "questions": questions_of(content, section, mode), "visit": Previewed()}
    links = [_mode_link(key, "full", _("Full audit"), mode), _mode_link(key, "quick", _("Quick visit"), mode)]
    return render_template(
        "admin/preview_section.html", line=line, modes=links, whole=False, evidence_words=evidence_words(),
        state_words=state_words(), **shown,
    )  # fmt: skip


@bp.post("/checklist/draft/discard")
@admin_only
def discard():
    """Give up every edit that is not published."""
    count = discard_draft()
    if count:
        record("checklist_discarded", edits=count)
    db.session.commit()
    flash(ngettext("%(num)s edit was given up.", "%(num)s edits were given up.", count), "info")
    return go(url_for("admin.checklist"))


def _found(sections: list[SectionLine], key: str) -> SectionLine:
    return next((section for section in sections if section.key == key), None) or abort(404)


def _mode_link(key: str, mode: str, text: str, chosen: str) -> Link:
    return Link(url_for("admin.preview_section", key=key, mode=mode), text, mode == chosen)
