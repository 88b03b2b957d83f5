"""The phrase table, from which the page reads along without a round trip for each key."""

from flask import Blueprint, Response, abort, url_for

from app import i18n
from app.access import signed_in
from app.promises.guard import Notice, notices, phrase_table

bp = Blueprint("promises", __name__)
FOR_EVER = "private, max-age=31536000, immutable"


@bp.get("/phrases/<locale>.<digest>.json")
@signed_in
def phrases(locale: str, digest: str):
    """The table in the words of a locale; named by its content, so that a phone keeps it for ever."""
    if locale not in i18n.LOCALES:
        abort(404)
    current, text = phrase_table(locale)
    if digest != current:
        abort(404)
    return Response(text, mimetype="application/json", headers={"Cache-Control": FOR_EVER})


@bp.app_template_global()
def phrase_table_url() -> str:
    """Where the page finds the phrase table in its reader's language."""
    locale = i18n.locale()
    return url_for("promises.phrases", locale=locale, digest=phrase_table(locale)[0])


@bp.app_template_global()
def guard_notices(field: str, text: str | None) -> list[Notice]:
    """What the phrase guard says of a text that is kept all the same, such as the answer to a complaint."""
    return notices({field: text or ""}, i18n.locale())
