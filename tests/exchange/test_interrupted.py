"""A server that stops in the middle of an import leaves nothing half done, and its page says what to do."""

import os
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from app.accounts.models import AuditEntry
from app.catalogue.models import Product
from app.clock import utc_now
from app.exchange import work
from app.exchange.kinds import KINDS
from app.exchange.models import APPLYING, READING, ImportJob
from app.extensions import db
from tests.exchange.files import csv

FILE = csv(
    ("Code", "English name", "Category", "Pieces in a case"),
    ("P7", "Tea", "tea", 6),
    ("P8", "Milk", "milk", 12),
)


def stop_in(state: str, job_id: UUID) -> str:
    """Leave a job as a killed server leaves it; its page."""
    long_ago = utc_now() - work.SILENT - timedelta(seconds=1)
    db.session.execute(update(ImportJob).where(ImportJob.id == job_id).values(state=state, beat_at=long_ago))
    db.session.commit()
    return f"/admin/import/{job_id}"


def products() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Product))


@pytest.mark.parametrize("state", [READING, APPLYING])
def test_an_interrupted_import_can_be_begun_again(importer, state):
    page = stop_in(state, importer.upload("products", FILE).id)
    shown = importer.client.get(page).text
    assert "was interrupted" in shown and "every 1s" not in shown and products() == 3
    importer.client.post(f"{page}/again")
    job = importer.job()
    if state == READING:
        assert (job.state, job.counts) == ("ready", {"new": 2})
        job = importer.confirm()
    assert job.state == "done" and products() == 5


def test_who_is_still_at_it_is_not_disturbed(importer):
    page = f"/admin/import/{importer.upload('products', FILE).id}"
    db.session.execute(update(ImportJob).values(state=APPLYING, beat_at=utc_now()))
    db.session.commit()
    importer.client.post(f"{page}/again")
    assert importer.job().state == APPLYING and products() == 3
    assert "every 1s" in importer.client.get(page).text
    answer = importer.client.post("/admin/import/products", data={"file": (BytesIO(FILE), "a.csv")})
    assert answer.status_code == 409 and "Another import is under way" in answer.text


def test_a_file_that_is_gone(importer):
    job_id = importer.upload("products", FILE).id
    work.file_of(job_id).unlink()
    page = stop_in(READING, job_id)
    importer.client.post(f"{page}/again")
    assert "not there any more" in importer.client.get(page).text


def test_a_failure_while_storing_stores_nothing(importer, monkeypatch):
    importer.upload("products", FILE)

    def fail():
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(KINDS["products"], "problem_after", fail)
    job = importer.confirm()
    assert job.state == "ready" and "broke on our side" in job.problem[0] and products() == 3
    assert not db.session.scalar(select(AuditEntry).where(AuditEntry.action == "imported"))


def test_a_new_file_takes_the_place_of_one_that_was_left(importer):
    old = importer.upload("products", FILE).id
    stop_in(READING, old)
    half = work.folder() / "export-half"
    half.mkdir()
    os.utime(half, (0, 0))
    new = importer.upload("products", FILE)
    assert new.state == "ready" and db.session.get(ImportJob, old) is None
    assert not work.file_of(old).exists() and not half.exists()


def test_done_leaves_neither_rows_nor_files(importer):
    job = importer.upload("products", FILE)
    importer.confirm()
    assert not importer.rows() and not work.file_of(job.id).exists()
