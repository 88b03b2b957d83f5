"""Judging years of visits at once: what the sample company is given, and visits from before the rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, update

from app import clock
from app.checklists.queries import checklist
from app.extensions import db
from app.leverage.findings import OpenFinding
from app.leverage.result import places_from
from app.leverage.settings import Settings
from app.leverage.trust import VisitTrace
from app.thresholds.queries import current_settings
from app.visits.judgement import assemble
from app.visits.judgement.evidence import CountFacts, Evidence, Memory, Seen, Stock
from app.visits.judgement.judge import judge
from app.visits.judgement.loading_stock import DELIVERIES_BACK, EARLIER_COUNTS
from app.visits.judgement.models import Finding, FindingEvent, OrderLine, Score, VisitResults
from app.visits.judgement.past import Past, PastVisit, read_past
from app.visits.judgement.peers_then import PeersThen
from app.visits.judgement.pictures import NOTHING_SEEN, SeenPhotos, photos_seen_before
from app.visits.judgement.rows import Rows, rows_of
from app.visits.judgement.surprise import surprise_columns
from app.visits.judgement.trace import told_by_answers, told_by_photos
from app.visits.models import Visit


def judge_history(dealer_id: int, peers: PeersThen | None = None) -> int:
    """Judge all finished visits to a dealer, oldest first, and store what each led to: results, scores,
    findings and their events, order lines. Returns how many; commits nothing.

    For data written in bulk, such as the sample: write visits, answers, counts, lots, deliveries and promises
    first, flush, then call this once a dealer. Findings open, persist and close as they would have, from
    visit to visit, and each is measured against the peers of its own day. A dealer of whom a visit was judged
    before is left alone (0). His class and his next visit are not changed. One `peers` for all dealers saves
    reading them anew for each.
    """
    past = read_past(dealer_id)
    if past.judged or not past.visits:
        return 0
    settings = current_settings()
    pictured = [visit.row.id for visit in past.visits if visit.photos]
    seen = photos_seen_before(pictured) if pictured else {}
    walk = _Walk(past, peers or PeersThen(), settings, seen)
    for visit in past.visits:
        walk.judge(visit)
    walk.write()
    return len(past.visits)


@dataclass
class _Walk:
    """What is known of the dealer between two visits, and the rows made so far."""

    past: Past
    peers: PeersThen
    settings: Settings
    seen_photos: Mapping[UUID, SeenPhotos] = field(default_factory=dict)
    last: dict[str, Seen] = field(default_factory=dict)
    given: dict[str, Any] = field(default_factory=dict)
    counts: dict[int, tuple[CountFacts, ...]] = field(default_factory=dict)
    memory: Memory = Memory()
    findings: dict[Any, dict[str, Any]] = field(default_factory=dict)
    rows: dict[type, list[dict[str, Any]]] = field(default_factory=dict)
    marked: list[dict[str, Any]] = field(default_factory=list)

    def judge(self, visit: PastVisit) -> None:
        """One visit, with all that was known on its day; its findings become those of the next."""
        content = checklist(visit.row.checklist_version_id)
        evidence = self._evidence(visit, content)
        judgement = judge(evidence, content, self.settings)
        self._keep(rows_of(judgement, evidence, visit.row.rep_id, visit.row.finished_at), evidence)
        marked = surprise_columns(evidence, judgement, self.settings)
        if marked["surprise"]:
            self.marked.append(
                {"of_visit": visit.row.id} | {f"new_{name}": it for name, it in marked.items()}
            )
        self.memory = judgement.memory
        self.last = {key: _older(seen) for key, seen in evidence.answers.items()}
        self.given |= {key: each for key, each in visit.answers.items() if assemble.says_something(each)}
        for stock in evidence.stock:
            self.counts[stock.product.id] = stock.counts[-EARLIER_COUNTS:]

    def _evidence(self, visit: PastVisit, content) -> Evidence:
        today = clock.local(visit.row.end).date()
        before = {key: _Kept(answer) for key, answer in self.given.items()}
        open_now = [row for row in self.findings.values() if row["closed_at"] is None]
        return Evidence(
            visit_id=visit.row.id,
            mode=visit.row.mode,
            today=today,
            dealer=assemble.dealer_facts(self.past.dealer),
            answers=assemble.answers_seen(visit.answers, self.last, today),
            ways_out=assemble.ways_out(visit.answers),
            stock=tuple(self._stock(visit, today)),
            key_products=self.past.key_products,
            agreed=visit.agreed,
            promises=tuple(self._promises(visit, today)),
            open_findings=tuple(
                OpenFinding(row["item_key"], row["severity"], row["opened_on"], row["visits"])
                for row in open_now
            ),
            finding_places={row["item_key"]: places_from(row["places"]) for row in open_now},
            finding_ids={row["item_key"]: row["id"] for row in open_now},
            memory=self.memory,
            peers=self.peers.on(today),
            photos=visit.photos,
            trace=VisitTrace(
                **told_by_answers(visit.row, content, visit.answers, before),
                **told_by_photos(self.seen_photos.get(visit.row.id, NOTHING_SEEN)),
            ),
        )

    def _stock(self, visit: PastVisit, today: date) -> Iterable[Stock]:
        order = self.past.carried
        for key in sorted(visit.counts, key=lambda key: order.index(key) if key in order else len(order)):
            delivered = tuple(
                each for each in self.past.deliveries.get(key, ())
                if today - DELIVERIES_BACK <= each.on <= today
            )  # fmt: skip
            counts = (*self.counts.get(key, ()), visit.counts[key])
            yield Stock(self.past.products[key], counts, delivered, key in order)

    def _promises(self, visit: PastVisit, today: date):
        for row in self.past.promises:
            if clock.local(row.answered_at).date() > today:
                continue
            facts = assemble.promise_facts(row, visit.row.id, today)
            if facts is not None:
                yield facts

    def _keep(self, rows: Rows, evidence: Evidence) -> None:
        for model, made in (
            (VisitResults, [rows.results]),
            (Score, rows.scores),
            (FindingEvent, rows.events),
        ):
            self.rows.setdefault(model, []).extend(made)
        self.rows.setdefault(OrderLine, []).extend(self._lines(rows, evidence))
        for row in rows.opened:
            self.findings[row["id"]] = row
        for change in rows.changed:
            finding = self.findings[change["of_finding"]]
            finding |= {name[4:]: each for name, each in change.items() if name.startswith("new_")}

    def _lines(self, rows: Rows, evidence: Evidence) -> Iterable[dict[str, Any]]:
        """Lines with what was agreed in them, unless the order itself was stored already."""
        if evidence.visit_id in self.past.stored_orders:
            db.session.execute(OrderLine.__table__.delete().where(OrderLine.visit_id == evidence.visit_id))
        received = {"received_at": rows.scores[0]["scored_at"]}
        return [line | received for line in rows.lines]

    def write(self) -> None:
        """Insert everything, findings in their last state."""
        for model, made in ((Finding, list(self.findings.values())), *self.rows.items()):
            if made:
                db.session.execute(insert(model.__table__), made)
        if self.marked:
            db.session.connection().execute(_SURPRISE, self.marked)


_SURPRISE = (
    update(Visit.__table__)
    .where(Visit.id == bindparam("of_visit"))
    .values({name: bindparam(f"new_{name}") for name in ("surprise", "surprises")})
)


@dataclass(frozen=True)
class _Kept:
    """An earlier answer where `told_by_answers` looks for one."""

    answer: Any


def _older(seen: Seen) -> Seen:
    return Seen(seen.value, seen.evidence, seen.on, False) if seen.now else seen
