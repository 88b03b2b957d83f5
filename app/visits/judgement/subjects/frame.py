"""What holds the visits together: promises, asks, complaints, how the rep worded things (rules H1 and H3)."""

from fractions import Fraction

from app.leverage.phrases import PHRASES_BY_ID, find_phrases
from app.leverage.promises import OWNERS, kept_rate, standing
from app.leverage.result import found, refuse
from app.messages import Message
from app.visits.judgement.book import Book, day_of

METRICS = (
    "our_promises_overdue", "our_kept_rate", "visits_without_ask", "complaints_past_answer_date",
    "promises_made", "promises_complete", "phrases_found", "phrases_kept", "minutes_phrases",
)  # fmt: skip
PAST_DUE = ("overdue", "broken")


def judge_frame(book: Book) -> None:
    """Promises kept and overdue, visits without an ask, complaints without an answer, phrases kept."""
    _promises(book)
    _phrases(book)
    book.metrics["visits_without_ask"] = visits_without_ask(book)
    book.metrics["complaints_past_answer_date"] = _late_answers(book)


def _promises(book: Book) -> None:
    known = [each.promise for each in book.evidence.promises if each.promise is not None]
    for owner in OWNERS:
        rate = kept_rate(known, owner, book.today, book.settings)
        book.keep(f"kept_rate:{owner}", rate)
        if owner == "us" and rate.value is not None:
            book.metrics["our_kept_rate"] = rate.value.strict
    book.metrics["our_promises_overdue"] = overdue_promises(book)
    made = [each for each in book.evidence.promises if each.made_now]
    book.metrics["promises_made"] = len(made)
    book.metrics["promises_complete"] = sum(each.whole for each in made)
    _keep_share(
        book, "promises_whole", "H3", {"made": len(made), "whole": book.metrics["promises_complete"]},
        Message("No promise was made at this visit."), Message("{whole} of {made} promises are complete."),
    )  # fmt: skip


def _keep_share(book: Book, key: str, rule: str, parts: dict[str, int], none: Message, said: Message) -> None:
    """Keep one number as a share of another, the first of `parts`; refused where that is none at all."""
    whole, part = parts.values()
    if whole:
        book.keep(key, found(rule, Fraction(part, whole), parts, steps=[Message(said.text, parts)]))
    else:
        book.keep(key, refuse(rule, "nothing_to_compare", none, parts))


def followed_up(book: Book, before: int, done: int) -> None:
    """Of the findings open before this visit, how many it closed or looked at again."""
    if before:
        book.metrics["findings_open_before"], book.metrics["findings_followed_up"] = before, done
    _keep_share(
        book, "followed_up", "H4", {"open_before": before, "followed_up": done},
        Message("Nothing was open before this visit."),
        Message("{followed_up} of {open_before} open findings were looked at again."),
    )  # fmt: skip


def overdue_promises(book: Book) -> int:
    """Promises of ours that are still open past their day."""
    open_ones = [
        each.promise for each in book.evidence.promises
        if each.promise is not None and each.promise.owner == "us" and each.promise.state == "open"
    ]  # fmt: skip
    return sum(standing(each, book.today, book.settings) in PAST_DUE for each in open_ones)


def _phrases(book: Book) -> None:
    """All phrases that the guard found in today's promises, in the minutes and in the answer to a complaint,
    and those among the kept that it forbids."""
    made, minutes = [each for each in book.evidence.promises if each.made_now], book.evidence.wording
    kept = [phrase for each in made for phrase in each.kept_phrases if phrase in PHRASES_BY_ID]
    kept += [hit.phrase_id for hit in find_phrases(_reply(book))]
    kept += [phrase for phrase in minutes.kept if phrase in PHRASES_BY_ID]
    rewritten = sum(len(each.rewritten) for each in made) + len(minutes.rewritten)
    book.metrics["phrases_found"] = len(kept) + rewritten
    book.metrics["phrases_kept"] = sum(PHRASES_BY_ID[phrase].level == "block" for phrase in kept)
    book.metrics["minutes_phrases"] = len(minutes.kept) + len(minutes.rewritten)
    told = {name: book.metrics[name] for name in ("phrases_found", "phrases_kept")}
    step = Message("{phrases_found} phrases found, {phrases_kept} of them forbidden and kept.", told)
    book.keep("phrases", found("H1", told["phrases_found"], told, steps=[step]))


def _reply(book: Book) -> str:
    """What the rep answered to a complaint today; the dealer's own words beside it are a quotation."""
    seen = book.evidence.answers.get("visit_dealer_voice")
    return (seen.value.get("reply") or "") if seen is not None and seen.now else ""


def visits_without_ask(book: Book) -> int | None:
    """Visits running at which nothing was asked for; one that says nothing about it neither adds nor ends."""
    seen = book.evidence.answers.get("visit_ask")
    if seen is None or not seen.now or seen.value.get("asked") is None:
        return book.evidence.memory.without_ask or None
    asked = [code for code in seen.value["asked"] if code != "none"]
    return 0 if asked else book.evidence.memory.without_ask + 1


def open_complaint(book: Book) -> bool:
    """Whether the dealer's last complaint waits for an answer: the next visit says if he has any left."""
    return (book.get("visit_dealer_voice", "about") or "none") != "none"


def _late_answers(book: Book) -> int:
    """1 if the day on which an answer was due has passed and the complaint still stands."""
    due = day_of(book.get("visit_dealer_voice", "answer_by"))
    return int(open_complaint(book) and due is not None and due < book.today)
