"""A simulated company, without a database: lived through once a run."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from app.checklists.queries import built_in
from app.sample.life import DealerLife
from app.sample.plan import DealerPlan, plan
from app.sample.records import StoredVisit
from app.sample.visit_rows import Writer

TODAY = date(2026, 11, 23)
PRODUCT_IDS = tuple(range(1, 25))


@dataclass(frozen=True)
class History:
    """One dealer after his last visit."""

    plan: DealerPlan
    life: DealerLife
    visits: tuple[StoredVisit, ...]


def live(dealer: DealerPlan, seed: int, photos: bool = True) -> History:
    """Simulate one dealer with all his visits."""
    life = DealerLife(dealer, PRODUCT_IDS, seed)
    writer = Writer(life, built_in(), ZoneInfo("Asia/Shanghai"), seed, TODAY if photos else None)
    visits = tuple(writer.write(met) for met in life.encounters(TODAY.toordinal()))
    return History(dealer, life, visits)


@pytest.fixture(scope="session")
def company() -> list[History]:
    """The default sample: 40 dealers, 600 visits."""
    return [live(dealer, 7) for dealer in plan(40, 600, 7, TODAY)]
