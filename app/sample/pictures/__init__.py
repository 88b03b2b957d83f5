"""Photos of the sample company, drawn: they show the very state that the visit's answers describe."""

from io import BytesIO
from random import Random

from app.photos.image import Processed, process
from app.sample.pictures import details, warehouse
from app.sample.pictures.pen import Pen
from app.sample.pictures.scene import Scene, Stack

__all__ = ["Scene", "Stack", "draw"]


def draw(scene: Scene) -> Processed:
    """The picture of a scene, through the same pipeline as a phone's."""
    pen = Pen(scene.light, Random(scene.seed))
    KINDS[scene.kind](pen, scene)
    sent = BytesIO()
    pen.image.save(sent, "JPEG", quality=90)
    return process(sent.getvalue())


KINDS = {
    "overview": warehouse.overview,
    "our_stack": warehouse.our_stack,
    "label": details.label,
    "vehicle": details.vehicle,
    "pile": details.pile,
}
