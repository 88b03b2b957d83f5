"""The people of the sample company; whoever is named here can sign in at once."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SampleAccount:
    """A person of the sample: account, role, display name, the numbers of his teams, and his password."""

    username: str
    role: str
    name: str
    teams: tuple[int, ...]

    @property
    def password(self) -> str:
        return f"{self.username}-sample-rounds"


TEAMS = ("North 北片", "South 南片")

SAMPLE_ACCOUNTS = (
    SampleAccount("ada", "admin", "Ada 艾达", (0, 1)),
    SampleAccount("sol", "supervisor", "Sol 索尔", (0,)),
    SampleAccount("rita", "rep", "Rita 林丽塔", (0,)),
    SampleAccount("omar", "rep", "Omar 白欧玛", (1,)),
    SampleAccount("vera", "supervisor", "Vera 魏拉", (1,)),
    SampleAccount("mei", "rep", "Mei 梅小雨", (0,)),
    SampleAccount("tao", "rep", "Tao 陶一鸣", (1,)),
    SampleAccount("jun", "rep", "Jun 君和", (0,)),
    SampleAccount("yan", "rep", "Yan 严青", (1,)),
)

# Reps in the order in which dealers are dealt out: Rita's come first, neighbours belong to different teams.
REPS = tuple(account for account in SAMPLE_ACCOUNTS if account.role == "rep")
