"""How much a finished visit should surprise its supervisor, and why (rule J and the review queue).

Each reason is a sentence with what it rests on. Nobody is blamed: the weights only say what to read first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from app.leverage.figures import Number, exact, nearest
from app.leverage.result import rounded
from app.leverage.settings import DEFAULTS, Settings
from app.leverage.trust import FEWEST_TO_COMPARE, VisitTrace, check_marks
from app.messages import Message, Named

# What to read first: a picture or a place that cannot be, then figures, then habits.
WEIGHTS = {
    "photo_seen_before": 6, "impossible_way": 6, "overlap": 6, "count_above_stock": 4, "claim_expired": 4,
    "claim_rotation": 4, "claim_sales": 4, "too_short": 4, "order_far_above": 3, "always_told": 3,
    "all_the_same": 3, "clock_off": 3, "photo_looks_alike": 2,
}  # fmt: skip
# A second product with the same trouble is hardly news.
REPEATED = 1
# Of the same kind, how many are told.
MOST_OF_A_KIND = 3
# Agreed over what the 1.5x rule asks for: 20% wants a reason of the rep, this much a look of the supervisor.
FAR_ABOVE = Fraction(3, 2)
# What a dealer says he sells in a month, against what was counted.
STATED_APART = 2
# In days: fewer tell nothing about a month.
FEWEST_DAYS = 7


@dataclass(frozen=True)
class Ref:
    """What a reason rests on: an ``item``, ``figure``, ``photo`` or ``visit``, and its key or id."""

    kind: str
    key: str


@dataclass(frozen=True)
class Reason:
    """One reason to look twice: its code (of WEIGHTS), its weight, the sentence, what it rests on."""

    code: str
    weight: int
    text: Message
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True)
class ProductClaims:
    """What was counted of a product against what is said of it; None is not known.

    `unexplained`: units that neither the last count nor the deliveries explain. `stated_month` and
    `sold_month` are units, the latter as counted over `days`. `expired`: units of lots past their date.
    `agreed` and `needed` (by the 1.5x rule) are units of the order.
    """

    id: int
    name: Named
    case_size: int
    unexplained: int | None = None
    stated_month: int | None = None
    sold_month: Number | None = None
    days: int = 0
    expired: int = 0
    overtaken: int = 0
    agreed: int | None = None
    needed: int | None = None


@dataclass(frozen=True)
class Claims:
    """A visit's claims and figures. `graded` answers of this visit say how they are known, `told` of them
    by hearsay (keys of items). `says_no_expired` and `says_old_in_front`: answered so at this visit."""

    trace: VisitTrace
    products: tuple[ProductClaims, ...] = ()
    graded: int = 0
    told: tuple[str, ...] = ()
    says_no_expired: bool = False
    says_old_in_front: bool = False


def surprises(claims: Claims, settings: Settings = DEFAULTS) -> tuple[Reason, ...]:
    """Every reason to look twice at a visit, the weightiest first."""
    reasons = [
        *_marks(claims.trace, settings), *_short(claims.trace, settings), *_unexplained(claims),
        *_expired(claims), *_rotation(claims), *_sales(claims), *_orders(claims), *_told(claims),
    ]  # fmt: skip
    return tuple(sorted(reasons, key=lambda reason: -reason.weight))


def surprise(reasons: Iterable[Reason]) -> int:
    """How surprising a visit is: the sum of its reasons' weights; 0 is an ordinary visit."""
    return sum(reason.weight for reason in reasons)


def _marks(trace: VisitTrace, settings: Settings) -> Iterable[Reason]:
    before = (Ref("visit", trace.last_visit),) if trace.last_visit else ()
    refs = {
        "photo_seen_before": tuple(Ref("photo", each) for each in trace.seen_photos),
        "photo_looks_alike": tuple(Ref("photo", each) for each in trace.alike_photos),
        "impossible_way": before, "overlap": before,
    }  # fmt: skip
    for mark in check_marks(trace, settings).value:
        yield Reason(mark.code, WEIGHTS[mark.code], mark.text, refs.get(mark.code, ()))


def _short(trace: VisitTrace, settings: Settings) -> Iterable[Reason]:
    """Under four minutes with many answers, though not all: the mark of rule J wants all."""
    hasty = trace.minutes is not None and 0 <= trace.minutes < settings.short_visit_minutes
    if hasty and FEWEST_TO_COMPARE <= trace.answered < trace.asked:
        told = {"count": trace.answered, "minutes": rounded(exact(trace.minutes))}
        yield Reason(
            "too_short", WEIGHTS["too_short"], Message("{count} answers in {minutes} minutes.", told)
        )


def _unexplained(claims: Claims) -> Iterable[Reason]:
    found = [each for each in claims.products if each.unexplained]
    for rank, each in _ranked(found, lambda each: each.unexplained / each.case_size):
        told = {"product": each.name, "count": each.unexplained}
        text = Message("{product}: {count} more than the last count and the deliveries explain.", told)
        yield _of_product("count_above_stock", rank, text, Ref("figure", f"sold:{each.id}"))


def _expired(claims: Claims) -> Iterable[Reason]:
    if not claims.says_no_expired:
        return
    item = Ref("item", "wh_expired")
    for rank, each in _ranked([each for each in claims.products if each.expired], lambda each: each.expired):
        told = {"product": each.name, "count": each.expired}
        text = Message("{product}: none expired, says the answer; {count} counted are past their date.", told)
        yield _of_product("claim_expired", rank, text, item)


def _rotation(claims: Claims) -> Iterable[Reason]:
    if not claims.says_old_in_front:
        return
    found = [each for each in claims.products if each.overtaken]
    for rank, each in _ranked(found, lambda each: each.overtaken):
        told = {"product": each.name, "count": each.overtaken}
        text = Message(
            "{product}: old dates in front, says the answer; {count} newer ones left before older ones.", told
        )
        yield _of_product(
            "claim_rotation", rank, text, Ref("item", "wh_fifo"), Ref("figure", f"fifo:{each.id}")
        )


def _sales(claims: Claims) -> Iterable[Reason]:
    found = [each for each in claims.products if _apart(each)]
    for rank, each in _ranked(found, lambda each: each.stated_month):
        told = {"product": each.name, "stated": each.stated_month, "sold": nearest(each.sold_month)}
        text = Message("{product}: {stated} a month are stated, {sold} follow from the counts.", told)
        yield _of_product(
            "claim_sales", rank, text, Ref("item", "prod_list"), Ref("figure", f"rate:{each.id}")
        )


def _apart(product: ProductClaims) -> bool:
    stated, sold = product.stated_month, product.sold_month
    if not stated or sold is None or product.days < FEWEST_DAYS:
        return False
    # Less than a case apart is no contradiction, whatever the ratio.
    if abs(exact(sold) - stated) < product.case_size:
        return False
    return stated > STATED_APART * exact(sold) or exact(sold) > STATED_APART * stated


def _orders(claims: Claims) -> Iterable[Reason]:
    found = [each for each in claims.products if _far_above(each)]
    for rank, each in _ranked(found, lambda each: (each.agreed - each.needed) / each.case_size):
        told = {
            "product": each.name, "agreed": each.agreed // each.case_size,
            "needed": each.needed // each.case_size,
        }  # fmt: skip
        text = Message("{product}: {agreed} cases agreed, the 1.5× rule asks for {needed}.", told)
        yield _of_product("order_far_above", rank, text, Ref("figure", f"order:{each.id}"))


def _far_above(product: ProductClaims) -> bool:
    if product.agreed is None or product.needed is None:
        return False
    # One case too many is rounding.
    over = product.agreed - product.needed
    return over > product.case_size and product.agreed >= FAR_ABOVE * product.needed


def _told(claims: Claims) -> Iterable[Reason]:
    if claims.graded < FEWEST_TO_COMPARE or len(claims.told) < claims.graded:
        return
    text = Message("All {count} answers were told, none was seen or counted.", {"count": claims.graded})
    yield Reason("always_told", WEIGHTS["always_told"], text, (Ref("item", claims.told[0]),))


def _ranked(products: Iterable[ProductClaims], size) -> Iterable[tuple[int, ProductClaims]]:
    """The largest few, numbered from 0."""
    return enumerate(sorted(products, key=size, reverse=True)[:MOST_OF_A_KIND])


def _of_product(code: str, rank: int, text: Message, *refs: Ref) -> Reason:
    return Reason(code, REPEATED if rank else WEIGHTS[code], text, refs)
