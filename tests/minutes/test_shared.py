"""The dealer's page: read by whoever has the link, answered once a link, never more than the sheet."""

import re
import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest

from app import create_app
from app.accounts.models import FailedTry
from app.minutes.models import MinutesReply
from app.minutes.pdf import pdf_works
from tests.minutes.sending import address, reply, shared, token_in

HOSTILE = "<script>alert(1)</script> & <b>bold</b>"


@pytest.fixture
def token(rita, visit):
    return shared(rita, visit)


def replies(db):
    db.session.rollback()
    return db.session.query(MinutesReply).all()


def test_whoever_has_the_link_reads_it_without_an_account(dealer, token):
    answer = dealer.get(f"/m/{token}")
    assert answer.status_code == 200
    assert "Two tastings in May" in answer.text
    assert "Set-Cookie" not in answer.headers


def test_nobody_finds_or_keeps_it(dealer, token):
    for answer in (dealer.get(f"/m/{token}"), dealer.get("/m/unknown"), reply(dealer, token)):
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_the_page_has_nothing_of_the_app_and_needs_no_script(dealer, token):
    page = dealer.get(f"/m/{token}").text
    assert "<script" not in page
    for chrome in ('class="top"', "<aside", "/sign-in", "app.css", "Rounds"):
        assert chrome not in page


@pytest.mark.parametrize(
    ("locale", "lang", "name"),
    [("en", "en", "Harbour Trading"), ("zh_Hans", "zh-Hans", "海港商贸"), ("zh_Hant", "zh-Hant", "海港商贸")],
)
def test_it_opens_in_its_language_and_in_the_others(rita, dealer, visit, locale, lang, name):
    token = shared(rita, visit, locale=locale)
    assert f'<html lang="{lang}">' in dealer.get(f"/m/{token}", headers={"Accept-Language": "fr"}).text
    assert name in dealer.get(f"/m/{token}").text
    for other in ("en", "zh-Hans", "zh-Hant"):
        page = dealer.get(f"/m/{token}?l={other.replace('-', '_')}").text
        assert f'<html lang="{other}">' in page and f'<article class="paper" lang="{other}">' in page
    assert f'<html lang="{lang}">' in dealer.get(f"/m/{token}?l=nonsense").text


def test_the_reps_own_language_changes_nothing(rita, cast, dealer, visit, db):
    token = shared(rita, visit, locale="zh_Hans")
    assert '<html lang="zh-Hans">' in rita.get(f"/m/{token}").text
    page = rita.get(address(visit)).text
    assert '<html lang="en">' in page and '<article class="paper" lang="zh-Hans">' in page


def test_everything_typed_is_shown_as_text(rita, dealer, visit):
    token = shared(rita, visit, agreed=HOSTILE)
    reply(dealer, token, "correction", text=HOSTILE)
    for page in (dealer.get(f"/m/{token}").text, rita.get(address(visit)).text,
                 rita.get(f"/dealers/{visit.dealer_id}").text):  # fmt: skip
        assert "<script>alert" not in page and "<b>bold" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_an_acknowledgement_is_kept_once(rita, dealer, visit, token, db):
    assert reply(dealer, token).status_code == 303
    assert reply(dealer, token).status_code == 303
    assert [each.kind for each in replies(db)] == ["acknowledged"]
    assert "Acknowledged on" in dealer.get(f"/m/{token}").text
    assert "The dealer acknowledged" in rita.get(address(visit)).text


def test_a_correction_is_kept_in_his_words(rita, dealer, visit, token, db):
    assert reply(dealer, token, "correction", text=" One tasting,\r\nnot two ").status_code == 303
    assert reply(dealer, token, "correction", text="One tasting,\nnot two").status_code == 303
    assert [each.text for each in replies(db)] == ["One tasting,\nnot two"]
    assert "not two" in rita.get(address(visit)).text


def test_a_different_second_answer_is_told_to_ask_the_rep(dealer, token, db):
    reply(dealer, token)
    answer = reply(dealer, token, "correction", text="One tasting")
    assert answer.status_code == 409
    assert "ask our rep for a new link" in answer.text
    assert [each.kind for each in replies(db)] == ["acknowledged"]


def test_a_new_link_may_be_answered_anew(rita, dealer, visit, token, db):
    reply(dealer, token, "correction", text="One tasting")
    minutes_id = replies(db)[0].minutes_id
    rita.post(f"/minutes/{minutes_id}/links")
    assert reply(dealer, token_in(rita.get(address(visit)).text)).status_code == 303
    assert sorted(each.kind for each in replies(db)) == ["acknowledged", "correction"]


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 1001])
def test_a_correction_that_cannot_be_taken_says_why(dealer, token, db, text):
    answer = reply(dealer, token, "correction", text=text)
    assert answer.status_code == 422
    assert "text-error" in answer.text
    assert text.strip() in answer.text
    assert not replies(db)


def test_an_answer_of_no_kind_is_400(dealer, token):
    assert reply(dealer, token, "nonsense").status_code == 400


def test_an_answer_from_another_site_is_refused(dealer, token, db):
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert dealer.post(f"/m/{token}/reply", data={"kind": "acknowledged"}, headers=headers).status_code == 403
    assert not replies(db)


def test_answers_are_slowed_down_by_link_and_address(dealer, token):
    told = [reply(dealer, token, "correction", text=f"try {n}").status_code for n in range(8)]
    assert told == [303, 409, 409, 409, 409, 409, 429, 429]
    elsewhere = {"REMOTE_ADDR": "10.0.0.9"}
    assert dealer.post(f"/m/{token}/reply", data={"kind": "acknowledged"},
                       environ_base=elsewhere).status_code == 409  # fmt: skip


def test_guessing_is_slowed_down_and_reading_is_not(dealer, token):
    for _ in range(35):
        assert dealer.get(f"/m/{token}").status_code == 200
    told = [dealer.get(f"/m/guess{n}").status_code for n in range(32)]
    assert told[:30] == [404] * 30
    assert told[30:] == [429, 429]


def test_tries_are_counted_by_all_nodes_together_and_say_nothing(app, dealer, token, db):
    def fresh_node():
        # What one process could remember is gone: only the database is common to all.
        return create_app(app.config).test_client()

    nodes = [fresh_node(), fresh_node()]
    told = [reply(nodes[n % 2], token, "correction", text=f"try {n}").status_code for n in range(7)]
    assert told == [303, 409, 409, 409, 409, 409, 429]
    told = [nodes[n % 2].get(f"/m/guess{n}").status_code for n in range(31)]
    assert told == [404] * 30 + [429]
    rows = db.session.query(FailedTry).all()
    assert len(rows) == 36
    assert all(re.fullmatch("[0-9a-f]{64}", row.key) for row in rows)


def test_tries_are_forgotten_in_time_whatever_the_sign_in_limit_is(app, dealer, token, db, monkeypatch):
    monkeypatch.setitem(app.config, "SIGN_IN_LIMIT", "5 per minute")
    for n in range(6):
        reply(dealer, token, "correction", text=f"try {n}")
    earlier(db, minutes=2)
    assert dealer.get("/m/guess").status_code == 404
    assert db.session.query(FailedTry).count() == 7, "an hour counts for answers"
    assert [reply(dealer, token, "correction", text="x").status_code for _ in range(7)][-2:] == [409, 429]
    for _round in range(3):
        earlier(db, minutes=2)
        for _ in range(6):
            reply(dealer, token, "correction", text="x")
    earlier(db, minutes=2)
    assert reply(dealer, token, "correction", text="x").status_code == 429, "thirty within the hour"
    earlier(db, minutes=61)
    assert reply(dealer, token, "correction", text="x").status_code == 409
    assert db.session.query(FailedTry).count() == 1


def earlier(db, **back) -> None:
    for row in db.session.query(FailedTry):
        row.at -= timedelta(**back)
    db.session.commit()


@pytest.fixture
def weasyprint(monkeypatch):
    """A stand-in for the library, which needs Pango; it shows what it was given."""
    made = SimpleNamespace(
        CSS=lambda string, url_fetcher: string,
        HTML=lambda string, url_fetcher: SimpleNamespace(write_pdf=lambda stylesheets: string.encode()),
    )
    monkeypatch.setitem(sys.modules, "weasyprint", made)
    pdf_works.cache_clear()
    yield
    pdf_works.cache_clear()


def test_a_pdf_where_it_can_be_made(dealer, token, weasyprint):
    assert f"/m/{token}.pdf" in dealer.get(f"/m/{token}").text
    answer = dealer.get(f"/m/{token}.pdf?l=zh_Hans")
    assert answer.mimetype == "application/pdf"
    assert "我方承诺" in answer.text or 'lang="zh-Hans"' in answer.text
    assert dealer.get("/m/unknown.pdf").status_code == 404


@pytest.mark.parametrize("missing", [None])
def test_no_pdf_and_no_button_where_it_cannot(dealer, token, monkeypatch, missing):
    monkeypatch.setitem(sys.modules, "weasyprint", missing)
    pdf_works.cache_clear()
    assert ".pdf" not in dealer.get(f"/m/{token}").text
    assert dealer.get(f"/m/{token}.pdf").status_code == 404
    pdf_works.cache_clear()
