"""Export: the page of all lists, and each list as a file; asked for by POST, since it is written down."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

from flask import Response, abort, g, render_template, request, stream_with_context
from flask_login import current_user

from app import clock, i18n
from app.access import admin_only, signed_in
from app.accounts.audit import record
from app.exchange.lists import EXPORTS
from app.exchange.registry import ExportList, Row
from app.exchange.table_files import CSV_TYPE, XLSX_TYPE, csv_lines, write_xlsx
from app.exchange.views.blueprint import bp
from app.exchange.views.sending import attached, file_pieces
from app.exchange.work import folder
from app.extensions import db


@bp.get("/admin/export")
@admin_only
def exports():
    """Every list that can be taken away, and everything at once."""
    return render_template("exchange/exports.html", lists=_whole_lists())


def _whole_lists() -> list[ExportList]:
    """All but those that belong to a page; what only admins have comes last."""
    lists = (each for each in EXPORTS.values() if not each.of_page)
    return sorted(lists, key=lambda each: each.audience == "admin")


@bp.post("/export/<name>")
@signed_in
def export(name: str):
    """A list as CSV or XLSX (``form``), filtered as the page that it was asked on (the address's query)."""
    wanted = EXPORTS.get(name) or abort(404)
    if not wanted.open_to(current_user):
        abort(403)
    form = request.form.get("form")
    if form not in ("csv", "xlsx"):
        abort(400)
    viewer, asked = current_user._get_current_object(), request.args.to_dict()
    record("exported" if not wanted.private else "facts_exported", wanted.title.en, **_told(asked))
    db.session.commit()
    g.reads_only = True  # from here on nothing is written, and no download shall hold up those who write
    rows = _with_head(wanted, wanted.rows(viewer, asked))
    first = next(rows)  # what is refused is refused before anything is sent
    pieces = csv_lines(_from(first, rows)) if form == "csv" else _xlsx(wanted, _from(first, rows))
    answer = Response(stream_with_context(pieces), content_type=CSV_TYPE if form == "csv" else XLSX_TYPE)
    return attached(answer, f"{name}-{clock.today().isoformat()}.{form}")


def _with_head(wanted: ExportList, rows: Iterator[Row]) -> Iterator[Row]:
    known = next(rows, None)
    yield wanted.head()
    if known is not None:
        yield known
        yield from rows


def _from(first: Row, rows: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rows


def _xlsx(wanted: ExportList, rows: Iterator[Row]) -> Iterator[bytes]:
    path = Path(mkdtemp(prefix="export-", dir=folder())) / "list.xlsx"
    try:
        write_xlsx(path, i18n.localized(wanted.title), rows)
        yield from file_pieces(path)
    finally:
        path.unlink(missing_ok=True)
        path.parent.rmdir()


def _told(asked: dict[str, str]) -> dict[str, str]:
    """The filters, for the audit log; nothing where there are none."""
    told = " ".join(f"{name}={value}" for name, value in sorted(asked.items()) if value)
    return {"filter": told} if told else {}
