"""Shorten our scripts into app/static/short: run after a script was changed, commit what it wrote.

Needs Node; who runs Rounds does not. A script whose short form is out of date is served as it was written.
"""

import re
import subprocess
import sys

from app.assets import STATIC, made_of, own_scripts

UGLIFY = ["npx", "--yes", "--loglevel=error", "uglify-js@3.19.3", "--mangle"]
COMPRESS = ["--compress", "passes=3"]
# One word for all of them, so that neighbours join: what is written once stays so without being told.
_CONST = re.compile(rb"\bconst (?=[\w\[{])")
_ALONE = ("worker.js",)  # no other script of its page calls what stands at its top


def main() -> int:
    """Write a file a bundle; the ones that are up to date stay as they are."""
    folder = STATIC / "short"
    folder.mkdir(exist_ok=True)
    scripts = own_scripts()
    for name, text in scripts.items():
        path, mark = folder / name, made_of(text) + b"\n"
        if not path.exists() or not path.read_bytes().startswith(mark):
            path.write_bytes(mark + _short(name, text))
    for path in folder.iterdir():
        if path.name not in scripts:
            path.unlink()
    return 0


def _short(name: str, text: bytes) -> bytes:
    command = [*UGLIFY, *(["--toplevel"] if name in _ALONE else []), *COMPRESS]
    return subprocess.run(command, input=_CONST.sub(b"let ", text), capture_output=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main())
