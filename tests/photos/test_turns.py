"""Bursts of uploads: how many are decoded at once, and what they take from the machine together."""

import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from app.photos import turns
from app.photos.turns import Turns, default_count

ROOT = Path(__file__).parents[2]
MOST_MEGABYTES = 450

BURST = """
import io, sys, threading
from app.photos.image import process
from tests.photos.pictures import noisy, written
data = open(sys.argv[1], "rb").read()
threads = [threading.Thread(target=process, args=(data,)) for _ in range(6)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def most_at_once(gate: Turns, huge: bool, callers: int) -> int:
    inside, most, lock = 0, 0, threading.Lock()

    def call():
        nonlocal inside, most
        with gate.take(huge):
            with lock:
                inside += 1
                most = max(most, inside)
            time.sleep(0.02)
            with lock:
                inside -= 1

    threads = [threading.Thread(target=call) for _ in range(callers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    return most


def test_two_at_a_time_and_one_huge():
    assert most_at_once(Turns(2), huge=False, callers=6) == 2
    assert most_at_once(Turns(2), huge=True, callers=6) == 1
    assert most_at_once(Turns(1), huge=True, callers=3) == 1


def test_a_turn_is_given_back_after_an_error():
    gate = Turns(1)
    for huge in (False, True, False):
        with pytest.raises(RuntimeError), gate.take(huge):
            raise RuntimeError("decoder")
    assert most_at_once(gate, huge=True, callers=2) == 1


@pytest.mark.parametrize(("cores", "count"), [(None, 1), (1, 1), (2, 1), (4, 2), (64, 2)])
def test_one_core_is_left_to_answer(monkeypatch, cores, count):
    monkeypatch.setattr(turns.os, "cpu_count", lambda: cores)
    assert default_count() == count


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "HEIC"])
def test_six_photos_of_twelve_megapixels_stay_small(kind, tmp_path):
    from tests.photos.pictures import scene, written

    file = tmp_path / "photo"
    file.write_bytes(written(scene(4000, 3000, "RGBA" if kind == "PNG" else "RGB"), kind))
    run = subprocess.run(
        [sys.executable, "-c", BURST, str(file)], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert run.returncode == 0, run.stderr
    assert int(re.search(r"\d+", run.stdout)[0]) / 1024 < MOST_MEGABYTES, run.stdout
