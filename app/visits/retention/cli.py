"""``flask retention purge``: delete the sensitive facts whose time has passed, now."""

import click
from flask.cli import AppGroup

from app.visits.retention.purge import purge

retention_cli = AppGroup("retention", help="What is not kept for ever.")


@retention_cli.command("purge")
def purge_now() -> None:
    """Delete what is due by the company's settings; the server does so by itself once a day."""
    click.echo(f"Sensitive facts of {purge()} visits were deleted.")
