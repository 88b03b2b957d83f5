"""Taking the photos of a dealer: drawn and stored side by side, because storing is mostly waiting."""

from concurrent.futures import ThreadPoolExecutor
from random import Random
from uuid import UUID

from app.photos.storage import PhotoStore, keys_of
from app.sample.life import DealerLife
from app.sample.photographed import CAPTIONS, scene_of
from app.sample.pictures import Scene, draw
from app.sample.records import Shot, StoredVisit

THREADS = 8  # each waits for the disk most of the time: a photo is synced before its row is written


class Camera:
    """Collects the scenes of one dealer while he lives, and develops them all at once."""

    def __init__(self, store: PhotoStore, rng: Random) -> None:
        self._store = store
        self._rng = rng
        self._taken: list[tuple[UUID, Shot, Scene]] = []

    def shoot(self, life: DealerLife, visit: StoredVisit) -> None:
        """Remember what is to be seen now at each place that the visit photographs."""
        self._taken += [(visit.id, shot, scene_of(life, visit, shot.slot, self._rng)) for shot in visit.shots]

    def develop(self) -> list[dict]:
        """Draw and store everything; the rows, whose files are all there."""
        with ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(self._develop, self._taken))

    def _develop(self, taken: tuple[UUID, Shot, Scene]) -> dict:
        visit_id, shot, scene = taken
        picture, keys = draw(scene), keys_of(shot.id)
        self._store.put(keys.picture, picture.jpeg)
        self._store.put(keys.thumbnail, picture.thumbnail)
        return {
            "id": shot.id, "visit_id": visit_id, "slot": shot.slot, "caption": CAPTIONS.get(shot.slot, ""),
            "width": picture.width, "height": picture.height, "size": len(picture.jpeg),
            "sha256": picture.sha256, "dhash": picture.dhash, "taken_at": shot.taken_at,
            "received_at": shot.taken_at,
        }  # fmt: skip
