"""``flask backup``, ``flask restore``, ``flask doctor``."""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import click
from flask import current_app
from flask_babel import gettext as _
from sqlalchemy.exc import SQLAlchemyError

from app import i18n
from app.accounts.audit import record
from app.accounts.company import company, forget_company
from app.backup.archive import BadArchive, Manifest
from app.backup.doctor import BAD, examine
from app.backup.making import Tell, make_backup
from app.backup.restoring import restore_backup
from app.backup.work import Word, folder, new_name, say
from app.extensions import db
from app.photos.storage import StoreUnavailable

MARKS = {"good": "ok  ", "warn": "look", "bad": "BAD "}
_job = click.option("--job", default="", hidden=True, help="Leave word of how far this is under this name.")
_locale = click.option("--locale", default="en", hidden=True)


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@_job
@_locale
def backup(file: Path | None, job: str, locale: str) -> None:
    """Write all data and photos into one FILE (else into the backups folder), while Rounds is in use."""
    path = (file or folder() / new_name()).absolute()
    with i18n.speaking(locale):
        manifest = _told("backup", path, job, lambda tell: make_backup(path, tell))
    rows = sum(each.rows for each in manifest.tables.values())
    click.echo(f"{path}: {rows} rows, {manifest.photos} photos, read again and sound.")
    if manifest.missing:
        click.echo(f"{manifest.missing} photos have no file and are not in it: see flask doctor.", err=True)


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, path_type=Path, dir_okay=False))
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--restart", default=0, hidden=True, help="The server to begin anew afterwards.")
@_job
@_locale
def restore(file: Path, yes: bool, restart: int, job: str, locale: str) -> None:
    """Replace all data by those of a backup; what is here now is put into a backup first."""
    path = file.absolute()
    here = company()
    db.session.rollback()  # asking has begun a transaction, which would stand in the way of what follows
    if here and not yes:
        click.confirm(f"All data of {here.name} will be replaced. Go on?", abort=True)
    with i18n.speaking(locale):
        if here:
            aside = folder() / new_name("before-restore")
            _told("restore", path, job, lambda tell: make_backup(aside, lambda *how: tell("aside", *how[1:])))
            click.echo(f"What was here is kept in {aside}.")
        manifest = _told("restore", path, job, lambda tell: _restored(path, tell), last=True)
    click.echo(f"{manifest.company} is restored as of {manifest.made_at}. Everybody signs in again.")
    _begin_anew(restart)


def _restored(path: Path, tell: Tell) -> Manifest:
    manifest = restore_backup(path, tell)
    forget_company()
    record("backup_restored", path.name)
    db.session.commit()
    return manifest


def _told(what: str, path: Path, job: str, work: Callable[[Tell], object], last: bool = False):
    """Do some work and leave word of it, if anybody asked for word; a failure in words ends the command."""

    def tell(step: str, done: int, total: int) -> None:
        if job:
            say(Word(job, what, step, done, total, path.name))

    try:
        made = work(tell)
    except Exception as error:  # whatever it is: somebody waits for word of it
        problem = _in_words(error)
        if job:
            say(Word(job, what, "failed", 0, 0, path.name, problem))
        raise click.ClickException(problem) from error
    if last or what == "backup":
        tell("done", 1, 1)
    return made


def _in_words(error: Exception) -> str:
    if isinstance(error, BadArchive | StoreUnavailable):
        return i18n.say(error.message)
    if isinstance(error, SQLAlchemyError):
        return _("The database did not take part: %(error)s", error=str(error).splitlines()[0][:200])
    if isinstance(error, OSError):
        return _("The disk did not take part: %(error)s", error=str(error)[:200])
    current_app.logger.exception("backup")
    return _("Something broke on our side. The log of the server says what.")


def _begin_anew(server: int) -> None:
    """A server's processes remember the company that was; granian starts new ones when told so."""
    if not server:
        click.echo("If Rounds is running, start it anew.")
        return
    with suppress(OSError):
        if b"granian" in Path(f"/proc/{server}/cmdline").read_bytes():
            os.kill(server, signal.SIGHUP)


@click.command("doctor")
def doctor() -> None:
    """Look at database, photos, space, backups, HTTPS, clock, versions; say what to do."""
    found = examine()
    with i18n.speaking("en"):
        for title, sign in found:
            click.echo(f"{MARKS[sign.look]}  {i18n.say(title)}: {i18n.say(sign.words)}")
    if any(sign.look == BAD for _title, sign in found):
        raise SystemExit(1)
