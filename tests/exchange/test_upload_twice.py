"""A file that is sent twice at the same moment, by a double tap on a slow line, is one import."""

from io import BytesIO
from threading import Barrier, Thread
from uuid import uuid4

import pytest

from app.exchange import work
from app.exchange.models import ImportJob
from tests.exchange.files import csv


@pytest.fixture
def begun(monkeypatch) -> list:
    """The jobs that were begun; none is worked at."""
    jobs = []
    monkeypatch.setattr(work, "spawn", jobs.append)
    return jobs


def test_the_second_finds_the_first(app, cast, sign_in, db, begun):
    browsers = [sign_in(app.test_client(), cast.ada) for _ in range(2)]
    job_id, gate, answers = uuid4(), Barrier(2), []
    file = csv(("Code", "English name"), ("P1", "Cola"))
    db.session.rollback()

    def send(browser):
        gate.wait()
        with app.app_context():
            data = {"id": str(job_id), "file": (BytesIO(file), "p.csv")}
            answers.append(browser.post("/admin/import/products", data=data))

    threads = [Thread(target=send, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [(each.status_code, each.location) for each in answers] == [(303, f"/admin/import/{job_id}")] * 2
    assert begun == [job_id]
    assert [job.id for job in db.session.query(ImportJob)] == [job_id]
    assert work.file_of(job_id).read_bytes() == file
