"""Photo files in an S3 bucket, or in anything that speaks S3, for a service of several nodes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store as Client

from app.photos.contract import PhotoMissing, checked, content_type, is_key, unreachable

SETTINGS = frozenset({"endpoint", "region", "virtual_hosted_style_request"})


class S3Store:
    """A PhotoStore behind ``s3://bucket/prefix?endpoint=http://host:port&region=name``.

    The key and its secret come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, never from the address,
    which ends up in logs. Raises ValueError for an address that does not make sense.
    """

    def __init__(self, url: str) -> None:
        self._client = Client(**_settings(url))

    def put(self, key: str, data: bytes) -> None:
        attributes = {"Content-Type": content_type(key)}
        with _told():
            obstore.put(self._client, key, data, attributes=attributes, use_multipart=False)

    def get(self, key: str) -> bytes:
        with _told():
            try:
                return bytes(obstore.get(self._client, checked(key)).bytes())
            except FileNotFoundError as error:
                raise PhotoMissing(key) from error

    def delete(self, key: str) -> None:
        with _told():
            try:
                obstore.delete(self._client, checked(key))
            except FileNotFoundError:
                return

    def keys(self, older_than: datetime | None = None) -> Iterator[str]:
        with _told():
            for found in obstore.list(self._client):
                for entry in found:
                    if is_key(entry["path"]) and (older_than is None or entry["last_modified"] < older_than):
                        yield entry["path"]

    def tidy(self, older_than: datetime) -> int:
        """Nothing to do: an object appears whole or not at all."""
        return 0

    def healthy(self) -> bool:
        try:
            next(iter(obstore.list(self._client, chunk_size=1)), None)
        except (BaseError, OSError):
            return False
        return True


def _settings(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = parse_qs(parts.query, strict_parsing=bool(parts.query))
    if not parts.hostname or parts.username or not query.keys() <= SETTINGS:
        raise ValueError(f"expected s3://bucket/prefix?endpoint=…&region=…, not {url!r}")
    config = {name: values[-1] for name, values in query.items()}
    return {
        "bucket": parts.hostname,
        "prefix": parts.path.strip("/") or None,
        "config": {"region": "us-east-1", **config},
        "client_options": {
            "connect_timeout": timedelta(seconds=3),
            "timeout": timedelta(seconds=15),
            "allow_http": config.get("endpoint", "").startswith("http://"),
        },
        # The phone keeps the photo and tries again; holding its request for minutes would help nobody.
        "retry_config": {"max_retries": 2, "retry_timeout": timedelta(seconds=10)},
    }


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (BaseError, OSError) as error:
        raise unreachable() from error
