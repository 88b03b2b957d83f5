"""Files as a phone exports them, for the tests of this folder."""

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from urllib.parse import parse_qsl, urlencode
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

from tests.photos.pictures import scene, written

PICTURE = written(scene(320, 240))


def ago(**units) -> str:
    return (datetime.now(UTC) - timedelta(**units)).isoformat().replace("+00:00", "Z")


def write(kind: str, url: str, visit="", content: dict | None = None, **values) -> dict:
    """One entry of the listing."""
    usual = {
        "key": f"{visit}:{kind}", "kind": kind, "visit": str(visit), "url": url, "base": 0, "tried": [],
        "content": urlencode(content or {}), "id": str(uuid4()), "at": ago(minutes=30), "label": f"My {kind}",
    }  # fmt: skip
    return usual | values


def answer(visit, key="wh_tidy", content=None, **values) -> dict:
    typed = content or {"state": "answered", "grade": "4"}
    return write("answer", f"/visits/{visit}/answers/{key}", visit, typed, **values)


def photo(visit, slot="wh_overview_photo.overview", **values) -> dict:
    photo_id = str(uuid4())
    usual = {
        "id": photo_id, "visit": str(visit), "url": f"/visits/{visit}/photos", "type": "image/jpeg",
        "fields": {"slot": slot, "taken_at": ago(minutes=31)}, "file": f"photos/{photo_id}.jpeg",
        "at": ago(minutes=31), "label": "Photo: overview",
    }  # fmt: skip
    return usual | values


def by_a_clock(listed: dict, ahead: timedelta) -> dict:
    """The listing as a phone writes it whose clock is `ahead`, and which the server has told so."""

    def told(moment: str) -> str:
        return (datetime.fromisoformat(moment) + ahead).isoformat()

    for entry in listed["writes"] + listed["photos"]:
        entry["at"] = told(entry["at"])
        typed = dict(parse_qsl(entry.get("content", "")))
        if "started_at" in typed:
            entry["content"] = urlencode(typed | {"started_at": told(typed["started_at"])})
        if "fields" in entry:
            entry["fields"]["taken_at"] = told(entry["fields"]["taken_at"])
    exported_at = told(listed["exported_at"])
    return listed | {"exported_at": exported_at, "clock_off": ahead.total_seconds()}


def a_whole_visit(dealer, visit, **start) -> tuple[list[dict], list[dict]]:
    """Everything of a visit that never reached the server, in the order of a journal."""
    start |= {"mode": "quick", "goal": "Sell more", "self_check": "fine", "started_at": ago(minutes=40)}
    skipped = {"state": "not_seen"}
    writes = [
        write("start", f"/dealers/{dealer.id}/visits", visit, start, id=str(visit)),
        answer(visit),
        answer(visit, "wh_stock_counts", skipped),
        answer(visit, "self_written_memo", skipped),
        write("finish", f"/visits/{visit}/submission", visit, at=ago(minutes=20)),
    ]
    return writes, [photo(visit)]


def listing(user, writes=(), photos=(), **values) -> dict:
    usual = {
        "format": "rounds-unsent-1", "user": str(user.id), "name": user.display_name,
        "exported_at": ago(minutes=5), "writes": list(writes), "photos": list(photos),
    }  # fmt: skip
    return usual | values


def zipped(listed, files: dict[str, bytes] | None = None) -> bytes:
    """The ZIP; a photo's picture is put in unless `files` say otherwise."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        package.writestr("unsent.json", listed if isinstance(listed, str) else json.dumps(listed))
        package.writestr("answers.csv", "When,Dealer\n")
        named = {each["file"]: PICTURE for each in (listed["photos"] if isinstance(listed, dict) else ())}
        for name, content in (named | (files or {})).items():
            package.writestr(name, content)
    return out.getvalue()
