"""Every view says who may open it, and the app enforces what it says."""

import pytest
from werkzeug.routing import IntegerConverter

from app.access import audience_of

AUDIENCES = {"public", "signed_in", "supervisor", "admin"}
PUBLIC = {
    "health.healthz", "accounts.sign_in", "accounts.sign_out", "accounts.language", "accounts.setup",
    "accounts.welcome", "accounts.logo", "minutes.shared", "minutes.reply", "minutes.pdf", "pwa.worker",
    "pwa.manifest", "pwa.touch_icon", "pwa.offline", "backup.word",
    "promises.phrases",  # the same words for everybody, and nobody's
}  # fmt: skip


def test_every_view_is_marked(app):
    unmarked = [
        rule.endpoint for rule in app.url_map.iter_rules() if audience_of(rule.endpoint) not in AUDIENCES
    ]
    assert not unmarked


def test_only_these_views_are_public(app):
    public = {rule.endpoint for rule in app.url_map.iter_rules() if audience_of(rule.endpoint) == "public"}
    assert public <= PUBLIC, f"public, and not in the list that was thought about: {public - PUBLIC}"


def test_an_unmarked_view_is_refused(app, client, cast, sign_in, monkeypatch):
    monkeypatch.delattr(app.view_functions["visits.today"], "audience")
    assert sign_in(client, cast.ada).get("/").status_code == 403


def _address(rule) -> str:
    values = {
        name: "1" if isinstance(converter, IntegerConverter) else "00000000-0000-4000-8000-000000000000"
        for name, converter in rule._converters.items()
    }
    return rule.build(values, append_unknown=False)[1]


@pytest.mark.parametrize("role", ["rep", "supervisor"])
def test_lower_roles_get_403_on_every_page_above_them(app, client, cast, sign_in, role):
    above = {"rep": {"supervisor", "admin"}, "supervisor": {"admin"}}[role]
    sign_in(client, {"rep": cast.rita, "supervisor": cast.sol}[role])
    for rule in app.url_map.iter_rules():
        if audience_of(rule.endpoint) in above:
            for method in rule.methods - {"HEAD", "OPTIONS"}:
                assert client.open(_address(rule), method=method).status_code == 403, (rule, method)


def test_strangers_are_asked_to_sign_in_everywhere(app, client, cast):
    for rule in app.url_map.iter_rules():
        if audience_of(rule.endpoint) != "public" and "GET" in rule.methods:
            answer = client.get(_address(rule))
            assert answer.status_code == 302, rule
            assert answer.location.startswith("/sign-in"), rule


def test_a_write_from_another_site_is_refused_everywhere(app, client, cast, sign_in):
    sign_in(client, cast.ada)
    for rule in app.url_map.iter_rules():
        if "POST" in rule.methods:
            answer = client.post(_address(rule), headers={"Sec-Fetch-Site": "cross-site"})
            assert answer.status_code == 403, rule
            assert "another site" in answer.text, rule
