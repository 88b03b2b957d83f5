"""Whose timeline is read, by whom, and in which words; made once a request."""

from dataclasses import dataclass
from functools import cached_property

from app.accounts.models import User
from app.checklists.content import Checklist
from app.checklists.queries import checklist
from app.dealers.models import Dealer
from app.dealers.products import products_of
from app.visits.reading import Reader, reader_for


@dataclass
class Scope:
    """The dealer, the reader, and what is needed to say things to him."""

    dealer: Dealer
    viewer: User
    locale: str

    @cached_property
    def reader(self) -> Reader:
        """Turns stored values into the reader's words."""
        return reader_for(self.dealer.id)

    @cached_property
    def products(self) -> dict[int, tuple[str, int]]:
        """Name and case size by product id, of all products that the dealer carries or carried."""
        return {one.id: (one.name_in(self.locale), one.case_size) for one in products_of(self.dealer.id)}

    def checklist(self, version_id: int) -> Checklist:
        """The checklist that a visit was answered under."""
        return checklist(version_id)

    def may_see_self(self, rep_id: int) -> bool:
        """Whether the reader may see the self-check of a rep: the rep himself, and his supervisor."""
        return self.viewer.id == rep_id or self.viewer.role == "supervisor"


def self_mask(content: Checklist) -> int:
    """Bit n is set where section n is private to rep and supervisor."""
    return sum(1 << number for number, section in enumerate(content.sections) if section.audience == "self")
