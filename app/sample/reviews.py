"""What supervisors made of the sample's visits: most are approved, some wait, some were sent back, some
commented on. Only the last weeks have decisions of their own; what lies further back counts as approved."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from sqlalchemy import Row, insert, select, update

from app.accounts.models import TeamMember, User
from app.dealers.models import Dealer
from app.extensions import db
from app.reviews.models import Comment, Review
from app.visits.models import ANSWERED, APPROVED, SENT_BACK, WAITING, Answer, Visit

WAITS = timedelta(days=16)  # nobody has looked at what is newer
SETTLED = timedelta(days=30)  # what was sent back before then is approved by now
REACHES = timedelta(days=60)  # how far back single decisions are written down
MOST = 400  # visits, however large the company; those before them count as approved too

# Of decided visits: how many were sent back, answered by now or not, and how many carry a comment.
SENT_BACK_SHARE, ANSWERED_SHARE, COMMENT_SHARE = 0.3, 0.4, 0.2
# Item, note, and what the rep answers to it.
NOTES = (
    ("wh_tidy", "照片里过道是堵的，请再看一眼评分。", "过道是卸货时临时堵的，走之前已经清开。"),
    ("wh_expired", "盘点里有过期批号，这里写的是没有，请核实。", "看错了批号，已请仓管当场复核。"),
    (
        "wh_near_expiry",
        "临期的数量和批号对不上，请重新数一次。",
        "Counted again: the lots are right.",
    ),
    (None, "订货量比 1.5 倍法则高出很多，请说明原因。", "老板要备节日的货，已经写在备忘里。"),
)
COMMENTS = (
    "这家的堆头比上次整齐多了，做得好。", "下次请带上铺货表，和老板对一下空白网点。",
    "Please photograph the north wall each time: it is damp.", "价格执行得怎么样？下次问一下二批。",
)  # fmt: skip
REPLIES = ("好的，下次拜访时办。", "Will do.")


def review_sample(seed: int, now: datetime) -> None:
    """Decide on the stored visits as the supervisors of their teams would have; commits nothing."""
    visits, supervisors = _recent(now), _supervisors()
    older = update(Visit).where(Visit.finished_at < visits[-1].finished_at if visits else now)
    db.session.execute(older.values(review=APPROVED).execution_options(synchronize_session=False))
    noted = _answered_items([visit.id for visit in visits])
    rng = Random(f"reviews {seed}")
    rows = [_reviewed(rng, visit, supervisors[visit.team_id], noted, now) for visit in visits]
    _store(rows)


def _recent(now: datetime) -> list[Row]:
    """The finished visits of the last weeks, the latest first."""
    found = (
        select(Visit.id, Visit.dealer_id, Visit.rep_id, Visit.finished_at, Dealer.team_id)
        .join(Dealer, Dealer.id == Visit.dealer_id)
        .where(Visit.finished_at >= now - REACHES)
        .order_by(Visit.finished_at.desc(), Visit.id.desc())
        .limit(MOST)
    )
    return list(db.session.execute(found))


def _supervisors() -> dict[int, int]:
    found = select(TeamMember.team_id, TeamMember.user_id).join(User, User.id == TeamMember.user_id)
    return dict(db.session.execute(found.where(User.role == "supervisor")).all())


def _answered_items(visit_ids: list[UUID]) -> set[tuple[UUID, str]]:
    """Which of the items that a note may name were answered, by visit."""
    keys = [key for key, *_words in NOTES if key]
    found = select(Answer.visit_id, Answer.item_key).where(
        Answer.visit_id.in_(visit_ids), Answer.item_key.in_(keys)
    )
    return {tuple(row) for row in db.session.execute(found)}


def _reviewed(rng: Random, visit: Row, supervisor: int, noted: set, now: datetime) -> dict:
    """The state of one visit, and the rows of decisions and comments on it."""
    made = {"id": visit.id, "review": WAITING, "reviews": [], "comments": []}
    at = visit.finished_at + timedelta(hours=rng.uniform(3, 40))
    sent_back = rng.random() < SENT_BACK_SHARE and at > now - SETTLED
    talked = rng.random() < COMMENT_SHARE
    if visit.finished_at > now - WAITS or at > now:
        return made
    desk = _Desk(rng, visit, supervisor)
    if sent_back:
        made |= {"review": SENT_BACK, "reviews": [desk.note(at, noted)]}
        if rng.random() < ANSWERED_SHARE:
            made |= {"review": ANSWERED, "comments": [desk.answer(made["reviews"][0])]}
    else:
        made |= {"review": APPROVED, "reviews": [desk.decision("approved", at)]}
    if talked:
        made["comments"] = [*made["comments"], *desk.talk(at, now)]
    return made


class _Desk:
    """Writes the rows of one visit; their ids follow from it."""

    def __init__(self, rng: Random, visit: Row, supervisor: int) -> None:
        self._rng, self._visit, self._supervisor = rng, visit, supervisor
        self._reply = ""

    def decision(self, decision: str, at: datetime, **more) -> dict:
        return {
            "id": uuid5(self._visit.id, decision), "visit_id": self._visit.id,
            "dealer_id": self._visit.dealer_id, "rep_id": self._visit.rep_id, "user_id": self._supervisor,
            "decision": decision, "item_key": None, "private": False, "note": "", "received_at": at,
            "settled_at": at, **more,
        }  # fmt: skip

    def note(self, at: datetime, noted: set) -> dict:
        possible = [each for each in NOTES if each[0] is None or (self._visit.id, each[0]) in noted]
        key, text, self._reply = self._rng.choice(possible)
        return self.decision("sent_back", at, item_key=key, note=text, settled_at=None)

    def answer(self, note: dict) -> dict:
        at = note["received_at"] + timedelta(hours=self._rng.uniform(1, 20))
        note["settled_at"] = at
        return self._comment("answer", at, self._reply, self._visit.rep_id, None) | {
            "about": "review", "about_id": note["id"], "item_key": note["item_key"],
        }  # fmt: skip

    def talk(self, at: datetime, now: datetime) -> Iterator[dict]:
        """A comment, and mostly the rep's answer to it."""
        answered = at + timedelta(hours=self._rng.uniform(2, 30))
        seen = answered if answered < now and self._rng.random() < 0.8 else None
        rep = self._visit.rep_id
        yield self._comment("said", at, self._rng.choice(COMMENTS), self._supervisor, rep) | {"seen_at": seen}
        if seen:
            words = self._rng.choice(REPLIES)
            yield self._comment("reply", seen, words, rep, self._supervisor) | {"seen_at": seen}

    def _comment(self, name: str, at: datetime, words: str, by: int, to: int | None) -> dict:
        return {
            "id": uuid5(self._visit.id, name), "dealer_id": self._visit.dealer_id, "item_key": None,
            "private": False, "visit_id": self._visit.id, "about": "visit", "about_id": self._visit.id,
            "user_id": by, "to_id": to, "text": words, "received_at": at, "seen_at": None,
        }  # fmt: skip


def _store(rows: list[dict]) -> None:
    for review in (APPROVED, SENT_BACK, ANSWERED):
        ids = [row["id"] for row in rows if row["review"] == review]
        some = update(Visit).where(Visit.id.in_(ids)).values(review=review)
        db.session.execute(some.execution_options(synchronize_session=False))
    for model, name in ((Review, "reviews"), (Comment, "comments")):
        made = [each for row in rows for each in row[name]]
        if made:
            db.session.execute(insert(model), made)
