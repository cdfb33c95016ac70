"""What the tests of exports share."""

from collections.abc import Iterator

import pytest

from tests.exports.demo_set import DemoSet, opened


@pytest.fixture(scope="session")
def demo_set(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSet]:
    """Give the example data with the set of reports to be made of them; nothing may write to it."""
    with opened(tmp_path_factory.mktemp("demo")) as found:
        yield found
