"""The checklist editor as a browser uses it: forms as they stand on the page, sent back changed."""

import re
from html import unescape

from app.checklists.models import ChecklistEdit
from app.checklists.queries import current_version_id, document_of

KEY, SECTION = "wh_ventilation", "s3_warehouse"


def controls(page) -> dict[str, str]:
    """What a browser would post of a question's form, without its buttons."""
    form = page.text[page.text.index('<form id="question"') :]
    form = form[: form.index("</form>")]
    found = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and not ('type="checkbox"' in tag and " checked" not in tag):
            found[name[1]] = unescape(value[1]) if value else ""
    for name, text in re.findall(r'<textarea [^>]*name="([^"]*)"[^>]*>([^<]*)</textarea>', form):
        found[name] = unescape(text)
    for name, options in re.findall(r'<select [^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        found[name] = unescape(chosen[1])
    found.pop("another", None)
    return found


def opened(client, key=KEY) -> dict[str, str]:
    return controls(client.get(f"/admin/checklist/questions/{key}"))


def save(client, key=KEY, **changed):
    return client.post(f"/admin/checklist/questions/{key}", data=opened(client, key) | changed)


def publish(client, note=""):
    page = client.get("/admin/checklist/publication").text
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    return client.post("/admin/checklist/publication", data={"seen": seen[1] if seen else "", "note": note})


def own(client, section=SECTION, kind="yn", **changed):
    page = client.get(f"/admin/checklist/sections/{section}/new?type={kind}")
    plain = {"title-en": "Forklift", "ask-en": "Is there a forklift?"}
    return client.post(f"/admin/checklist/sections/{section}/new", data=controls(page) | plain | changed)


def edits(db) -> dict[str, dict]:
    db.session.expire_all()
    return {edit.item_key: edit.document for edit in db.session.query(ChecklistEdit)}


def current() -> list:
    return document_of(current_version_id())
