"""The audit log as a file, narrowed as it is on its page."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.accounts.models import AuditEntry, User
from app.admin.audit_lines import KIND_WORDS, audit_line
from app.admin.audit_log import entries, wanted_of
from app.exchange.batches import each_of
from app.exchange.registry import ExportList, Row
from app.messages import Named


def _head() -> list[str]:
    return [_("When (UTC)"), _("Who"), _("Kind"), _("What"), _("More")]


def _rows(user: User, asked: Mapping[str, str]) -> Iterator[Row]:
    told = (
        AuditEntry.at, AuditEntry.id, AuditEntry.who, AuditEntry.kind, AuditEntry.action, AuditEntry.subject,
        AuditEntry.facts, AuditEntry.address,
    )  # fmt: skip
    wanted = entries(wanted_of(MultiDict(asked))).with_only_columns(*told).order_by(None)
    for entry in each_of(wanted, AuditEntry.at, AuditEntry.id, newest_first=True):
        line = audit_line(entry)
        yield [line.when, entry.who, str(KIND_WORDS[entry.kind]), line.what, " · ".join(line.more)]


AUDIT = ExportList("audit", Named("Audit log", "操作日志", "操作日誌"), _head, _rows, "admin", private=True)
