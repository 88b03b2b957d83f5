"""Shorten our scripts into app/static/short: run after a script was changed, commit what it wrote.

Needs Node; who runs Rounds does not. A script whose short form is out of date is served as it was written.
"""

import subprocess
import sys

from app.assets import STATIC, made_of, own_scripts

TERSER = ["npx", "--yes", "--loglevel=error", "terser@5.44.1", "--compress", "passes=2", "--mangle"]


def main() -> int:
    """Write a file a bundle; the ones that are up to date stay as they are."""
    folder = STATIC / "short"
    folder.mkdir(exist_ok=True)
    scripts = own_scripts()
    for name, text in scripts.items():
        path, mark = folder / name, made_of(text) + b"\n"
        if not path.exists() or not path.read_bytes().startswith(mark):
            short = subprocess.run(TERSER, input=text, capture_output=True, check=True).stdout
            path.write_bytes(mark + short)
    for path in folder.iterdir():
        if path.name not in scripts:
            path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
