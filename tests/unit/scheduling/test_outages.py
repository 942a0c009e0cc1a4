"""What is down for long is told once, where it can be heard, and so is that it is well again."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from retbot.domain.deelnemers.roles import Right
from retbot.ports.vitals import Pulse, Vital
from retbot.scheduling.outages import tell_outages
from retbot.wording.health import DOWN
from tests.clock import at
from tests.unit.scheduling.stage import VERA, Stage, stage

BAS = "@bas:ret.example"
ADDRESS = "beheer@ret.example"
AFTER = timedelta(minutes=15)
TEN = "2026-04-20 10:00"


def beside_a_beheerder() -> Stage:
    made = stage(TEN)
    rights = {**made.team.rights, BAS: frozenset({Right.BEHEERDER})}
    made.team = replace(made.team, rights=rights, beheerder_mail=ADDRESS)
    made.room.joined.add(BAS)
    return made


def pulse(s: Stage, *, down: dict[Vital, datetime] | None = None, well: tuple[Vital, ...] = ()) -> Pulse:
    now = s.clock.now()
    return Pulse(now, at(TEN), "0", dict.fromkeys(well, now), down or {})


async def look(s: Stage, found: Pulse) -> bool:
    async with s.storage.begin() as work:
        return await tell_outages(work, s.team, found, AFTER)


async def run(s: Stage) -> list[str]:
    """What was said and mailed."""
    said, mailed = len(s.room.sent), len(s.mailbox.sent)
    await s.waker.run_due()
    return [one.text for one in s.room.sent[said:]] + [one.text for one in s.mailbox.sent[mailed:]]


async def test_what_is_down_for_a_while_is_told_once_and_that_it_is_well_again() -> None:
    s = beside_a_beheerder()
    down = {Vital.SMTP: at(TEN)}
    s.clock.instant = at("2026-04-20 10:14")
    assert not await look(s, pulse(s, down=down))
    s.clock.instant = at("2026-04-20 10:15")
    assert await look(s, pulse(s, down=down))
    assert not await look(s, pulse(s, down=down))
    (said,) = await run(s)
    assert said.startswith("Sinds vandaag om 10:00: de mailserver antwoordt niet of weigert mij.")
    assert s.room.sent[-1].outgoing.room_id == f"!direct-{BAS}"

    s.clock.instant = at("2026-04-20 11:05")
    assert await look(s, pulse(s, well=(Vital.SMTP,)))
    assert not await look(s, pulse(s, well=(Vital.SMTP,)))
    assert await run(s) == [
        "Voorbij: van vandaag om 10:00 tot vandaag om 11:05 was dit er: de mailserver antwoordt niet of weigert mij."
    ]


async def test_a_process_that_was_started_anew_tells_nothing_twice() -> None:
    s = beside_a_beheerder()
    s.clock.instant = at("2026-04-20 10:20")
    assert await look(s, pulse(s, down={Vital.IMAP: at(TEN)}))
    s.clock.instant = at("2026-04-20 10:40")
    assert not await look(s, pulse(s, down={Vital.IMAP: at("2026-04-20 10:21")}))
    assert not await look(s, pulse(s))
    assert await look(s, pulse(s, well=(Vital.IMAP,)))


async def test_a_homeserver_that_is_down_is_told_by_mail_and_afterwards_in_the_room_too() -> None:
    s = beside_a_beheerder()
    s.clock.instant = at("2026-04-20 10:15")
    s.room.down = True
    assert await look(s, pulse(s, down={Vital.HOMESERVER: at(TEN)}))
    (mailed,) = await run(s)
    assert mailed.startswith("Goedendag,\n\nSinds vandaag om 10:00: de homeserver antwoordt niet.")
    assert s.mailbox.sent[-1].to == ADDRESS

    s.room.down = False
    s.clock.instant = at("2026-04-20 11:00")
    assert await look(s, pulse(s, well=(Vital.HOMESERVER,)))
    told = await run(s)
    assert len(told) == 2
    assert all("tot vandaag om 11:00 was dit er: de homeserver antwoordt niet." in one for one in told)


@pytest.mark.parametrize("vital", [Vital.ROOM, Vital.LIMIT])
async def test_what_makes_the_room_hear_late_is_told_by_mail_too(vital: Vital) -> None:
    s = beside_a_beheerder()
    s.clock.instant = at("2026-04-20 10:15")
    assert await look(s, pulse(s, down={vital: at(TEN)}))
    said, mailed = await run(s)
    assert DOWN[vital] in said
    assert DOWN[vital] in mailed
    assert s.mailbox.sent[-1].to == ADDRESS


async def test_what_is_well_again_before_it_could_be_told_is_told_as_over() -> None:
    s = beside_a_beheerder()
    s.clock.instant = at("2026-04-20 10:15")
    await look(s, pulse(s, down={Vital.DISK: at(TEN)}))
    await look(s, pulse(s, well=(Vital.DISK,)))
    (said,) = await run(s)
    assert said.startswith("Voorbij: ")


async def test_without_a_beheerder_the_voorzitter_hears_of_it_and_nobody_by_mail() -> None:
    s = stage(TEN)
    s.room.joined.add(VERA)
    s.clock.instant = at("2026-04-20 10:15")
    await look(s, pulse(s, down={Vital.BACKUP: at(TEN), Vital.HOMESERVER: at(TEN)}))
    (said,) = await run(s)
    assert "de nieuwste back-up is te oud" in said
