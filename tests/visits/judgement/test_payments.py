"""Rule C6: he pays us less while ours sells as before, told by two readings of his book."""

from fractions import Fraction

from app.visits.judgement.document import read_memory, write_memory
from app.visits.judgement.evidence import Memory, PastBook
from app.visits.retention.reduced import reduced_memory
from tests.visits.judgement import plain

# 280 sold in 14 days: 20 a day, 48 each.
SELLING = {"stock": (plain.stock(plain.count(14, 300), plain.count(0, 20)),)}


def book(paid: int, days: int = 14) -> dict:
    """His book of the last `days`: money in every day, and one payment to us."""
    rows = [
        {"date": plain.ago(day).isoformat(), "direction": "in", "category": "cash_sales", "amount": 900_00}
        for day in range(days)
    ]
    rows.append({"date": plain.ago(3).isoformat(), "direction": "out", "category": "goods_us",
                 "amount": paid})  # fmt: skip
    return {"cash_daily_purchase": {"ledger": rows}}


def before(paid: int = 1000_00, sold: int = 20, days: int = 28) -> Memory:
    """A book that ended some days ago: paid and sold a day."""
    return Memory(books=(PastBook(plain.ago(days), Fraction(paid), ((7, Fraction(sold)),)),))


def judged(paid: int, memory: Memory, **values):
    return plain.judged(book(paid), memory=memory, **(SELLING | values))


def asked(paid: int, memory: Memory, **values) -> bool:
    flags = judged(paid, memory, **values).figure("direction").value
    return "payments_fall" in {flag.key for flag in flags}


def test_payments_fall_and_sales_do_not():
    """1,000 a day before, 10,500 in 14 days now: 750 a day, a quarter less; 20 sold a day then and now."""
    figure = judged(10_500_00, before()).figure("direction")
    (flag,) = (each for each in figure.value if each.key == "payments_fall")
    assert flag.share == Fraction(1, 4)
    assert (figure.inputs["paid_before"], figure.inputs["paid_now"]) == (30_000_00, 22_500_00)
    assert figure.inputs["sold_before"] == figure.inputs["sold_now"] == 20 * 30 * 48_00


def test_what_is_no_question():
    assert not asked(13_000_00, before())  # 7% less
    assert not asked(10_500_00, before(sold=30))  # he sells a third less
    assert not asked(10_500_00, before(days=13))  # too close
    assert not asked(10_500_00, before(days=200))  # too long ago
    assert not asked(10_500_00, Memory())  # one book
    assert not asked(10_500_00, before(), stock=())  # nothing counted


def test_it_is_asked_once():
    """The book that it was asked about is the one to compare with from then on."""
    memory = judged(10_500_00, before()).memory
    assert [past.on for past in memory.books] == [plain.TODAY]
    assert [past.on for past in judged(14_000_00, before()).memory.books] == [plain.ago(28), plain.TODAY]


def test_an_old_answer_is_no_second_book():
    known = plain.seen(book(10_500_00), on=plain.ago(5))
    result = plain.judged(known, memory=before(), **SELLING)
    assert "paid_now" not in result.figure("direction").inputs
    assert result.memory.books == before().books


def test_books_are_handed_on_and_go_with_what_is_private():
    memory = judged(14_000_00, before()).memory
    assert read_memory(write_memory(memory)).books == memory.books
    assert reduced_memory(write_memory(memory), ())["books"] == []
