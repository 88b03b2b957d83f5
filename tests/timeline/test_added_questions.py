"""Questions that a company added or reworded: corrections and late answers stand under their section, in the
words of their visit, and those of the self-check before the eyes that they are for."""

import json
from copy import deepcopy
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from app.checklists.content import checklist_from
from app.checklists.documents import item_of, with_items
from app.checklists.queries import built_in, store_version
from app.extensions import db
from app.visits.models import CORRECTION, LATE
from tests import factories

DOCUMENT = json.loads(built_in().to_json())
PLACES = {"own_shelf": "s3_warehouse", "own_shoes": "s1_self"}


def added(key: str, pattern: str) -> dict:
    """A question of the company's own, made after one of ours."""
    item = deepcopy(item_of(DOCUMENT, pattern))
    item["key"], item["title"] = key, {"en": f"Our {key}", "zh_Hans": f"自有{key}", "zh_Hant": f"自有{key}"}
    return item


@pytest.fixture
def visit(cast):
    """A finished visit under a version of the company's own, which a later version followed."""
    pattern = next(item.key for item in built_in().sections[3].items if item.key == "wh_tidy")
    mine = [(place, added(key, pattern)) for key, place in PLACES.items()]
    reworded = deepcopy(item_of(DOCUMENT, "wh_tidy"))
    reworded["title"] |= {"en": "As neat as a pin"}
    own = store_version(
        checklist_from(with_items(DOCUMENT, [*mine, ("s3_warehouse", reworded)])), cast.version_id
    )
    store_version(checklist_from(DOCUMENT), cast.version_id)
    db.session.commit()
    visit = factories.finished(factories.visit(cast, checklist_version_id=own), cast)
    for key in (*PLACES, "wh_tidy"):
        factories.answer(visit, key, {"grade": 2}, kind=CORRECTION, reason=f"misread {key}")
    for key in PLACES:
        factories.answer(visit, key, {"grade": 5}, kind=LATE, id=uuid4(), answered_at=datetime.now(UTC))
    return visit


def corrections(client, cast, section: str) -> str:
    query = {"kind": "corrections", "section": section}
    return client.get(f"/dealers/{cast.dealer.id}", query_string=query).text


def test_they_stand_under_their_section_in_the_words_of_their_visit(client, cast, sign_in, visit):
    sign_in(client, cast.rita)
    page = corrections(client, cast, "s3_warehouse")
    assert page.count("Our own_shelf") == 2
    assert "As neat as a pin" in page
    assert "own_shoes" not in page
    assert corrections(client, cast, "s1_self").count("Our own_shoes") == 2


@pytest.mark.parametrize(("who", "seen"), [("rita", True), ("sol", True), ("ada", False)])
def test_those_of_the_self_check_are_the_reps_and_his_supervisors(client, cast, sign_in, visit, who, seen):
    sign_in(client, getattr(cast, who))
    for section in ("", "s1_self"):
        page = corrections(client, cast, section)
        assert ("own_shoes" in page) is seen, section
