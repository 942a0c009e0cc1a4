"""A table of cases as one test: every row is tried, and all failing rows are reported together."""

from collections.abc import Callable, Iterable
from functools import wraps
from inspect import Signature
from typing import Any

Test = Callable[..., None]


def every_row(rows: Iterable[Any]) -> Callable[[Test], Callable[[], None]]:
    """Use instead of `pytest.mark.parametrize` for long tables whose rows need no fixture. A row holds the arguments of
    the test, or its only argument."""
    table = [row if isinstance(row, tuple) else (row,) for row in rows]
    assert table

    def as_one_test(test: Test) -> Callable[[], None]:
        @wraps(test)
        def tried() -> None:
            failed = [text for row in table if (text := _failure(test, row)) is not None]
            assert not failed, f"{len(failed)} of {len(table)} rows failed\n" + "\n".join(failed)

        vars(tried)["__signature__"] = Signature()  # pytest looks for fixtures there
        return tried

    return as_one_test


def _failure(test: Test, row: tuple[Any, ...]) -> str | None:
    try:
        test(*row)
    except Exception as error:
        return f"{row}: {type(error).__name__}: {error}"
    return None
