"""Why a picture is turned away: one error, and the sentences it may carry to the slot on the phone."""

from app.messages import Message


class PhotoRefused(Exception):
    """The upload cannot become a photo. `message` says why and what to do, ready for translation."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def empty() -> PhotoRefused:
    return PhotoRefused(Message("The file is empty. Take or choose the photo again."))


def too_heavy(max_bytes: int) -> PhotoRefused:
    limit = max_bytes // (1024 * 1024)
    return PhotoRefused(
        Message("The file is larger than {limit} MB. Choose a smaller photo.", {"limit": limit})
    )


def not_a_picture() -> PhotoRefused:
    return PhotoRefused(Message("This file is not a photo. Send a JPEG, PNG, WebP or HEIC picture."))


def other_format(name: str) -> PhotoRefused:
    """`name` is a proper name that no language translates: GIF, TIFF, AVIF."""
    return PhotoRefused(
        Message("{name} files cannot be read here. Send a JPEG, PNG, WebP or HEIC picture.", {"name": name})
    )


def damaged() -> PhotoRefused:
    return PhotoRefused(
        Message("The photo is damaged or arrived incomplete. Send it again, or take it once more.")
    )


def too_many_pixels(pixels: int, max_pixels: int) -> PhotoRefused:
    values = {"count": -(-pixels // 1_000_000), "limit": max_pixels // 1_000_000}
    return PhotoRefused(
        Message(
            "The photo has {count} megapixels, more than the {limit} allowed. Choose a smaller one.", values
        )
    )


def absurd_sides(width: int, height: int, shortest: int, longest: int) -> PhotoRefused:
    values = {"width": width, "height": height, "shortest": shortest, "longest": longest}
    return PhotoRefused(
        Message(
            "The picture measures {width} × {height} pixels; each side needs {shortest} to {longest}.", values
        )
    )
