"""The bot looks after itself: the heartbeat, what systemd hears, and what the beheerder is told."""

import os
import socket
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from retbot import settings
from retbot.app import heartbeat
from retbot.app.health import Health
from retbot.app.self_watch import SelfWatch, newest
from retbot.ports.vitals import Vital
from retbot.settings import Settings
from tests.clock import SetClock, at
from tests.command_line.store import opened
from tests.unit.scheduling.stage import team
from tests.unit.settings.settings_samples import secrets_in, tables


def chosen(directory: Path, **watch: Any) -> Settings:
    return settings.read(tables() | {"watch": watch}, secrets_in(directory))


@pytest.fixture
def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """Where systemd listens."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        yield listening


class Watched:
    def __init__(self, watch: SelfWatch, clock: SetClock) -> None:
        self.watch, self.clock, self.health = watch, clock, watch.health

    async def kinds(self) -> list[str]:
        async with self.watch.storage.begin() as work:
            return [row.post.sentence for row in await work.outbox.posts()]


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    clock = SetClock(at("2026-04-20 10:00"))
    taken = chosen(tmp_path, backup=str(tmp_path / "copies"), backup_hours=26)
    async with opened(taken.state.directory) as storage:
        yield Watched(SelfWatch(taken, storage, team, Health(clock), None, lambda: None), clock)


async def test_systemd_hears_how_it_is_and_of_life_only_while_nothing_stands_still(
    watched: Watched, manager: socket.socket
) -> None:
    watched.health.works(Vital.HOMESERVER)
    watched.health.works(Vital.WAKER)
    await watched.watch.look()
    told = manager.recv(4096).decode()
    assert "WATCHDOG=1" in told
    assert "laatste sync 0 seconden geleden" in told

    watched.clock.instant += timedelta(minutes=4)
    watched.health.works(Vital.WAKER)
    await watched.watch.look()
    told = manager.recv(4096).decode()
    assert "WATCHDOG" not in told
    assert "de verbinding met de homeserver staat stil" in told

    watched.health.fails(Vital.HOMESERVER)
    await watched.watch.look()
    told = manager.recv(4096).decode()
    assert "WATCHDOG=1" in told
    assert "de homeserver antwoordt niet" in told


async def test_the_heartbeat_tells_another_process_how_it_is(watched: Watched) -> None:
    state = watched.watch.settings.state.directory
    assert heartbeat.read(state) is None
    watched.health.works(Vital.HOMESERVER)
    pulse = await watched.watch.look()
    assert heartbeat.read(state) == pulse
    assert heartbeat.is_fresh(pulse, watched.clock.instant)
    assert not heartbeat.is_fresh(pulse, watched.clock.instant + timedelta(minutes=3))
    assert (state / "heartbeat.json").stat().st_mode & 0o077 == 0


async def test_a_heartbeat_that_cannot_be_read_is_none(watched: Watched) -> None:
    (watched.watch.settings.state.directory / "heartbeat.json").write_text('{"at": 3}')
    assert heartbeat.read(watched.watch.settings.state.directory) is None


async def test_a_backup_that_is_too_old_is_told_after_a_while_and_that_there_is_a_new_one(
    watched: Watched, tmp_path: Path
) -> None:
    copies = tmp_path / "copies" / "daily"
    copies.mkdir(parents=True)
    made = copies / "retbot.db"
    made.touch()
    old = (watched.clock.instant - timedelta(hours=27)).timestamp()
    os.utime(made, (old, old))
    await watched.watch.look()
    assert await watched.kinds() == []
    watched.clock.instant += timedelta(minutes=16)
    for _ in range(3):
        await watched.watch.look()
    assert await watched.kinds() == ["storing"]
    os.utime(made, (watched.clock.instant.timestamp(),) * 2)
    await watched.watch.look()
    assert await watched.kinds() == ["storing", "storing_voorbij"]


async def test_a_disk_with_too_little_left_fails(tmp_path: Path) -> None:
    for least, fails in ((1, False), (10**9, True)):
        taken = chosen(tmp_path, least_free_mb=least)
        clock = SetClock(at("2026-04-20 10:00"))
        async with opened(taken.state.directory) as storage:
            pulse = await SelfWatch(taken, storage, team, Health(clock), None, lambda: None).look()
        assert (Vital.DISK in pulse.failing) is fails
        assert Vital.BACKUP not in {*pulse.failing, *pulse.worked}


def test_where_there_is_no_backup_none_is_the_newest(tmp_path: Path) -> None:
    assert newest(tmp_path / "nowhere") is None
    assert newest(tmp_path) is None


@pytest.mark.parametrize(
    ("allowed", "known", "fails"), [(True, True, False), (False, True, True), (None, False, False)]
)
async def test_a_room_in_which_the_bot_may_not_write_fails(
    watched: Watched, allowed: bool | None, known: bool, fails: bool
) -> None:
    watched.watch.may_speak = lambda: allowed
    pulse = await watched.watch.look()
    assert (Vital.ROOM in pulse.failing) is fails
    assert (Vital.ROOM in {*pulse.failing, *pulse.worked}) is known
