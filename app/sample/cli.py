"""``flask sample``: the sample company."""

from flask.cli import AppGroup

sample_cli = AppGroup("sample", help="The sample company.")
