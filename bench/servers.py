"""Starting the production server on a free port, waiting for its first answer, weighing it, ending it."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from config import ROOT
from serve import SERVER_ENVIRONMENT, server_command

PATIENCE = 180  # seconds


@dataclass(frozen=True)
class Server:
    """A running server: its port, its first process, and the seconds from start to the first 200."""

    port: int
    pid: int
    started_in: float

    def memory(self) -> float:
        """The proportional set size of the server's processes together, in MB."""
        return sum(_pss(pid) for pid in family(self.pid))


@contextmanager
def serving(target: str, **environment: str) -> Iterator[Server]:
    """Serve a WSGI target with the product's own server settings; `environment` is added to this one's."""
    port = free_port()
    with running(server_command(target, port), port, **SERVER_ENVIRONMENT, **environment) as server:
        yield server


@contextmanager
def make_run(port: int, environment: dict[str, str], folder: Path = ROOT) -> Iterator[Server]:
    """``make run``, as a person types it in a clone of the repository."""
    with running(["make", "run"], port, folder, PORT=str(port), **environment) as server:
        yield server


@contextmanager
def running(command: list[str], port: int, folder: Path = ROOT, **environment: str) -> Iterator[Server]:
    """Run a command that serves on a port, until the block ends."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=os.environ | environment, stdout=subprocess.DEVNULL)
    try:
        yield Server(port, process.pid, _first_answer(process, port) - begun)
    finally:
        _end(process)


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _end(process: subprocess.Popen) -> None:
    """End a process and what it started: make, for one, ends before its server does."""
    if process.poll() is None:
        for pid in family(process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
    process.wait(PATIENCE)


def _first_answer(process: subprocess.Popen, port: int) -> float:
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return time.perf_counter()
        except OSError:
            time.sleep(0.005)
        finally:
            connection.close()
    process.terminate()
    raise RuntimeError(f"nothing answers on port {port}: the server did not start")


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    children = [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]
    return [pid] + [each for child in children for each in family(child)]


def _pss(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"process {pid} does not tell its memory")
