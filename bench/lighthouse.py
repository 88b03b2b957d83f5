"""Rows 13 and 14: Lighthouse's mobile run on the pages that the bars name. It comes by npx, pinned."""

import json
import os
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path

from bench.data import Company, cut
from bench.report import Reading
from bench.servers import Server, serving
from bench.weight import NAMES, VISITS, pages_of

PACKAGE = "lighthouse@12.8.2"
RUNS = int(os.environ.get("BENCH_RUNS") or 5)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def mobile_scores() -> list[Reading]:
    """Rows 13 and 14; nothing where npx or the package cannot be had."""
    if not shutil.which("npx"):
        print("  Lighthouse needs npx (install Node.js); rows 13 and 14 are left out.")
        return []
    company = cut(VISITS)
    with serving("wsgi:app", **company.environment) as server:
        return [
            reading
            for name, (path, cookie) in _pages(company).items()
            for reading in _readings(name, [_run(server, path, cookie) for _ in range(RUNS)])
        ]


def _pages(company: Company) -> dict[str, tuple[str, str]]:
    """Path and cookie of each page: three of a rep's, and the dashboard of an admin."""
    pages = {name: (path, company.cookie) for name, path in pages_of(company).items()}
    return pages | {"dashboard": ("/dashboard", company.admin_cookie)}


def _run(server: Server, path: str, cookie: str) -> dict:
    found = next((shutil.which(name) for name in NAMES if shutil.which(name)), "")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            "npx",
            "--yes",
            PACKAGE,
            f"http://127.0.0.1:{server.port}{path}",
            "--quiet",
            "--output=json",
        ]
        command += [f"--output-path={report}", f"--chrome-flags={FLAGS}"]
        command += [f"--extra-headers={json.dumps({'Cookie': cookie})}"]
        subprocess.run(command, cwd=folder, env=os.environ | {"CHROME_PATH": found}, check=True)
        return json.loads(report.read_text())


def _readings(name: str, reports: list[dict]) -> list[Reading]:
    scores = {
        category: 100 * statistics.median(each["categories"][category]["score"] for each in reports)
        for category in CATEGORIES
    }
    note = ", ".join(f"{category} {score:.0f}" for category, score in scores.items())

    def audit(key: str) -> float:
        return statistics.median(each["audits"][key]["numericValue"] for each in reports)

    return [
        Reading(13, f"Lighthouse mobile, {name}", min(scores.values()), "", 98, 100, more=True, note=note),
        Reading(14, f"{name}, LCP", audit("largest-contentful-paint") / 1000, "s", 1.6, 1.1),
        Reading(14, f"{name}, TBT", audit("total-blocking-time"), "ms", 120, 70),
        Reading(14, f"{name}, CLS", audit("cumulative-layout-shift"), "", 0.01, 0),
    ]
