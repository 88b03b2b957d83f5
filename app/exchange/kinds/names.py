"""The two names that dealers and products have."""

from app.exchange.verdicts import ReadRow
from app.messages import Message


def both_names(row: ReadRow) -> dict:
    """The values of a new row, the given name in place of a missing one; refused where both are missing."""
    chinese, english = row.values.get("name_zh"), row.values.get("name_en")
    if not chinese and not english and not row.is_refused("name_zh", "name_en"):
        row.refuse("name_zh", Message("Give at least one of the two names."))
    return row.values | {"name_zh": chinese or english or "", "name_en": english or chinese or ""}


def named(row: ReadRow, seen: dict | None) -> str:
    """Code and name, for the preview."""
    known = (seen or {}) | row.values
    name = known.get("name_zh") or known.get("name_en") or ""
    return f"{known.get('code', '')} {name}".strip()[:200]
