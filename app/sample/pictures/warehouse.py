"""The two photos that every visit takes from the same spot: the whole warehouse, and our stack in it."""

from random import Random

from app.sample.pictures.pen import CARTONS, HEIGHT, OTHERS, OURS, WIDTH, Pen
from app.sample.pictures.scene import Scene

PAPER, GREEN, RED = (244, 242, 232), (60, 140, 80), (190, 50, 44)


def overview(pen: Pen, scene: Scene) -> None:
    """The room from the door: windows, board, racks of other brands, our stack on the right, the aisle."""
    room, rng = Random(scene.room), pen.rng
    # Nobody stands exactly where he stood last time.
    dx, horizon = rng.randint(-26, 26), 250 + rng.randint(-12, 12)
    pen.room(scene.room, horizon)
    _windows(pen, room, dx, horizon)
    if scene.damp:
        pen.draw.ellipse(
            (420 + dx, horizon - 60, 610 + dx, horizon + 26), fill=pen.lit((150, 146, 128), 0.85)
        )
    _board(pen, scene, 330 + dx, horizon - 170)
    _racks(pen, scene, room, dx, horizon)
    _our_corner(pen, scene, 480 + dx, 520)
    _aisle(pen, scene)


def _windows(pen: Pen, room: Random, dx: int, horizon: int) -> None:
    for number in range(room.randint(1, 2)):
        left = 60 + number * 480 + room.randint(0, 60) + dx
        pen.area((left, horizon - 190, left + 90, horizon - 120), (236, 244, 250), 1.15)
        pen.draw.line(
            (left + 45, horizon - 190, left + 45, horizon - 120), fill=pen.lit((90, 96, 100)), width=4
        )


def _board(pen: Pen, scene: Scene, x: int, y: int) -> None:
    """The stock board: absent, out of date with a few faded lines, or filled in today."""
    if scene.board == "none":
        return
    tilt = 0 if scene.board == "updated" else 9
    pen.shape([(x, y + tilt), (x + 130, y), (x + 130, y + 92), (x, y + 92 + tilt)], PAPER)
    for line in range(6 if scene.board == "updated" else 2):
        top = y + 14 + line * 13
        pen.area(
            (x + 10, top, x + 40 + pen.rng.randint(10, 76), top + 5), GREEN if line % 2 else (60, 70, 90)
        )


def _racks(pen: Pen, scene: Scene, room: Random, dx: int, horizon: int) -> None:
    for shelf in range(3):
        top = horizon - 96 + shelf * 74
        pen.area((20 + dx, top + 62, 320 + dx, top + 68), (84, 92, 104))
        x = 26 + dx
        while x < 290 + dx:
            width, height = room.randint(32, 52), room.randint(34, 56)
            band = OTHERS[room.randrange(len(OTHERS))]
            askew = pen.rng.uniform(-10, 10) * (1 - scene.tidy)
            if pen.rng.random() < 0.62 + 0.3 * scene.tidy:
                pen.carton(x, top + 62 - height + askew, width, height, CARTONS[room.randrange(4)], band)
            x += width + 8
    for post in (20, 318):
        pen.area((post + dx, horizon - 110, post + 6 + dx, horizon + 122), (84, 92, 104), 0.8)


def _our_corner(pen: Pen, scene: Scene, x: int, floor: int) -> None:
    """Our stack on its pallet, a column a product, as high as there are goods."""
    pen.area((x - 10, floor, x + 300, floor + 14), (120, 92, 60), 0.8)
    lean = 9 * (1 - scene.tidy)
    for number, stack in enumerate(scene.stacks[:5]):
        pen.column(x + number * 60, floor, 50, 40, min(7, stack.layers), OURS[stack.colour % len(OURS)], lean)


def _aisle(pen: Pen, scene: Scene) -> None:
    """What stands in the way: empty boxes at an untidy dealer's, a painted line at a tidy one's."""
    rng = pen.rng
    if scene.tidy > 0.6:
        pen.shape([(330, HEIGHT), (346, HEIGHT), (398, 380), (392, 380)], (222, 190, 60))
    for _ in range(int((1 - scene.tidy) * 11)):
        size = rng.randint(30, 70)
        x, y = rng.randint(90, 430), rng.randint(430, 560)
        pen.carton(
            x, y - size * 0.5, size, size * 0.7, CARTONS[rng.randrange(4)], rng.choice((None, *OTHERS))
        )
    if scene.expired:
        pen.area((40, 500, 190, 506), RED)
        pen.column(60, 560, 54, 34, min(3, scene.expired), RED, 4)


def our_stack(pen: Pen, scene: Scene) -> None:
    """Our stack from three steps away: two rows deep, with the months printed on the cartons."""
    rng = pen.rng
    dx, floor = rng.randint(-22, 22), 540 + rng.randint(-10, 10)
    pen.room(scene.room, 330)
    pen.area((30, floor, WIDTH - 40, floor + 22), (120, 92, 60), 0.8)
    lean = 12 * (1 - scene.tidy)
    for number, stack in enumerate(scene.stacks[:5]):
        x = 46 + number * 146 + dx
        band = OURS[stack.colour % len(OURS)]
        layers = min(5, -(-stack.layers * 5 // 7))
        if layers > 1:
            pen.column(x + 26, floor - 40, 108, 84, layers - 1, band, lean)
            pen.words((x + 44, floor - 40 - 84 * (layers - 1) + 12), stack.rear, 22)
        if layers:
            pen.column(x, floor, 118, 92, max(1, layers // 2), band, lean)
            pen.words((x + 14, floor - 92 * max(1, layers // 2) + 12), stack.front, 26)
    if scene.tidy < 0.4:
        pen.carton(300 + dx, 500, 130, 80, CARTONS[1], OTHERS[scene.room % len(OTHERS)])
