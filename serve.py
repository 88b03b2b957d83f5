"""``make run``: prepare what has to be prepared, say where Rounds is, and become the production server.

A second start must answer within two seconds, so this file imports nothing heavy: it compares a stamp with
the files that preparing depends on, and leaves preparing itself to a process of its own.
"""

import hashlib
import importlib.util
import os
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from config import ROOT, BadSetting, from_environment

HOST = os.environ.get("HOST") or "127.0.0.1"
THREADS = os.environ.get("THREADS") or "8"
# glibc keeps what each thread has freed apart; two pools instead of eight save a tenth of the memory.
SERVER_ENVIRONMENT = {"MALLOC_ARENA_MAX": "2"}


def main() -> None:
    """Prepare, announce, and hand this process over to the server."""
    try:
        settings = from_environment()
        port = _free_port()
    except BadSetting as error:
        sys.exit(f"Rounds cannot start: {error}")
    empty = os.environ.get("EMPTY", "") not in ("", "0")
    if empty and (found := _company(settings)) is not None and found[1]:
        settings = _set_sample_aside(settings)
    _prepare(settings, empty)
    _announce(settings, port)
    os.chdir(ROOT)
    os.environ |= SERVER_ENVIRONMENT
    os.execv(sys.executable, server_command("wsgi:app", port))


def server_command(target: str, port: int) -> list[str]:
    """The command line of the production server; the benchmarks serve their bare twin with the same."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port),
        "--workers", "1", "--blocking-threads", THREADS, "--no-ws", "--log-level", "error", target,
    ]  # fmt: skip


def _set_sample_aside(settings: dict) -> dict:
    """Keep the folder of the sample company under another name, and begin a new one."""
    if os.environ.get("DATABASE_URL"):
        sys.exit("This database holds the sample company: name another in DATABASE_URL, then begin again.")
    folder = settings["INSTANCE_DIR"]
    aside = folder.with_name(f"{folder.name}-sample-{time.strftime('%Y%m%d-%H%M%S')}")
    folder.rename(aside)
    print(f"The sample company now lies in {aside.name}/; nothing of it was deleted.")
    return from_environment()


def _prepare(settings: dict, empty: bool) -> None:
    stamp, state = settings["INSTANCE_DIR"] / "prepared", _state(settings)
    if stamp.exists() and stamp.read_text() == state and _company(settings) is not None:
        return
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "prepare"]
    if empty:
        command.append("--empty")
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        sys.exit("Rounds could not prepare its database; the lines above say why.")
    stamp.write_text(state)


def _state(settings: dict) -> str:
    """A digest of what preparing depends on: the database's address, the migrations and the checklist."""
    files = sorted([*ROOT.glob("migrations/versions/*.py"), *ROOT.glob("app/checklists/content/*.yaml")])
    digest = hashlib.sha256(settings["SQLALCHEMY_DATABASE_URI"].encode())
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _company(settings: dict) -> tuple[str, bool] | None:
    """Name of the company and whether it is the sample; None where there is no database or no company."""
    url = settings["SQLALCHEMY_DATABASE_URI"]
    question = "SELECT name, is_sample FROM companies LIMIT 1"
    try:
        if url.startswith("sqlite:///"):
            file = Path(url.removeprefix("sqlite:///"))
            connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
            try:
                return connection.execute(question).fetchone()
            finally:
                connection.close()
        return _ask_postgres(url.replace("+psycopg", "", 1), question)
    except (sqlite3.Error, OSError):
        return None


def _ask_postgres(url: str, question: str) -> tuple[str, bool] | None:
    import psycopg

    try:
        with psycopg.connect(url) as connection:
            return connection.execute(question).fetchone()
    except psycopg.Error:
        return None


def _free_port() -> int:
    raw = os.environ.get("PORT") or "8000"
    if not raw.isdecimal() or not 0 < int(raw) < 65536:
        raise BadSetting(f"PORT={raw!r}: give a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(raw)))
        except OSError as error:
            why = error.strerror
            raise BadSetting(f"port {raw} on {HOST} cannot be used ({why}): try PORT=8001.") from None
    return int(raw)


def _announce(settings: dict, port: int) -> None:
    print(f"\nRounds is at http://{HOST}:{port}")
    found = _company(settings)
    if found is None:
        print("Open it to create your company and its admin.")
    elif found[1]:
        print("This is sample data. Sign in as one of:")
        for account in _sample_accounts():
            print(f"  {account.username:6} {account.role:11} password: {account.password}")
        print("To begin with an empty company: stop this, then make run EMPTY=1")
    print("Stop with Ctrl-C.\n", flush=True)


def _sample_accounts() -> tuple:
    # Loaded by its path: importing the package `app` would import all of Rounds into this process.
    spec = importlib.util.spec_from_file_location("accounts", ROOT / "app" / "sample" / "accounts.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.SAMPLE_ACCOUNTS


if __name__ == "__main__":
    main()
