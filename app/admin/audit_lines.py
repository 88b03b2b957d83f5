"""The audit log in the reader's words."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.accounts.models import AuditEntry
from app.admin.forms.people import ROLES
from app.i18n import money, say
from app.leverage.settings import Settings
from app.thresholds.words import in_words

ACTIONS = {
    "company_created": _l("created the company"),
    "signed_in": _l("signed in"),
    "sign_in_failed": _l("a sign-in failed"),
    "signed_out": _l("signed out"),
    "sign_in_ended": _l("signed another browser out"),
    "password_changed": _l("changed the password"),
    "password_chosen": _l("chose a password under a link"),
    "link_made": _l("made a password link for"),
    "refused": _l("was refused"),
    "person_added": _l("added the person"),
    "person_changed": _l("changed the person"),
    "handed_over": _l("handed over the dealers of"),
    "team_added": _l("added the team"),
    "team_renamed": _l("renamed a team to"),
    "team_deleted": _l("deleted the team"),
    "dealer_added": _l("added the dealer"),
    "dealer_changed": _l("changed the dealer"),
    "visit_planned": _l("planned the visit to"),
    "visit_unplanned": _l("left the visit to the plan again:"),
    "absence_set": _l("noted days off of"),
    "absence_withdrawn": _l("took back days off of"),
    "diversion_decided": _l("decided on the signs of diversion of"),
    "product_added": _l("added the product"),
    "product_changed": _l("changed the product"),
    "thresholds_changed": _l("changed thresholds"),
    "checklist_changed": _l("edited the question"),
    "checklist_edit_undone": _l("took back the edit of"),
    "checklist_moved": _l("moved the question"),
    "checklist_order_undone": _l("took back the order of the section"),
    "checklist_discarded": _l("gave up the edits of the checklist"),
    "checklist_published": _l("published the checklist"),
    "facts_opened": _l("opened sensitive facts of"),
    "facts_deleted": _l("sensitive facts were deleted"),
    "import_confirmed": _l("confirmed the import of"),
    "imported": _l("imported"),
    "unsent_imported": _l("brought in unsent entries of"),
    "exported": _l("exported the list"),
    "facts_exported": _l("exported sensitive facts:"),
    "company_changed": _l("changed the company"),
    "backup_made": _l("made the backup"),
    "backup_uploaded": _l("uploaded the backup"),
    "backup_removed": _l("deleted the backup"),
    "backup_restored": _l("restored the backup"),
}
FACTS = {
    "role": _l("role"),
    "teams": _l("teams"),
    "team": _l("team"),
    "rep": _l("rep"),
    "to": _l("taken over by"),
    "dealers": _l("dealers"),
    "day": _l("day"),
    "days": _l("days"),
    "grade": _l("grade"),
    "active": _l("active"),
    "method": _l("request"),
    "case_size": _l("pieces in a case"),
    "shelf_days": _l("shelf life in days"),
    "case_price": _l("price of a case"),
    "case_margin": _l("margin on a case"),
    "minimum_cases": _l("smallest order in cases"),
    "pallet_cases": _l("cases on a pallet"),
    "credit_days": _l("days of credit"),
    "city_tier": _l("city tier"),
    "season_from": _l("season begins in"),
    "season_to": _l("season ends in"),
    "is_key": _l("key product"),
    "name": _l("name"),
    "title": _l("title"),
    "note": _l("note"),
    "edits": _l("edits"),
    "visits": _l("visits"),
    "before": _l("of visits before"),
    "logo": _l("logo"),
    "time_zone": _l("time zone"),
    "currency": _l("currency"),
    "table": _l("table"),
    "new": _l("new"),
    "changed": _l("changed"),
    "stored": _l("stored"),
    "refused": _l("not taken"),
    "removed": _l("removed"),
    "filter": _l("filter"),
    "verdict": _l("verdict"),
    "sensitive_months": _l("months that sensitive facts are kept"),
}
VERDICTS = {
    "natural": _l("confirmed, natural"),
    "benign": _l("confirmed, benign"),
    "hostile": _l("confirmed, hostile"),
    "unproven": _l("not confirmed"),
}
KIND_WORDS = {
    "access": _l("Signing in"),
    "people": _l("People and teams"),
    "records": _l("Dealers, products, data"),
    "settings": _l("Settings"),
    "private": _l("Sensitive facts"),
}
_KNOBS = {knob.name: knob for knob in Settings.knobs()}
_MONEY = {"case_price", "case_margin"}


@dataclass(frozen=True)
class AuditLine:
    """One entry: its moment as an ISO text and as shown (UTC), what happened, and what else is known."""

    id: int
    stamp: str
    when: str
    what: str
    more: tuple[str, ...]


def audit_line(entry: AuditEntry) -> AuditLine:
    """The entry in the reader's language; what an older or newer Rounds wrote stands by its code."""
    subject = "" if entry.subject == entry.who else entry.subject  # "sol signed in sol" says nothing more
    what = " ".join(
        part for part in (entry.who, str(ACTIONS.get(entry.action, entry.action)), subject) if part
    )
    facts = tuple(f"{_label(name)}: {_worded(name, value)}" for name, value in entry.facts.items())
    more = ((entry.address,) if entry.address else ()) + facts
    return AuditLine(entry.id, entry.at.isoformat(), entry.at.strftime("%Y-%m-%d %H:%M:%S UTC"), what, more)


def _label(name: str) -> str:
    # A threshold that an update dropped has no words any more: its name stands for it.
    if name in FACTS:
        return str(FACTS[name])
    return say(_KNOBS[name].label) if name in _KNOBS else name


def _worded(name: str, value) -> str:
    if isinstance(value, list):
        return " → ".join(_worded(name, part) for part in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or value == "":
        return "–"
    if name in _MONEY:
        return money(value)
    if name in _KNOBS:
        return in_words(_KNOBS[name], value)
    return str({"role": ROLES, "verdict": VERDICTS}.get(name, {}).get(value, value))
