"""Rows 5 and 6: saving one answer, durably, against one INSERT and one UPDATE of the bare twin."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count, cycle
from urllib.parse import urlencode
from uuid import uuid4

from sqlalchemy import delete

from app.checklists.queries import built_in
from app.checklists.specs import Field
from app.extensions import db
from app.visits.models import Answer
from bench import driver
from bench.data import Company, Writer, app_of, large
from bench.driver import Load, alternate, median, post, ratio
from bench.pages import CLIENTS, timeline_of
from bench.report import Reading
from bench.servers import serving
from bench.twin_data import TOKEN, make_twin

EACH = {1: 80, 8: 25}  # writes of a client in one load


def rate_and_delay() -> list[Reading]:
    """Rows 5 and 6."""
    company = large()
    twin = make_twin(company, timeline_of(company))
    readings = []
    with (
        serving("wsgi:app", **company.environment) as ours,
        serving("bench.twin:app", BENCH_TWIN=str(twin)) as bare,
    ):
        mine, theirs = our_writes(company), _bare_writes(company)
        for clients in CLIENTS:
            pairs = alternate(
                lambda clients=clients: driver.load(ours.port, mine[:clients], EACH[clients]),
                lambda clients=clients: driver.load(bare.port, theirs[:clients], EACH[clients]),
            )
            readings += _readings(pairs, clients)
    return readings


def _readings(pairs: list[tuple[Load, Load]], clients: int) -> list[Reading]:
    def rate(load: Load) -> float:
        return load.rate

    ours, bare = (median(list(loads), rate) for loads in zip(*pairs, strict=True))
    words = f"{clients} client{'s' if clients > 1 else ''}"
    share, note = 100 * ratio(pairs, rate), f"{ours:.0f} a second over {bare:.0f}"
    readings = [
        Reading(5, f"autosave rate over bare autosave, {words}", share, "%", 45, 70, more=True, note=note)
    ]
    if clients > 1:
        p95 = [median(list(loads), lambda load: load.p95) * 1000 for loads in zip(*pairs, strict=True)]
        note = f"bare {p95[1]:.1f} ms"
        readings.append(Reading(6, f"autosave p95, {words}, durable", p95[0], "ms", 15, 10, note=note))
    return readings


def questions() -> list[tuple[str, Field]]:
    """The key and the field of all questions that are answered by one grade or yes/no."""
    items = built_in().by_key.values()
    plain = [item for item in items if len(item.fields) == 1 and item.fields[0].type in ("s5", "yn", "ynp")]
    return [(item.key, item.fields[0]) for item in plain]


def our_writes(company: Company) -> list[Iterator[bytes]]:
    """Each of eight reps answers question after question of an empty visit, and then again."""
    app = app_of(company.folder)
    with app.app_context():
        visits = [writer.visit_id for writer in company.writers]
        db.session.execute(delete(Answer).where(Answer.visit_id.in_(visits)))
        db.session.commit()
    return [_writes_of(writer) for writer in company.writers]


def _writes_of(writer: Writer) -> Iterator[bytes]:
    revisions: dict[str, int] = {}
    for (key, field), turn in zip(cycle(questions()), count(), strict=False):
        revision = revisions.get(key, 0)
        value = str(turn % 5 + 1) if field.type == "s5" else ("yes", "no")[turn % 2]
        body = _form(revision) | {"state": "answered", "evidence": "seen", field.name: value, "note": ""}
        path = f"/visits/{writer.visit_id}/answers/{key}"
        yield post(path, writer.cookie, urlencode(body).encode(), HX_Request="true")
        revisions[key] = revision + 1


def _bare_writes(company: Company) -> list[Iterator[bytes]]:
    return [_bare_writes_of(writer) for writer in company.writers]


def _bare_writes_of(writer: Writer) -> Iterator[bytes]:
    revisions: dict[str, int] = {}
    for (key, _), turn in zip(cycle(questions()), count(), strict=False):
        revision = revisions.get(key, 0)
        body = _form(revision) | {"value": str(turn % 5 + 1)}
        path = f"/visits/{writer.visit_id}/answers/{key}"
        yield post(path, f"session={TOKEN}", urlencode(body).encode())
        revisions[key] = revision + 1


def _form(revision: int) -> dict[str, str | int]:
    return {"id": str(uuid4()), "revision": revision, "answered_at": datetime.now(UTC).isoformat()}
