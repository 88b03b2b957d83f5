"""ChecklistVersion: the wording that visits were answered under."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.clock import utc_now
from app.database import UtcDateTime
from app.extensions import Base


class ChecklistVersion(Base):
    """A published checklist, whole; it never changes, a visit pins it by id."""

    __tablename__ = "checklist_versions"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    content: Mapped[str] = mapped_column(Text, deferred=True)  # JSON, as Checklist.to_json writes it
    published_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
