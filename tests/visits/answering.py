"""Posting answers as a phone does, for the tests of this folder."""

from uuid import uuid4

HTMX = {"HX-Request": "true"}


def answer_url(visit, key: str) -> str:
    return f"/visits/{visit.id}/answers/{key}"


def save(client, visit, key: str, htmx: bool = True, **controls):
    """One write of an answer; `id` is minted unless given, ``__`` in a name stands for the hyphen."""
    form = {"id": str(uuid4()), "revision": "0", "state": "answered"}
    form |= {name.replace("__", "-"): value for name, value in controls.items()}
    return client.post(answer_url(visit, key), data=form, headers=HTMX if htmx else {})
