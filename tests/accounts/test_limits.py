"""How often somebody may try: the setting is read at the start, and refused aloud when it makes no sense."""

import pytest

import config


@pytest.fixture
def environment(monkeypatch, tmp_path):
    monkeypatch.setenv("INSTANCE_DIR", str(tmp_path))
    return monkeypatch


@pytest.mark.parametrize(
    "typed", ["often", "10", "10 per", "ten per minute", "10 per fortnight", "-1 per minute"]
)
def test_rates_that_make_no_sense_stop_the_start(environment, typed):
    environment.setenv("SIGN_IN_LIMIT", typed)
    with pytest.raises(config.BadSetting, match="SIGN_IN_LIMIT=.*give rates such as"):
        config.from_environment()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("", "10 per minute; 60 per hour"), ("5/minute", "5/minute"), ("3 per 10 minutes", "3 per 10 minutes")],
)
def test_rates_are_taken_as_given(environment, typed, kept):
    environment.setenv("SIGN_IN_LIMIT", typed)
    assert config.from_environment()["SIGN_IN_LIMIT"] == kept
