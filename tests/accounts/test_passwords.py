"""Which passwords are taken."""

import pytest

from app.accounts import passwords


@pytest.mark.parametrize("good", ["a few words", "密码密码一二三四", "x1Y2z3W4" * 8, "correct horse battery"])
def test_these_are_taken(good):
    assert passwords.problem_with(good, "rita") is None


BAD = ("", "1234567", "password1", "QWERTY123", "iloveyou1", "woaini1314", "88888888", "abababab")


@pytest.mark.parametrize("bad", BAD)
def test_these_are_refused(bad):
    assert passwords.problem_with(bad, "rita")


def test_the_list_holds_only_what_the_length_lets_through():
    listed = passwords.common_passwords()
    assert len(listed) >= 500
    assert all(len(word) >= passwords.SHORTEST and word == word.casefold() for word in listed)
