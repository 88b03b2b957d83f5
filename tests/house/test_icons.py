"""Every icon that a template names is in the sprite, and what is vendored is what was recorded."""

import hashlib
import json
import re
from pathlib import Path

import app

ROOT = Path(app.__file__).parent
STATIC = ROOT / "static"
RECORDS = json.loads((STATIC / "vendor" / "vendor.json").read_text("utf-8"))
NAMED = re.compile(r'(?:icon|draw|place_icon)\(\s*"([a-z0-9-]+)"|icon="([a-z0-9-]+)"')
_BEFORE_THE_KIND = r'(?:[^()"]|"[^"]*"|\([^()]*\))*?'
BUTTON = re.compile(rf'button\({_BEFORE_THE_KIND}"(?:primary|plain|quiet|danger)",\s*"([a-z0-9-]+)"')


def symbols() -> set[str]:
    return set(re.findall(r'<symbol id="([a-z0-9-]+)"', (STATIC / "icons.svg").read_text("utf-8")))


def test_every_icon_that_is_named_is_in_the_sprite():
    text = "\n".join(path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html"))
    named = {one or other for one, other in NAMED.findall(text)} | set(BUTTON.findall(text))
    assert "chevron-right" in named
    assert named - symbols() == set()


def test_what_is_vendored_is_what_was_recorded():
    for record in RECORDS:
        content = (STATIC / record["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == record["sha256"], record["file"]


def test_the_sprite_holds_the_recorded_icons():
    (lucide,) = [record for record in RECORDS if record["name"] == "lucide-static"]
    assert symbols() == {*lucide["icons"], "brand"}
