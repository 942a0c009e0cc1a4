"""The homeserver is away for an hour: the beheerder hears it by mail, once, and that it is over; nothing is lost."""

import socket
from contextlib import closing
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from retbot.app import heartbeat
from retbot.ports.vitals import Vital
from tests.real.app_process import PATIENCE
from tests.real.app_stage import BEHEER_MAILBOX, AppStage, app_stage
from tests.real.homeserver import Homeserver
from tests.real.lying_homeserver import LyingHomeserver
from tests.real.matrix_stage import eventually
from tests.real.test_app_run import running

HOUR = timedelta(hours=1)
SETTLED = "SELECT 1 FROM outbox WHERE kind = 'storing' AND state = 'sent'"


def mails(stage: AppStage) -> list[str]:
    """What the beheerder was mailed."""
    sent = [one for one in stage.mail.mails if one.recipient == BEHEER_MAILBOX]
    return [str(message_from_bytes(one.content, policy=policy.default)["Subject"]) for one in sent]


def failing(stage: AppStage) -> set[Vital]:
    pulse = heartbeat.read(stage.state)
    return set(pulse.failing) if pulse else set()


async def test_an_hour_without_the_homeserver_is_told_by_mail_and_what_was_said_is_answered(
    homeserver: Homeserver, tmp_path: Path
) -> None:
    async with (
        LyingHomeserver(homeserver.url) as liar,
        app_stage(homeserver, tmp_path, bots_homeserver=liar.url) as stage,
    ):
        await stage.ask(stage.secretaris, "!ret help")
        liar.away = True
        await eventually(lambda: failing(stage) == {Vital.HOMESERVER}, PATIENCE)
        asked = await stage.secretaris.say(stage.room, "!ret termijnen")
        assert mails(stage) == []
        stage.bot.clock.set(stage.bot.clock.now() + HOUR)
        await eventually(lambda: mails(stage) == ["retbot: Storing"], PATIENCE)
        # Killed before it knows that the mail left, it would send it once more, as any mail.
        await eventually(lambda: stage.query(SETTLED), PATIENCE)
        await stage.bot.restart()
        await eventually(lambda: failing(stage) == {Vital.HOMESERVER}, PATIENCE)
        liar.away = False
        await stage.answer(stage.secretaris, asked)
        await eventually(lambda: len(mails(stage)) == 2, PATIENCE)
        await eventually(lambda: failing(stage) == set(), PATIENCE)
        log = stage.bot.output.read_text()

    assert mails(stage) == ["retbot: Storing", "retbot: Storing voorbij"]
    assert '"event": "ready"' in log


async def test_systemd_hears_that_it_runs_how_it_is_and_that_it_stops(
    homeserver: Homeserver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(0)
        told: list[str] = []

        def hear() -> str:
            try:
                while True:
                    told.append(manager.recv(4096).decode())
            except BlockingIOError:
                return "\n".join(told)

        async with app_stage(homeserver, tmp_path) as stage:
            await stage.bot.kill()
            monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
            monkeypatch.setenv("WATCHDOG_USEC", "3000000")
            async with running(stage, "run") as process:
                await eventually(lambda: "READY=1" in hear(), PATIENCE)
                await eventually(lambda: "STATUS=alles in orde; laatste sync" in hear(), PATIENCE)
                process.terminate()
                assert await process.wait() == 0
        assert hear().splitlines()[-1] == "STOPPING=1"
    assert "WATCHDOG=1" in told[1]
