"""The stock screen: a row for each product, each saved by itself."""

from dataclasses import replace
from uuid import UUID, uuid4

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app import clock, i18n
from app.access import signed_in
from app.checklists.queries import checklist
from app.extensions import db
from app.fragments import say_stored, wants_fragment
from app.visits.entries import Outcome, Write, replayed, settle
from app.visits.forms import day_of, read_uuid, read_write
from app.visits.gaps import COUNTS_ITEM
from app.visits.late import hold_for_late, keep_late_count
from app.visits.models import Visit
from app.visits.queries import answers_of, own_visit_for
from app.visits.stock.forms import CountForm, read_count
from app.visits.stock.rows import Kept, StockRow, stock_row
from app.visits.stock.sheet import month_chips, pieces, stock_sheet
from app.visits.stock.status import count_key, count_status, lots_warning
from app.visits.stock.writing import write_count
from app.visits.views.blueprint import bp
from app.visits.views.closed import closed_line, late_kept
from app.visits.words import evidence_words, state_words

LARGEST_ID = 2**31 - 1


@bp.get("/visits/<uuid:visit_id>/stock")
@signed_in
def stock(visit_id: UUID):
    """Every product of the rep's own open visit; ``?add=<product id>`` lists one that the dealer lacks."""
    visit = own_visit_for(current_user, visit_id)
    if not visit.is_open:
        return redirect(url_for("visits.report", visit_id=visit.id), 303)
    return _page(visit)


def _page(visit: Visit, refused: tuple[StockRow, CountForm] | None = None, status: int = 200):
    added = refused[0].product.id if refused else _asked_id("add")
    way_out = answers_of(visit.id, [COUNTS_ITEM]).get(COUNTS_ITEM)
    page = render_template(
        "visits/stock.html", visit=visit, dealer=visit.dealer, way_out=way_out,
        sheet=stock_sheet(visit, added, refused), months=month_chips(clock.today()), pieces=pieces,
        item=checklist(visit.checklist_version_id).by_key[COUNTS_ITEM], evidence_words=evidence_words(),
        state_words=state_words(), fresh_id=uuid4,
    )  # fmt: skip
    return page, status


def _asked_id(name: str) -> int | None:
    typed = request.args.get(name) or ""
    return int(typed) if typed.isdecimal() and len(typed) <= 9 else None


@bp.post("/visits/<uuid:visit_id>/counts/<int:product_id>")
@signed_in
def count(visit_id: UUID, product_id: int):
    """Keep one product's count; 422 with a sentence at the box, 409 after the end or beside another count."""
    visit = own_visit_for(current_user, visit_id, writing=True)
    row, write = _row(visit, product_id), read_write(request.form)
    last_on = row.last.on if row.last else None
    form = read_count(request.form, row.product, day_of(write.answered_at), last_on)
    if not visit.is_open:
        return _after_the_end(visit, row, write, form)
    outcome = _write(visit, row, write, form)
    if outcome is None:
        return _refused(visit, row, form)
    if outcome.status == "stored":
        row = replace(
            row, kept=_kept(outcome, form), late=None, carried=True, today=day_of(write.answered_at)
        )
    else:
        row = _row(visit, product_id)
    # Rendered before the end of the transaction, so that nobody has to be looked up again after it.
    answer = _answer(visit, row, write.id, 409 if outcome.status == "conflict" else 200)
    db.session.commit()
    return answer


def _row(visit: Visit, product_id: int) -> StockRow:
    if product_id > LARGEST_ID:
        abort(404)
    return stock_row(visit, product_id) or abort(404)


def _write(visit: Visit, row: StockRow, write: Write, form: CountForm) -> Outcome | None:
    """What became of the write, also of one that was stored before; None when it cannot be taken."""
    if form.values is not None:
        return write_count(visit, current_user.id, row, write, form.values)
    return replayed(visit, current_user.id, {"product_id": row.product.id}, write.id)


def _after_the_end(visit: Visit, row: StockRow, write: Write, form: CountForm):
    """A repeat gets the first one's result; what was counted before the end is kept as a late entry."""
    outcome = replayed(visit, current_user.id, {"product_id": row.product.id}, write.id)
    if outcome is None:
        held = hold_for_late(current_user, visit, write)
        if held is None:
            return _closed(row)
        if form.values is None:
            return _refused(held, row, form)
        outcome = keep_late_count(held, row, write, form.values)
    if outcome.status == "late":
        return late_kept(visit, count_key(row), outcome, write.id)
    return _answer(visit, row, write.id, 409 if outcome.status == "conflict" else 200)


def _kept(outcome: Outcome, form: CountForm) -> Kept:
    return Kept(outcome.entry.id, outcome.entry.revision, outcome.entry.received_at, form.values)


def _answer(visit: Visit, row: StockRow, written: UUID, status: int):
    if wants_fragment():
        page = render_template(
            "visits/_count_status.html", visit=visit, row=row, status=count_status(row, written),
            warning=lots_warning(row, visit.mode), pieces=pieces,
        )  # fmt: skip
        return page, status
    return _page(visit, status=409) if status == 409 else redirect(_place(visit, row), 303)


def _place(visit: Visit, row: StockRow) -> str:
    return url_for("visits.stock", visit_id=visit.id, _anchor=count_key(row))


def _refused(visit: Visit, row: StockRow, form: CountForm):
    if not wants_fragment():
        return _page(visit, (row, form), 422)
    errors = {name: i18n.say(message) for name, message in form.errors.items()}
    return render_template("visits/_answer_refused.html", key=count_key(row), errors=errors), 422


def _closed(row: StockRow):
    return closed_line(
        count_key(row), _("Its counts can no longer be changed. Count again at the next visit.")
    )


@bp.post("/visits/<uuid:visit_id>/counts/<int:product_id>/settlement")
@signed_in
def settle_count(visit_id: UUID, product_id: int):
    """Keep one of two counts that were made of the same product; a repeat changes nothing."""
    visit = own_visit_for(current_user, visit_id, alone=True)
    row = _row(visit, product_id)
    if not visit.is_open:
        return _closed(row)
    chosen = read_uuid(request.form, "chosen")
    settle(visit, {"product_id": product_id}, chosen)
    answer = say_stored(_place(visit, row), read_uuid(request.form, "id", default=chosen))
    db.session.commit()
    return answer
