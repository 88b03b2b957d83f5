"""Adding a visit to the sums when it is finished, and photos that arrive later: in the same transaction."""

from collections import Counter
from collections.abc import Container, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, insert, select

from app.database import insert_into
from app.dealers.models import Dealer
from app.extensions import db
from app.visits.judgement.judgement import Judgement
from app.visits.judgement.loading import Held
from app.visits.models import Visit
from app.visits.tallies.models import (
    EVIDENCE_SUMS,
    SCORE_SUMS,
    SUMS,
    WORK_SUMS,
    RepDay,
    RiskLot,
    TeamDay,
)


def tally(
    visit: Visit, dealer: Dealer, held: Held, judgement: Judgement | None, day: date, older: Container[int]
) -> None:
    """Add a visit that is being finished to its rep's `day`, and keep what it says of the dealer now.

    To be called before `dealer` gets this visit as his last: one that arrives after a later one changes
    nothing about him. `older` are the products of which a newer count is known.
    """
    _measure(visit, held, day)
    if dealer.active:
        _add(visit, dealer, judgement)
    if judgement is None:
        return
    if dealer.active:
        _replace_risks(judgement, held, older)
    if (dealer.last_visit_on or day) <= day:
        overall, diversion = judgement.overall.value, judgement.figures.get("diversion")
        dealer.health = overall.grade if overall else None
        dealer.diversion = diversion.value.points if diversion and diversion.value else None


def add_late_photos(visit: Visit, number: int) -> None:
    """Count photos that reach the server after the end of their visit, which the caller holds alone."""
    if not number or visit.day is None:
        return
    visit.photos_taken = (visit.photos_taken or 0) + number
    held = select(Dealer.team_id, Dealer.active).where(Dealer.id == visit.dealer_id)
    dealer = db.session.execute(held.with_for_update(key_share=True)).one()
    if dealer.active:
        more = {"team_id": dealer.team_id, "day": visit.day, "photos": number}
        _upsert(RepDay, {"rep_id": visit.rep_id, **more}, ("photos",))
        _upsert(TeamDay, more, ("photos",))


def _measure(visit: Visit, held: Held, day: date) -> None:
    given = [each.evidence for each in held.answers.values() if each.state == "answered" and each.value]
    graded = Counter((*given, *(each.evidence for each in held.counts.values() if each.counted is not None)))
    visit.day = day
    visit.minutes = max(1, round((visit.end - visit.started_at).total_seconds() / 60))
    for grade in EVIDENCE_SUMS:
        setattr(visit, f"evidence_{grade}", graded[grade])
    visit.photos_taken = len(held.photos)


def _add(visit: Visit, dealer: Dealer, judgement: Judgement | None) -> None:
    work = {
        "team_id": dealer.team_id, "day": visit.day,
        "visits": 1, "full_audits": int(visit.mode == "full"),
        "were_due": int(visit.due_until is not None),
        "on_time": int(visit.due_until is not None and visit.day <= visit.due_until),
        "minutes": visit.minutes,
        **{grade: getattr(visit, f"evidence_{grade}") for grade in EVIDENCE_SUMS},
        "photos": visit.photos_taken,
    }  # fmt: skip
    _upsert(RepDay, {"rep_id": visit.rep_id, **work}, WORK_SUMS)
    _upsert(TeamDay, work | _scores(judgement), SUMS)


def _upsert(model: type[RepDay] | type[TeamDay], row: Mapping[str, Any], sums: tuple[str, ...]) -> None:
    table = model.__table__
    adding = insert_into(table).values(row)
    more = {name: table.c[name] + adding.excluded[name] for name in sums}
    keys = [column.key for column in table.primary_key]
    db.session.connection().execute(adding.on_conflict_do_update(index_elements=keys, set_=more))


def _scores(judgement: Judgement | None) -> dict[str, Any]:
    results = {} if judgement is None else {**judgement.dimensions, "overall": judgement.overall}
    sums: dict[str, Any] = {}
    for name, total, times in SCORE_SUMS:
        value = results[name].value if name in results else None
        sums |= {total: float(value.score) if value else 0.0, times: int(value is not None)}
    return sums


def _replace_risks(judgement: Judgement, held: Held, older: Container[int]) -> None:
    """What was counted anew says what is at risk of it; what was not stays as it was."""
    given = [product for product, count in held.counts.items() if count.counted is not None]
    counted = [product for product in given if product not in older]
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
