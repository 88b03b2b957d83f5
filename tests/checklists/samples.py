"""Fields of every type, and a form to post to them, for the tests of this folder."""

from datetime import date

from werkzeug.datastructures import MultiDict

from app.checklists.item_types import FIELD_TYPES, FieldContext
from app.checklists.specs import Field, Option
from app.checklists.texts import Text

TODAY = date(2026, 3, 31)


def same_words(words: str) -> Text:
    return Text(words, words, words)


def options(*codes: str, **scored: float) -> tuple[Option, ...]:
    plain = tuple(Option(code, same_words(code.title())) for code in codes)
    return plain + tuple(Option(code, same_words(code.title()), score) for code, score in scored.items())


CONTEXT = FieldContext(today=TODAY, options={"products": options("tea", "cola")})

FIELDS = {
    "yn": Field("f", "yn"),
    "ynp": Field("f", "ynp"),
    "s5": Field("f", "s5", anchors={1: same_words("chaos"), 5: same_words("order")}),
    "int": Field("f", "int", max=5000, unit=same_words("days")),
    "money": Field("f", "money", range=True),
    "pct": Field("f", "pct"),
    "time": Field("f", "time"),
    "date": Field("f", "date", not_after="today"),
    "text": Field("f", "text", max_length=20),
    "choice": Field("f", "choice", options=options("na", good=1, bad=0)),
    "multi": Field("f", "multi", options=options("ok", "damp", "mould", "pest"), exclusive=("ok",)),
    "table": Field(
        "f",
        "table",
        max_rows=3,
        columns=(
            Field("product", "choice", same_words("Product"), options_from="products"),
            Field("cases", "int", same_words("Cases")),
            Field("rent", "money", same_words("Rent"), optional=True, range=True),
            Field("days", "multi", same_words("Days"), optional=True, options=options("mon", "tue")),
            Field("last", "computed", same_words("Last time")),
        ),
    ),
    "photo": Field("f", "photo"),
    "computed": Field("f", "computed", rule="B1"),
}


def form(**controls) -> MultiDict:
    """A posted form; ``__`` in a keyword stands for the hyphen of a control name."""
    return MultiDict({name.replace("__", "-"): value for name, value in controls.items()})


def parse(kind: str, typed, field: Field | None = None, context: FieldContext = CONTEXT):
    """What a type reads from one control, or from a dict of several."""
    controls = MultiDict(typed if isinstance(typed, dict) else {"f": typed})
    return FIELD_TYPES[kind].parse(field or FIELDS[kind], controls, "f", context)
