"""The photos taken now and then: a lot's printed date, a loaded van, goods that are set aside."""

from app.sample.pictures.pen import CARTONS, HEIGHT, OTHERS, OURS, WIDTH, Pen
from app.sample.pictures.scene import Scene


def label(pen: Pen, scene: Scene) -> None:
    """A carton's face, close up, with the date of the oldest lot."""
    stack = scene.stacks[0]
    tilt = pen.rng.randint(-14, 14)
    pen.area((0, 0, WIDTH, HEIGHT), CARTONS[scene.seed % 4], 1.05)
    pen.area((0, 330 + tilt, WIDTH, 440 + tilt), OURS[stack.colour % len(OURS)])
    pen.area((0, 286, WIDTH, 300), (214, 190, 150))
    pen.words((90 + tilt, 90 + tilt), "QX", 90)
    pen.words((250 + tilt, 130 + tilt), stack.rear or stack.front, 70)
    pen.words((90, 480 + tilt), f"LOT {scene.seed % 9000 + 1000}", 54)


def vehicle(pen: Pen, scene: Scene) -> None:
    """A van from behind with its doors open."""
    pen.area((0, 0, WIDTH, 250), (176, 204, 224))
    pen.area((0, 250, WIDTH, HEIGHT), (126, 126, 128))
    left = 150 + pen.rng.randint(-20, 20)
    pen.area((left, 90, left + 500, 470), (230, 232, 228))
    pen.area((left + 40, 130, left + 460, 420), (52, 54, 60))
    for wheel in (left + 60, left + 350):
        pen.draw.ellipse((wheel, 430, wheel + 90, 520), fill=pen.lit((34, 34, 36)))
    for number in range(6):
        band = OURS[number % len(OURS)] if number < 1 + int(scene.tidy * 3) else OTHERS[number % len(OTHERS)]
        pen.column(left + 56 + number * 66, 416, 58, 52, 2 + pen.rng.randint(0, 2), band, 3)


def pile(pen: Pen, scene: Scene) -> None:
    """Goods in a corner: taped off at a tidy dealer's, among others at an untidy one's."""
    pen.room(scene.room, 280)
    lean = 26 * (1 - scene.tidy)
    for number in range(5):
        band = OURS[number % len(OURS)] if number % 2 else OTHERS[number % len(OTHERS)]
        pen.column(
            120 + number * 112, 520 + pen.rng.randint(-8, 8), 96, 74, 1 + pen.rng.randint(0, 3), band, lean
        )
    if scene.tidy > 0.4:
        pen.area((60, 440, 740, 456), (214, 60, 50))
        pen.words((330, 380), "STOP", 44, (214, 60, 50))
