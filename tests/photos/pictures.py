"""Pictures drawn for the tests: no file is shipped, so each test shows what it feeds in."""

from io import BytesIO

import pillow_heif
from PIL import Image, ImageDraw, PngImagePlugin

WRITERS = {"JPEG": {"quality": 90}, "PNG": {"compress_level": 1}, "WEBP": {"quality": 80, "method": 0}}
FORMATS = ("JPEG", "PNG", "WEBP", "HEIC")


def scene(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """Red at the left, green at the top right, blue below it: each turn and mirror image looks different."""
    picture = Image.new("RGB", (width, height), (220, 30, 30))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((width // 2, 0, width, height // 2), fill=(30, 200, 30))
    pen.rectangle((width // 2, height // 2, width, height), fill=(30, 30, 210))
    return picture.convert(mode)


def noisy(width: int, height: int) -> Image.Image:
    """A picture that compresses as badly as a photo does."""
    return Image.merge("RGB", [Image.effect_noise((width, height), spread) for spread in (20, 40, 60)])


def written(picture: Image.Image, kind: str = "JPEG", **options) -> bytes:
    """The picture as a file of the given format; `options` go to its writer."""
    out = BytesIO()
    if kind == "HEIC":
        pillow_heif.from_pillow(picture).save(out, quality=60, **options)
    else:
        picture.save(out, kind, **WRITERS.get(kind, {}) | options)
    return out.getvalue()


def exif_notes(orientation: int | None = None, taken: str = "", offset: str = "") -> bytes:
    """EXIF of a talkative phone: maker, place, and what is asked for."""
    notes = Image.Exif()
    notes[0x010F] = "SECRETMAKER"
    if orientation:
        notes[0x0112] = orientation
    details = notes.get_ifd(0x8769)
    details.update({0x9003: taken} if taken else {})
    details.update({0x9011: offset} if offset else {})
    notes.get_ifd(0x8825).update({1: "N", 2: (31.0, 14.0, 4.0), 3: "E", 4: (121.0, 28.0, 9.0)})
    return notes.tobytes()


def png_texts() -> PngImagePlugin.PngInfo:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "SECRETTEXT")
    texts.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRETXMP</x:xmpmeta>")
    texts.add_text("Author", "SECRETZIP", zip=True)
    return texts


def opened(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


def colour_at(picture: Image.Image, across: float, down: float) -> str:
    """red, green, blue, white, black or other at a place given in fractions of the sides."""
    place = int(picture.width * across), int(picture.height * down)
    bright = tuple(channel > 128 for channel in picture.convert("RGB").getpixel(place))
    names = {(1, 0, 0): "red", (0, 1, 0): "green", (0, 0, 1): "blue", (1, 1, 1): "white", (0, 0, 0): "black"}
    return names.get(bright, "other")
