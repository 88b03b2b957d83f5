"""His people: what they could do, what they bring in, what they are paid for (rules D1 to D6, F1)."""

from datetime import date, timedelta
from fractions import Fraction
from statistics import median

from app.dealers.tiers import CITY_TIERS
from app.leverage.coverage import rep_load
from app.leverage.drivers import DriverFigures, DriverSign, driver_risk
from app.leverage.figures import exact, nearest, ratio
from app.leverage.pay import Heads, Pay, pay_mix, sales_per_head
from app.leverage.result import refuse, rounded
from app.leverage.staffing import OutletGroup, Visits, labour_use, needed_reps, visits_per_day
from app.messages import Message, Money, Percent, about
from app.visits.judgement.book import Book, amount_of, middle_of
from app.visits.judgement.subjects.cash import month_sales

METRICS = ("rep_load", "labour_verdict", "sales_per_head_to_peers", "annualised_turnover")
FIELD_ROLES = ("sales",)
MONTH, YEAR = 30, 365
LOOK_BACK, LEAST_DAYS = timedelta(days=180), 90
# Item -> the driver's behaviour of rule D6, and the field that holds the sign.
SIGNS = {
    "staff_driver_skimming": ("skimming", "sign"),
    "staff_driver_route_picking": ("picking", "sign"),
    "staff_driver_detour": ("detours", "sign"),
    "staff_driver_private": ("private", "sign"),
    "staff_driver_uncooperative": ("uncooperative", "willing"),
}
# The dealer told of it, or it was seen; a document makes it documented.
HELD = {"heard": "heard", "seen": "seen", "sometimes": "heard", "no": "seen"}


def judge_staff(book: Book) -> None:
    """Visits, needed people, labour use, sales per head, turnover, pay, drivers."""
    _calls(book)
    _heads(book)
    _turnover(book)
    _pay(book)
    _drivers(book)


def field_reps(book: Book) -> int | None:
    """People who visit outlets: as told, else the salesmen of the roster."""
    told = book.get("ops_people", "field_reps")
    if told is not None:
        return told
    rows = [row for row in book.rows("staff_roster", "staff") if row.get("role") in FIELD_ROLES]
    return sum(row.get("headcount") or 0 for row in rows) if rows else None


def outlet_groups(book: Book) -> tuple[OutletGroup, ...]:
    """Outlets by how often they are visited: by his routes, else by the deliveries to each kind of outlet."""
    routes = [row for row in book.rows("mkt_routes", "routes") if row.get("outlets") and row.get("cycle")]
    if routes:
        return tuple(OutletGroup(row["outlets"], Fraction(MONTH, row["cycle"])) for row in routes)
    kinds = book.rows("ops_outlets", "outlets")
    return tuple(
        OutletGroup(row["covered"], row["drops_month"])
        for row in kinds if row.get("covered") and row.get("drops_month")
    )  # fmt: skip


def _calls(book: Book) -> None:
    settings, reps = book.settings, field_reps(book)
    made = book.get("staff_visit_regular", "actual")
    if made is not None and reps:
        facts = Visits(made, reps, settings.working_days_week)
        book.keep("visits_per_day", visits_per_day(facts, settings))
    need = book.keep("needed_reps", needed_reps(outlet_groups(book), settings))
    if need is None or reps is None:
        reason = Message(
            "The people in the field, or the outlets and how often they are visited, are not known."
        )
        book.keep("labour_use", refuse("D5", "not_known", reason))
        book.keep("rep_load", refuse("F1", "not_known", reason))
        return
    outlets = book.get("ops_people", "outlets")
    use = book.keep("labour_use", labour_use(need.calls, reps, settings))
    load = book.keep("rep_load", rep_load(need.exact, reps, outlets, settings))
    book.fill("staff_visit_regular", vpd=settings.visits_per_day, need=need.reps)
    if use is not None:
        book.metrics["labour_verdict"] = use.verdict
        book.fill("staff_efficiency_gap", u=Percent(use.utilisation), n=reps,
                  m=use.free_calls_a_week or None)  # fmt: skip
    if load is not None:
        book.metrics["rep_load"] = load.load
        book.fill("ops_people", n=reps, m=outlets, d=load.round_days, top=_largest_fifth(outlets))
    if outlets and reps:
        book.fill("staff_pay", n=nearest(Fraction(outlets, reps)))


def _largest_fifth(outlets: int | None) -> int | None:
    """The outlets to make sure of first: the largest fifth of them."""
    return None if not outlets else max(1, nearest(Fraction(outlets, 5)))


def heads_of(book: Book) -> Heads | None:
    """Everybody on the roster; part-timers among them are counted by the settings."""
    rows = book.rows("staff_roster", "staff")
    if not rows:
        return None
    part = sum(row.get("part_time") or 0 for row in rows)
    return Heads(sum(row.get("headcount") or 0 for row in rows) - part, part, field_reps(book))


def _heads(book: Book) -> None:
    heads, sales = heads_of(book), month_sales(book)
    if heads is None or sales is None:
        reason = Message("People or sales of the month are not known.")
        book.keep("sales_per_head", refuse("D3", "not_known", reason))
        return
    dealer = book.evidence.dealer
    peers = book.evidence.peers.per_head_in(dealer.city_tier, but=dealer.id)
    result = sales_per_head(nearest(sales), heads, peers, book.settings, among=_among(dealer.city_tier))
    value = book.keep("sales_per_head", result)
    if value is None:
        return
    book.metrics["sales_per_head_to_peers"] = value.of_peers
    if value.peer_median is not None:
        book.fill("staff_roster", per_head=about(value.per_head), peer=about(value.peer_median))


def _among(tier: str | None) -> Message:
    if tier not in CITY_TIERS:
        return Message("His city tier is not told: compared with the others of whom it is not told either.")
    return Message("Compared within his city tier: {tier}.", {"tier": CITY_TIERS[tier]})


def _fuel_now(book: Book) -> int | None:
    seen = book.evidence.answers.get("staff_driver_detour")
    return seen.value.get("fuel") if seen and seen.now else None


def _fuel_before(book: Book) -> tuple[tuple[date, int], ...]:
    since = book.today - timedelta(days=book.settings.rolling_days)
    return tuple(each for each in book.evidence.memory.fuel if each[0] >= since)


def fuel_after(book: Book) -> tuple[tuple[date, int], ...]:
    """Litres on 100 km as they were told over the last three months, by day, today's included."""
    fuel = _fuel_now(book)
    return _fuel_before(book) + (() if fuel is None else ((book.today, fuel),))


def leavers(book: Book) -> tuple[tuple[date, int], ...]:
    """How many left, by the day it was asked, over the last half year, today's answer included."""
    seen = book.evidence.answers.get("staff_changes")
    told = seen.value.get("left") if seen and seen.now else None
    today = () if told is None else ((book.today, told),)
    return tuple(each for each in book.evidence.memory.leavers if book.today - each[0] <= LOOK_BACK) + today


def _turnover(book: Book) -> None:
    """People who left, as if it went on like that for a year, over all heads. Counted over a quarter at
    least: one who left last week is no habit."""
    left, heads = leavers(book), heads_of(book)
    if not left or heads is None:
        return
    people = heads.full_time + heads.part_time * exact(book.settings.part_timer)
    days = max(LEAST_DAYS, (book.today - left[0][0]).days)
    if people > 0:
        gone = sum(number for _, number in left)
        book.metrics["annualised_turnover"] = Fraction(gone * YEAR, days) / people


def _pay(book: Book) -> None:
    rows = [row for row in book.rows("staff_pay", "pay") if row.get("role") == "sales"]
    ours = book.middle("staff_commission", "ours_per_case")
    rival = book.middle("staff_commission", "rival_per_case")
    base = sum(middle_of(row["base_pay"]) for row in rows if row.get("base_pay") is not None)
    commission = sum(
        middle_of(row["commission_month"]) for row in rows if row.get("commission_month") is not None
    )
    pay = Pay(
        nearest(base), nearest(commission),
        ours_per_case=None if ours is None else nearest(ours),
        rival_per_case=None if rival is None else nearest(rival),
    )  # fmt: skip
    if rows:
        book.keep("pay_mix", pay_mix(pay, book.settings))
    if ours is not None and rival is not None:
        book.fill("staff_commission", ours=Money(nearest(ours)), rival=Money(nearest(rival)))


def push_ratio(book: Book) -> Fraction | None:
    """Our commission a case over the best rival's."""
    ours = book.middle("staff_commission", "ours_per_case")
    rival = book.middle("staff_commission", "rival_per_case")
    return None if ours is None or not rival else ratio(ours, rival)


def _drivers(book: Book) -> None:
    signs, asked = [], False
    for key, (behaviour, name) in SIGNS.items():
        seen = book.seen(key)
        held = seen.value.get(name) if seen else None
        asked = asked or held is not None
        denied = "yes" if name == "willing" else "no"
        if held is None or held == denied:
            continue
        evidence = "documented" if seen.evidence == "document" and held == "seen" else HELD[held]
        signs.append(DriverSign(behaviour, evidence))
    if not asked:
        return
    planned, actual = (
        book.get("staff_driver_detour", "planned_km"),
        book.get("staff_driver_detour", "actual_km"),
    )
    gap = amount_of(book.get("staff_driver_skimming", "gap"))
    missing = None if gap is None else nearest(middle_of(book.get("staff_driver_skimming", "gap")))
    *earlier, fuel = (*(used for _on, used in _fuel_before(book)), _fuel_now(book))
    figures = DriverFigures(
        collected=missing, handed_in=None if missing is None else 0, planned_km=planned, actual_km=actual,
        fuel=fuel, fuel_median=median(earlier) if earlier else None,
    )  # fmt: skip
    value = book.keep("driver_risk", driver_risk(tuple(signs), figures, book.settings))
    if value is not None and value.detour_ratio is not None:
        book.fill("staff_driver_detour", ratio=rounded(value.detour_ratio, 2))
