"""Reading a list of any length: some hundred rows at a time, each batch by the place where the last ended.

Between two batches no transaction is open, so that somebody's slow download holds up nobody.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Row, Select, literal, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from app.extensions import db

SIZE = 500


def in_batches(
    wanted: Select, *keys: InstrumentedAttribute, newest_first: bool = False
) -> Iterator[Sequence[Row]]:
    """The rows of `wanted` in the order of `keys`: columns, unique together, among those selected."""
    ordered = wanted.order_by(*(key.desc() if newest_first else key for key in keys)).limit(SIZE)
    names = [key.key for key in keys]
    found = db.session.execute(ordered).all()
    while found:
        yield found
        place = tuple_(
            *(literal(getattr(found[-1], name), key.type) for name, key in zip(names, keys, strict=True))
        )
        beyond = tuple_(*keys) < place if newest_first else tuple_(*keys) > place
        db.session.rollback()
        found = db.session.execute(ordered.where(beyond)).all()
    db.session.rollback()


def each_of(wanted: Select, *keys: InstrumentedAttribute, newest_first: bool = False) -> Iterator[Row]:
    """The same, row by row."""
    for batch in in_batches(wanted, *keys, newest_first=newest_first):
        yield from batch
