"""The judgement that pages show: computed for an open visit, read back for a finished one."""

from uuid import UUID

from sqlalchemy import select

from app.checklists.queries import checklist
from app.extensions import db
from app.thresholds.queries import current_settings
from app.visits.judgement.document import read_back
from app.visits.judgement.judge import judge
from app.visits.judgement.judgement import Judgement
from app.visits.judgement.loading import Held, load
from app.visits.judgement.models import VisitResults
from app.visits.models import Visit
from app.visits.queries import answers_of, counts_of, last_answers_of


def judgement_of(visit: Visit, pictured: bool = True) -> Judgement:
    """All that follows from an open visit as it stands now; nothing is stored. `visit.dealer` is loaded.

    Without `pictured` its photos are not looked for: leverage cards then show none.
    """
    content, settings = checklist(visit.checklist_version_id), current_settings()
    held = Held(answers_of(visit.id), counts_of(visit.id), last_answers_of(visit.dealer_id), pictured)
    return judge(load(visit, visit.dealer, held, content, settings), content, settings)


def stored_judgement(visit_id: UUID) -> Judgement | None:
    """What was stored when the visit was finished; None for one that is open, or older than the rules."""
    found = select(VisitResults.document).where(VisitResults.visit_id == visit_id)
    document = db.session.scalar(found)
    return None if document is None else read_back(visit_id, document)
