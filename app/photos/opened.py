"""The app's photo store, opened once from its setting."""

from flask import current_app

from app.photos.image import Limits
from app.photos.storage import PhotoStore, open_store


def photo_store() -> PhotoStore:
    """The store that PHOTO_STORE names; opening contacts nothing, so two threads may both come first."""
    extensions = current_app.extensions
    if "photo_store" not in extensions:
        extensions["photo_store"] = open_store(current_app.config["PHOTO_STORE"])
    return extensions["photo_store"]


def upload_limits() -> Limits:
    """What one uploaded file may weigh and measure."""
    return Limits(max_bytes=current_app.config["PHOTO_MAX_BYTES"])
