"""Any colour mode becomes eight-bit sRGB on white: palette, alpha, sixteen bits, CMYK, foreign profile."""

from io import BytesIO

from PIL import Image, ImageCms

BAND = 256  # rows
_SRGB = ImageCms.createProfile("sRGB")


def to_eight_bits(picture: Image.Image) -> Image.Image:
    """L, RGB or CMYK, without transparency: what can be scaled without surprises."""
    if picture.mode.startswith("I;16"):
        # convert() would clip everything above 255 to white instead of keeping the upper byte.
        raw = picture.convert("I;16").tobytes() if picture.mode != "I;16" else picture.tobytes()
        return Image.frombytes("L", picture.size, raw, "raw", "L;16")
    if picture.has_transparency_data:
        return _on_white(picture)
    if picture.mode in ("L", "RGB", "CMYK"):
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _on_white(picture: Image.Image) -> Image.Image:
    """In bands: with whole copies, one picture of 48 megapixels took 770 MB."""
    paper = Image.new("RGB", picture.size, "white")
    for top in range(0, picture.height, BAND):
        band = picture.crop((0, top, picture.width, min(top + BAND, picture.height))).convert("RGBA")
        paper.paste(band, (0, top), mask=band.getchannel("A"))
    return paper


def to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB as every screen understands it. A profile that cannot be used is passed over, not an error."""
    if profile:
        try:
            return _by_profile(picture, profile)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _by_profile(picture: Image.Image, profile: bytes) -> Image.Image:
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    if picture.mode == "RGB" and ImageCms.getProfileDescription(source).casefold().startswith("srgb"):
        return picture
    return ImageCms.profileToProfile(picture, source, _SRGB, outputMode="RGB") or picture
