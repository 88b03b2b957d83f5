"""Rows 1 to 3: the timeline against the bare page, and against itself on a short history."""

from itertools import cycle, repeat

from flask.testing import FlaskClient
from sqlalchemy import event

from app.extensions import db
from bench import driver
from bench.data import Company, app_of, cut, large
from bench.driver import Load, alternate, get, median, ratio
from bench.report import Reading
from bench.servers import serving
from bench.twin_data import TOKEN, make_twin

CLIENTS = (1, 8)
EACH = {1: 60, 8: 15}  # requests of a client in one load
SHORT = 100


def against_the_twin() -> list[Reading]:
    """Row 1."""
    company = large()
    twin = make_twin(company, timeline_of(company))
    path = f"/dealers/{company.dealer_id}"
    readings = []
    with (
        serving("wsgi:app", **company.environment) as ours,
        serving("bench.twin:app", BENCH_TWIN=str(twin)) as bare,
    ):
        asked = {ours.port: get(path, company.cookie), bare.port: get(path, f"session={TOKEN}")}
        sizes = [len(driver.Connection(port).ask(request)[2]) for port, request in asked.items()]
        for clients in CLIENTS:
            pairs = alternate(*(_asker(port, request, clients) for port, request in asked.items()))
            readings += _ratios(pairs, clients, f"{sizes[0]} B against {sizes[1]} B")
        return [*readings, _drawn_anew(company, ours.port, bare.port, asked[bare.port])]


def _drawn_anew(company: Company, ours: int, bare: int, request: bytes) -> Reading:
    """The worst case: an admin goes through so many dealers that no entry is kept till its next turn."""
    paths = cycle(get(f"/dealers/{dealer_id}", company.admin_cookie) for dealer_id in company.dealer_ids)
    pairs = alternate(
        lambda: driver.load(ours, [paths], EACH[1]), lambda: driver.load(bare, [repeat(request)], EACH[1])
    )
    p50 = [median(list(loads), lambda load: load.p50) * 1000 for loads in zip(*pairs, strict=True)]
    note = f"{p50[0]:.1f} ms over {p50[1]:.1f} ms; no bar"
    return Reading(
        1, "the same with every entry drawn anew", ratio(pairs, lambda load: load.p50), "x", note=note
    )


def _asker(port: int, request: bytes, clients: int):
    return lambda: driver.load(port, [repeat(request)] * clients, EACH[clients])


def _ratios(pairs: list[tuple[Load, Load]], clients: int, sizes: str) -> list[Reading]:
    readings = []
    for name in ("p50", "p95"):

        def figure(load: Load, name: str = name) -> float:
            return getattr(load, name)

        ours, bare = (median(list(loads), figure) * 1000 for loads in zip(*pairs, strict=True))
        what = f"timeline over a bare page, {name}, {clients} client{'s' if clients > 1 else ''}"
        note = f"{ours:.1f} ms over {bare:.1f} ms; {sizes}"
        readings.append(Reading(1, what, ratio(pairs, figure), "x", 1.6, 1.35, note=note))
    return readings


def against_a_short_history() -> list[Reading]:
    """Row 2."""
    deep, short = large(), cut(SHORT)
    path = f"/dealers/{deep.dealer_id}"
    with serving("wsgi:app", **deep.environment) as one, serving("wsgi:app", **short.environment) as other:
        pairs = alternate(
            _asker(one.port, get(path, deep.cookie), 1), _asker(other.port, get(path, short.cookie), 1), 11
        )
    p50 = [median(list(loads), lambda load: load.p50) * 1000 for loads in zip(*pairs, strict=True)]
    note = f"{p50[0]:.1f} ms over {p50[1]:.1f} ms"
    value = ratio(pairs, lambda load: load.p50)
    return [Reading(2, "timeline, 100,000 over 100 visits, p50", value, "x", 1.15, 1.05, note=note)]


def without_noise() -> list[Reading]:
    """Row 3."""
    deep, short = (_cost(company) for company in (large(), cut(SHORT)))
    same = "the same at both sizes" if deep[0] == short[0] else f"{short[0]} at {SHORT} visits"
    steps = f"{deep[1]} steps over {short[1]}"
    return [
        Reading(3, "SQL statements of a timeline page", deep[0], "", 8, 5, note=same),
        Reading(3, "SQLite steps, 100,000 over 100 visits", deep[1] / short[1], "x", 1.02, 1.0, note=steps),
    ]


def _cost(company: Company) -> tuple[int, int]:
    """Statements and virtual machine steps of one timeline page."""
    app = app_of(company.folder)
    client = signed_in(app, company)
    path = f"/dealers/{company.dealer_id}"
    client.get(path)
    statements, steps = [], []
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda _c, _k, statement, *_: statements.append(statement))
    connection = engine.raw_connection()
    connection.driver_connection.set_progress_handler(lambda: steps.append(1) and None, 1)
    connection.close()
    client.get(path)
    engine.dispose()
    return sum(not each.startswith("BEGIN") for each in statements), len(steps)


def signed_in(app, company: Company) -> FlaskClient:
    """A test client with the session of the dealer's rep."""
    name, value = company.cookie.split("=", 1)
    client = app.test_client()
    client.set_cookie(name, value, domain="localhost")
    return client


def timeline_of(company: Company) -> str:
    """The dealer's newest page as English HTML."""
    client = signed_in(app_of(company.folder), company)
    return client.get(f"/dealers/{company.dealer_id}", headers={"Accept-Language": "en"}).text
