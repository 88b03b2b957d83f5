"""The product as `make run` serves it: the sample company behind the real production server."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from config import ROOT

STARTS_WITHIN = 120  # seconds; the sample company is loaded first, and the machine may be busy


@dataclass(frozen=True)
class Live:
    """A running Rounds: its address, its folder, and its log."""

    url: str
    folder: Path
    log: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(folder: Path, port: int = 0, **environment: str) -> tuple[Live, subprocess.Popen]:
    """Start `serve.py` on `folder` and wait until it serves; fails with what it printed. 0: any free port."""
    port, log = port or free_port(), folder / "log.txt"
    settings = os.environ | {
        "INSTANCE_DIR": str(folder),
        "PORT": str(port),
        "SIGN_IN_LIMIT": "1000 per minute",
    }
    settings.pop("DATABASE_URL", None)
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "serve.py"], cwd=ROOT, env=settings | environment, stdout=output,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    live = Live(f"http://127.0.0.1:{port}", folder, log)
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{live.url}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return live, process
        except (URLError, OSError):
            time.sleep(0.1)
    stop(process)
    raise AssertionError(f"Rounds did not start:\n{log.read_text()}")


def stop(process: subprocess.Popen) -> None:
    """End the server and its workers."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
