"""The phrase table, from which the page reads along without a round trip for each key."""

from flask import Blueprint, Response, abort, url_for

from app import i18n
from app.access import public
from app.promises.guard import Notice, notices, phrase_table

bp = Blueprint("promises", __name__)
FOR_EVER = "public, max-age=31536000, immutable"


@bp.get("/assets/phrases.<locale>.<digest>.json")
@public
def phrases(locale: str, digest: str):
    """The table in the words of a locale; named by its content, so that a phone keeps it for ever.

    It is the same for everybody, and lies among the files that must be on a phone before it leaves.
    """
    if locale not in i18n.LOCALES:
        abort(404)
    current, text = phrase_table(locale)
    if digest != current:
        abort(404)
    return Response(text, mimetype="application/json", headers={"Cache-Control": FOR_EVER})


@bp.app_template_global()
def phrase_table_url() -> str:
    """Where the page finds the phrase table in its reader's language."""
    return table_url(i18n.locale())


def table_url(locale: str) -> str:
    """Where the phrase table of a locale lies."""
    return url_for("promises.phrases", locale=locale, digest=phrase_table(locale)[0])


@bp.app_template_global()
def guard_notices(field: str, text: str | None) -> list[Notice]:
    """What the phrase guard says of a text that is kept all the same, such as the answer to a complaint."""
    return notices({field: text or ""}, i18n.locale())
