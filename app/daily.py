"""What the server does by itself once a day: deleting sensitive facts whose time has passed
and lone files, and counting visits again.

A thread beside the requests looks every hour whether somebody has done it today. Of several servers on one
database the first does it: each day is taken by a row.
"""

from contextlib import suppress
from threading import Event, Thread

from flask import Flask
from sqlalchemy import or_, update

from app import clock
from app.accounts.models import Company
from app.extensions import db
from app.photos.cli import sweep_store
from app.photos.storage import StoreUnavailable
from app.visits.retention.purge import purge
from app.visits.tallies.filling import AGAIN, count_again

FIRST_AFTER = 60.0  # seconds: a server that has just started has better to do
EVERY = 3600.0


def start(app: Flask) -> Thread:
    """Look after `app` from now on."""
    thread = Thread(target=_go_on, args=(app, Event()), name="daily", daemon=True)
    thread.start()
    return thread


def _go_on(app: Flask, stopped: Event) -> None:
    wait = FIRST_AFTER
    while not stopped.wait(wait):
        wait = EVERY
        try:
            with app.app_context():
                run_if_due()
        except Exception:
            app.logger.exception("What is done once a day failed; it is tried again in an hour.")


def run_if_due() -> bool:
    """Do what is due today; False where it was done already."""
    today = clock.today()
    taken = update(Company).where(or_(Company.tidied_on.is_(None), Company.tidied_on < today))
    mine = db.session.execute(taken.values(tidied_on=today)).rowcount == 1
    db.session.commit()
    if mine:
        purge()
        count_again(db.session.connection(), today - AGAIN)
        db.session.commit()
        _sweep()
    return mine


def _sweep() -> None:
    with suppress(StoreUnavailable):  # it is away for the moment: tomorrow will do for lone files
        sweep_store()
