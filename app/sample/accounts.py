"""The accounts of the sample company that are shown to whoever starts it; their passwords are no secret."""

from typing import NamedTuple


class SampleAccount(NamedTuple):
    """User name, role and password of a sample account."""

    username: str
    role: str
    password: str


SAMPLE_ACCOUNTS = (
    SampleAccount("ada", "admin", "harbour-lantern-42"),
    SampleAccount("sol", "supervisor", "seven-green-kites"),
    SampleAccount("rita", "rep", "morning-tea-round"),
    SampleAccount("omar", "rep", "two-river-bridge"),
)
