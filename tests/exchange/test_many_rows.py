"""Large files: how far they are is shown meanwhile, and memory does not grow with them."""

import tracemalloc
from uuid import uuid4

import pytest

from app.exchange import work
from app.exchange.models import APPLYING, READING, ImportJob
from app.extensions import db
from tests.exchange.files import csv, xlsx

HEAD = ("Code", "English name", "Category", "Pieces in a case")


def tea(count: int) -> list[tuple]:
    return [HEAD, *((f"X{number:05d}", f"Tea {number}", "tea", 6) for number in range(count))]


def peak(importer, file: bytes) -> int:
    """The most bytes that are held at once while a file is read."""
    tracemalloc.start()
    try:
        importer.upload("products", file)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("form", [csv, xlsx])
def test_memory_is_that_of_a_batch_not_of_the_file(importer, form):
    few, many = form(*tea(1000)), form(*tea(5000))
    importer.upload("products", few)  # what is kept from the first time on
    small, large = peak(importer, few), peak(importer, many)
    per_row = (large - small) / 4000
    assert importer.job().counts == {"new": 5000}
    assert per_row < 600, "a row is remembered by what tells it apart, and the file as it was sent"


@pytest.mark.parametrize(
    ("state", "stored", "said"),
    [(READING, None, "1,500 rows read so far"), (APPLYING, 700, 'value="700" max="1400"')],
)
def test_how_far_it_is_is_shown_and_asked_for_again(importer, cast, monkeypatch, state, stored, said):
    told = {"rows": 1500, "counts": {"new": 1400, "unchanged": 100}}
    job = ImportJob(id=uuid4(), kind="products", file_name="a.csv", state=state, user_id=cast.ada.id, **told)
    db.session.add(job)
    db.session.commit()
    monkeypatch.setattr(work, "stored_so_far", lambda _job_id: stored)
    page = importer.client.get(f"/admin/import/{job.id}").text
    assert said in page and 'hx-trigger="every 1s"' in page
