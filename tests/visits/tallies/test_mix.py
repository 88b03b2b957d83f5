"""Whatever happens to visits and dealers, in whatever order: counting everything again changes nothing."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, update

from app import clock
from app.accounts.models import Company, User
from app.checklists.queries import checklist
from app.dealers.models import Dealer
from app.extensions import db
from app.planning.changing import reassign
from app.visits.finish import Ended, finish_visit
from app.visits.models import Visit
from app.visits.retention.purge import purge
from app.visits.tallies.filling import fill
from app.visits.tallies.models import RepDay, RiskLot, TeamDay
from app.visits.tallies.moving import sums_following
from app.visits.tallies.writing import add_late_photos
from tests import factories
from tests.visits.judgement import world
from tests.visits.phone import send

STEPS, DAYS = 22, 70
FACTS = (Visit.id, Visit.day, Visit.minutes, Visit.evidence_counted, Visit.evidence_seen,
         Visit.evidence_document, Visit.evidence_told, Visit.photos_taken)  # fmt: skip


class Mix:
    """A company in which things happen by chance."""

    def __init__(self, cast, client, sign_in, seed: int):
        self.cast, self.client, self.sign_in, self.dice = cast, client, sign_in, Random(f"mix {seed}")
        self.visits: list[UUID] = []

    def visit(self) -> None:
        """A visit of some day, which reaches us now: often after one that was later."""
        cast, dice = self.cast, self.dice
        dealer = db.session.get(Dealer, dice.choice((cast.dealer, cast.omars_dealer)).id)
        ago = dice.randrange(DAYS)
        ended = datetime.now(UTC) - timedelta(days=ago, minutes=dice.randrange(600))
        visit = factories.visit(
            cast, dealer_id=dealer.id, rep_id=dealer.rep_id, mode=dice.choice(("quick", "full")),
            started_at=ended - timedelta(minutes=dice.randrange(3, 90)),
        )  # fmt: skip
        for product in dice.sample(cast.products, dice.randrange(3)):
            whole = dice.randrange(100, 400)
            world.count(visit, product, [(dice.randrange(60, 170), whole)], ago, counted=whole)
        factories.answer(visit, "wh_tidy", {"grade": 3}, evidence=dice.choice(("seen", "told")))
        factories.answer(visit, "wh_ventilation", {}, note="a note alone", evidence="seen")
        self._finish(visit, ended)

    def _finish(self, visit: Visit, ended: datetime) -> None:
        for key in ("wh_stock_counts", "wh_overview_photo"):
            factories.answer(visit, key, {}, state="not_seen")
        factories.answer(visit, "self_written_memo", {"memo": "none"})
        stored = db.session.get(Visit, visit.id)
        finish_visit(stored, world.dealer_of(stored), checklist(stored.checklist_version_id), Ended(ended))
        db.session.commit()
        self.visits.append(visit.id)

    def _some(self) -> Visit | None:
        """A finished visit, as its rep, who is signed in now."""
        if not self.visits:
            return None
        chosen = self.dice.choice(self.visits)
        rep = db.session.scalars(select(User).join(Visit, Visit.rep_id == User.id).where(Visit.id == chosen))
        self.sign_in(self.client, rep.one())
        visit = db.session.get(Visit, chosen)
        db.session.expunge(visit)
        return visit

    def photos_come_late(self) -> None:
        if visit := self._some():
            for _ in range(2):
                factories.photo(visit, "wh_overview_photo.overview")
            add_late_photos(db.session.get(Visit, visit.id), 2)
            db.session.commit()

    def count_comes_late(self) -> None:
        if visit := self._some():
            at = (visit.end - timedelta(minutes=self.dice.randrange(3))).isoformat()
            product = self.dice.choice(self.cast.products).id
            path = f"/visits/{visit.id}/counts/{product}"
            told = send(self.client, path, revision="0", cases="2", loose="3", answered_at=at)
            assert told.status_code == 200

    def correction(self) -> None:
        if visit := self._some():
            form = {"id": str(uuid4()), "grade": "2", "evidence": "counted", "reason": "Misread"}
            told = self.client.post(f"/visits/{visit.id}/corrections/wh_tidy", data=form)
            assert told.status_code in (303, 404)  # who has lost the dealer corrects no more

    def retention(self) -> None:
        db.session.execute(update(Company).values(sensitive_months=1))
        db.session.commit()
        purge()

    def dealer_moves(self) -> None:
        dealer = db.session.get(Dealer, self.dice.choice((self.cast.dealer, self.cast.omars_dealer)).id)
        reassign(dealer, db.session.get(User, self.dice.choice((self.cast.rita, self.cast.omar)).id))
        db.session.commit()

    def dealer_is_given_up_or_taken_back(self) -> None:
        dealer = db.session.get(Dealer, self.cast.omars_dealer.id)
        with sums_following([dealer.id]):
            dealer.active = not dealer.active
        db.session.commit()

    def happen(self) -> None:
        happenings = (
            *[self.visit] * 4, self.photos_come_late, self.count_comes_late, self.correction, self.retention,
            self.dealer_moves, self.dealer_is_given_up_or_taken_back,
        )  # fmt: skip
        for _ in range(STEPS):
            self.dice.choice(happenings)()
            db.session.expire_all()


def kept() -> dict[str, list]:
    """All sums, and the facts that they are made of."""
    db.session.rollback()
    dealers = select(Dealer.id, Dealer.health, Dealer.diversion).order_by(Dealer.id)
    questions = {"visits": select(*FACTS).order_by(Visit.id), "dealers": dealers}
    for model in (RepDay, TeamDay, RiskLot):
        table = model.__table__
        questions[table.name] = select(table).order_by(*table.primary_key)
    return {name: [tuple(row) for row in db.session.execute(asked)] for name, asked in questions.items()}


def near(rows: list[tuple]) -> list[tuple]:
    return [tuple(pytest.approx(x, abs=1e-6) if isinstance(x, float) else x for x in row) for row in rows]


@pytest.mark.parametrize("seed", range(6))
def test_counting_again_changes_nothing(cast, client, sign_in, seed):
    Mix(cast, client, sign_in, seed).happen()
    before = kept()
    fill(db.session.connection(), clock.zone())
    db.session.commit()
    after = kept()
    for name, rows in before.items():
        assert after[name] == near(rows), name
    dealt_with = select(func.count(Visit.id)).join(Dealer, Dealer.id == Visit.dealer_id)
    finished = db.session.scalar(dealt_with.where(Visit.finished_at.is_not(None), Dealer.active))
    assert sum(row[3] for row in before["rep_days"]) == finished
