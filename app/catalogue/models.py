"""Product."""

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class Product(Base):
    """One of our products. Quantities count base units (bottles, bags); `case_size` of them fill a case.

    What sells in a season only has the months (1 to 12) of its beginning and its end, both included; a season
    may go over the end of the year. Both None: it sells all year round.
    """

    __tablename__ = "products"
    __table_args__ = (CheckConstraint("case_size > 0", name="case_size"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name_en: Mapped[str] = mapped_column(String(120))
    name_zh: Mapped[str] = mapped_column(String(120))
    category: Mapped[str] = mapped_column(String(40))
    case_size: Mapped[int]
    shelf_days: Mapped[int | None]  # shelf life in days; None: unknown
    case_price: Mapped[int | None]  # what the dealer pays us a case, minor units
    case_margin: Mapped[int | None]  # what the dealer earns a case, minor units
    minimum_cases: Mapped[int] = mapped_column(default=0)  # fewer are not delivered
    pallet_cases: Mapped[int | None]  # cases in a layer or on a pallet: a hint for round orders
    season_from: Mapped[int | None]
    season_to: Mapped[int | None]
    is_key: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(default=0)

    def name_in(self, locale: str) -> str:
        """The product's name for a reader of `locale`."""
        return self.name_en if locale == "en" else self.name_zh
