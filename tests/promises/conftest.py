"""What the tests of promises begin with: a visit under way, and something owed from an earlier one."""

import pytest

from tests import factories
from tests.promises.writing import stored


@pytest.fixture
def visit(cast):
    return factories.visit(cast)


@pytest.fixture
def owed(cast, visit):
    """An open promise of ours, due yesterday, from an earlier visit."""
    earlier = factories.finished(factories.visit(cast, rep_id=cast.omar.id), cast)
    return stored(earlier, user_id=cast.rita.id)


@pytest.fixture
def rita(client, cast, sign_in):
    return sign_in(client, cast.rita)
