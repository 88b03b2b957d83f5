"""``flask photos``: looking after the photo store."""

from collections.abc import Sequence
from uuid import UUID

import click
from flask.cli import AppGroup
from sqlalchemy import select

from app.clock import utc_now
from app.extensions import db
from app.photos.models import Photo
from app.photos.opened import photo_store
from app.photos.storage import StoreUnavailable, keys_of
from app.photos.sweep import GRACE, orphans

photos_cli = AppGroup("photos", help="Look after the photo store.")


@photos_cli.command()
def sweep() -> None:
    """Remove files that no photo claims and that are older than an hour."""
    try:
        removed = sweep_store()
    except StoreUnavailable as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{removed} lone files removed.")


def sweep_store() -> int:
    """Remove the lone files of the photo store; how many there were."""
    return orphans(photo_store(), _known, utc_now() - GRACE)


def _known(keys: Sequence[str]) -> set[str]:
    ids = {UUID(key.partition(".")[0]) for key in keys}
    claimed = db.session.scalars(select(Photo.id).where(Photo.id.in_(ids))).all()
    db.session.rollback()  # between two batches no transaction stays open
    return {name for photo_id in claimed for name in (keys_of(photo_id).picture, keys_of(photo_id).thumbnail)}
