"""Every answer of the finished visits that a person may see: what was found, and how it is known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import Row as Stored
from sqlalchemy import or_, select

from app import i18n
from app.accounts.models import User
from app.catalogue.models import Product
from app.checklists.content import Checklist
from app.checklists.queries import checklist
from app.checklists.specs import Item
from app.exchange.lists.asked import between
from app.exchange.lists.by_dealer import rows_of
from app.exchange.registry import ExportList, Row
from app.extensions import db
from app.messages import Named
from app.visits.models import CONFLICT, CORRECTION, Answer, Visit
from app.visits.reading import Reader, context_with
from app.visits.words import evidence_words, state_words


@dataclass(frozen=True)
class _Place:
    section: str
    item: Item
    private: bool  # to the rep and his supervisor


def _head() -> list[str]:
    about = [_("Dealer code"), _("Dealer"), _("Rep"), _("Finished"), _("Section"), _("Item")]
    return [*about, _("Answer"), _("Evidence"), _("Note"), _("Correction of")]


def _rows(user: User, asked: Mapping[str, str]) -> Iterator[Row]:
    visits = select(
        Visit.id, Visit.finished_at, Visit.rep_id, Visit.checklist_version_id, User.display_name
    ).join(User, User.id == Visit.rep_id)
    visits = between(visits.where(Visit.finished_at.is_not(None)), Visit.finished_at, asked)
    viewer, supervises = user.id, user.role == "supervisor"
    products = db.session.execute(select(Product.id, Product.name_en, Product.name_zh)).all()
    reader, places = Reader(context_with(products), i18n.locale()), {}
    for dealer, visit in rows_of(user, asked, visits, Visit.dealer_id, Visit.finished_at, Visit.id):
        version = visit.checklist_version_id
        if version not in places:
            places[version] = _places(checklist(version), reader.locale)
        about = (dealer.code, dealer.name, visit.display_name, visit.finished_at)
        for answer in _answers(visit.id):
            place = places[version].get(answer.item_key)
            if place and (not place.private or supervises or visit.rep_id == viewer):
                yield [*about, place.section, *_told(answer, place.item, reader)]


def _answers(visit_id) -> list[Stored]:
    columns = (
        Answer.item_key, Answer.state, Answer.evidence, Answer.value, Answer.note, Answer.kind, Answer.reason,
    )  # fmt: skip
    found = select(*columns).where(Answer.visit_id == visit_id, Answer.kind != CONFLICT)
    found = found.where(or_(~Answer.superseded, Answer.kind == CORRECTION))
    return db.session.execute(found.order_by(Answer.received_at, Answer.id)).all()


def _places(content: Checklist, locale: str) -> dict[str, _Place]:
    return {
        item.key: _Place(section.title.in_locale(locale), item, section.audience == "self")
        for section in content.sections
        for item in section.items
    }


def _told(answer: Stored, item: Item, reader: Reader) -> list[str]:
    """Title, words, evidence, note, and why it was corrected."""
    lines = (": ".join(filter(None, each)) for each in reader.lines(item, answer.value))
    words = state_words().get(answer.state) or "; ".join(lines)
    corrected = (answer.reason or _("Correction")) if answer.kind == CORRECTION else ""
    evidence = evidence_words().get(answer.evidence, "")
    return [item.title.in_locale(reader.locale), words, evidence, answer.note, corrected]


ANSWERS = ExportList("answers", Named("Answers", "回答", "回答"), _head, _rows, private=True)
