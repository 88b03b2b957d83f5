"""Lone files go, claimed and young ones stay."""

import os
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from app.photos import sweep
from app.photos.contract import StoreUnavailable, keys_of
from app.photos.local_store import LocalStore
from app.photos.s3_store import S3Store
from app.photos.sweep import GRACE, orphans
from tests.photos.conftest import free_port

NOW = datetime.now(UTC)


@pytest.fixture
def store(tmp_path):
    return LocalStore(tmp_path)


def put(store: LocalStore, hours_ago: float) -> str:
    key = keys_of(uuid4()).picture
    store.put(key, b"x")
    moment = (NOW - timedelta(hours=hours_ago)).timestamp()
    os.utime(store.folder / key[:2] / key[2:4] / key, (moment, moment))
    return key


def test_only_old_and_unclaimed_files_go(store):
    lone, claimed, young = put(store, 2), put(store, 2), put(store, 0.5)
    assert orphans(store, lambda keys: {claimed}, NOW - GRACE) == 1
    assert set(store.keys()) == {claimed, young}
    assert lone not in set(store.keys())


def test_rows_are_asked_for_in_batches_and_after_the_listing(store, monkeypatch):
    monkeypatch.setattr(sweep, "BATCH", 4)
    keys = {put(store, 3) for _ in range(10)}
    asked = []

    def known(batch):
        asked.append(len(batch))
        return batch

    assert orphans(store, known, NOW - GRACE) == 0
    assert sorted(asked) == [2, 4, 4]
    assert set(store.keys()) == keys


def test_what_a_killed_write_left_goes_too(store):
    put(store, 0)
    left = store.folder / ".unfinished" / "half.part"
    fresh = store.folder / ".unfinished" / "now.part"
    left.write_bytes(b"half")
    fresh.write_bytes(b"half")
    os.utime(left, (0, 0))
    assert orphans(store, lambda keys: keys, NOW - GRACE) == 1
    assert (left.exists(), fresh.exists()) == (False, True)


def test_nothing_goes_when_the_rows_cannot_be_read(store):
    key = put(store, 2)

    def broken(keys):
        raise RuntimeError("no database")

    with pytest.raises(RuntimeError):
        orphans(store, broken, NOW - GRACE)
    assert list(store.keys()) == [key]


def test_a_store_that_is_down_says_so(signed):
    store = S3Store(f"s3://bucket/x?endpoint=http://127.0.0.1:{free_port()}")
    with pytest.raises(StoreUnavailable):
        orphans(store, lambda keys: keys, NOW - GRACE)
