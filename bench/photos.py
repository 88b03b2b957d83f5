"""What the photo pipeline costs in CPU time, over the best pipeline that plain Pillow allows (bars row 9).

Run it from the top of the repository: ``python -m bench.photos``. Seven alternating pairs, medians. The
plain twin makes the same two files from the same bytes, with draft mode aimed as well as it can be, and does
none of the rest: no checks, no fingerprints, no stripping, no colour care.
"""

import io
import random
import statistics
import time
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageOps

from app.photos.encoders import JPEG_QUALITY, THUMB_QUALITY
from app.photos.image import LONG_SIDE, THUMB_SIDE, process

PAIRS = 7
GATE = 1.25
SCENES = (("12 MP camera", 4000, 3000, 88), ("2048 px sent by the app", 2048, 1536, 85))


def draw_scene(width: int, height: int, quality: int) -> bytes:
    """A JPEG that weighs what a camera's does: broad light, middling texture, fine noise, hard edges."""
    dice = random.Random(width)
    bands = []
    for _ in range(3):
        light = Image.effect_noise((width // 200, height // 200), 60).resize((width, height))
        texture = Image.effect_noise((width // 12, height // 12), 40).resize((width, height))
        grain = Image.effect_noise((width, height), 14)
        bands.append(Image.blend(Image.blend(light, texture, 0.4), grain, 0.35))
    scene = Image.merge("RGB", bands)
    pen = ImageDraw.Draw(scene)
    for _ in range(150):
        left, top, side = dice.randrange(width), dice.randrange(height), dice.randrange(20, 300)
        colour = tuple(dice.randrange(256) for _ in range(3))
        pen.rectangle((left, top, left + side, top + side // 2), fill=colour, outline="black")
    out = io.BytesIO()
    scene.save(out, "JPEG", quality=quality)
    return out.getvalue()


def plain(data: bytes, long_side: int = LONG_SIDE) -> tuple[bytes, bytes]:
    """Draft to the wanted shape, turn upright, shrink, save twice: Pillow as its manual has it."""
    with Image.open(io.BytesIO(data)) as picture:
        scale = min(1, long_side / max(picture.size))
        picture.draft("RGB", tuple(int(side * scale) for side in picture.size))
        picture = ImageOps.exif_transpose(picture)
    picture.thumbnail((long_side, long_side))
    large, small = io.BytesIO(), io.BytesIO()
    picture.save(large, "JPEG", quality=JPEG_QUALITY)
    picture.thumbnail((THUMB_SIDE, THUMB_SIDE))
    picture.save(small, "WEBP", quality=THUMB_QUALITY)
    return large.getvalue(), small.getvalue()


def cpu_seconds(work: Callable[[bytes], object], data: bytes) -> float:
    begun = time.process_time()
    work(data)
    return time.process_time() - begun


def compare(data: bytes) -> tuple[float, float]:
    """Median CPU seconds of the app's pipeline and of the plain one, measured in turn."""
    process(data), plain(data)
    pairs = [(cpu_seconds(process, data), cpu_seconds(plain, data)) for _ in range(PAIRS)]
    ours, theirs = zip(*pairs, strict=True)
    return statistics.median(ours), statistics.median(theirs)


def main() -> None:
    for name, width, height, quality in SCENES:
        data = draw_scene(width, height, quality)
        ours, theirs = compare(data)
        verdict = "holds" if ours / theirs <= GATE else "MISSED"
        print(
            f"{name} ({len(data) // 1000} kB): {ours * 1000:.0f} ms against {theirs * 1000:.0f} ms plain, "
            f"ratio {ours / theirs:.2f} (gate {GATE}: {verdict})"
        )


if __name__ == "__main__":
    main()
