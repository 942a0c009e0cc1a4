"""What `retbot check` says besides faults: what a team does without, and what the bot says of itself."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from retbot import check, settings
from retbot.app import heartbeat
from retbot.ports.vitals import Pulse, Vital
from retbot.settings import Settings
from tests.clock import SetClock
from tests.unit.settings.settings_samples import mail, secrets_in, tables

NOW = datetime(2026, 4, 20, 8, 30, tzinfo=UTC)
IMAP = {"host": "imap.ret.nl", "port": 993, "security": "tls"}


def chosen(directory: Path, **sections: Any) -> Settings:
    return settings.read(tables() | sections, secrets_in(directory))


@pytest.mark.parametrize(
    ("sections", "said"),
    [
        ({}, ["De map ", "Zonder [mail] in de instellingen mailt retbot niemand", "Zonder watch.mail hoort"]),
        ({"mail": mail()}, ["De map ", "Zonder [mail.imap] leest retbot geen antwoorden", "Zonder watch.mail hoort"]),
        ({"mail": mail() | {"reply_to": "team@ret.nl", "imap": IMAP}, "watch": {"mail": "b@ret.nl"}}, ["De map "]),
    ],
)
def test_what_a_team_does_without_is_a_remark(sections: dict[str, Any], said: list[str], tmp_path: Path) -> None:
    found = check._left_out(chosen(tmp_path, **sections))
    assert len(found) == len(said)
    assert all(one.startswith(begin) for one, begin in zip(found, said, strict=True))


def test_a_directory_that_systemd_makes_is_no_fault_and_one_that_is_there_no_remark(tmp_path: Path) -> None:
    taken = chosen(tmp_path, mail=mail(), watch={"mail": "b@ret.nl"})
    assert "install -d -m 0700 -o retbot" in check._left_out(taken)[0]
    taken.state.directory.mkdir()
    assert not any(one.startswith("De map ") for one in check._left_out(taken))


@pytest.mark.parametrize(
    ("stuck", "failing", "ago", "said"),
    [
        ((), (), 0, []),
        ((Vital.OUTBOX,), (), 0, ["Retbot zegt zelf: wat te zeggen is gaat niet weg."]),
        (
            (),
            (Vital.DISK, Vital.BACKUP),
            0,
            ["Retbot zegt zelf: de schijf", "Retbot zegt zelf: de nieuwste"],
        ),
        ((), (Vital.DISK,), 600, []),
    ],
)
def test_what_the_bot_says_of_itself_while_it_runs_is_a_fault(
    stuck: tuple[Vital, ...], failing: tuple[Vital, ...], ago: int, said: list[str], tmp_path: Path
) -> None:
    taken = chosen(tmp_path)
    pulse = Pulse(NOW - timedelta(seconds=ago), NOW, "0", {}, dict.fromkeys(failing, NOW), stuck)
    heartbeat.leave(taken.state.directory, pulse)
    found = check._running(taken, SetClock(NOW))
    assert len(found) == len(said)
    assert all(one.startswith(begin) for one, begin in zip(found, said, strict=True))
