"""`retbot status`, read from the heartbeat of a bot."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from retbot.app import heartbeat
from retbot.ports.vitals import Pulse, Vital
from tests.command_line.conftest import Command

HOUR = timedelta(hours=1)


def leave(beside: Path, ago: timedelta = timedelta(0), *failing: Vital, stuck: tuple[Vital, ...] = ()) -> None:
    at = datetime.now(UTC) - ago
    synced = {Vital.HOMESERVER: at - timedelta(minutes=4)}
    down = dict.fromkeys(failing, at - HOUR)
    heartbeat.leave(beside / "state", Pulse(at, at - HOUR, "0.1.0", synced, down, stuck, 3, at - HOUR))


def test_before_the_first_start_it_says_so(retbot: Command) -> None:
    told = retbot("status")
    assert told.status == 2
    assert told.out.startswith("Retbot heeft hier nog niet gedraaid")


def test_of_a_bot_that_is_well_it_says_so(retbot: Command, beside: Path) -> None:
    leave(beside)
    told = retbot("status")
    assert told.status == 0
    assert told.out == (
        "Retbot 0.1.0 draait: alles in orde; laatste sync 4 minuten geleden; "
        "3 berichten wachten, het oudste sinds 60 minuten.\n"
    )


def test_of_a_bot_that_fails_or_stands_still_it_says_where(retbot: Command, beside: Path) -> None:
    leave(beside, timedelta(0), Vital.SMTP)
    told = retbot("status")
    assert told.status == 2
    assert "draait: de mailserver antwoordt niet of weigert mij (sinds 60 minuten); laatste sync" in told.out
    leave(beside, stuck=(Vital.OUTBOX,))
    told = retbot("status")
    assert told.status == 2
    assert "draait: wat te zeggen is gaat niet weg; laatste sync" in told.out


def test_an_old_heartbeat_is_that_of_a_bot_that_stopped(retbot: Command, beside: Path) -> None:
    leave(beside, 5 * HOUR)
    told = retbot("status")
    assert told.status == 2
    assert told.out == "Retbot draait niet, of staat stil: zijn laatste hartslag was 5 uur geleden.\n"


def test_for_programs_there_is_json(retbot: Command, beside: Path) -> None:
    leave(beside)
    told = retbot("status", "--json")
    assert json.loads(told.out)["waiting"] == 3
