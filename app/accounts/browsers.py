"""What a browser calls itself, short enough for a list."""

from flask_babel import gettext as _

# The first word found names it: every browser also claims to be those below it.
BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("UCBrowser", "UC Browser"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def browser_name(user_agent: str) -> str:
    """For example “Chrome, Android”; says so when the browser keeps its name to itself."""
    found = [_first_in(user_agent, known) for known in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in found if name) or _("An unknown browser")


def _first_in(user_agent: str, known: tuple[tuple[str, str], ...]) -> str | None:
    return next((name for sign, name in known if sign in user_agent), None)
