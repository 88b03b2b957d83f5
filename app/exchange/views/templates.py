"""Templates to fill in: the columns in the reader's language, an example, and what to write where."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Response, abort
from flask_babel import gettext as _

from app import i18n
from app.access import admin_only
from app.exchange.columns import Column
from app.exchange.kinds import KINDS, Kind
from app.exchange.table_files import CSV_TYPE, XLSX_TYPE, csv_lines, write_xlsx
from app.exchange.views.blueprint import bp
from app.exchange.work import folder
from app.messages import Named


@bp.get("/admin/import/<kind>/template.<form>")
@admin_only
def template(kind: str, form: str):
    """An empty table of a kind, as CSV or XLSX."""
    wanted = KINDS.get(kind)
    if wanted is None or form not in ("csv", "xlsx"):
        abort(404)
    body = _csv(wanted) if form == "csv" else _xlsx(wanted)
    answer = Response(body, content_type=CSV_TYPE if form == "csv" else XLSX_TYPE)
    answer.headers.set("Content-Disposition", "attachment", filename=f"{kind}-template.{form}")
    return answer


def _csv(kind: Kind) -> bytes:
    # Lines above the head are passed over when the file is read, so the notes may stay.
    notes = [[f"# {' '.join(part for part in note if part)}"] for note in _notes(kind)]
    return b"".join(csv_lines([*notes, *_table(kind)]))


def _xlsx(kind: Kind) -> bytes:
    with TemporaryDirectory(dir=folder()) as aside:
        path = Path(aside) / "template.xlsx"
        write_xlsx(path, i18n.localized(kind.title), _table(kind), list(_notes(kind)), _("Notes"))
        return path.read_bytes()


def _table(kind: Kind) -> list[list]:
    head = [i18n.localized(column.name) + ("*" if column.needed else "") for column in kind.columns]
    return [head, [_in_words(column.example) for column in kind.columns]]


def _notes(kind: Kind) -> Iterator[tuple[str, str]]:
    yield (
        _("How to fill it in"),
        _(
            "One row each. Columns that you leave out, and cells that you leave blank, stay "
            "as they are stored."
        ),
    )
    yield "", _("A dash (-) empties a cell that is stored. The row that begins with EXAMPLE is not imported.")
    for column in kind.columns:
        yield _name(column), i18n.say(column.note)


def _name(column: Column) -> str:
    name = i18n.localized(column.name)
    return _("%(column)s (needed)", column=name) if column.needed else name


def _in_words(example):
    return i18n.localized(example) if isinstance(example, Named) else example
