"""``flask checklist publish``: make the content files the version that new visits are answered under."""

import click
from flask.cli import AppGroup

from app.checklists.queries import built_in, publish_built_in
from app.extensions import db

checklist_cli = AppGroup("checklist", help="The checklist's published versions.")


@checklist_cli.command("publish")
def publish() -> None:
    """Publish the content files where this database does not know them yet."""
    version = publish_built_in()
    db.session.commit()
    click.echo(f"Checklist version {version}: {len(built_in().by_key)} items.")
