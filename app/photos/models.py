"""Photo: one picture of a visit; its files lie in the photo store under the photo's id."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.clock import utc_now
from app.database import UtcDateTime
from app.extensions import Base


class Photo(Base):
    """A stored photo. `slot` is where it belongs: an item's key, or ``item_key.slot`` for a named place."""

    __tablename__ = "photos"
    __table_args__ = (
        Index("ix_photos_visit", "visit_id", "slot"),
        Index("ix_photos_slot", "dealer_id", "slot", "taken_at"),
        Index("ix_photos_sha256", "sha256"),
        Index("ix_photos_dhash", "dhash"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id", ondelete="CASCADE"))
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    slot: Mapped[str] = mapped_column(String(80))
    caption: Mapped[str] = mapped_column(String(200), default="")
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]  # bytes of the stored picture
    sha256: Mapped[str] = mapped_column(String(64))  # of the file as it was sent
    dhash: Mapped[int] = mapped_column(BigInteger)  # 64-bit difference hash, as a signed number
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)  # the phone's clock
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
