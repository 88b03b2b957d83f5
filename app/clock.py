"""The one place that reads the clock, so that tests can set it and rules never do."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from flask import current_app

from app.locality import locality


def utc_now() -> datetime:
    """This moment as an aware UTC datetime."""
    return datetime.now(UTC)


def zone() -> ZoneInfo:
    """The company's time zone, else the configuration's TIME_ZONE, else the machine's own."""
    name = locality().time_zone or current_app.config.get("TIME_ZONE")
    return ZoneInfo(name) if name else datetime.now().astimezone().tzinfo


def local(moment: datetime) -> datetime:
    """A stored UTC moment in the company's time zone."""
    return moment.astimezone(zone())


def today() -> date:
    """The local calendar date."""
    return local(utc_now()).date()


def begins(day: date) -> datetime:
    """The moment at which a local day begins, in UTC as moments are stored."""
    return datetime.combine(day, time(), zone()).astimezone(UTC)
