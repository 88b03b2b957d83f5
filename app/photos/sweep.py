"""Lone files: written for a photo whose row never came, because the process was killed in between."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice

from app.photos.contract import PhotoStore

GRACE = timedelta(hours=1)
"""Younger files are left alone: their row may be on its way."""

BATCH = 500


def orphans(
    store: PhotoStore, known_keys: Callable[[Sequence[str]], Iterable[str]], older_than: datetime
) -> int:
    """Remove files written before `older_than` (now - GRACE) that no photo claims; returns how many.

    `known_keys` is handed up to 500 keys and returns those that belong to a photo, pictures and thumbnails
    alike. It is asked after the store was listed: asked before, it would miss the rows committed meanwhile.
    """
    removed = store.tidy(older_than)
    for keys in _batches(store.keys(older_than)):
        for key in set(keys) - set(known_keys(keys)):
            store.delete(key)
            removed += 1
    return removed


def _batches(keys: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(keys, BATCH)):
        yield batch
