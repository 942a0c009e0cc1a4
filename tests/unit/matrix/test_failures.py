"""What ends the process when sync fails, and what is waited for."""

import pytest
from aiohttp import ClientConnectionError

from retbot.matrix.client.failures import Failures
from retbot.matrix.client.nio_client import CallError
from retbot.matrix.client.session import SessionError
from retbot.ports import StoreDamaged, StoreFailed
from retbot.ports.vitals import UNWATCHED, CountedEvent, Vital

REVOKED = CallError(401, "M_UNKNOWN_TOKEN")


class Notes:
    """Implements Vitals; writes down what it hears."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def works(self, vital: Vital) -> None:
        self.heard.append(f"{vital} works")

    def fails(self, vital: Vital) -> None:
        self.heard.append(f"{vital} fails")

    def count(self, counted: CountedEvent) -> None:
        self.heard.append(counted)


def test_a_login_that_the_homeserver_goes_on_not_knowing_needs_a_person() -> None:
    failures = Failures(UNWATCHED)
    assert [failures.take(REVOKED) for _ in range(5)] == [(wait, False) for wait in (1, 2, 4, 8, 16)]
    with pytest.raises(SessionError, match="kent deze aanmelding niet meer"):
        failures.take(REVOKED)


def test_a_homeserver_that_does_not_know_it_for_a_moment_is_waited_for() -> None:
    failures = Failures(UNWATCHED)
    for _ in range(3):
        for _ in range(5):
            failures.take(REVOKED)
        failures.take(CallError(502, "None"))
    for _ in range(5):
        failures.take(REVOKED)
    failures.forget()
    assert failures.take(REVOKED) == (1, False)


def test_a_homeserver_that_is_away_is_told_and_waited_for_without_end() -> None:
    notes = Notes()
    failures = Failures(notes)
    assert [failures.take(ClientConnectionError())[0] for _ in range(9)] == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert notes.heard == ["homeserver fails"] * 9


def test_what_fails_here_is_tried_with_a_new_client_and_ends_the_process_at_last() -> None:
    notes = Notes()
    failures = Failures(notes)
    assert [failures.take(StoreFailed("x"))[1] for _ in range(5)] == [True] * 5
    with pytest.raises(StoreFailed):
        failures.take(StoreFailed("x"))
    assert notes.heard == []


@pytest.mark.parametrize("error", [SessionError("Kan niet."), StoreDamaged("x")])
def test_what_only_a_person_can_mend_ends_it_at_once(error: Exception) -> None:
    with pytest.raises(type(error)):
        Failures(UNWATCHED).take(error)
