"""The commands of ``flask``, and the migrations that they run."""

from flask import Flask
from flask_migrate import Migrate

from app.accounts.cli import accounts_cli
from app.backup.cli import backup, doctor, restore
from app.checklists.cli import checklist_cli
from app.extensions import db
from app.photos.cli import photos_cli
from app.prepare import prepare
from app.sample.cli import sample_cli
from app.visits.retention.cli import retention_cli
from app.visits.tallies.cli import tallies_cli

COMMANDS = (
    accounts_cli, backup, checklist_cli, doctor, photos_cli, prepare, restore, retention_cli, sample_cli,
    tallies_cli,
)  # fmt: skip

migrate = Migrate(render_as_batch=True, compare_type=True)


def bind_commands(app: Flask) -> None:
    """Give an app its commands and Alembic."""
    migrate.init_app(app, db)
    for command in COMMANDS:
        app.cli.add_command(command)
