"""The next version of the checklist while it is being made: edits are kept until they are published.

Each edit is a row of its own, so that two admins who change different questions never meet. Who changes a
question that somebody else has changed since he opened it keeps both: only where the two changed the same
words is he asked. Nothing in here commits.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select

from app.accounts.models import Company, User
from app.checklists.content import as_json, checklist_from
from app.checklists.documents import Document, ItemData, item_of, merged, with_items
from app.checklists.models import ChecklistEdit, ChecklistOrder, ChecklistVersion
from app.checklists.order import in_order, keys_of, placed
from app.checklists.queries import current_version_id, document_of, forget_current, store_version
from app.clock import utc_now
from app.extensions import db


@dataclass(frozen=True)
class Draft:
    """The checklist as it would be published now: the current version, the edits of questions by key, the
    keys of reordered sections in order, what comes of all."""

    version_id: int
    current: Document
    edits: dict[str, ChecklistEdit]
    orders: dict[str, list[str]]
    document: Document

    @property
    def changes(self) -> int:
        """How many edits there are; a section in another order is one."""
        return len(self.edits) + len(self.orders)


@dataclass(frozen=True)
class Clash:
    """Somebody else changed the same words meanwhile: `item` is the question as it is now, with whatever did
    not clash taken over; `keys` name what did."""

    item: ItemData
    keys: tuple[str, ...]


def the_draft() -> Draft:
    """The draft as it stands."""
    version_id = current_version_id()
    current = document_of(version_id)
    edits = {edit.item_key: edit for edit in _rows(ChecklistEdit)}
    orders = {order.section: order.keys for order in _rows(ChecklistOrder)}
    plain = _unordered(current, edits)
    ordered = in_order(plain, orders)
    # An order may have lost its point: the question that was moved is no longer added.
    orders = {key: keys for key, keys in orders.items() if keys_of(plain, key) != keys_of(ordered, key)}
    return Draft(version_id, current, edits, orders, ordered)


def _rows(model: type) -> Iterable:
    # Read anew even where this session knows a row: another admin may have saved while it waited its turn.
    return db.session.scalars(select(model).execution_options(populate_existing=True))


def _unordered(current: Document, edits: dict[str, ChecklistEdit]) -> Document:
    return with_items(current, [(edit.section, edit.document) for edit in edits.values()])


def save_item(section: str, seen: ItemData | None, item: ItemData, by: User) -> Clash | None:
    """Keep an edit of a question; `seen` is the question as the page showed it, None for a new one.

    A repeat changes nothing. Clash, and nothing kept, where somebody changed the same words meanwhile;
    ContentError where the checklist could not be read with it.
    """
    _alone()
    draft = the_draft()
    now = item_of(draft.document, item["key"])
    if now is not None and now != seen:
        both = merged(seen or {}, item, now)
        if both.clashes:
            return Clash(both.item, both.clashes)
        item = both.item
    checklist_from(with_items(draft.document, [(section, item)]))
    _keep(draft, section, item, by)
    return None


def undo_item(key: str) -> bool:
    """Forget the edit of a question; False where there is none."""
    _alone()
    return db.session.execute(delete(ChecklistEdit).where(ChecklistEdit.item_key == key)).rowcount == 1


def move_item(section: str, key: str, beside: str, after: bool, by: User) -> bool:
    """Let a question come right before or after another of its section; False where it does already.

    The two are named, not the place: so a repeat changes nothing, and who moves other questions at the same
    time is not undone.
    """
    _alone()
    draft = the_draft()
    keys = keys_of(draft.document, section)
    wanted = placed(keys, key, beside, after)
    if wanted == keys:
        return False
    db.session.execute(delete(ChecklistOrder).where(ChecklistOrder.section == section))
    if wanted != keys_of(_unordered(draft.current, draft.edits), section):
        values = {"section": section, "keys": wanted, "changed_by": by.id, "changed_at": utc_now()}
        db.session.execute(insert(ChecklistOrder).values(values))
    return True


def undo_order(section: str) -> bool:
    """Forget the order of a section; False where it has none of its own."""
    _alone()
    gone = delete(ChecklistOrder).where(ChecklistOrder.section == section)
    return db.session.execute(gone).rowcount == 1


def discard_draft() -> int:
    """Forget every edit and every order; how many there were."""
    _alone()
    return sum(db.session.execute(delete(each)).rowcount for each in (ChecklistEdit, ChecklistOrder))


def publish_draft(by: User, note: str, seen: str) -> int | None:
    """Make the draft the version that new visits are answered under; its id.

    `seen` is the digest of the draft that the publisher looked at: None, and nothing published, where it has
    changed since, or where nothing would change. Visits that were begun keep the version they have.
    """
    _alone()
    draft = the_draft()
    content = checklist_from(draft.document)
    if content.digest != seen or draft.document == draft.current:
        return None
    base = db.session.get(ChecklistVersion, draft.version_id)
    version = store_version(content, base.base_id or base.id, by.id, note)
    for each in (ChecklistEdit, ChecklistOrder):
        db.session.execute(delete(each))
    forget_current()
    return version


def digest_of(draft: Draft) -> str:
    """What tells one state of the draft from another."""
    return hashlib.sha256(as_json(draft.document).encode()).hexdigest()


def _alone() -> None:
    # The edit may have no row yet, so the company's is what makes the second of two writers wait.
    db.session.execute(select(Company.id).with_for_update())


def _keep(draft: Draft, section: str, item: ItemData, by: User) -> None:
    kept = draft.edits.get(item["key"])
    if kept is not None and kept.document == item:
        return
    if item_of(draft.current, item["key"]) == item:
        db.session.execute(delete(ChecklistEdit).where(ChecklistEdit.item_key == item["key"]))
        return
    values: dict[str, Any] = {"document": item, "changed_by": by.id, "changed_at": utc_now()}
    if kept is None:
        db.session.add(ChecklistEdit(item_key=item["key"], section=section, **values))
        return
    for name, value in values.items():
        setattr(kept, name, value)
