"""Storing in bulk: rows are gathered over many visits and inserted a few thousand at a time."""

from datetime import date

from sqlalchemy import insert, update

from app.dealers.models import Dealer, Receipt
from app.extensions import db
from app.minutes.models import Minutes, MinutesLink, MinutesReply
from app.photos.models import Photo
from app.promises.models import Promise, PromiseEvent
from app.sample.life import DealerLife
from app.sample.places import Place
from app.sample.promises import Happening, Pledge
from app.sample.records import Agreed, Found, Given, Known, Paper, StoredVisit
from app.sample.surprises import surprise_of
from app.sample.visit_rows import Writer
from app.visits.models import Answer, LastAnswer, LastCount, OrderEntry, StockCount, StockLot, Visit

# Parents first: the order in which gathered rows may be stored.
TABLES = (
    Visit, Answer, StockCount, StockLot, OrderEntry, Photo, Receipt, LastAnswer, LastCount,
    Promise, PromiseEvent, Minutes, MinutesLink, MinutesReply,
)  # fmt: skip
FLUSH_ROWS, COMMIT_ROWS = 8_000, 100_000


class Sink:
    """Gathers rows and stores them in chunks.

    A sample of usual size is one transaction, so that it is there as a whole or not at all; a large one is
    committed now and then, because no journal should have to hold a million rows.
    """

    def __init__(self, version_id: int, judged: bool) -> None:
        self._version_id, self._judged = version_id, judged
        self._rows: dict[type, list[dict]] = {table: [] for table in TABLES}
        self._gathered = self._uncommitted = 0

    def add(self, model: type, rows: list[dict]) -> None:
        """Gather rows of a table."""
        self._rows[model] += rows
        self._gathered += len(rows)

    def add_visit(self, visit: StoredVisit, dealer_id: int, rep_id: int, place: Place) -> None:
        """Gather a visit with everything in it but its photos."""
        common = {"visit_id": visit.id, "dealer_id": dealer_id, "user_id": rep_id}
        answers = [_answer(given, common) for given in (*visit.answers.values(), *visit.corrections)]
        answers += [_answer(given, common, superseded=True) for given in visit.superseded]
        self.add(Visit, [self._visit(visit, dealer_id, rep_id, place)])
        self.add(Answer, answers)
        self.add(StockCount, [_count(found, common) for found in visit.counts.values()])
        self.add(OrderEntry, [_order_entry(agreed, common) for agreed in visit.order])
        if visit.paper:
            self._add_minutes(visit.paper, dealer_id, rep_id)
        self.add(StockLot, [lot for found in visit.counts.values() for lot in _lots(found)])
        if self._gathered >= FLUSH_ROWS:
            self.flush()

    def _add_minutes(self, paper: Paper, dealer_id: int, rep_id: int) -> None:
        """Gather the minutes with their link and what was answered under it."""
        self.add(Minutes, [
            {"id": paper.id, "visit_id": paper.visit_id, "dealer_id": dealer_id, "user_id": rep_id,
             "locale": paper.locale, "document": paper.document, "sent_at": paper.sent_at}
        ])  # fmt: skip
        self.add(MinutesLink, [
            {"id": paper.link_id, "token_hash": paper.token_hash, "minutes_id": paper.id,
             "made_at": paper.sent_at, "expires_on": paper.expires_on, "revoked_at": None}
        ])  # fmt: skip
        if (reply := paper.reply) is not None:
            self.add(MinutesReply, [
                {"id": reply.id, "link_id": paper.link_id, "minutes_id": paper.id, "dealer_id": dealer_id,
                 "kind": reply.kind, "text": reply.text, "received_at": reply.at}
            ])  # fmt: skip

    def _visit(self, visit: StoredVisit, dealer_id: int, rep_id: int, place: Place) -> dict:
        changed, noted, photographed = visit.masks
        return {
            "id": visit.id, "dealer_id": dealer_id, "rep_id": rep_id,
            "checklist_version_id": self._version_id, "mode": visit.met.visit.mode,
            "started_at": visit.started_at, "received_at": visit.started_at,
            "finished_at": visit.finished_at, "latitude": place.latitude, "longitude": place.longitude,
            "accuracy_m": 8 + visit.id.int % 50, "summary": visit.document, "changed_sections": changed,
            "noted_sections": noted, "photo_sections": photographed, "counted_products": len(visit.counts),
            "due_until": visit.met.visit.due_until, **({} if self._judged else surprise_of(visit)),
        }  # fmt: skip

    def add_dealer(self, dealer_id: int, rep_id: int, writer: Writer, last: StoredVisit) -> None:
        """Gather a dealer's receipts and promises, and what is known of him after his last visit."""
        common = {"dealer_id": dealer_id, "user_id": rep_id}
        self.add(Receipt, _receipts(dealer_id, writer.life))
        self.add(LastAnswer, [_last_answer(dealer_id, key, each) for key, each in writer.known.items()])
        self.add(
            LastCount,
            [
                {"dealer_id": dealer_id, "product_id": product_id, "stock_count_id": found.id}
                for product_id, found in writer.last_counts.items()
            ],
        )
        self.add(Promise, [_promise(pledge, common) for pledge in writer.promises.all])
        self.add(PromiseEvent, [_event(each, common) for each in writer.promises.happened])
        seen = {"last_visit_on": last.met.visit.on, "last_visit_id": str(last.id)}
        db.session.execute(update(Dealer).where(Dealer.id == dealer_id).values(**seen))

    def flush(self) -> None:
        """Store what was gathered."""
        for table, rows in self._rows.items():
            if rows:
                db.session.execute(insert(table.__table__), rows)
                rows.clear()
        self._uncommitted += self._gathered
        self._gathered = 0
        if self._uncommitted >= COMMIT_ROWS:
            db.session.commit()
            self._uncommitted = 0


def _answer(given: Given, common: dict, superseded: bool = False) -> dict:
    return {
        **common, "id": given.id, "item_key": given.item_key, "revision": given.revision, "kind": given.kind,
        "superseded": superseded, "answered_at": given.answered_at, "received_at": given.received_at,
        "state": given.state, "evidence": given.evidence, "value": given.value, "note": given.note,
        "reason": given.reason,
    }  # fmt: skip


def _count(found: Found, common: dict) -> dict:
    return {
        **common, "id": found.id, "product_id": found.product_id, "revision": 1, "kind": "entry",
        "superseded": False, "answered_at": found.answered_at, "received_at": found.answered_at,
        "counted": found.counted, "unsellable": found.unsellable, "received": found.received,
        "free_goods": found.free_goods, "transferred_out": found.transferred_out, "returned": found.returned,
        "evidence": "counted", "note": "",
    }  # fmt: skip


def _lots(found: Found) -> list[dict]:
    return [
        {
            "stock_count_id": found.id,
            "production_date": date.fromordinal(produced),
            "quantity": quantity,
            "zone": zone,
        }
        for produced, quantity, zone in found.lots
    ]


def _receipts(dealer_id: int, life: DealerLife) -> list[dict]:
    return [
        {
            "dealer_id": dealer_id, "product_id": product_id, "quantity": delivery.quantity,
            "received_on": date.fromordinal(delivery.arrived),
            "production_date": date.fromordinal(delivery.produced),
            "reference": f"DN{dealer_id:03d}-{delivery.arrived % 100000}",
        }
        for product_id, delivery in life.receipts
    ]  # fmt: skip


def _last_answer(dealer_id: int, key: str, known: Known) -> dict:
    return {
        "dealer_id": dealer_id, "item_key": key, "answer_id": known.answer.id,
        "observed_on": known.observed_on, "verified_on": known.verified_on,
    }  # fmt: skip


def _promise(pledge: Pledge, common: dict) -> dict:
    return {
        **common, "id": pledge.id, "visit_id": pledge.visit_id, "owner": pledge.owner,
        "action": pledge.action, "quantity": pledge.quantity,
        "amount": pledge.amount, "due": pledge.due, "approver": pledge.approver,
        "state": pledge.state, "answered_at": pledge.at, "received_at": pledge.at,
        "settled_on": pledge.settled_on,
    }  # fmt: skip


def _event(happened: Happening, common: dict) -> dict:
    return {
        **common, "id": happened.id, "promise_id": happened.pledge_id, "visit_id": happened.visit_id,
        "was": happened.was, "state": happened.state, "happened_on": happened.on, "answered_at": happened.at,
        "received_at": happened.at,
    }  # fmt: skip


def _order_entry(agreed: Agreed, common: dict) -> dict:
    return {
        **common, "id": agreed.id, "ordered_product_id": agreed.product_id, "revision": 1, "kind": "entry",
        "superseded": False, "agreed": agreed.units, "reason": agreed.reason, "answered_at": agreed.at,
        "received_at": agreed.at,
    }  # fmt: skip
