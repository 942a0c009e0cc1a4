"""What a journey shows of a covenant is kept, and what docs/convenanten.md says of it must be so."""

from collections.abc import Iterator

import pytest

from tests import evidence


@pytest.fixture(autouse=True)
def _shows_what_the_page_says(request: pytest.FixtureRequest) -> Iterator[None]:
    evidence.begin()
    yield
    test = request.node.nodeid
    rows = evidence.shown(getattr(request.function, "shows", ()))
    evidence.keep(test, rows)
    missing = evidence.promised().get(test, frozenset()) - rows
    assert not missing, f"{sorted(missing)}: nothing in this test named them; make the page anew: {evidence.COMMAND}"
