"""Drawing with few, cheap strokes: boxes with labels, a floor, light."""

from functools import cache
from random import Random

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 800, 600
CARTONS = ((176, 132, 84), (158, 116, 74), (190, 148, 98), (142, 108, 72))
OURS = ((38, 110, 92), (196, 86, 48), (52, 92, 150), (214, 160, 44), (128, 72, 120), (74, 132, 60))
OTHERS = ((170, 60, 56), (90, 96, 120), (206, 186, 140), (120, 140, 150), (160, 120, 60))

Colour = tuple[int, int, int]


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """The font that comes with Pillow; it has figures and Latin letters, and that is all a carton needs."""
    return ImageFont.load_default(size)


class Pen:
    """A picture being drawn. Every colour is dimmed by the light of the shot."""

    def __init__(self, light: float, rng: Random) -> None:
        self.image = Image.new("RGB", (WIDTH, HEIGHT))
        self.draw = ImageDraw.Draw(self.image)
        self.rng = rng
        self._dim = 0.55 + 0.45 * light

    def lit(self, colour: Colour, shade: float = 1.0) -> Colour:
        """The colour as the camera sees it."""
        by = self._dim * shade
        return tuple(min(255, int(part * by)) for part in colour)

    def area(self, box: tuple[float, float, float, float], colour: Colour, shade: float = 1.0) -> None:
        """A filled rectangle."""
        self.draw.rectangle(box, fill=self.lit(colour, shade))

    def shape(self, points: list[tuple[float, float]], colour: Colour, shade: float = 1.0) -> None:
        """A filled polygon."""
        self.draw.polygon(points, fill=self.lit(colour, shade))

    def words(self, at: tuple[float, float], text: str, size: int, colour: Colour = (40, 36, 30)) -> None:
        """Letters printed on something."""
        self.draw.text(at, text, font=font(size), fill=self.lit(colour))

    def carton(
        self, x: float, y: float, w: float, h: float, colour: Colour, band: Colour | None = None
    ) -> None:
        """A carton from the front, with its top edge, its tape, and the coloured band of a brand."""
        lift = h * 0.16
        self.shape([(x, y), (x + lift, y - lift), (x + w + lift, y - lift), (x + w, y)], colour, 1.18)
        self.shape(
            [(x + w, y), (x + w + lift, y - lift), (x + w + lift, y + h - lift), (x + w, y + h)], colour, 0.7
        )
        self.area((x, y, x + w, y + h), colour)
        self.draw.rectangle((x, y, x + w, y + h), outline=self.lit(colour, 0.6))
        if band:
            self.area((x + 2, y + h * 0.55, x + w - 2, y + h * 0.82), band)

    def column(
        self, x: float, floor: float, w: float, h: float, count: int, band: Colour, lean: float
    ) -> None:
        """Cartons on top of each other; `lean` pushes each one sideways by chance."""
        for level in range(count):
            shift = self.rng.uniform(-lean, lean)
            colour = CARTONS[(level + int(x)) % len(CARTONS)]
            self.carton(x + shift, floor - h * (level + 1), w, h, colour, band)

    def room(self, number: int, horizon: int) -> None:
        """Wall and floor of a room; each room has its own paint."""
        paint = ((214, 208, 192), (196, 206, 202), (220, 212, 204), (200, 196, 186), (188, 198, 210))[
            number % 5
        ]
        floor = ((132, 126, 118), (146, 136, 120), (118, 120, 124))[number % 3]
        for step in range(6):
            top = horizon * step // 6
            self.area((0, top, WIDTH, horizon * (step + 1) // 6 + 1), paint, 0.86 + 0.04 * step)
        for step in range(6):
            top = horizon + (HEIGHT - horizon) * step // 6
            self.area(
                (0, top, WIDTH, horizon + (HEIGHT - horizon) * (step + 1) // 6 + 1), floor, 0.8 + 0.07 * step
            )
