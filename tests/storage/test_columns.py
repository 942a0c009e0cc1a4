"""Values that go through a column come back as they were."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeDecorator

from retbot.domain.casus.casus import BesprekingState
from retbot.domain.errors import Arg
from retbot.storage.database.columns import Args, Choice, Instant, Words

DIALECT = sqlite.dialect()
INSTANTS = st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.timezones())  # noqa: DTZ001
ARGS = st.one_of(
    st.text(), st.integers(), st.booleans(), st.none(), st.dates(), st.lists(st.text()), st.lists(st.integers())
)
FEW = settings(max_examples=30)

T = TypeVar("T")


def through(kind: TypeDecorator[T], value: T) -> T | None:
    """As a statement writes it and a result reads it, with the JSON in between."""
    into = kind.bind_processor(DIALECT)
    out = kind.result_processor(DIALECT, None)
    assert into
    assert out
    return out(into(value))


@FEW
@given(INSTANTS)
def test_an_instant_comes_back_exactly_and_in_utc(instant: datetime) -> None:
    found = through(Instant(), instant)
    assert found == instant.astimezone(UTC)
    assert found.utcoffset() == timedelta(0)


@FEW
@given(INSTANTS, INSTANTS)
def test_instants_sort_as_their_columns_do(first: datetime, second: datetime) -> None:
    written = Instant().bind_processor(DIALECT)
    assert written
    a, b = first.astimezone(UTC), second.astimezone(UTC)
    assert (a < b) == (written(a) < written(b))


def test_a_naive_instant_is_refused() -> None:
    naive = datetime(2026, 4, 20)  # noqa: DTZ001
    with pytest.raises(ValueError, match="without a zone"):
        Instant().process_bind_param(naive, DIALECT)
    with pytest.raises(ValueError, match="without a zone"):
        Args().process_bind_param({"start": naive}, DIALECT)


@FEW
@given(st.dictionaries(st.text(), ARGS))
def test_arguments_come_back_exactly(args: dict[str, Arg]) -> None:
    found = through(Args(), args)
    assert found == args
    assert {name: type(arg) for name, arg in found.items()} == {name: type(arg) for name, arg in args.items()}


def test_an_instant_among_the_arguments_stays_one() -> None:
    instant = datetime(2026, 5, 7, 14, tzinfo=timezone(timedelta(hours=2)))
    found = through(Args(), {"start": instant, "dag": date(2026, 5, 7)})
    assert found == {"start": datetime(2026, 5, 7, 12, tzinfo=UTC), "dag": date(2026, 5, 7)}


def test_a_tuple_among_the_arguments_comes_back_as_a_list() -> None:
    assert through(Args(), {"wie": ("GI", "gemeente")}) == {"wie": ["GI", "gemeente"]}


@FEW
@given(st.lists(st.text()).map(tuple))
def test_words_come_back_in_order(words: tuple[str, ...]) -> None:
    assert through(Words(), words) == words


@pytest.mark.parametrize("stand", BesprekingState)
def test_a_choice_comes_back_as_one_of_its_enumeration(stand: BesprekingState) -> None:
    found = through(Choice(BesprekingState), stand)
    assert found is stand


def test_a_word_that_is_no_choice_is_refused() -> None:
    with pytest.raises(ValueError, match="misschien"):
        Choice(BesprekingState).process_result_value("misschien", DIALECT)
