"""Importing as a clerk does: over HTTP, with the work beside the request brought to its end."""

from dataclasses import dataclass
from io import BytesIO

import pytest
from sqlalchemy import select

from app.exchange import work
from app.exchange.models import ImportJob, ImportRow
from app.exchange.verdicts import unpacked
from app.extensions import db


@pytest.fixture
def finished_work(app, monkeypatch):
    """Whatever is begun beside a request is done before its answer is sent."""
    begin = work.spawn

    def spawn(job_id):
        thread = begin(job_id)
        thread.join()

    monkeypatch.setattr(work, "spawn", spawn)


@dataclass
class Importer:
    """Ada at the import page."""

    client: object

    def upload(self, kind: str, content: bytes, name: str = "file.csv", **more) -> ImportJob:
        """Send a file; the job as it is once the file was read."""
        answer = self.client.post(
            f"/admin/import/{kind}", data={"file": (BytesIO(content), name), **more},
            content_type="multipart/form-data",
        )  # fmt: skip
        assert answer.status_code == 303, answer.text
        return self.job()

    def job(self) -> ImportJob:
        """The newest job."""
        db.session.rollback()
        return db.session.scalar(select(ImportJob).order_by(ImportJob.made_at.desc()).limit(1))

    def rows(self) -> list[tuple[int, str]]:
        """Number and fate of every row of the preview."""
        found = select(ImportRow.number, ImportRow.fate).order_by(ImportRow.number)
        return [tuple(row) for row in db.session.execute(found)]

    def errors(self) -> dict[int, str]:
        """What is wrong, in English, by the row's number."""
        return {
            row.number: " | ".join(f"{at}: {unpacked(message)}" for at, *message in row.detail["errors"])
            for row in db.session.scalars(select(ImportRow).where(ImportRow.fate == "error"))
        }  # fmt: skip

    def confirm(self) -> ImportJob:
        """Confirm what the preview shows."""
        assert self.client.post(f"/admin/import/{self.job().id}/confirmation").status_code == 303
        return self.job()

    def problem(self, kind: str, content: bytes, name: str = "file.xlsx") -> str:
        """Why a file as a whole is refused, in English."""
        job = self.upload(kind, content, name)
        assert job.state == "refused", (job.state, job.counts, self.errors())
        page = self.client.get(f"/admin/import/{job.id}")
        assert page.status_code == 200
        assert not self.rows()
        return str(unpacked(job.problem))


@pytest.fixture
def importer(client, cast, sign_in, finished_work) -> Importer:
    return Importer(sign_in(client, cast.ada))
