"""One question of the checklist: changing it, switching it off, adding one, taking an edit back."""

import json
import secrets

from flask import Response, abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from htmx_flask import make_response

from app.access import admin_only
from app.accounts.audit import record
from app.admin.editor import words
from app.admin.editor.fields import ANSWERS
from app.admin.editor.page import QuestionForm, section_of
from app.admin.editor.reading import OWN, blank_item, flat_item, read_item
from app.admin.editor.typed import Typed
from app.admin.views.blueprint import bp
from app.checklists.compare import compare
from app.checklists.content import checklist_from
from app.checklists.documents import ItemData, item_of, with_items
from app.checklists.drafts import Draft, save_item, the_draft, undo_item
from app.checklists.entries import ContentError
from app.extensions import db
from app.fragments import go
from app.i18n import locale, say


@bp.route("/checklist/questions/<key>", methods=["GET", "POST"])
@admin_only
def question(key: str):
    """A question; saving keeps the edit for the next version."""
    draft = the_draft()
    now = item_of(draft.document, key) or abort(404)
    section = section_of(draft.document, key)
    if request.method != "POST":
        return _page(section, now, flat_item(now), edited=key in draft.edits)
    return _save(draft, section, now, _seen(draft, section, key))


@bp.route("/checklist/sections/<key>/new", methods=["GET", "POST"])
@admin_only
def add_question(key: str):
    """A question of the company's own, answered by a ``?type=``."""
    draft = the_draft()
    if all(section["section"] != key for section in draft.document):
        abort(404)
    if request.method != "POST":
        kind = request.args.get("type")
        item = blank_item(f"{OWN}{secrets.token_hex(4)}", kind if kind in ANSWERS else "yn")
        return _page(key, item, _blank_values(item), new=True)
    own = request.form.get("key", "")
    if not (own.startswith(OWN) and own[len(OWN) :].isalnum() and own.isascii() and 5 < len(own) < 21):
        abort(400)
    return _save(draft, key, item_of(draft.document, own) or blank_item(own.lower(), "yn"), None, new=True)


@bp.post("/checklist/questions/<key>/undo")
@admin_only
def undo_question(key: str):
    """Take the edit of a question back: it stays as it is in the current version."""
    draft = the_draft()
    section = section_of(draft.document, key) or abort(404)
    if undo_item(key):
        record("checklist_edit_undone", key)
        db.session.commit()
        flash(_("The edit is taken back."), "info")
    return go(url_for("admin.checklist_section", key=section))


def _save(draft: Draft, section: str, now: ItemData, seen: ItemData | None, new: bool = False) -> Response:
    values = request.form.to_dict()
    if values.pop("add", None):
        return _page(section, now, _with_answer(values), new=new, seen=seen)
    typed = Typed(values)
    item = read_item(typed, now)
    if typed.errors:
        return _page(section, now, values, typed.errors, new=new, seen=seen, status=422)
    try:
        clash = save_item(section, seen, item, current_user)
    except ContentError as error:
        db.session.rollback()
        problem = _("This question cannot be used as it stands: %(problem)s", problem=error.problems[0])
        return _page(section, now, values, new=new, seen=seen, problem=problem, status=422)
    if clash:
        now = item_of(the_draft().document, item["key"]) or now  # it may have changed this very moment
        return _page(section, now, values, clash=_told(seen, now, section), status=409)
    record("checklist_changed", item["key"], title=item["title"][locale()])
    db.session.commit()
    flash(_("“%(title)s” is kept for the next version.", title=item["title"][locale()]), "good")
    return go(url_for("admin.checklist_section", key=section, _anchor=item["key"]))


def _seen(draft: Draft, section: str, key: str) -> ItemData:
    """The question as the page showed it. What no page of ours showed counts as nothing: then whatever was
    changed meanwhile is asked about."""
    try:
        seen = json.loads(request.form.get("seen") or "null")
        whole = with_items(draft.document, [(section, seen)]) if isinstance(seen, dict) else None
        if whole and seen.get("key") == key:
            checklist_from(whole)
            return seen
    except (ValueError, KeyError, ContentError):
        pass
    return {}


def _told(seen: ItemData | None, now: ItemData, section: str) -> list[str]:
    """What somebody else changed since the page was opened, in words."""
    if not seen:
        return [_("Somebody else changed this question.")]
    before, after = ([{"section": section, "items": [item]}] for item in (seen, now))
    return [say(line) for change in compare(before, after) for line in change.lines]


def _blank_values(item: ItemData) -> dict[str, str]:
    kind = item["fields"][0]["type"]
    scored = "y" if kind in ("yn", "ynp", "s5") else ""
    return {
        "on": "y", "mode": item["mode"], "photo": "none", "weight": "1", "severity": "minor",
        "fault": "never", "scored": scored, "f0-type": kind,
    }  # fmt: skip


def _with_answer(values: dict[str, str]) -> dict[str, str]:
    number, kind = max(Typed(values).numbers("f"), default=-1) + 1, values.get("another")
    return values | {f"f{number}-type": kind if kind in ANSWERS else "text"}


def _page(
    section: str, item: ItemData, values: dict[str, str], errors=None, *, new: bool = False,
    edited: bool = False, seen: ItemData | None = None, problem: str = "", clash: list[str] | None = None,
    status: int = 200,
) -> Response:  # fmt: skip
    shown = seen if seen and not clash else item
    here = url_for("admin.question", key=item["key"])
    page = render_template(
        "admin/question.html", form=QuestionForm(item, values, errors or {}), section=section, new=new,
        edited=edited, problem=problem, clash=clash, words=words, answers=ANSWERS,
        title=values.get(f"title-{locale()}") or _("A new question"),
        seen="" if new else json.dumps(shown, ensure_ascii=False),
        address=url_for("admin.add_question", key=section) if new else here,
    )  # fmt: skip
    return make_response(page, status)
