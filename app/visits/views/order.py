"""The order screen: what should be ordered and why, and what was agreed, a product a line."""

from uuid import UUID, uuid4

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app import i18n
from app.access import signed_in
from app.extensions import db
from app.fragments import say_stored, wants_fragment
from app.thresholds.queries import current_settings
from app.visits.entries import Outcome, Write, replayed
from app.visits.forms import day_of, read_uuid, read_write
from app.visits.judgement.live import judgement_of
from app.visits.late import hold_for_late, keep_late_order
from app.visits.models import Visit
from app.visits.order.forms import OrderForm, read_order
from app.visits.order.page import OrderPage, OrderRow, order_key, order_page, order_status, with_agreed
from app.visits.order.phone import order_desk
from app.visits.order.term_forms import TermForm
from app.visits.order.writing import agreed_now, settle_order, write_order
from app.visits.queries import own_visit_for
from app.visits.views.blueprint import bp
from app.visits.views.closed import closed_line, late_kept

LARGEST_ID = 2**31 - 1
LONGEST_ID = len(str(LARGEST_ID))


@bp.get("/visits/<uuid:visit_id>/order")
@signed_in
def order(visit_id: UUID):
    """Every product of the rep's own open visit; ``?show=<product id>`` one sum alone, to show the dealer."""
    visit = own_visit_for(current_user, visit_id)
    if not visit.is_open:
        return redirect(url_for("visits.report", visit_id=visit.id), 303)
    show = request.args.get("show", "")
    if not show.isdecimal():
        return order_screen(visit)
    return _shown(visit, int(show) if len(show) <= LONGEST_ID else 0)


def order_screen(
    visit: Visit, refused: tuple[int, OrderForm] | None = None, term: tuple[str, TermForm] | None = None,
    status: int = 200,
):  # fmt: skip
    """The page; what was `refused` of a line or a `term` stands in it as it was typed."""
    judgement, phone = order_desk(visit)
    shown = render_template(
        "visits/order.html", visit=visit, dealer=visit.dealer, fresh_id=uuid4, phone=phone.plain(),
        page=order_page(visit, judgement, refused, term),
    )  # fmt: skip
    return shown, status


def _shown(visit: Visit, product_id: int):
    rows = [row for row in order_page(visit, judgement_of(visit, pictured=False)).rows if row.stations]
    place = next((number for number, row in enumerate(rows) if row.product.id == product_id), None)
    if place is None:
        abort(404)
    return render_template(
        "visits/_order_shown.html", visit=visit, dealer=visit.dealer, row=rows[place],
        before=rows[place - 1] if place else None, after=rows[place + 1] if place + 1 < len(rows) else None,
    )  # fmt: skip


@bp.post("/visits/<uuid:visit_id>/order/<int:product_id>")
@signed_in
def order_line(visit_id: UUID, product_id: int):
    """Keep what was agreed of one product; 422 without the reason that a far-off quantity needs, 409 beside
    another write or after the end; a repeat gets the first one's result."""
    visit, write = own_visit_for(current_user, visit_id, writing=True), read_write(request.form)
    page = order_page(visit, judgement_of(visit, pictured=False))
    row = page.row(product_id) or abort(404)
    outcome = replayed(visit, current_user.id, {"ordered_product_id": product_id}, write.id)
    if not visit.is_open and (outcome is None or outcome.status == "late"):
        return _after_the_end(visit, row, write, outcome)
    day = day_of(write.answered_at)
    form = read_order(request.form, row.product.case_size, row.suggested, current_settings(), day)
    if outcome is None and form.errors:
        return _refused(visit, row, form)
    if outcome is None:
        outcome = write_order(visit, current_user.id, product_id, write, form.units, form.reason)
    answer = _answer(visit, page, row, outcome, write.id)
    db.session.commit()
    return answer


def _after_the_end(visit: Visit, row: OrderRow, write: Write, outcome: Outcome | None):
    """What was agreed before the end is kept as a late entry; nobody is there any more to be asked why."""
    if outcome is None:
        held = hold_for_late(current_user, visit, write)
        if held is None:
            return _closed(row.key)
        form = read_order(
            request.form, row.product.case_size, None, current_settings(), day_of(write.answered_at)
        )
        if form.errors:
            return _refused(held, row, form)
        outcome = keep_late_order(held, row.product.id, write, form.units, form.reason)
    return late_kept(visit, row.key, outcome, write.id)


def _answer(visit: Visit, page: OrderPage, row: OrderRow, outcome: Outcome, written: UUID):
    conflict = outcome.status == "conflict"
    if not wants_fragment():
        place = url_for("visits.order", visit_id=visit.id, _anchor=row.key)
        return order_screen(visit, status=409) if conflict else redirect(place, 303)
    late = agreed_now(outcome.late) if outcome.late is not None else None
    now, product_id = agreed_now(outcome.entry), row.product.id
    shown = render_template(
        "visits/_order_status.html", visit=visit, row=row, now=now, late=late,
        status=order_status(product_id, now, late, written), page=with_agreed(page, product_id, now, late),
    )  # fmt: skip
    return shown, 409 if conflict else 200


def _refused(visit: Visit, row: OrderRow, form: OrderForm):
    if not wants_fragment():
        return order_screen(visit, (row.product.id, form), status=422)
    errors = {name: i18n.say(message) for name, message in form.errors.items()}
    return render_template("visits/_answer_refused.html", key=row.key, errors=errors), 422


def _closed(key: str):
    return closed_line(key, _("Its order can no longer be changed. Agree on a new one at the next visit."))


@bp.post("/visits/<uuid:visit_id>/order/<int:product_id>/settlement")
@signed_in
def settle_order_line(visit_id: UUID, product_id: int):
    """Keep one of two quantities that were agreed of the same product; a repeat changes nothing."""
    visit = own_visit_for(current_user, visit_id, alone=True)
    if not visit.is_open:
        return _closed(order_key(product_id))
    if product_id > LARGEST_ID:
        abort(404)
    chosen = read_uuid(request.form, "chosen")
    settle_order(visit, product_id, chosen)
    place = url_for("visits.order", visit_id=visit_id, _anchor=order_key(product_id))
    answer = say_stored(place, read_uuid(request.form, "id", default=chosen))
    db.session.commit()
    return answer
