"""Photos show what the answers say."""

from io import BytesIO
from random import Random

import pytest
from PIL import Image

from app.photos.image import process
from app.sample.photographed import KINDS, OUR_STACK, OVERVIEW, scene_of
from app.sample.pictures import Scene, Stack, draw


def scene(kind: str, seed: int = 1, tidy: float = 0.5, layers: int = 4) -> Scene:
    stacks = tuple(Stack(number, layers, "2026-03", "2026-01") for number in range(4))
    return Scene(kind, 3, seed, tidy, 0.8, "stale", False, 2, stacks)


@pytest.mark.parametrize("kind", ["overview", "our_stack", "label", "vehicle", "pile"])
def test_a_picture_is_what_it_says(kind):
    picture = draw(scene(kind))
    with Image.open(BytesIO(picture.jpeg)) as opened:
        assert opened.format == "JPEG"
        assert opened.size == (picture.width, picture.height) == (800, 600)
    with Image.open(BytesIO(picture.thumbnail)) as opened:
        assert opened.format == "WEBP"
        assert opened.size == (picture.thumb_width, picture.thumb_height)
    sent = process(picture.jpeg)
    assert sent.sha256 == picture.sha256


def test_the_same_scene_is_the_same_picture_and_another_shot_is_not():
    assert draw(scene("overview")).sha256 == draw(scene("overview")).sha256
    assert draw(scene("overview", seed=2)).sha256 != draw(scene("overview")).sha256


def test_scenes_follow_the_dealer(company):
    history = company[0]
    visit = history.visits[-1]
    for slot in (OVERVIEW, OUR_STACK):
        shown = scene_of(history.life, visit, slot, Random(1))
        assert shown.kind == KINDS[slot]
        assert shown.tidy == history.life.traits["tidy"]
        assert len(shown.stacks) == len(history.life.shelves)
