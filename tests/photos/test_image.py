"""What a good upload becomes: size, direction, colours, fingerprints, and nothing else in the file."""

import hashlib
import struct
from datetime import datetime, timedelta, timezone
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from app.photos.image import differing_bits, process
from tests.photos.pictures import FORMATS, colour_at, exif_notes, noisy, opened, png_texts, scene, written

XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRETXMP</x:xmpmeta>"
SECRETS = (b"SECRET", b"Exif", b"http://ns.adobe.com", b"ICC_PROFILE", b"ICCP", b"xmpmeta", b"EXIF", b"XMP ")


@pytest.mark.parametrize("kind", FORMATS)
def test_each_format_becomes_a_jpeg_and_a_webp(kind):
    data = written(scene(2000, 1000), kind)
    photo = process(data)
    picture, thumb = opened(photo.jpeg), opened(photo.thumbnail)
    assert (picture.format, thumb.format) == ("JPEG", "WEBP")
    assert picture.size == (photo.width, photo.height) == (1600, 800)
    assert thumb.size == (photo.thumb_width, photo.thumb_height) == (320, 160)
    assert picture.mode == "RGB"
    assert (photo.source_format, photo.sha256) == (kind, hashlib.sha256(data).hexdigest())
    assert [colour_at(picture, *at) for at in ((0.2, 0.5), (0.8, 0.2), (0.8, 0.8))] == [
        "red",
        "green",
        "blue",
    ]


def test_small_pictures_are_not_blown_up():
    photo = process(written(scene(200, 100)))
    assert (photo.width, photo.height, photo.thumb_width, photo.thumb_height) == (200, 100, 200, 100)


def test_a_stream_is_read_like_bytes():
    data = written(scene())
    assert process(BytesIO(data)) == process(data)


def test_extreme_strips_keep_at_least_one_pixel():
    photo = process(written(scene(16_000, 8), "PNG"))
    assert (photo.width, photo.height, photo.thumb_height) == (1600, 1, 1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_turned_upright(kind, orientation):
    upright = scene(640, 480)
    undo = [None, None, 0, 3, 1, 5, 2, 6, 4][orientation]  # Image.Transpose that lays the picture down so
    stored = upright if undo is None else upright.transpose(Image.Transpose(undo))
    photo = process(written(stored, kind, exif=exif_notes(orientation)))
    picture = opened(photo.jpeg)
    assert picture.size == (640, 480)
    assert [colour_at(picture, *at) for at in ((0.2, 0.5), (0.8, 0.2), (0.8, 0.8))] == [
        "red",
        "green",
        "blue",
    ]


def test_a_turned_heic_is_turned_once():
    photo = process(written(scene(640, 480), "HEIC", exif=exif_notes(6)))
    assert (photo.width, photo.height) == (480, 640)
    assert colour_at(opened(photo.jpeg), 0.5, 0.2) == "red"


@pytest.mark.parametrize("kind", FORMATS)
def test_no_metadata_survives(kind):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options = {"exif": exif_notes(1, "2026:05:06 07:08:09"), "xmp": XMP, "icc_profile": profile}
    if kind == "JPEG":
        options["comment"] = b"SECRETCOMMENT"
    if kind == "PNG":
        options = options | {"pnginfo": png_texts(), "dpi": (300, 300)}
    if kind == "HEIC":
        del options["icc_profile"]
    data = written(scene(), kind, **options)
    assert b"SECRET" in data
    photo = process(data)
    for stored in (photo.jpeg, photo.thumbnail):
        assert not [secret for secret in SECRETS if secret in stored]
        picture = opened(stored)
        assert not picture.getexif()
        kept = {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "loop",
            "background",
            "timestamp",
            "duration",
        }
        assert set(picture.info) <= kept, picture.info


def test_the_jpeg_holds_only_the_segments_that_draw_it():
    data = process(written(scene(), comment=b"SECRET", exif=exif_notes(3))).jpeg
    at, codes = 2, []
    while data[at + 1] != 0xDA:
        codes.append(data[at + 1])
        at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    assert set(codes) <= {0xE0, 0xDB, 0xC0, 0xC4}
    assert data.endswith(b"\xff\xd9")


def test_the_camera_tells_when():
    when = process(written(scene(), exif=exif_notes(1, "2026:05:06 07:08:09"))).taken_at
    assert when == datetime(2026, 5, 6, 7, 8, 9)
    with_offset = process(written(scene(), exif=exif_notes(1, "2026:05:06 07:08:09", "+08:00"))).taken_at
    assert with_offset == datetime(2026, 5, 6, 7, 8, 9, tzinfo=timezone(timedelta(hours=8)))
    assert process(written(scene(), "HEIC", exif=exif_notes(1, "2026:05:06 07:08:09"))).taken_at == when


@pytest.mark.parametrize(
    "taken", ["", "    :  :     :  :  ", "1980:01:01 00:00:00", "2026:13:45 99:99:99", "昨天"]
)
def test_a_clock_that_makes_no_sense_is_no_clock(taken):
    assert process(written(scene(), exif=exif_notes(1, taken))).taken_at is None


def test_broken_notes_do_not_cost_the_picture():
    for notes in (
        b"Exif\0\0garbage",
        b"Exif\0\0MM\0*\xff\xff\xff\xff",
        b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\xff" * 60,
    ):
        assert process(written(scene(), exif=notes)).width == 640


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK", "YCbCr", "LA", "PA", "RGBA", "I;16"])
def test_every_colour_mode_is_drawn_on_white(mode):
    kind = "JPEG" if mode in ("CMYK", "YCbCr") else "PNG"
    picture = (
        scene()
        if mode == "PA"
        else Image.new("I;16", (64, 48), 40_000)
        if mode == "I;16"
        else scene(mode=mode)
    )
    if mode == "PA":
        picture = picture.quantize(8)
        picture.info["transparency"] = picture.getpixel((5, 5))
    photo = opened(process(written(picture, kind)).jpeg)
    assert photo.mode == "RGB"
    if mode in ("P", "RGB", "CMYK", "YCbCr", "RGBA"):
        assert colour_at(photo, 0.8, 0.2) == "green"
    if mode == "PA":
        assert colour_at(photo, 0.2, 0.5) == "white"
    if mode == "I;16":
        assert abs(photo.getpixel((5, 5))[0] - 40_000 // 256) <= 1


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "HEIC"])
def test_alpha_lies_on_white(kind):
    picture = scene(mode="RGBA")
    picture.putalpha(Image.new("L", picture.size, 0))
    assert colour_at(opened(process(written(picture, kind)).jpeg), 0.2, 0.5) == "white"


def swapped_profile() -> bytes:
    """An ICC profile in which red and green have changed places."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = profile.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    return profile.replace("sRGB".encode("utf-16-be"), "Swap".encode("utf-16-be"))


def test_a_foreign_profile_is_converted():
    photo = opened(process(written(scene(), icc_profile=swapped_profile())).jpeg)
    assert colour_at(photo, 0.2, 0.5) == "green"


@pytest.mark.parametrize("profile", [b"no profile at all", swapped_profile()[:200], b"\0" * 5000])
def test_a_broken_profile_is_passed_over(profile):
    assert colour_at(opened(process(written(scene(), icc_profile=profile)).jpeg), 0.2, 0.5) == "red"


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_an_animation_only_the_first_frame_is_kept(kind):
    frames = [Image.new("RGB", (64, 48), colour) for colour in ("red", "blue", "lime")]
    data = written(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    photo = opened(process(data).jpeg)
    assert getattr(photo, "n_frames", 1) == 1
    assert colour_at(photo, 0.5, 0.5) == "red"


def test_a_phones_picture_with_a_second_one_inside():
    data = written(scene(), "MPO", save_all=True, append_images=[Image.new("RGB", (64, 48), "blue")])
    photo = process(data)
    assert (photo.source_format, photo.width) == ("JPEG", 640)
    assert colour_at(opened(photo.jpeg), 0.2, 0.5) == "red"


def test_the_difference_hash_knows_a_picture_again():
    picture = noisy(60, 45).resize((1200, 900), Image.Resampling.BICUBIC)
    first = process(written(picture)).dhash
    again = process(written(picture.resize((800, 600)), "WEBP")).dhash
    other = process(written(noisy(60, 45).resize((1200, 900), Image.Resampling.BICUBIC))).dhash
    assert -(1 << 63) <= first < 1 << 63
    assert differing_bits(first, first) == 0
    assert differing_bits(first, again) <= 6 < 12 < differing_bits(first, other)
    assert differing_bits(-1, 0) == 64


def test_the_same_bytes_give_the_same_files():
    data = written(noisy(900, 700))
    assert process(data) == process(data)
