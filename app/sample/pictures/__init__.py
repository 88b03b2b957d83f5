"""Photos of the sample company, drawn: they show the very state that the visit's answers describe."""

from random import Random

from app.photos.image import Processed, from_drawing
from app.sample.pictures import details, warehouse
from app.sample.pictures.pen import Pen
from app.sample.pictures.scene import Scene, Stack

__all__ = ["Scene", "Stack", "draw"]


def draw(scene: Scene) -> Processed:
    """The picture of a scene with its thumbnail, as it would be kept had a phone sent it."""
    pen = Pen(scene.light, Random(scene.seed))
    KINDS[scene.kind](pen, scene)
    return from_drawing(pen.image)


KINDS = {
    "overview": warehouse.overview,
    "our_stack": warehouse.our_stack,
    "label": details.label,
    "vehicle": details.vehicle,
    "pile": details.pile,
}
