"""`make run`: what it prints, the second start, and setting the sample aside for one's own company."""

import time
from urllib.request import urlopen

import pytest

from tests.browser.live import start, stop


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A sample company that was loaded and stopped; its folder and what the first start printed."""
    folder = tmp_path_factory.mktemp("serve") / "instance"
    folder.mkdir()
    live, process = start(folder)
    stop(process)
    return folder, live.log.read_text()


def test_the_first_start_prints_the_address_and_the_accounts(first):
    _folder, printed = first
    assert "http://127.0.0.1:" in printed
    for name in ("ada", "sol", "rita", "omar"):
        assert f"{name}-sample-rounds" in printed
    assert "make run EMPTY=1" in printed


def test_the_second_start_prepares_nothing(first):
    began = time.monotonic()
    live, process = start(first[0])
    took = time.monotonic() - began
    stop(process)
    assert "Bringing the database up to date" not in live.log.read_text()
    assert took < 10, "a second start takes a second or two; this machine may be busy, but not that busy"


def test_empty_sets_the_sample_aside_and_keeps_it(first):
    folder = first[0]
    live, process = start(folder, EMPTY="1")
    try:
        with urlopen(live.url) as answer:
            assert answer.url.endswith("/setup")
    finally:
        stop(process)
    (aside,) = folder.parent.glob("instance-sample-*")
    assert (aside / "rounds.sqlite3").stat().st_size > 1_000_000
