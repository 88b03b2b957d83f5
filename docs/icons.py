"""Draws the app's icons from its mark (the symbol ``brand`` of icons.svg): ``python -m docs.icons``."""

from pathlib import Path

from PIL import Image, ImageDraw

STATIC = Path(__file__).parents[1] / "app" / "static"
SIZES = (180, 192, 512)
GROUND, RING, DOT = "#0b4450", "#ffffff", "#e8a317"
FINE = 8  # drawn so much larger, then shrunk: Pillow draws no smooth edges


def icon(size: int) -> Image.Image:
    """The mark on a full ground; the outer fifth is free, for systems that cut icons into a shape."""
    whole = size * FINE
    unit, left = whole * 0.6 / 24, whole * 0.2
    drawn = Image.new("RGB", (whole, whole), GROUND)
    pen = ImageDraw.Draw(drawn)

    def box(x: float, y: float, radius: float) -> list[float]:
        return [left + (value * unit) for value in (x - radius, y - radius, x + radius, y + radius)]

    pen.arc(box(12, 12, 10), 0, 270, fill=RING, width=round(4 * unit))
    pen.ellipse(box(18.5, 5.5, 3.5), fill=DOT)
    return drawn.resize((size, size), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    for size in SIZES:
        icon(size).quantize(64).save(STATIC / f"icon-{size}.png", optimize=True)
