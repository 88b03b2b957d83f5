"""``make run``: bring the database up to date, load the sample into an empty one, and serve.

A second start finds everything in place and only looks; it must answer within two seconds, so nothing heavy is
imported before it is known to be needed.
"""

import logging
import os
import socket
import sys

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

from app import create_app
from app.accounts.company import company
from app.extensions import db
from app.sample.accounts import SAMPLE_ACCOUNTS
from config import ROOT, BadSetting

HOST = os.environ.get("HOST") or "127.0.0.1"


def main() -> None:
    """Prepare the database, say where Rounds is, and serve until stopped."""
    try:
        port = _free_port()
        app = create_app()
    except BadSetting as error:
        sys.exit(f"Rounds cannot start: {error}")
    with app.app_context():
        prepare(app, empty=os.environ.get("EMPTY", "") not in ("", "0"))
        _announce(port)
    _serve(port)


def prepare(app: Flask, empty: bool) -> None:
    """Migrate, publish the checklist, and load the sample company unless `empty` or a company exists."""
    _migrate()
    from app.checklists.queries import publish_built_in

    publish_built_in()
    db.session.commit()
    if not empty and company() is None:
        from app.sample.load import load_sample

        load_sample()
    db.session.remove()


def _migrate() -> None:
    scripts = ScriptDirectory(str(ROOT / "migrations"))
    with db.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current != scripts.get_current_head():
        from flask_migrate import upgrade

        logging.getLogger("alembic").setLevel(logging.WARNING)
        print("Bringing the database up to date ...", flush=True)
        upgrade(directory=str(ROOT / "migrations"))


def _free_port() -> int:
    raw = os.environ.get("PORT") or "8000"
    if not raw.isdecimal() or not 0 < int(raw) < 65536:
        raise BadSetting(f"PORT={raw!r}: give a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(raw)))
        except OSError as error:
            raise BadSetting(f"port {raw} on {HOST} cannot be used ({error.strerror}): try PORT=8001.") from None
    return int(raw)


def _announce(port: int) -> None:
    print(f"\nRounds is at http://{HOST}:{port}")
    facts = company()
    if facts is None:
        print("Open it to create your company and its admin.\n", flush=True)
        return
    if facts.is_sample:
        print("This is sample data. Sign in as one of:")
        for account in SAMPLE_ACCOUNTS:
            print(f"  {account.username:8} {account.role:12} password: {account.password}")
        print("To begin with an empty company: make run EMPTY=1 INSTANCE_DIR=mine")
    print("Stop with Ctrl-C.\n", flush=True)


def _serve(port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    threads = int(os.environ.get("THREADS") or 8)
    Granian(
        "wsgi:app", address=HOST, port=port, interface=Interfaces.WSGI, workers=1,
        blocking_threads=threads, backlog=256, log_access=False, working_dir=ROOT, websockets=False,
    ).serve()  # fmt: skip


if __name__ == "__main__":
    main()
