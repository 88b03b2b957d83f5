"""``flask prepare``: bring the database up to date, and load the sample company into an empty one."""

import logging

import click
from flask_migrate import upgrade

from app.accounts.company import company
from app.checklists.queries import publish_built_in
from app.extensions import db
from app.sample.load import load_sample
from config import ROOT


@click.command("prepare")
@click.option("--empty", is_flag=True, help="Leave an empty database empty: the first-run page fills it.")
def prepare(empty: bool) -> None:
    """Migrate, publish the checklist, load the sample where there is no company."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    click.echo("Bringing the database up to date ...")
    upgrade(directory=str(ROOT / "migrations"))
    publish_built_in()
    db.session.commit()
    if not empty and company() is None:
        load_sample()
