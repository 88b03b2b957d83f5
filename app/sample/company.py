"""Writing the company itself: people, teams, products, dealers."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import insert, select

from app.accounts.models import Company, Team, TeamMember, User
from app.accounts.passwords import hashed
from app.catalogue.models import Product
from app.dealers.models import Dealer, DealerProduct
from app.extensions import db
from app.sample.accounts import REPS, SAMPLE_ACCOUNTS, TEAMS
from app.sample.goods import GOODS
from app.sample.places import place
from app.sample.plan import DealerPlan

NAME = "Qingxi Foods 清溪食品"
PALLET_UNITS = 1_440
ONLY_ID = 1  # of two processes that load at the same moment the primary key admits one


def is_empty() -> bool:
    """Whether nobody has begun to use this database."""
    return not any(
        db.session.scalar(select(model.id).limit(1)) is not None for model in (Company, User, Dealer, Product)
    )


def found(reps: int, now: datetime) -> tuple[list[int], list[int]]:
    """Company, teams and people; the ids of the teams, and of the reps in the order of `plan`.

    Reps past the accounts of the sample cannot sign in; they are there to have dealers.
    """
    db.session.execute(insert(Company), [{"id": ONLY_ID, "name": NAME, "is_sample": True, "created_at": now}])
    teams = [_add(Team, name=name) for name in TEAMS]
    ids = {}
    for account in SAMPLE_ACCOUNTS:
        ids[account.username] = _add(
            User, username=account.username, display_name=account.name, role=account.role,
            password_hash=hashed(account.password), created_at=now,
        )  # fmt: skip
        _join(ids[account.username], (teams[number] for number in account.teams))
    members = [ids[account.username] for account in REPS]
    for number in range(len(REPS), reps):
        members.append(
            _add(User, username=f"rep{number + 1}", display_name=f"Rep {number + 1}", role="rep",
                 password_hash="", created_at=now)
        )  # fmt: skip
        _join(members[-1], [teams[number % len(teams)]])
    return teams, members


def _add(model, **values) -> int:
    return db.session.scalar(insert(model).returning(model.id), values)


def _join(user_id: int, teams: Iterable[int]) -> None:
    db.session.execute(insert(TeamMember), [{"team_id": team, "user_id": user_id} for team in teams])


def add_products() -> tuple[int, ...]:
    """The catalogue; ids in the order of GOODS."""
    return tuple(
        _add(
            Product, code=goods.code, name_en=goods.en, name_zh=goods.zh, category=goods.category,
            case_size=goods.case_size, shelf_days=goods.shelf_days, case_price=goods.case_price,
            case_margin=goods.case_margin, is_key=goods.is_key, position=position,
            pallet_cases=max(24, PALLET_UNITS // goods.case_size),
        )
        for position, goods in enumerate(GOODS)
    )  # fmt: skip


def add_dealer(
    plan: DealerPlan, team_id: int, rep_id: int, product_ids: tuple[int, ...], zone: tzinfo
) -> int:
    """A dealer and what he carries; his id. When he was last visited is written with his visits."""
    where = place(plan.number)
    since = datetime.combine(plan.visits[0].on - timedelta(days=min(30, plan.warm_up)), time(9), zone)
    dealer_id = _add(
        Dealer, code=f"D{plan.number + 1:03d}", name_en=where.name_en, name_zh=where.name_zh, town=where.town,
        address=where.address, contact=where.contact, phone=where.phone, team_id=team_id, rep_id=rep_id,
        city_tier=where.city_tier, grade=plan.grade, interval_days=plan.interval_days,
        lead_days=plan.lead_days, credit_days=plan.credit_days,
        route_position=plan.route_position, next_due_on=_due(plan), created_at=since,
    )  # fmt: skip
    db.session.execute(
        insert(DealerProduct),
        [
            {"dealer_id": dealer_id, "product_id": product_ids[at], "position": position}
            for position, at in enumerate(plan.carried)
        ],
    )
    return dealer_id


def _due(plan: DealerPlan) -> date:
    return plan.visits[-1].agreed_next
