"""A test client whose requests are strangers to one another, as on a real server."""

from flask.testing import FlaskClient

from app.extensions import db


class Client(FlaskClient):
    """Gives each request an application context of its own.

    The `app` fixture holds one open for the test's own queries; a request would share it, and with it `g`
    (who is signed in) and the database session of the request before. The test's own transaction ends
    first: SQLite would let no request write beside it, and the test would read what was there before.
    """

    def open(self, *args, **kwargs):
        db.session.rollback()
        with self.application.app_context():
            return super().open(*args, **kwargs)
