"""An upload becomes a photo: checked, turned upright, stripped of all metadata, re-encoded, fingerprinted.

Pure: no request, no database, no clock. Whatever a phone sends, or somebody who is not a phone, the answer is
a Processed or a PhotoRefused.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

import pillow_heif
from PIL import Image, ImageFile, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from app.photos import refusals
from app.photos.colours import to_eight_bits, to_srgb
from app.photos.encoders import encode_jpeg, encode_webp
from app.photos.exif import Shot, read_shot
from app.photos.headers import Header, read_header
from app.photos.refusals import PhotoRefused
from app.photos.turns import Turns, default_count

__all__ = ["LIMITS", "Limits", "PhotoRefused", "Processed", "differing_bits", "from_drawing", "process"]

LONG_SIDE = 1600
THUMB_SIDE = 320
HUGE_PIXELS = 16_000_000
"""Above this a picture that has to be unpacked whole (a PNG, say) takes the one huge turn."""

TURNS = Turns(default_count())

# Only the main picture is wanted, and one thread a picture: the turns bound what runs at once.
pillow_heif.options.THUMBNAILS = False
pillow_heif.options.DEPTH_IMAGES = False
pillow_heif.options.AUX_IMAGES = False
pillow_heif.options.DECODE_THREADS = 1

DECODERS: dict[str, type[ImageFile.ImageFile]] = {
    "JPEG": JpegImagePlugin.JpegImageFile,
    "PNG": PngImagePlugin.PngImageFile,
    "WEBP": WebPImagePlugin.WebPImageFile,
    "HEIC": pillow_heif.HeifImageFile,
}


@dataclass(frozen=True)
class Limits:
    """What an upload may weigh (bytes), unfold to (pixels) and measure (pixels a side)."""

    max_bytes: int = 12 * 1024 * 1024
    max_pixels: int = 50_000_000
    shortest_side: int = 8
    longest_side: int = 20_000


LIMITS = Limits()


@dataclass(frozen=True)
class Processed:
    """A photo ready to be stored. Sides in pixels, upright; neither file carries any metadata.

    `sha256` (hex) is of the bytes as sent; `dhash` is the 64-bit difference hash of the upright picture as a
    signed number, which is what a BIGINT holds. `taken_at` is the camera's own statement, or None: aware if
    it names its offset from UTC, else naive local time. `source_format` is JPEG, PNG, WEBP or HEIC.
    """

    jpeg: bytes
    thumbnail: bytes
    width: int
    height: int
    thumb_width: int
    thumb_height: int
    sha256: str
    dhash: int
    taken_at: datetime | None
    source_format: str


def process(source: bytes | BinaryIO, limits: Limits = LIMITS) -> Processed:
    """Turn an upload (bytes, or a binary stream, read to its end) into a stored picture and its thumbnail.

    Raises PhotoRefused with a sentence for the person who sent it. Waits while other pictures are decoded:
    call it outside of any database transaction.
    """
    data = _read(source, limits.max_bytes)
    header = read_header(data)
    _check_size(header.width, header.height, limits)
    huge = not header.frugal and header.width * header.height > HUGE_PIXELS
    with TURNS.take(huge):
        picture, shot = _decode(data, header, limits)
        jpeg = encode_jpeg(picture)
        return _finished(picture, jpeg, data, taken_at=shot.taken_at, source_format=header.format)


def from_drawing(picture: Image.Image) -> Processed:
    """Keep a picture that this program drew (RGB, at most 1600 px): nothing to check, to turn or to strip."""
    jpeg = encode_jpeg(picture)
    return _finished(picture, jpeg, jpeg, taken_at=None, source_format="JPEG")


def _finished(picture: Image.Image, jpeg: bytes, sent: bytes, **told) -> Processed:
    thumb = _fit(picture, THUMB_SIDE)
    return Processed(
        jpeg=jpeg,
        thumbnail=encode_webp(thumb),
        width=picture.width,
        height=picture.height,
        thumb_width=thumb.width,
        thumb_height=thumb.height,
        sha256=hashlib.sha256(sent).hexdigest(),
        dhash=_difference_hash(thumb),
        **told,
    )


def differing_bits(one: int, other: int) -> int:
    """How far two difference hashes lie apart: 0 is the same picture, about 32 is chance."""
    return ((one ^ other) & (1 << 64) - 1).bit_count()


def _read(source: bytes | BinaryIO, max_bytes: int) -> bytes:
    data = source if isinstance(source, bytes) else source.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise refusals.too_heavy(max_bytes)
    return data


def _check_size(width: int, height: int, limits: Limits) -> None:
    if min(width, height) < limits.shortest_side or max(width, height) > limits.longest_side:
        raise refusals.absurd_sides(width, height, limits.shortest_side, limits.longest_side)
    if width * height > limits.max_pixels:
        raise refusals.too_many_pixels(width * height, limits.max_pixels)


def _decode(data: bytes, header: Header, limits: Limits) -> tuple[Image.Image, Shot]:
    try:
        with DECODERS[header.format](BytesIO(data)) as opened:
            # The decoder's own reading of the size is held to the limits as well.
            _check_size(*opened.size, limits)
            opened.draft(None, _fitted(opened.size, LONG_SIDE))
            opened.load()
            shot = read_shot(opened)
            return _upright(opened, shot), shot
    except PhotoRefused:
        raise
    except Exception as error:
        # Decoders of four libraries meet bytes made to break them; their errors have no common ancestor.
        raise refusals.damaged() from error


def _upright(opened: Image.Image, shot: Shot) -> Image.Image:
    profile = opened.info.get("icc_profile")
    picture = to_srgb(_fit(to_eight_bits(opened), LONG_SIDE), profile)
    if shot.turn is not None:
        picture = picture.transpose(shot.turn)
    # Pillow carries EXIF, XMP, comments and profiles along in `info` and writes some of them by itself.
    picture.info = {}
    return picture


def _fit(picture: Image.Image, long_side: int) -> Image.Image:
    size = _fitted(picture.size, long_side)
    if size == picture.size:
        return picture.copy()
    # Hamming is as sharp as bicubic when shrinking, at two thirds of the time.
    return picture.resize(size, Image.Resampling.HAMMING, reducing_gap=2.0)


def _fitted(size: tuple[int, int], long_side: int) -> tuple[int, int]:
    scale = min(1.0, long_side / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _difference_hash(thumb: Image.Image) -> int:
    grey = thumb.convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = 0
    for at in (row * 9 + column for row in range(8) for column in range(8)):
        bits = bits << 1 | (grey[at] < grey[at + 1])
    return bits - (1 << 64) if bits >> 63 else bits
