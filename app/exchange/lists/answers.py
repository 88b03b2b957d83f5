"""Every answer of the finished visits that a person may see: what was found, and how it is known."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _
from sqlalchemy import or_, select

from app import i18n
from app.accounts.models import User
from app.catalogue.models import Product
from app.checklists.content import Checklist
from app.checklists.queries import checklist
from app.dealers.models import Dealer
from app.exchange.batches import each_of
from app.exchange.lists.asked import between, dealer_name, of_dealers
from app.exchange.registry import ExportList, Row
from app.extensions import db
from app.messages import Named
from app.visits.models import CONFLICT, Answer, Visit
from app.visits.reading import Reader, context_with
from app.visits.words import evidence_words, state_words


def _head() -> list[str]:
    return [
        _("Dealer code"),
        _("Dealer"),
        _("Rep"),
        _("Finished"),
        _("Section"),
        _("Item"),
        _("Answer"),
        _("Evidence"),
        _("Note"),
        _("Correction of"),
    ]


def _rows(user: User, asked: Mapping[str, str]) -> Iterator[Row]:
    wanted = (
        select(
            Answer.id,
            Answer.dealer_id,
            Answer.item_key,
            Answer.state,
            Answer.evidence,
            Answer.value,
            Answer.note,
            Answer.kind,
            Answer.reason,
            Visit.rep_id,
            Visit.finished_at,
            Visit.checklist_version_id,
            Dealer.code,
            Dealer.name_en,
            Dealer.name_zh,
            User.display_name,
        )
        .join(Visit, Visit.id == Answer.visit_id)
        .join(Dealer, Dealer.id == Answer.dealer_id)
        .join(User, User.id == Visit.rep_id)
        .where(Visit.finished_at.is_not(None), Answer.kind != CONFLICT)
        .where(or_(~Answer.superseded, Answer.kind == "correction"))
    )
    wanted = between(of_dealers(wanted, Answer.dealer_id, user, asked), Visit.finished_at, asked)
    who, locale = (user.id, user.role), i18n.locale()
    reader = Reader(
        context_with(db.session.execute(select(Product.id, Product.name_en, Product.name_zh)).all()), locale
    )
    evidence, states = evidence_words(), state_words()
    for row in each_of(wanted, Answer.id):
        content = checklist(row.checklist_version_id)
        item = content.by_key.get(row.item_key)
        if item is None or (_is_private(content, row.item_key) and not _may_see(who, row.rep_id)):
            continue
        words = states.get(row.state) or "; ".join(
            ": ".join(filter(None, each)) for each in reader.lines(item, row.value)
        )
        yield [
            row.code,
            dealer_name(row),
            row.display_name,
            row.finished_at,
            _section(content, row.item_key, locale),
            item.title.in_locale(locale),
            words,
            evidence.get(row.evidence, ""),
            row.note,
            row.reason or (_("Correction") if row.kind == "correction" else ""),
        ]


def _may_see(who: tuple[int, str], rep_id: int) -> bool:
    """The self-check belongs to the rep and his supervisor."""
    return who[0] == rep_id or who[1] == "supervisor"


def _is_private(content: Checklist, key: str) -> bool:
    return any(
        each.audience == "self" and any(item.key == key for item in each.items) for each in content.sections
    )


def _section(content: Checklist, key: str, locale: str) -> str:
    found = (each.title for each in content.sections if any(item.key == key for item in each.items))
    return next((title.in_locale(locale) for title in found), "")


ANSWERS = ExportList("answers", Named("Answers", "回答", "回答"), _head, _rows, private=True)
