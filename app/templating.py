"""How templates are read: strictly, and compiled once for all starts."""

from collections.abc import MutableMapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2 import FileSystemBytecodeCache, StrictUndefined


class Templates(Environment):
    """Flask's environment: what is undefined is an error, and tags leave no blank lines behind."""

    def __init__(self, app: Flask, **options: Any) -> None:
        super().__init__(app, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, **options)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> dict[str, Any]:
        """One plain mapping; Jinja would chain two, which every include then copies key by key."""
        return {**self.globals, **(d or {})}


def bind(app: Flask) -> None:
    """Give an app its templates; their compiled code stays in the instance folder for the next start."""
    app.jinja_environment = Templates
    folder = Path(app.config["INSTANCE_DIR"]) / "templates" / version("jinja2")
    folder.mkdir(parents=True, exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(folder))
