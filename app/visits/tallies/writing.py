"""Adding a visit to the sums when it is finished: in the same transaction, three statements at most."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, insert

from app.database import insert_into
from app.dealers.models import Dealer
from app.extensions import db
from app.visits.judgement.judgement import Judgement
from app.visits.judgement.loading import Held
from app.visits.models import Visit
from app.visits.tallies.models import EVIDENCE_SUMS, SCORE_SUMS, SUMS, RepDay, RiskLot


def tally(visit: Visit, dealer: Dealer, held: Held, judgement: Judgement | None, day: date) -> None:
    """Add a visit that is being finished to its rep's `day`, and keep what it says of the dealer now.

    To be called before `dealer` gets this visit as his last: one that arrives after a later one changes
    nothing about him.
    """
    _measure(visit, held, day)
    _add(visit, dealer, judgement)
    if judgement is None or (dealer.last_visit_on or day) > day:
        return
    overall, diversion = judgement.overall.value, judgement.figures.get("diversion")
    dealer.health = overall.grade if overall else None
    dealer.diversion = diversion.value.points if diversion and diversion.value else None
    _replace_risks(judgement, held)


def _measure(visit: Visit, held: Held, day: date) -> None:
    given = [each.evidence for each in held.answers.values() if each.state == "answered" and each.value]
    graded = Counter((*given, *(each.evidence for each in held.counts.values() if each.counted is not None)))
    visit.day = day
    visit.minutes = max(1, round((visit.end - visit.started_at).total_seconds() / 60))
    for grade in EVIDENCE_SUMS:
        setattr(visit, f"evidence_{grade}", graded[grade])
    visit.photos_taken = len(held.photos)


def _add(visit: Visit, dealer: Dealer, judgement: Judgement | None) -> None:
    sums = {
        "visits": 1, "full_audits": int(visit.mode == "full"), "minutes": visit.minutes,
        **{grade: getattr(visit, f"evidence_{grade}") for grade in EVIDENCE_SUMS},
        "photos": visit.photos_taken, **_scores(judgement),
    }  # fmt: skip
    place = {"rep_id": visit.rep_id, "team_id": dealer.team_id, "day": visit.day}
    adding = insert_into(RepDay.__table__).values(place | sums)
    table = RepDay.__table__
    more = {name: table.c[name] + adding.excluded[name] for name in SUMS}
    db.session.execute(adding.on_conflict_do_update(index_elements=list(place), set_=more))


def _scores(judgement: Judgement | None) -> dict[str, Any]:
    results = {} if judgement is None else {**judgement.dimensions, "overall": judgement.overall}
    sums: dict[str, Any] = {}
    for name, total, times in SCORE_SUMS:
        value = results[name].value if name in results else None
        sums |= {total: float(value.score) if value else 0.0, times: int(value is not None)}
    return sums


def _replace_risks(judgement: Judgement, held: Held) -> None:
    """What was counted anew says what is at risk of it; what was not stays as it was."""
    counted = [product for product, count in held.counts.items() if count.counted is not None]
    if not counted:
        return
    mine = RiskLot.dealer_id == judgement.dealer_id
    db.session.execute(delete(RiskLot).where(mine, RiskLot.product_id.in_(counted)))
    rows = []
    for product in counted:
        shelf_days = held.goods.facts[product].shelf_days
        figure = judgement.figures.get(f"risk:{product}")
        for lot in figure.value.lots if figure and figure.value and shelf_days else ():
            rows.append({"product_id": product, "shelf_days": shelf_days, **vars(lot)})
    if made := risk_rows(judgement.dealer_id, judgement.today, rows):
        db.session.execute(insert(RiskLot.__table__), made)


def risk_rows(dealer_id: int, day: date, lots: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows of those of some lots that are at risk, lots of one date added up.

    A lot: ``product_id``, ``shelf_days``, and the fields of `app.leverage.lots.risk.LotRisk`.
    """
    rows: dict[tuple[int, date], dict[str, Any]] = {}
    for lot in lots:
        if not lot["risk"]:
            continue
        place = (lot["product_id"], lot["produced_on"])
        if place in rows:
            row = rows[place]
            row["quantity"], row["risk"] = row["quantity"] + lot["quantity"], row["risk"] + lot["risk"]
            row["money"] = None if lot["money"] is None else row["money"] + lot["money"]
            continue
        rows[place] = {
            "dealer_id": dealer_id, "product_id": place[0], "produced_on": place[1],
            **{name: lot[name] for name in ("quantity", "risk", "money", "limit_on")},
            "expires_on": place[1] + timedelta(days=lot["shelf_days"]), "counted_on": day,
        }  # fmt: skip
    return list(rows.values())
