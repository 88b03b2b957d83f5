"""The two things worth knowing from a camera's notes before they are thrown away: which way up, and when."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from PIL import ExifTags, Image

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_OLDEST_YEAR = 1995  # a camera whose clock was never set counts from 1970, 1980 or 1990


@dataclass(frozen=True)
class Shot:
    """`turn` puts the picture upright (None: it is already); `taken_at` is the camera's clock, if it told."""

    turn: Image.Transpose | None = None
    taken_at: datetime | None = None


def read_shot(opened: Image.Image) -> Shot:
    """Read orientation and capture time; notes that cannot be read are as good as none."""
    try:
        exif = opened.getexif()
        details = exif.get_ifd(ExifTags.IFD.Exif)
        return Shot(_TURNS.get(exif.get(ExifTags.Base.Orientation)), _taken_at(details))
    except Exception:
        # A damaged note raises whatever its damage leads to, and the picture itself may still be whole.
        return Shot()


def _taken_at(details: dict[int, object]) -> datetime | None:
    written = _text(details.get(ExifTags.Base.DateTimeOriginal))
    offset = _text(details.get(ExifTags.Base.OffsetTimeOriginal))
    for text, pattern in ((written + offset, "%Y:%m:%d %H:%M:%S%z"), (written, "%Y:%m:%d %H:%M:%S")):
        with suppress(ValueError):
            moment = datetime.strptime(text, pattern)
            return moment if moment.year >= _OLDEST_YEAR else None
    return None


def _text(value: object) -> str:
    return value.strip("\0 ") if isinstance(value, str) else ""
