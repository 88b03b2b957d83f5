"""``flask tallies recount``: make the sums that the dashboard reads anew, out of the visits."""

import click
from flask.cli import AppGroup

from app import clock
from app.extensions import db
from app.visits.tallies.filling import fill

tallies_cli = AppGroup("tallies", help="The sums that the dashboard reads.")


@tallies_cli.command("recount")
def recount() -> None:
    """Count everything again; it changes nothing unless a sum was wrong, and may run while people work."""
    fill(db.session.connection(), clock.zone())
    db.session.commit()
    click.echo("The sums were made anew out of the visits that are there.")
