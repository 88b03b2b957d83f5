"""ChecklistVersion: what visits were answered under; ChecklistEdit and ChecklistOrder: what is to change."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.clock import utc_now
from app.database import UtcDateTime
from app.extensions import Base


class ChecklistVersion(Base):
    """A published checklist, whole; it never changes, a visit pins it by id, and the newest is current.

    `base_id` is the version that came with Rounds which a company's own was made from, None where this is
    one; `digest` then is that of its words, and of a company's own whatever is unique: its words may come
    again. `author_id` None: it came with Rounds, or was brought up to date with it.
    """

    __tablename__ = "checklist_versions"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    content: Mapped[str] = mapped_column(Text, deferred=True)  # JSON, as Checklist.to_json writes it
    published_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    base_id: Mapped[int | None] = mapped_column(ForeignKey("checklist_versions.id"))
    note: Mapped[str] = mapped_column(String(200), default="", server_default="")

    author: Mapped[User | None] = relationship(lazy="raise")


class ChecklistEdit(Base):
    """A question as it is meant to be in the next version: changed, switched off, or added to its section."""

    __tablename__ = "checklist_edits"

    item_key: Mapped[str] = mapped_column(String(40), primary_key=True)
    section: Mapped[str] = mapped_column(String(20))
    document: Mapped[dict] = mapped_column(JSON)  # as in the content files
    changed_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


class ChecklistOrder(Base):
    """The order in which the next version asks the questions of a section; `keys` are those of its items."""

    __tablename__ = "checklist_orders"

    section: Mapped[str] = mapped_column(String(20), primary_key=True)
    keys: Mapped[list] = mapped_column(JSON)
    changed_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
