"""The review queue, of the state and the team that its page shows (``show``, ``team``)."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _

from app import i18n
from app.accounts.models import User
from app.exchange.registry import ExportList, Row
from app.messages import Named
from app.reviews.queue import asked_of, each_queued


def _head() -> list[str]:
    return [
        _("Dealer code"), _("Dealer"), _("Rep"), _("Kind of visit"), _("Finished"), _("Minutes spent"),
        _("Review"), _("Reasons to look twice"),
    ]  # fmt: skip


def _rows(user: User, asked: Mapping[str, str]) -> Iterator[Row]:
    modes = {"quick": _("Quick visit"), "full": _("Full audit")}
    states = {
        "waiting": _("To review"), "answered": _("Answered by the rep"), "sent_back": _("Sent back"),
        "approved": _("Approved"),
    }  # fmt: skip
    for code, visit in each_queued(user, *asked_of(user, asked), i18n.locale()):
        reasons = "; ".join(reason.text for reason in visit.reasons)
        yield [
            code, visit.dealer, visit.rep, modes[visit.mode], visit.at, visit.minutes, states[visit.review],
            reasons,
        ]  # fmt: skip


_TITLE = Named("Review queue", "审阅队列", "審閱佇列")
REVIEWS = ExportList("reviews", _TITLE, _head, _rows, "supervisor", private=True, of_page=True)
