"""What every store promises, on a folder and on a bucket, and what each does when it cannot."""

import errno
import os
import resource
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.photos.local_store import LocalStore
from app.photos.s3_store import S3Store
from app.photos.storage import PhotoMissing, StoreUnavailable, content_type, keys_of, open_store
from tests.photos.conftest import Bucket, free_port

SOME = UUID("0b8f6a52-4c1d-4f7e-9a53-6d2e1f0c7b94")
DATA = bytes(range(256)) * 1200
STRANGE_KEYS = [
    "",
    "../etc/passwd",
    "a/../../b.jpg",
    "/etc/passwd",
    "..",
    f"{SOME}",
    f"{SOME}.png",
    f"{SOME}.jpg\n",
    f"../{SOME}.jpg",
    f"{SOME}.jpg/../x.jpg",
    f"{SOME}.jpg\0",
    str(SOME).upper() + ".jpg",
]


def fresh_key() -> str:
    return keys_of(uuid4()).picture


@pytest.fixture(params=["folder", "bucket"])
def store(request, tmp_path):
    """Each promise is tested on both; the bucket starts empty."""
    if request.param == "folder":
        return open_store(str(tmp_path / "deep" / "photos"))
    request.getfixturevalue("signed")
    bucket = request.getfixturevalue("s3_bucket")
    emptied = open_store(bucket.url)
    for key in list(emptied.keys()):
        emptied.delete(key)
    return emptied


def test_what_is_put_is_got(store):
    keys = keys_of(uuid4())
    store.put(keys.picture, DATA)
    store.put(keys.thumbnail, b"small")
    assert (store.get(keys.picture), store.get(keys.thumbnail)) == (DATA, b"small")
    assert isinstance(store.get(keys.picture), bytes)
    assert sorted(store.keys()) == sorted([keys.picture, keys.thumbnail])


def test_a_repeat_changes_nothing(store):
    key = fresh_key()
    store.put(key, DATA)
    store.put(key, DATA)
    assert store.get(key) == DATA
    assert list(store.keys()) == [key]


def test_what_is_deleted_is_missing(store):
    key = fresh_key()
    store.put(key, DATA)
    store.delete(key)
    store.delete(key)
    with pytest.raises(PhotoMissing):
        store.get(key)
    assert list(store.keys()) == []


def test_keys_by_age(store):
    key = fresh_key()
    store.put(key, DATA)
    now = datetime.now(UTC)
    assert list(store.keys(now - timedelta(hours=1))) == []
    assert list(store.keys(now + timedelta(hours=1))) == [key]


@pytest.mark.parametrize("key", STRANGE_KEYS)
def test_no_key_leaves_the_store(store, key):
    for use in (store.get, store.delete, lambda key: store.put(key, DATA)):
        with pytest.raises(ValueError, match="not a photo key"):
            use(key)


def test_a_working_store_is_healthy(store):
    store.put(fresh_key(), DATA)
    assert store.healthy() is True
    assert len(list(store.keys())) == 1


def test_names_and_types():
    keys = keys_of(UUID("0A" * 16))
    assert keys.picture == "0a0a0a0a-0a0a-0a0a-0a0a-0a0a0a0a0a0a.jpg"
    assert (content_type(keys.picture), content_type(keys.thumbnail)) == ("image/jpeg", "image/webp")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "  ",
        "gs://bucket",
        "http://host/x",
        "s3://",
        "s3://user:secret@bucket/x",
        "s3://bucket?secret_access_key=x",
        "s3://bucket?endpoint",
    ],
)
def test_settings_that_mean_nothing_are_refused(url):
    with pytest.raises(ValueError):
        open_store(url)


def test_the_setting_chooses(tmp_path):
    assert isinstance(open_store(str(tmp_path)), LocalStore)
    assert isinstance(open_store("s3://bucket/prefix?endpoint=http://127.0.0.1:9"), S3Store)
    assert list(tmp_path.iterdir()) == []


# The folder


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_folders_are_two_levels_deep(tmp_path):
    LocalStore(tmp_path).put(keys_of(UUID("ab" * 16)).picture, DATA)
    assert [path.relative_to(tmp_path).parts[:2] for path in files_in(tmp_path)] == [("ab", "ab")]


def test_an_absent_folder_holds_nothing(tmp_path):
    store = LocalStore(tmp_path / "later")
    assert list(store.keys()) == []
    assert store.tidy(datetime.now(UTC)) == 0


def test_foreign_files_are_not_listed(tmp_path):
    (tmp_path / "ab" / "ab").mkdir(parents=True)
    (tmp_path / "ab" / "ab" / "notes.txt").write_text("mine")
    assert list(LocalStore(tmp_path).keys()) == []


def test_the_file_is_synced_before_it_is_named_and_its_folder_after(tmp_path, monkeypatch):
    store = LocalStore(tmp_path)
    key = fresh_key()
    store.put(key, b"old")
    seen = []
    sync, replace = os.fsync, os.replace

    def noted_sync(handle):
        seen.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    def noted_replace(*paths):
        seen.append("named")
        replace(*paths)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(os, "replace", noted_replace)
    store.put(key, DATA)
    assert seen == ["file", "named", "folder"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failing_disk_leaves_nothing_behind(tmp_path, monkeypatch, code, call):
    store = LocalStore(tmp_path)
    kept, key = fresh_key(), fresh_key()
    store.put(kept, DATA)

    def fail(*_):
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as broken:
        broken.setattr(os, call, fail)
        with pytest.raises(StoreUnavailable) as failure:
            store.put(key, DATA)
        assert not store.healthy() or call == "replace"
    assert ("disk is full" in str(failure.value)) == (code in (errno.ENOSPC, errno.EDQUOT))
    assert [path.name for path in files_in(tmp_path)] == [kept]
    store.put(key, DATA)
    assert store.get(key) == DATA


def test_a_file_the_system_refuses_to_grow_leaves_nothing_behind(tmp_path):
    """A real refusal half-way through the write, in a process of its own that may write 100 kB at most."""
    script = "import sys; from app.photos.local_store import LocalStore as Store; "
    script += "Store(sys.argv[1]).put(sys.argv[2], b'x' * 300_000)"

    def small_files_only():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    run = subprocess.run(
        [sys.executable, "-B", "-c", script, str(tmp_path), fresh_key()],
        cwd=Path(__file__).parents[2],
        preexec_fn=small_files_only,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "StoreUnavailable" in run.stderr
    assert files_in(tmp_path) == []


def test_a_really_full_disk(tmp_path):
    """On /dev/full every write meets ENOSPC from the system itself."""
    store = LocalStore(tmp_path)
    store.put(fresh_key(), DATA)
    unfinished = tmp_path / ".unfinished"
    unfinished.rmdir()
    unfinished.symlink_to("/dev/full")
    with pytest.raises(StoreUnavailable):
        store.put(fresh_key(), DATA)
    assert not store.healthy()
    assert len(list(store.keys())) == 1


def test_little_room_is_not_healthy(tmp_path, monkeypatch):
    store = LocalStore(tmp_path)
    monkeypatch.setattr("app.photos.local_store.SPARE_BYTES", 10**18)
    assert not store.healthy()


def test_a_folder_that_is_a_file(tmp_path):
    (tmp_path / "photos").write_text("in the way")
    store = LocalStore(tmp_path / "photos")
    with pytest.raises(StoreUnavailable):
        store.put(fresh_key(), DATA)
    with pytest.raises(StoreUnavailable):
        store.get(fresh_key())
    assert not store.healthy()


# The bucket


def test_objects_lie_under_the_prefix_with_their_type(s3_bucket: Bucket, signed):
    import obstore

    store = S3Store(s3_bucket.url)
    key = fresh_key()
    store.put(key, DATA)
    assert (s3_bucket.folder / "rounds" / "photos" / key).read_bytes() == DATA
    assert obstore.get(store._client, key).attributes["Content-Type"] == "image/jpeg"


def test_many_objects_are_all_listed(s3_bucket: Bucket, signed):
    store = S3Store(s3_bucket.url.replace("rounds/photos", "many"))
    keys = {fresh_key() for _ in range(60)}
    for key in keys:
        store.put(key, b"x")
    assert set(store.keys()) == keys
    assert store.tidy(datetime.now(UTC)) == 0


def test_a_wrong_signature_is_refused(s3_bucket: Bucket, signed, monkeypatch):
    key = fresh_key()
    S3Store(s3_bucket.url).put(key, DATA)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another secret")
    stranger = S3Store(s3_bucket.url)
    for use in (stranger.get, stranger.delete, lambda key: stranger.put(key, b"forged")):
        with pytest.raises(StoreUnavailable, match="Everything else works"):
            use(key)
    with pytest.raises(StoreUnavailable):
        list(stranger.keys())
    assert not stranger.healthy()
    assert (s3_bucket.folder / "rounds" / "photos" / key).read_bytes() == DATA


def test_a_bucket_that_is_not_there(s3_bucket: Bucket, signed):
    store = S3Store(s3_bucket.url.replace("photos-test", "another-bucket"))
    with pytest.raises(StoreUnavailable):
        store.put(fresh_key(), DATA)
    assert not store.healthy()


def test_a_server_that_is_down_is_said_soon(signed):
    store = S3Store(f"s3://bucket/x?endpoint=http://127.0.0.1:{free_port()}")
    begun = datetime.now(UTC)
    with pytest.raises(StoreUnavailable, match="Everything else works"):
        store.put(fresh_key(), DATA)
    assert not store.healthy()
    assert datetime.now(UTC) - begun < timedelta(seconds=25)
