"""When something goes wrong: a sentence that says what happened and what to do next, never a code."""

from flask import Flask, current_app, render_template, request
from flask_babel import lazy_gettext as _l
from htmx_flask import make_response
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from app.extensions import db
from app.turns import writer_lane

# status: (what happened, what to do next)
SENTENCES = {
    400: (_l("This request could not be read."), _l("Go back, check what you entered and send it again.")),
    401: (_l("You are signed out."), _l("Sign in again, then go on. What is on this page stays here.")),
    403: (_l("You may not do that."), _l("If you should be able to, ask your admin to change your role.")),
    404: (
        _l("There is nothing here for you."),
        _l("It may have moved, or it is not one of yours. Go back to Today."),
    ),
    405: (_l("That cannot be done at this address."), _l("Go back to Today and start from there.")),
    409: (_l("Somebody saved something else in the meantime."), _l("Open the page again and look at both.")),
    413: (_l("That is too large to be sent."), _l("Send a smaller file, or fewer at once.")),
    429: (_l("Too many tries."), _l("Wait a minute, then try again.")),
    500: (_l("Something broke on our side."), _l("Nothing that was saved is lost. Go back and try again.")),
    503: (_l("The server is busy."), _l("Nothing was lost. Wait a moment, then try again.")),
}
_CROSS_SITE = (_l("This came from another site and was refused."), _l("Open Rounds itself and do it there."))


def _sentence(status: int, description: str | None):
    if description == "cross-site":
        return _CROSS_SITE
    return SENTENCES.get(status) or SENTENCES[500 if status >= 500 else 400]


def _answer(status: int, description: str | None = None):
    happened, next_step = _sentence(status, description)
    if request.htmx and not request.htmx.boosted:
        # Scripts show the sentence beside what was being saved; nothing typed is swapped away.
        text = f"{happened} {next_step}"
        return make_response(text, status, trigger={"problem": {"message": text, "status": status}})
    page = render_template("errors/error.html", happened=happened, next_step=next_step, status=status)
    return make_response(page, status)


def _http_error(error: HTTPException):
    if error.code is None or error.code < 400:
        return error
    if error.response is not None:
        return error.response  # the view has put it in words of its own
    return _answer(error.code, error.description)


def _database_busy(error: OperationalError):
    db.session.rollback()
    writer_lane.give()
    busy = "locked" in str(error) or "busy" in str(error)
    current_app.logger.exception("database error")
    return _answer(503 if busy else 500)


def _unexpected(error: Exception):
    db.session.rollback()
    writer_lane.give()
    return _answer(500)


def bind(app: Flask) -> None:
    """Answer every error of the app in plain words."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(OperationalError, _database_busy)
    app.register_error_handler(500, _unexpected)
