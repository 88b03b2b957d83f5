"""A company's logo: taken in as strictly as a photo, kept small, on white."""

from io import BytesIO

from PIL import Image

from app.photos.image import process

WIDEST, HIGHEST = 400, 120
QUALITY = 90


def logo_of(sent: bytes) -> bytes:
    """The picture as a WebP of at most 400 x 120 pixels, re-encoded without metadata, clear areas white.

    PhotoRefused, with a sentence for whoever sent it, where it is no picture that we take. Call it outside of
    any database transaction.
    """
    picture = Image.open(BytesIO(process(sent).jpeg))
    picture.thumbnail((WIDEST, HIGHEST), Image.Resampling.LANCZOS)
    out = BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=4, exif=b"")
    return out.getvalue()
