"""Where photo files lie: a local folder, or an S3 bucket. One setting decides."""

from app.photos.contract import (
    Keys,
    PhotoMissing,
    PhotoStore,
    StoreUnavailable,
    content_type,
    keys_of,
)
from app.photos.local_store import LocalStore

__all__ = [
    "Keys",
    "LocalStore",
    "PhotoMissing",
    "PhotoStore",
    "StoreUnavailable",
    "content_type",
    "keys_of",
    "open_store",
]


def open_store(url: str) -> PhotoStore:
    """The store that a setting names: a folder path, or ``s3://bucket/prefix?endpoint=…&region=…``.

    Raises ValueError for a setting that means neither. Nothing is contacted yet.
    """
    if url.startswith("s3://"):
        # Loaded late: who keeps photos in a folder should not pay for the client's memory and start.
        from app.photos.s3_store import S3Store

        return S3Store(url)
    if not url.strip() or "://" in url:
        raise ValueError(f"PHOTO_STORE must be a folder or s3://bucket/prefix, not {url!r}")
    return LocalStore(url)
