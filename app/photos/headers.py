"""What a file says it is, read from its first bytes: format and size in pixels, before any decoder runs.

Neither the name nor the declared type of an upload is believed. The size has to be known before a decoder
is chosen, because some decoders reserve the whole canvas as soon as they are opened.
"""

import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.photos import refusals

MAX_SCANS = 40
"""A camera writes one scan, a progressive JPEG about ten. Each costs a pass over the whole picture and can be
written in twelve bytes, so a small file with a million of them would decode for half an hour."""

MAX_SEGMENTS = 2_000

HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
STILL_SIGNATURES = ((b"GIF87a", "GIF"), (b"GIF89a", "GIF"), (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"))

_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_BASELINE = frozenset({0xC0, 0xC1})
_JPEG_PROGRESSIVE = 0xC2
_SCAN, _END = 0xDA, 0xD9
_JPEG_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_HEIC_EXTENT = re.compile(rb"ispe\0{4}(.{4})(.{4})", re.DOTALL)


@dataclass(frozen=True)
class Header:
    """`format` is JPEG, PNG, WEBP or HEIC; sides in pixels as stored, before any turning.

    `frugal`: the decoder can shrink while it reads, so memory follows the result and not the original.
    """

    format: str
    width: int
    height: int
    frugal: bool = False


def read_header(data: bytes) -> Header:
    """Tell the format and size of an upload. Raises PhotoRefused for anything but the four formats."""
    if not data:
        raise refusals.empty()
    for matches, read in READERS:
        if matches(data):
            try:
                return read(data)
            except (struct.error, IndexError) as error:
                raise refusals.damaged() from error
    raise _stranger(data)


def _stranger(data: bytes) -> refusals.PhotoRefused:
    for signature, name in STILL_SIGNATURES:
        if data.startswith(signature):
            return refusals.other_format(name)
    if data[4:8] == b"ftyp" and b"avif" in _brands(data):
        return refusals.other_format("AVIF")
    return refusals.not_a_picture()


def _jpeg(data: bytes) -> Header:
    frames, scans = [], 0
    for code, at in _jpeg_segments(data):
        scans += code == _SCAN
        if code in _JPEG_FRAMES:
            frames.append((code, *struct.unpack_from(">HH", data, at + 5)))
    if len(frames) != 1 or not 0 < scans <= MAX_SCANS:
        raise refusals.damaged()
    kind, height, width = frames[0]
    # No camera writes the other kinds, and arithmetic coding decodes missing data at full cost.
    if kind not in _JPEG_BASELINE and kind != _JPEG_PROGRESSIVE:
        raise refusals.damaged()
    return Header("JPEG", width, height, frugal=scans == 1 and kind in _JPEG_BASELINE)


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Markers up to the end of the first image: (code, offset of the marker)."""
    at = 2
    for _ in range(MAX_SEGMENTS):
        found = _JPEG_MARKER.search(data, at)
        code = data[found.end() - 1] if found else _END
        if code == _END:
            return
        yield code, found.start()
        at = found.end() + struct.unpack_from(">H", data, found.end())[0]
    raise refusals.damaged()


def _png(data: bytes) -> Header:
    if data[12:16] != b"IHDR":
        raise refusals.damaged()
    return Header("PNG", *struct.unpack_from(">II", data, 16))


def _webp(data: bytes) -> Header:
    chunk = data[12:16]
    if chunk == b"VP8X":
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
    elif chunk == b"VP8L":
        bits = struct.unpack_from("<I", data, 21)[0]
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif chunk == b"VP8 ":
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", data, 26))
    else:
        raise refusals.damaged()
    return Header("WEBP", width, height)


def _heic(data: bytes) -> Header:
    """The largest extent that any part declares; the decoder holds the coded picture to the same figures."""
    extents = [(_u32(found[1]), _u32(found[2])) for found in _HEIC_EXTENT.finditer(data)]
    if not extents:
        raise refusals.damaged()
    return Header("HEIC", *max(extents, key=lambda sides: sides[0] * sides[1]))


def _is_heic(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and bool(HEIC_BRANDS & _brands(data))


def _brands(data: bytes) -> set[bytes]:
    end = min(_u32(data[:4]), 256, len(data))
    return {data[8:12]} | {data[at : at + 4] for at in range(16, end - 3, 4)}


def _u32(raw: bytes) -> int:
    return int.from_bytes(raw, "big")


READERS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], Header]], ...] = (
    (lambda data: data.startswith(b"\xff\xd8\xff"), _jpeg),
    (lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"), _png),
    (lambda data: data.startswith(b"RIFF") and data[8:12] == b"WEBP", _webp),
    (_is_heic, _heic),
)
