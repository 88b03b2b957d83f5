"""The judgement that pages show: computed for an open visit, read back for a finished one."""

from uuid import UUID

from sqlalchemy import select

from app import clock
from app.checklists.queries import checklist
from app.extensions import db
from app.promises.queries import bearing_on
from app.thresholds.queries import current_settings
from app.visits.judgement.document import read_back
from app.visits.judgement.judge import judge
from app.visits.judgement.judgement import Judgement
from app.visits.judgement.loading import Held, load
from app.visits.judgement.loading_stock import goods_of
from app.visits.judgement.models import VisitResults
from app.visits.models import Visit
from app.visits.queries import answers_of, counts_of, last_answers_of, photos_of


def judgement_of(visit: Visit, pictured: bool = True) -> Judgement:
    """All that follows from an open visit as it stands now; nothing is stored. `visit.dealer` is loaded.

    Without `pictured` its photos are not looked for: leverage cards then show none.
    """
    content, settings = checklist(visit.checklist_version_id), current_settings()
    return judge(load(visit, visit.dealer, held_by(visit, pictured), content), content, settings)


def held_by(visit: Visit, pictured: bool = True) -> Held:
    """What an open visit holds, and what bears on it."""
    counts = counts_of(visit.id)
    return Held(
        answers_of(visit.id), counts, last_answers_of(visit.dealer_id),
        goods_of(visit.id, visit.dealer_id, counts),
        photos_of(visit.id) if pictured else (),
        bearing_on(visit.id, visit.dealer_id, clock.today(), current_settings()),
    )  # fmt: skip


def stored_judgement(visit_id: UUID) -> Judgement | None:
    """What was stored when the visit was finished; None for one that is open, or older than the rules."""
    found = select(VisitResults.document).where(VisitResults.visit_id == visit_id)
    document = db.session.scalar(found)
    return None if document is None else read_back(visit_id, document)
