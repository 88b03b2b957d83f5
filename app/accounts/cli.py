"""``flask accounts``: what an admin who is locked out needs."""

import click
from flask.cli import AppGroup

from app.accounts.audit import record
from app.accounts.company import company
from app.accounts.company_setup import found_company
from app.accounts.links import VALID, make_link
from app.accounts.models import User
from app.accounts.names import account_name, problem_with_name
from app.accounts.queries import user_named
from app.accounts.site import known_site
from app.extensions import db

accounts_cli = AppGroup("accounts", help="People who may sign in.")

HERE = "http://127.0.0.1:8000"
_site = click.option(
    "--site", help="Where Rounds is opened; where an admin signed in last, when left out.", metavar="ADDRESS"
)


@accounts_cli.command("create-admin")
@click.argument("username")
@click.option("--name", help="The name that others see; the account name when left out.")
@click.option("--company", "company_name", help="Found this company first, in an empty database.")
@click.option("--team", default="Team 1", show_default=True, help="The first team of a company founded so.")
@_site
def create_admin(
    username: str, name: str | None, company_name: str | None, team: str, site: str | None
) -> None:
    """Add an admin and print the link under which a password is chosen."""
    username = account_name(username)
    if problem := problem_with_name(username):
        raise click.ClickException(str(problem))
    if user_named(username):
        raise click.ClickException(f"There is somebody called {username} already: use password-link.")
    admin = User(username=username, display_name=name or username, role="admin", password_hash="")
    if company():
        db.session.add(admin)
        db.session.flush()
    elif not company_name or not found_company(company_name, team, admin):
        raise click.ClickException("There is no company yet: open the site to set it up, or give --company.")
    _print_link(admin, site, "person_added")


@accounts_cli.command("password-link")
@click.argument("username")
@_site
def password_link(username: str, site: str | None) -> None:
    """Print a new link under which USERNAME chooses a password."""
    user = user_named(account_name(username))
    if user is None or not user.active:
        raise click.ClickException(f"Nobody called {username} can sign in.")
    _print_link(user, site, "link_made")


def _print_link(user: User, site: str | None, action: str) -> None:
    token, known = make_link(user), site or known_site()
    record(action, user.username, role=user.role)
    db.session.commit()
    click.echo(f"{(known or HERE).rstrip('/')}/welcome/{token}")
    if not known:
        click.echo("It opens on this machine only. For another one give --site https://...", err=True)
    click.echo(f"It works once, within {VALID.days} days.", err=True)
