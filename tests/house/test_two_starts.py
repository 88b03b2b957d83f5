"""Two servers that start at the same moment on an empty folder."""

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

from app.assets import _write
from config import ROOT

SERVERS = 3


def test_servers_that_start_at_once_prepare_one_company(tmp_path):
    environment = os.environ | {"INSTANCE_DIR": str(tmp_path), "DATABASE_URL": ""}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "prepare", "--empty"]
    told = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    starts = [subprocess.Popen(command, cwd=ROOT, env=environment, **told) for _ in range(SERVERS)]
    said = [start.communicate(timeout=120)[0] for start in starts]
    assert [start.returncode for start in starts] == [0] * SERVERS, "\n".join(said)
    with closing(sqlite3.connect(tmp_path / "rounds.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM checklist_versions").fetchone() == (1,)
    bundles = sorted(path.name for path in (tmp_path / "assets").iterdir())
    assert not [name for name in bundles if name.startswith(".")]
    assert [name for name in bundles if name.startswith("app.") and name.endswith(".js.br")]


def test_a_bundle_that_several_write_at_once_is_whole(tmp_path):
    gate = Barrier(SERVERS)

    def write(text: bytes) -> str:
        gate.wait()
        return _write(tmp_path, "app.css", text)

    for turn in range(20):
        text = f"/* {turn} */ {'a' * 60_000}".encode()
        with ThreadPoolExecutor(SERVERS) as writers:
            (name,) = set(writers.map(write, [text] * SERVERS))
        assert (tmp_path / name).read_bytes() == text
