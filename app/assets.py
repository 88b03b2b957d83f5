"""Stylesheets, scripts and icons: joined at start, named by their content, served compressed for ever.

Every stylesheet in ``static/css`` and every script in ``static/js`` belongs to the bundle, in the order of
the file names; what lies in a folder of either is a bundle of that name, for the pages that ask for it.
There is no list to keep and no build step to run; ``make short`` shortens the scripts for the phones' sake.
"""

import hashlib
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

STATIC = Path(__file__).parent / "static"
# Phones are not sent what only a reader needs. A script's line that begins with // is a comment.
_COMMENTS = {".css": re.compile(rb"/\*.*?\*/", re.S), ".js": re.compile(rb"^\s*//.*$", re.M)}
_INDENT = re.compile(rb"\n\s+")
_CSS_BLANKS = re.compile(rb"\s*([{};,])\s*|(?<=:)\s+")  # none of our strings holds one of these
# htmx-2.0.11.min.js is asked for as htmx.js
_VENDORED = {f"{path.name.split('-')[0]}.js": path for path in sorted((STATIC / "vendor").glob("*.js"))}


def _joined(folder: str, suffix: str) -> bytes:
    text = b"\n".join(path.read_bytes() for path in sorted((STATIC / folder).glob(f"*{suffix}")))
    text = _INDENT.sub(b"\n", _COMMENTS[suffix].sub(b"", text))
    return _CSS_BLANKS.sub(rb"\1", text) if suffix == ".css" else text


def _sources() -> dict[str, bytes]:
    sources = {"app.css": _joined("css", ".css"), "app.js": _joined("js", ".js")}
    for kind in ("css", "js"):
        for folder in sorted(path for path in (STATIC / kind).iterdir() if path.is_dir()):
            sources[f"{folder.name}.{kind}"] = _joined(f"{kind}/{folder.name}", f".{kind}")
    for path in sorted(STATIC.glob("*.*")):
        sources[path.name] = path.read_bytes()
    return sources | {name: path.read_bytes() for name, path in _VENDORED.items()}


def _short(name: str, content: bytes) -> bytes:
    """Our script with short names inside, a fifth smaller; as it is where `make short` lags behind."""
    path = STATIC / "short" / name
    mark, _, short = path.read_bytes().partition(b"\n") if path.exists() else (b"", b"", b"")
    return short if mark == made_of(content) else content


def made_of(content: bytes) -> bytes:
    """The first line of a shortened script: which joined one it was made of."""
    return f"// of {hashlib.sha256(content).hexdigest()}".encode()


def own_scripts() -> dict[str, bytes]:
    """Every bundle of our own, joined and not shortened: name -> text."""
    return {name: text for name, text in _sources().items() if name.endswith(".js") and name not in _VENDORED}


def _write(folder: Path, name: str, content: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    hashed = f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"
    if not (folder / hashed).exists():
        # Two servers may start at once: each writes aside. The plain file says that all is there: it is last.
        with TemporaryDirectory(prefix=".part-", dir=folder) as aside:
            made = Path(aside) / hashed
            made.write_bytes(_short(name, content))
            for variant in [*Compressor(quiet=True).compress(str(made)), made]:
                Path(variant).replace(folder / Path(variant).name)
    return hashed


def bind(app: Flask) -> None:
    """Build the bundles into the instance folder, serve them under /assets/, give templates `asset(name)`.

    ``app.extensions["assets"]`` has the file of each name.
    """
    folder = Path(app.config["INSTANCE_DIR"]) / "assets"
    folder.mkdir(parents=True, exist_ok=True)
    urls = {name: f"/assets/{_write(folder, name, content)}" for name, content in _sources().items()}
    wanted = {url.rsplit("/", 1)[1] for url in urls.values()}
    served = WhiteNoise(
        app.wsgi_app, max_age=365 * 24 * 3600, immutable_file_test=lambda _path, _url: True,
        allow_all_origins=False,
    )  # fmt: skip
    for name in wanted:
        for variant in ("", ".gz", ".br"):
            if (folder / (name + variant)).exists():
                served.add_file_to_dictionary(f"/assets/{name}{variant}", str(folder / (name + variant)))
    app.wsgi_app = served
    app.jinja_env.globals["asset"] = urls.__getitem__
    app.extensions["assets"] = {name: folder / url.rsplit("/", 1)[1] for name, url in urls.items()}
