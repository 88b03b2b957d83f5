"""The service worker, the manifest, the icons, the page for a place without signal; whose page it is."""

import re

import pytest

from app.i18n import LOCALES

NAMED = re.compile(r'/assets/[^"#\' ]+')


def shell_of(client) -> str:
    return client.get("/sw.js").text


def test_the_worker_is_a_script_that_is_asked_for_again(client, cast):
    answer = client.get("/sw.js")
    assert answer.mimetype == "text/javascript"
    assert "no-cache" in answer.headers["Cache-Control"]
    again = client.get("/sw.js", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_all_that_a_visit_needs_is_there_before_the_worker_takes_over(client, cast, sign_in):
    kit = sign_in(client, cast.rita).get(f"/dealers/{cast.dealer.id}/kit").json
    shell = shell_of(client).partition("const OFFLINE")[0]
    named = {url for html in kit["pages"].values() for url in NAMED.findall(html)}
    named |= set(NAMED.findall(client.get("/").text))
    assert named
    assert not {url for url in named if url not in shell}


def test_the_phrase_guard_reads_along_without_a_signal_in_each_language(client, cast):
    tables = re.findall(r'/assets/phrases\.[^"]+', shell_of(client))
    assert [url.split(".")[1] for url in tables] == list(LOCALES)
    for url in tables:
        assert len(client.get(url).json["phrases"]) == 51


@pytest.mark.parametrize("locale", LOCALES)
def test_the_offline_page_speaks_each_language_and_names_nobody(client, cast, sign_in, locale):
    page = sign_in(client, cast.rita).get(f"/offline/{locale}")
    assert f'<html lang="{locale.replace("_", "-")}">' in page.text
    assert "data-user" not in page.text and "Rita" not in page.text
    assert f'"/offline/{locale}"' in shell_of(client)


def test_an_unknown_language_has_no_offline_page(client, cast):
    assert client.get("/offline/tlh").status_code == 404


def test_the_manifest_names_icons_that_are_there(client, cast):
    manifest = client.get("/manifest.webmanifest").json
    assert (manifest["start_url"], manifest["display"]) == ("/", "standalone")
    for icon in manifest["icons"]:
        answer = client.get(icon["src"])
        assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert client.get("/apple-touch-icon.png", follow_redirects=True).mimetype == "image/png"


def test_the_manifest_speaks_the_readers_language(client, cast):
    client.post("/language", data={"locale": "zh_Hans"})
    assert client.get("/manifest.webmanifest").json["lang"] == "zh-Hans"


def test_a_page_says_whose_it_is_and_in_which_language(client, cast, sign_in):
    page = sign_in(client, cast.rita).get("/")
    assert page.headers["X-Rounds-User"] == str(cast.rita.id)
    assert page.headers["Content-Language"] == "en"


def test_a_page_of_nobodys_says_so_by_silence(client, cast):
    assert "X-Rounds-User" not in client.get("/sign-in").headers


def test_signing_out_leads_to_where_the_worker_forgets(client, cast, sign_in):
    assert sign_in(client, cast.rita).post("/sign-out").location == "/sign-in?signed_out=1"
    assert '"/sign-in?signed_out=1"' in shell_of(client)


def test_today_lists_the_kits_of_a_rep_alone(client, cast, sign_in):
    assert f'data-kits="{cast.dealer.id}"' in sign_in(client, cast.rita).get("/").text
    assert "data-kits" not in sign_in(client, cast.sol).get("/").text
