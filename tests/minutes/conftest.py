"""A visit of Rita's to be put in writing."""

import pytest

from tests import factories


@pytest.fixture
def visit(cast):
    return factories.visit(cast)


@pytest.fixture
def finished(cast, visit):
    return factories.finished(visit, cast)


@pytest.fixture
def rita(client, cast, sign_in):
    return sign_in(client, cast.rita)


@pytest.fixture
def dealer(app):
    """The dealer's own browser, without an account."""
    return app.test_client()
