"""Minutes on the dealer's page: sent, acknowledged, corrected, each an entry."""

import pytest

from tests import factories
from tests.minutes.sending import reply, shared


def page_of(client, visit, **query):
    return client.get(f"/dealers/{visit.dealer_id}", query_string=query).text


@pytest.fixture
def token(rita, finished):
    return shared(rita, finished)


def test_sending_is_an_entry_that_leads_to_the_minutes(rita, finished, token):
    page = page_of(rita, finished)
    assert f'<a href="/visits/{finished.id}/minutes">Minutes sent</a>' in page


def test_the_dealers_words_are_shown(rita, finished, dealer, token):
    reply(dealer, token, "correction", text="Only one tasting")
    page = page_of(rita, finished, kind="minutes")
    assert page.index("Minutes corrected") < page.index("Minutes sent")
    assert "Only one tasting" in page and "the dealer" in page


def test_an_acknowledgement_is_one_entry_and_no_correction(rita, finished, dealer, token):
    reply(dealer, token)
    page = page_of(rita, finished)
    assert page.count("Minutes acknowledged") == 1
    assert ">Correction</a>" not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [({"kind": "minutes"}, True), ({"section": "s0_visit"}, True), ({"kind": "promises"}, False),
     ({"kind": "corrections"}, False), ({"section": "s3_warehouse"}, False)],
)  # fmt: skip
def test_the_filters_of_kind_and_section(rita, finished, token, query, shown):
    assert ("Minutes sent" in page_of(rita, finished, **query)) is shown


def test_older_pages_go_on_where_the_first_ended(rita, cast, dealer, finished, token):
    reply(dealer, token)
    for _ in range(24):
        shared(rita, factories.finished(factories.visit(cast), cast))
    seen, address = [], f"/dealers/{cast.dealer.id}?kind=minutes"
    while address:
        text = rita.get(address).text
        seen += [part.split('"')[0] for part in text.split('id="e-')[1:]]
        older = text.split('class="older"')
        address = older[1].split('href="')[1].split('"')[0].replace("&amp;", "&") if len(older) > 1 else None
    assert len(seen) == len(set(seen)) == 26
