"""Rows 15 to 17 and 22: what the service weighs, and how soon it is there."""

import statistics
import subprocess
import tempfile
import time
from itertools import repeat
from pathlib import Path

from bench import driver
from bench.autosave import our_writes
from bench.data import Company, cut
from bench.driver import get
from bench.report import Reading
from bench.servers import Server, free_port, make_run, serving
from bench.weight import VISITS, pages_of
from config import ROOT

STARTS = 7


def memory() -> list[Reading]:
    """Row 15: idle after one page, and while eight clients read and write."""
    company = cut(VISITS)
    with serving("wsgi:app", **company.environment) as server:
        driver.load(server.port, [repeat(get("/", company.cookie))], 1)
        time.sleep(2)
        idle = server.memory()
        busy = max(_work(server, company) for _ in range(5))
    return [
        Reading(15, "memory (PSS) of all processes, idle", idle, "MB", 120, 80),
        Reading(15, "memory (PSS) of all processes, under load", busy, "MB", 200, 130),
    ]


def _work(server: Server, company: Company) -> float:
    """Each of eight clients opens the pages that matter and saves answers; the memory right after."""
    requests = [get(path, company.cookie) for path in pages_of(company).values()]
    driver.load(server.port, [iter(requests * 20) for _ in range(8)], 3 * 20)
    driver.load(server.port, our_writes(company), 40)
    return server.memory()


def start() -> list[Reading]:
    """Rows 16 and 17: the server alone, on a migrated database of 10,000 visits."""
    company = cut(VISITS)
    with serving("wsgi:app", **company.environment):
        pass  # the first start writes the bundles
    took = []
    for _ in range(STARTS):
        with serving("wsgi:app", **company.environment) as server:
            took.append(server.started_in)
    note = f"{min(took):.2f} to {max(took):.2f} s"
    return [
        Reading(
            16, "start to the first 200, 10,000 visits", statistics.median(took), "s", 1.5, 0.8, note=note
        ),
        Reading(
            17, "services needed beside the app", 0, "", 0, 0, note="SQLite and a folder, in the process"
        ),
    ]


def make_run_twice() -> list[Reading]:
    """Row 22: ``make run`` in a fresh clone, with the installing and the sample, and when all is prepared."""
    return [_fresh_clone(), _again()]


def _fresh_clone() -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "clone", "-q", str(ROOT), folder], check=True)
        nothing = {"INSTANCE_DIR": "", "DATABASE_URL": "", "EMPTY": ""}
        with make_run(free_port(), nothing, Path(folder)) as server:
            took = server.started_in
    note = "once; most of it is the installing"
    return Reading(22, "make run in a fresh clone to a served page", took, "s", 60, 25, note=note)


def _again() -> Reading:
    company = cut(VISITS)
    took = []
    for _ in range(STARTS):
        with make_run(free_port(), company.environment) as server:
            took.append(server.started_in)
    return Reading(22, "a second make run to a served page", statistics.median(took), "s", 2, 1)
