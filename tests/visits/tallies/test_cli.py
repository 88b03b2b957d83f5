"""``flask tallies recount`` puts right what was wrong, and nothing else."""

from sqlalchemy import select, update

from app.extensions import db
from app.visits.tallies.cli import tallies_cli
from app.visits.tallies.models import RepDay, TeamDay
from tests import factories


def test_recounting_mends_a_sum_that_was_wrong(app, cast):
    factories.finished(factories.visit(cast), cast)
    db.session.execute(update(RepDay).values(visits=7, photos=9))
    db.session.execute(TeamDay.__table__.delete())
    db.session.commit()
    for _ in range(2):
        result = app.test_cli_runner().invoke(tallies_cli, ["recount"])
        assert result.exit_code == 0, result.output
        db.session.expire_all()
        for model in (RepDay, TeamDay):
            (day,) = db.session.scalars(select(model))
            assert (day.visits, day.photos) == (1, 0)
