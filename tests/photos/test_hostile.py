"""Files made to break something: each is a PhotoRefused or a clean photo, and soon."""

import random
import struct
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.photos.headers import MAX_SCANS, read_header
from app.photos.image import Limits, PhotoRefused, Processed, process
from tests.photos.pictures import FORMATS, exif_notes, noisy, opened, scene, written

LONGEST_SECONDS = 5.0


def attempt(data: bytes, limits: Limits | None = None) -> Processed | str:
    """The photo, or the sentence of its refusal; any other error fails the test, and so does slowness."""
    begun = time.process_time()
    try:
        result = process(data, limits or Limits())
    except PhotoRefused as refused:
        result = str(refused.message)
        assert result and "{" not in result
    assert time.process_time() - begun < LONGEST_SECONDS
    return result


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of(width: int, height: int, bits: int = 8, body: bytes = b"") -> bytes:
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + png_chunk(b"IDAT", zlib.compress(body)) + png_chunk(b"IEND", b"")


STRANGERS = {
    "html": b"<!doctype html><script>alert(1)</script>",
    "svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "pdf": b"%PDF-1.7\n1 0 obj\n<< >>\nendobj",
    "zip": b"PK\x03\x04" + b"\0" * 100,
    "program": b"\x7fELF" + b"\0" * 100,
    "film": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 200,
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (w) file",
    "sound": b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 40,
    "one byte": b"\xff",
    "text": "照片".encode(),
}


@pytest.mark.parametrize("name", STRANGERS)
def test_what_is_not_a_picture_is_told_so(name):
    assert attempt(STRANGERS[name]) == "This file is not a photo. Send a JPEG, PNG, WebP or HEIC picture."


def test_an_empty_file():
    assert attempt(b"").startswith("The file is empty.")


@pytest.mark.parametrize("kind", ["GIF", "TIFF"])
def test_other_pictures_are_refused_by_name(kind):
    assert attempt(written(scene(), kind)).startswith(f"{kind} files cannot be read here.")


def test_avif_is_refused_by_name():
    assert attempt(b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf" + b"\0" * 99).startswith("AVIF files cannot")


def test_too_many_bytes():
    sentence = attempt(written(noisy(2000, 2000)), Limits(max_bytes=1024 * 1024))
    assert sentence == "The file is larger than 1 MB. Choose a smaller photo."


def test_a_stream_is_not_read_beyond_the_limit():
    class Endless:
        asked = 0

        def read(self, size):
            self.asked += size
            return b"x" * size

    endless = Endless()
    with pytest.raises(PhotoRefused):
        process(endless, Limits(max_bytes=1000))
    assert endless.asked == 1001


@pytest.mark.parametrize("kind", FORMATS)
def test_too_many_pixels_in_every_format(kind):
    sentence = attempt(written(scene(1200, 1000), kind), Limits(max_pixels=1_000_000))
    assert sentence == "The photo has 2 megapixels, more than the 1 allowed. Choose a smaller one."


@pytest.mark.parametrize("kind", FORMATS)
def test_absurd_sides_in_every_format(kind):
    assert attempt(written(scene(64, 64), kind), Limits(shortest_side=100)).startswith(
        "The picture measures 64"
    )
    assert attempt(written(scene(300, 64), kind), Limits(longest_side=200)).startswith(
        "The picture measures 300"
    )


def test_bombs_are_seen_in_the_header():
    assert "900 megapixels" in attempt(png_of(30_000, 30_000), Limits(longest_side=100_000))
    assert "measures 30000 × 30000" in attempt(png_of(30_000, 30_000, body=b"\0" * 9_000_000))
    assert "measures 0 × 0" in attempt(png_of(0, 0))
    assert attempt(png_of(7000, 7000, body=b"\0" * 3_000)).startswith("The photo is damaged")


def vp8x(width: int, height: int) -> bytes:
    body = b"VP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + (width - 1).to_bytes(3, "little")
    body += (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def test_a_webp_canvas_is_not_believed():
    assert "measures 16000000 × 16000000" in attempt(vp8x(16_000_000, 16_000_000))
    assert attempt(vp8x(640, 480)).startswith("The photo is damaged")
    real = written(scene(mode="RGBA"), "WEBP", exif=exif_notes(1))
    at = real.index(b"VP8X") + 12
    assert attempt(real[:at] + b"\x10\0\0\x10\0\0" + real[at + 6 :]).startswith("The photo is damaged")


def test_a_heic_larger_than_it_says_is_not_unpacked():
    data = written(Image.new("RGB", (2000, 1500), "red"), "HEIC")
    at = data.index(b"ispe") + 8
    small = data[:at] + struct.pack(">II", 100, 80) + data[at + 8 :]
    large = data[:at] + struct.pack(">II", 60_000, 50_000) + data[at + 8 :]
    assert attempt(small).startswith("The photo is damaged")
    assert attempt(large).startswith("The picture measures 60000")


def test_a_jpeg_of_a_thousand_scans_is_refused_unread():
    data = written(scene(4000, 3000), progressive=True)
    start = data.rindex(b"\xff\xda")
    scan = data[start : start + 12]  # a header and two bytes, which libjpeg takes for a whole pass
    assert isinstance(attempt(data[:-2] + scan * (MAX_SCANS // 2) + b"\xff\xd9"), Processed)
    assert attempt(data[:-2] + scan * 20_000 + b"\xff\xd9").startswith("The photo is damaged")


@pytest.mark.parametrize("frame", [0xC3, 0xC9, 0xCA])
def test_codings_that_no_camera_writes_are_refused(frame):
    data = written(scene())
    at = data.index(b"\xff\xc0")
    assert attempt(data[: at + 1] + bytes([frame]) + data[at + 2 :]).startswith("The photo is damaged")


def test_two_frames_in_one_jpeg_are_refused():
    data = written(scene())
    at = data.index(b"\xff\xc0")
    assert attempt(data[:at] + data[at : at + 19] + data[at:]).startswith("The photo is damaged")


def test_markers_without_end_are_refused():
    assert attempt(b"\xff\xd8" + b"\xff\xe0\0\x02" * 500_000).startswith("The photo is damaged")
    assert attempt(b"\xff\xd8" + b"\xff" * 5_000_000).startswith("The photo is damaged")


def test_films_behind_a_jpeg_do_not_count_as_scans():
    data = written(scene()) + b"\xff\xda\0\x08" * 1000
    assert read_header(data).frugal
    assert isinstance(attempt(data), Processed)


def test_a_polyglot_loses_its_other_face():
    script = b"<script>alert('SECRET')</script>"
    for data in (written(scene(), comment=script) + script, written(scene(), "PNG") + b"PK\x03\x04" + script):
        photo = attempt(data)
        assert b"SECRET" not in photo.jpeg + photo.thumbnail
        assert opened(photo.jpeg).format == "JPEG"


def test_text_bombs_in_a_png():
    body = zlib.compress(b"A" * 80_000_000)
    data = written(scene(64, 64), "PNG")
    for chunk in (png_chunk(b"zTXt", b"k\0\0" + body), png_chunk(b"iCCP", b"k\0\0" + body)):
        attempt(data[:33] + chunk * 3 + data[33:])


@pytest.mark.parametrize("kind", FORMATS)
def test_a_truncated_file_is_refused_wherever_it_ends(kind):
    data = written(noisy(500, 400), kind)
    cuts = sorted({*range(1, 60, 7), *range(60, len(data) - 64, max(1, len(data) // 25))})
    assert not [cut for cut in cuts if not isinstance(attempt(data[:cut]), str)]


@pytest.mark.parametrize("kind", FORMATS)
def test_damage_anywhere_is_survived(kind):
    dice = random.Random(5)
    data = written(noisy(200, 150), kind, exif=exif_notes(6, "2026:01:01 00:00:00"))
    for _ in range(80):
        broken = bytearray(data)
        for _ in range(dice.randrange(1, 12)):
            # Most damage goes to the front, where the structure is.
            broken[int(len(data) * dice.random() ** 4)] = dice.randrange(256)
        attempt(bytes(broken))


SIGNATURES = [
    b"",
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    b"RIFF\0\0\0\0WEBPVP8 ",
    b"RIFF....WEBPVP8L",
]
SIGNATURES += [b"RIFF....WEBPVP8X", b"\0\0\0\x18ftypheic\0\0\0\0heicmif1ispe\0\0\0\0"]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SIGNATURES), st.binary(max_size=400))
def test_random_bytes_behind_any_signature(signature, noise):
    attempt(signature + noise)
