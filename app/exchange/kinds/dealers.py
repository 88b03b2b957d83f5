"""Dealers, by code: whose they are, how often they are visited, what they carry."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select

from app import clock
from app.accounts.models import Team, User
from app.accounts.names import account_name
from app.catalogue.models import Product
from app.dealers.grades import INTERVAL_DAYS
from app.dealers.hands import note_reps
from app.dealers.models import Dealer, DealerProduct
from app.exchange.kinds.kind import insert_all, unchanged_since, update_all
from app.exchange.kinds.names import both_names, named
from app.exchange.kinds.people_named import People, Teams
from app.exchange.tables.dealers import COLUMNS
from app.exchange.verdicts import ReadRow, Verdict
from app.extensions import db
from app.messages import Message, Named
from app.visits.tallies.moving import sums_following

GRADES = dict.fromkeys(INTERVAL_DAYS, ()) | {"N": ("new", "新", "未评级", "未評級")}
ALL = {"all", "全部", "所有"}
PLAIN = tuple(column.key for column in COLUMNS if column.key not in ("team", "rep", "products"))
DEFAULTS = {
    "town": "",
    "city_tier": None,
    "address": "",
    "contact": "",
    "phone": "",
    "grade": "N",
    "lead_days": 3,
    "credit_days": 0,
    "active": True,
    "products": [],
}


class Dealers:
    """Whom we visit."""

    name = "dealers"
    title = Named("Dealers", "经销商", "經銷商")
    columns = COLUMNS

    def key(self, row: ReadRow) -> str:
        return row.values.get("code", "")

    def judge(self, rows: Sequence[ReadRow]) -> list[Verdict]:
        teams, people = Teams(), People(row.values.get("rep", "") for row in rows)
        sold = set(db.session.scalars(select(Product.code).where(Product.active)))
        stored = stored_dealers([self.key(row) for row in rows])
        for row in rows:
            teams.check(row)
            if account_name(row.values.get("rep")) != stored.get(self.key(row), {}).get("rep"):
                people.check(row)  # who has him may keep him, even after leaving
            if self.key(row) not in stored and "team" not in row.values and not row.is_refused("team", "rep"):
                row.values |= {"team": found} if (found := teams.of_rep(row.values.get("rep", ""))) else {}
            _check_products(row, sold)
        return [_verdict(row, stored.get(self.key(row))) for row in rows]

    def store(self, details: Sequence[dict], by: User) -> None:
        stored = stored_dealers([each["facts"]["code"] for each in details])
        unchanged_since(details, stored, lambda each: each["facts"]["code"])
        teams, people = Teams(), People(each["facts"].get("rep", "") for each in details)
        rows = [_row(each["facts"], teams, people) for each in details]
        note_reps([each["target"] for each in details if _passes_on(each["facts"], each["seen"])])
        fresh = {"next_due_on": clock.today()}
        insert_all(
            Dealer, [row | fresh for row, each in zip(rows, details, strict=True) if each["seen"] is None]
        )
        known = [
            row | {"id": each["target"]}
            for row, each in zip(rows, details, strict=True)
            if each["seen"] is not None
        ]
        with sums_following([each["target"] for each in details if _moves(each["facts"], each["seen"])]):
            update_all(Dealer, known)
        _carry(
            {
                each["facts"]["code"]: each["facts"]["products"]
                for each in details
                if "products" in each["facts"]
            }
        )

    def problem_after(self) -> None:
        return None


def _verdict(row: ReadRow, seen: dict | None) -> Verdict:
    facts = dict(row.values)
    if seen is None:
        facts = DEFAULTS | both_names(row)
        facts.setdefault("interval_days", INTERVAL_DAYS[facts["grade"]])
        for needed in ("team", "rep"):
            row.refuse_blank(needed, Message("This dealer is new: fill this in."))
    elif (
        "grade" in facts
        and "interval_days" not in facts
        and seen["interval_days"] == INTERVAL_DAYS[seen["grade"]]
    ):
        facts["interval_days"] = INTERVAL_DAYS[facts["grade"]]  # as the grade says, before and after
    return Verdict(row.number, named(row, seen), facts, seen, tuple(row.problems), target=seen and seen["id"])


def _check_products(row: ReadRow, sold: set[str]) -> None:
    wanted = list(row.values.get("products", ()))
    if len(wanted) == 1 and wanted[0].casefold() in ALL:
        row.values["products"] = sorted(sold)
    elif "products" in row.values:
        row.values["products"] = sorted(wanted)
        for missing in [each for each in wanted if each not in sold][:1]:
            row.refuse(
                "products",
                Message(
                    "There is no product with the code “{code}” that is sold. Import the products "
                    "first, or correct the code.",
                    {"code": missing[:40]},
                ),
            )


def stored_dealers(codes: Iterable[str]) -> dict[str, dict]:
    """What is stored of dealers, by code, in the words of the columns."""
    columns = [getattr(Dealer, key) for key in PLAIN]
    found = (
        select(Dealer.id, Team.name.label("team"), User.username.label("rep"), *columns)
        .join(Team, Team.id == Dealer.team_id)
        .join(User, User.id == Dealer.rep_id)
        .where(Dealer.code.in_(set(codes)))
    )
    dealers = {row.code: dict(row._mapping) | {"products": []} for row in db.session.execute(found)}
    by_id = {dealer["id"]: dealer for dealer in dealers.values()}
    for dealer_id, product in db.session.execute(_carried(by_id)):
        by_id[dealer_id]["products"].append(product)
    return dealers


def _carried(dealer_ids: Iterable[int]):
    return (
        select(DealerProduct.dealer_id, Product.code)
        .join(Product, Product.id == DealerProduct.product_id)
        .where(DealerProduct.dealer_id.in_(dealer_ids), Product.active)
        .order_by(Product.code)
    )


def _passes_on(facts: dict, seen: dict | None) -> bool:
    """Whether a stored dealer becomes somebody else's, or nobody's."""
    if seen is None:
        return False
    given_up = seen.get("active") and not facts.get("active", True)
    return given_up or facts.get("rep") != seen.get("rep")


def _moves(facts: dict, seen: dict | None) -> bool:
    """Whether a stored dealer changes teams, or is given up or taken back."""
    told = [name for name in ("team", "active") if name in facts]
    return seen is not None and any(facts[name] != seen[name] for name in told)


def _row(facts: dict, teams: Teams, people: People) -> dict:
    row = {key: facts[key] for key in PLAIN if key in facts}
    if "team" in facts:
        row["team_id"] = teams.id_of(facts["team"])
    if "rep" in facts:
        row["rep_id"] = people.id_of(facts["rep"])
    return row


def _carry(wanted: dict[str, list[str]]) -> None:
    dealers = dict(db.session.execute(select(Dealer.code, Dealer.id).where(Dealer.code.in_(wanted))).all())
    sold = {
        row.code: row
        for row in db.session.execute(
            select(Product.code, Product.id, Product.position).where(Product.active)
        )
    }
    # What is no longer sold is not spoken of in the file; what a dealer has of it stays.
    offered = [each.id for each in sold.values()]
    db.session.execute(
        delete(DealerProduct).where(
            DealerProduct.dealer_id.in_(dealers.values()), DealerProduct.product_id.in_(offered)
        )
    )
    carried = [
        (dealers[dealer], sold[product]) for dealer, products in wanted.items() for product in products
    ]
    insert_all(
        DealerProduct,
        [
            {"dealer_id": dealer, "product_id": product.id, "position": product.position}
            for dealer, product in carried
        ],
    )
