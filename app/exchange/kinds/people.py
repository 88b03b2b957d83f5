"""People who sign in, by account name. Passwords are never imported: each chooses his own under a link."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, func, select

from app.accounts.audit import record
from app.accounts.links import drop_links
from app.accounts.models import Team, TeamMember, User, new_session_token
from app.accounts.sessions import end_all_sessions
from app.dealers.models import Dealer
from app.exchange.kinds.kind import insert_all, unchanged_since, update_all
from app.exchange.kinds.people_named import Teams
from app.exchange.tables.people import COLUMNS
from app.exchange.verdicts import ReadRow, Verdict
from app.extensions import db
from app.messages import Message, Named


class AllPeople:
    """Who may sign in, and what he may do."""

    name = "people"
    title = Named("People", "人员", "人員")
    columns = COLUMNS

    def key(self, row: ReadRow) -> str:
        return row.values.get("username", "")

    def judge(self, rows: Sequence[ReadRow]) -> list[Verdict]:
        teams, stored = Teams(), _stored([self.key(row) for row in rows])
        dealers = _dealers_of([each["id"] for each in stored.values()])
        for row in rows:
            if "teams" in row.values:
                known = [teams.known(row, "teams", typed) for typed in row.values["teams"]]
                row.values["teams"] = sorted(name for name in known if name)
        return [_verdict(row, stored.get(self.key(row)), dealers) for row in rows]

    def store(self, details: Sequence[dict], by: User) -> None:
        unchanged_since(details, _stored([_name(each) for each in details]), _name)
        new = [each for each in details if each["seen"] is None]
        insert_all(User, [_plain(each["facts"]) | {"password_hash": ""} for each in new])
        update_all(
            User,
            [_plain(each["facts"]) | {"id": each["target"]} for each in details if each["seen"] is not None],
        )
        _join({_name(each): each["facts"]["teams"] for each in details if "teams" in each["facts"]})
        for detail in details:
            _note(detail, by)
            if detail["seen"] and detail["seen"].get("active") and not detail["facts"].get("active", True):
                _shut_out(detail["target"])

    def problem_after(self) -> Message | None:
        admins = select(func.count()).where(User.role == "admin", User.active, User.password_hash != "")
        if db.session.scalar(admins):
            return None
        return Message("After this import no admin could sign in. Leave at least one admin as he is.")


def _verdict(row: ReadRow, seen: dict | None, dealers: dict[int, int]) -> Verdict:
    facts = dict(row.values)
    if seen is None:
        facts = {
            "role": "rep",
            "teams": [],
            "active": True,
            "display_name": facts.get("username", ""),
        } | facts
    role, teams = (facts.get(key, (seen or {}).get(key)) for key in ("role", "teams"))
    if not teams and role != "admin" and not row.is_refused("teams"):
        row.refuse("teams", Message("Name at least one team."))
    if seen and seen["active"] and facts.get("active") is False and dealers.get(seen["id"]):
        facts_of = {"count": dealers[seen["id"]]}
        row.refuse(
            "active",
            Message(
                "This person still has {count} dealers. Hand them over first, under Administration, People.",
                facts_of,
            ),
        )
    name = facts.get("display_name") or (seen or {}).get("display_name") or ""
    label = f"{facts.get('username', '')} {name}".strip()
    return Verdict(
        row.number, label, facts, seen, tuple(row.problems), target=seen and seen["id"], told_by=("username",)
    )


def _name(detail: dict) -> str:
    return detail["facts"]["username"]


def _plain(facts: dict) -> dict:
    return {key: value for key, value in facts.items() if key != "teams"}


def _stored(names: Iterable[str]) -> dict[str, dict]:
    columns = (User.id, User.username, User.display_name, User.role, User.active)
    found = db.session.execute(select(*columns).where(User.username.in_(set(names))))
    people = {row.username: dict(row._mapping) | {"teams": []} for row in found}
    by_id = {person["id"]: person for person in people.values()}
    teams = select(TeamMember.user_id, Team.name).join(Team, Team.id == TeamMember.team_id)
    for user_id, team in db.session.execute(teams.where(TeamMember.user_id.in_(by_id))):
        by_id[user_id]["teams"].append(team)
    for person in people.values():
        person["teams"].sort()
    return people


def _dealers_of(user_ids: Iterable[int]) -> dict[int, int]:
    counted = select(Dealer.rep_id, func.count()).where(Dealer.active, Dealer.rep_id.in_(user_ids))
    return dict(db.session.execute(counted.group_by(Dealer.rep_id)).all())


def _join(wanted: dict[str, list[str]]) -> None:
    people = dict(db.session.execute(select(User.username, User.id).where(User.username.in_(wanted))).all())
    teams = Teams()
    db.session.execute(delete(TeamMember).where(TeamMember.user_id.in_(people.values())))
    members = [(people[person], teams.id_of(team)) for person, names in wanted.items() for team in names]
    insert_all(TeamMember, [{"user_id": user_id, "team_id": team_id} for user_id, team_id in members])


def _note(detail: dict, by: User) -> None:
    if detail["seen"] is None:
        record("person_added", _name(detail), by=by, role=detail["facts"]["role"])
        return
    worded = {key: [_words(old), _words(new)] for key, old, new in detail["changes"] if key != "display_name"}
    if worded:
        record("person_changed", _name(detail), by=by, **worded)


def _words(value):
    return ", ".join(value) if isinstance(value, list) else value


def _shut_out(user_id: int) -> None:
    update_all(User, [{"id": user_id, "session_token": new_session_token()}])
    end_all_sessions(user_id)
    drop_links(user_id)
