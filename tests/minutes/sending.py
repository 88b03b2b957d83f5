"""How the tests send minutes and open their links: through the pages, as a rep and a dealer do."""

import re
from datetime import UTC, datetime
from uuid import uuid4

from app.extensions import db
from app.minutes.models import Minutes
from app.visits.judgement.models import OrderLine


def address(visit) -> str:
    return f"/visits/{visit.id}/minutes"


def send(client, visit, **fields):
    """Post the minutes of a visit."""
    form = {"id": str(uuid4()), "locale": "en", "agreed": "Two tastings in May"} | fields
    return client.post(address(visit), data=form)


def token_in(page: str) -> str | None:
    """The token of the link that a page shows, if it shows one."""
    found = re.search(r'/m/([\w-]{43})"', page)
    return found and found.group(1)


def shared(client, visit, **fields) -> str:
    """Send the minutes and take the token from the page that follows."""
    assert send(client, visit, **fields).status_code == 303
    return token_in(client.get(address(visit)).text)


def reply(client, token: str, kind: str = "acknowledged", **fields):
    """Post the dealer's answer."""
    return client.post(f"/m/{token}/reply", data={"kind": kind} | fields)


def minutes_of(visit) -> Minutes | None:
    db.session.rollback()
    return db.session.query(Minutes).filter_by(visit_id=visit.id).one_or_none()


def ordered(visit, product, units: int, **values) -> None:
    """A stored order line, in base units."""
    line = {
        "visit_id": visit.id, "product_id": product.id, "dealer_id": visit.dealer_id, "agreed": units,
        "answered_at": datetime.now(UTC),
    }  # fmt: skip
    db.session.add(OrderLine(**(line | values)))
    db.session.commit()
