"""Receipts: what was delivered to dealers. One line of a delivery note is one row."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import delete, select, tuple_

from app import clock
from app.accounts.models import User
from app.catalogue.models import Product
from app.dealers.models import Dealer, DealerProduct, Receipt
from app.exchange.kinds.kind import Changed, insert_all, update_all
from app.exchange.tables.receipts import COLUMNS, MOST
from app.exchange.verdicts import ReadRow, Verdict
from app.extensions import db
from app.messages import Message, Named

TOLD_BY = ("dealer", "product", "received_on", "reference", "production_date")


class Receipts:
    """What reached the dealers."""

    name = "receipts"
    title = Named("Deliveries", "到货", "到貨")
    columns = COLUMNS

    def key(self, row: ReadRow) -> str:
        key = _key(row.values)
        return "\x1f".join(key) if all(key[:3]) else ""

    def judge(self, rows: Sequence[ReadRow]) -> list[Verdict]:
        dealers = _ids(Dealer, (row.values.get("dealer") for row in rows))
        products = _products(row.values.get("product") for row in rows)
        for row in rows:
            _check(row, dealers, products)
        stored = _stored([row.values for row in rows if not row.problems], dealers)
        return [_verdict(row, stored.get(_key(row.values))) for row in rows]

    def store(self, details: Sequence[dict], by: User) -> None:
        dealers = _ids(Dealer, (each["facts"]["dealer"] for each in details))
        products = _products(each["facts"]["product"] for each in details)
        stored = _stored([each["facts"] for each in details], dealers)
        for detail in details:
            found = stored.get(_key(detail["facts"]))
            if (found and found["quantity"]) != (detail["seen"] and detail["seen"]["quantity"]):
                raise Changed
        new = [_row(each["facts"], dealers, products) for each in details if each["seen"] is None]
        insert_all(Receipt, new)
        _carry({(row["dealer_id"], row["product_id"]) for row in new})
        kept = [each for each in details if each["seen"] is not None and each["facts"]["quantity"]]
        update_all(Receipt, [{"id": each["target"], "quantity": each["facts"]["quantity"]} for each in kept])
        gone = [each["target"] for each in details if not each["facts"]["quantity"]]
        db.session.execute(delete(Receipt).where(Receipt.id.in_(gone)))

    def problem_after(self) -> None:
        return None


def _carry(delivered: set[tuple[int, int]]) -> None:
    """Whom something is delivered to carries it, or his rep would have nothing to count it under."""
    pair = tuple_(DealerProduct.dealer_id, DealerProduct.product_id)
    known = db.session.execute(
        select(*DealerProduct.__table__.primary_key).where(pair.in_(sorted(delivered)))
    )
    fresh = delivered - {tuple(row) for row in known}
    places = dict(
        db.session.execute(
            select(Product.id, Product.position).where(Product.id.in_({each[1] for each in fresh}))
        ).all()
    )
    insert_all(
        DealerProduct,
        [
            {"dealer_id": dealer, "product_id": product, "position": places[product]}
            for dealer, product in sorted(fresh)
        ],
    )


def _key(values: dict) -> tuple[str, ...]:
    return tuple(values.get(key) or "" for key in TOLD_BY)


def _check(row: ReadRow, dealers: dict[str, int], products: dict) -> None:
    values = row.values
    if "dealer" in values and values["dealer"] not in dealers:
        row.refuse(
            "dealer",
            Message(
                "There is no dealer with the code “{code}”. Import the dealers first, or correct the code.",
                {"code": values["dealer"]},
            ),
        )
    if "product" in values and values["product"] not in products:
        row.refuse(
            "product",
            Message(
                "There is no product with the code “{code}”. Import the products first, or correct the code.",
                {"code": values["product"]},
            ),
        )
    elif "product" in values:
        _count(row, products[values["product"]].case_size)
    _check_days(row)


def _count(row: ReadRow, case_size: int) -> None:
    pieces, cases = row.values.get("quantity"), row.values.pop("cases", None)
    counted = None if cases is None else cases * case_size
    if pieces is None and counted is None:
        if not row.is_refused("quantity", "cases"):
            row.refuse("quantity", Message("Fill in the pieces or the cases."))
    elif pieces is not None and counted is not None and pieces != counted:
        facts = {"cases": cases, "counted": counted, "pieces": pieces}
        row.refuse(
            "cases",
            Message(
                "{cases} cases are {counted} pieces, but {pieces} pieces are given. Correct one of the two.",
                facts,
            ),
        )
    elif (counted or 0) > MOST:
        row.refuse("cases", Message("Enter {max} or less.", {"max": MOST // case_size}))
    else:
        row.values["quantity"] = counted if pieces is None else pieces


def _check_days(row: ReadRow) -> None:
    received, produced = row.values.get("received_on"), row.values.get("production_date")
    if received and received > clock.today().isoformat():
        row.refuse(
            "received_on", Message("This day has not come yet. Import deliveries once they have arrived.")
        )
    if received and produced and produced > received:
        row.refuse("production_date", Message("It cannot be made after it was delivered. Check both days."))


def _verdict(row: ReadRow, seen: dict | None) -> Verdict:
    facts = {"reference": "", "production_date": None} | row.values
    label = " · ".join(
        str(facts[key]) for key in ("dealer", "product", "received_on", "reference") if facts.get(key)
    )
    removes = facts.get("quantity") == 0
    return Verdict(
        row.number,
        label,
        facts,
        seen,
        tuple(row.problems),
        removes,
        seen and seen["id"],
        (*TOLD_BY, "quantity"),
    )


def _ids(model: type, codes: Iterable[str | None]) -> dict[str, int]:
    return dict(
        db.session.execute(select(model.code, model.id).where(model.code.in_(set(codes) - {None}))).all()
    )


def _products(codes: Iterable[str | None]) -> dict:
    columns = select(Product.code, Product.id, Product.case_size)
    return {row.code: row for row in db.session.execute(columns.where(Product.code.in_(set(codes) - {None})))}


def _stored(rows: Sequence[dict], dealers: dict[str, int]) -> dict[tuple[str, ...], dict]:
    """What is stored for the dealers and days of some rows; quick, since others wait to write meanwhile."""
    wanted = {(dealers[each["dealer"]], date.fromisoformat(each["received_on"])) for each in rows}
    if not wanted:
        return {}
    found = (
        select(
            Dealer.code, Product.code, Receipt.received_on, Receipt.reference, Receipt.production_date,
            Receipt.id, Receipt.quantity,
        )
        .join(Dealer, Dealer.id == Receipt.dealer_id)
        .join(Product, Product.id == Receipt.product_id)
        .where(tuple_(Receipt.dealer_id, Receipt.received_on).in_(sorted(wanted)))
    )  # fmt: skip
    stored = {}
    for dealer, product, received, reference, produced, receipt_id, quantity in db.session.execute(found):
        key = (dealer, product, received.isoformat(), reference, produced.isoformat() if produced else "")
        stored[key] = dict(zip(TOLD_BY, key, strict=True)) | {"id": receipt_id, "quantity": quantity}
        stored[key]["production_date"] = key[4] or None
    return stored


def _row(facts: dict, dealers: dict[str, int], products: dict) -> dict:
    produced = facts["production_date"]
    return {
        "dealer_id": dealers[facts["dealer"]],
        "product_id": products[facts["product"]].id,
        "received_on": date.fromisoformat(facts["received_on"]),
        "quantity": facts["quantity"],
        "production_date": date.fromisoformat(produced) if produced else None,
        "reference": facts["reference"],
    }
