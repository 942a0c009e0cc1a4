"""What the bot says of its own accord fits into a message, whatever the store holds."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import islice, product

from retbot.domain.casus import casecode
from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Bespreking
from retbot.domain.casus.recording import add_afspraak
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Arg
from retbot.domain.invitations.meeting import of_overleg
from retbot.domain.invitations.rsvps import Partstat, Rsvp, Via
from retbot.domain.overleg.overleg import Overleg
from retbot.meetings import invitations
from retbot.ports import Channel, Post
from tests.clock import at
from tests.contract.fake_room import LARGEST, size_of
from tests.unit.scheduling.stage import CODE, Stage, overijssel, stage

OVERLEG = Overleg("overleg@retbot", at("2026-05-07 09:00"), 480)
MONDAY = date(2026, 4, 20)


def codes() -> list[Casecode]:
    return [Casecode(f"RET-{''.join(found)}-{casecode.ALPHABET[:3]}") for found in product(casecode.ALPHABET, repeat=3)]


def experts() -> list[Deelnemer]:
    """One of each kind, all in the room, and none with a VOG that is still good."""
    kinds = enumerate(product(overijssel().sectoren, overijssel().partijen), 1)
    return [
        Deelnemer(n, "expert", sector, partij, f"@expert-{n}:matrix.ret.example", vog=date(2020, 1, 1))
        for n, (sector, partij) in kinds
    ]


async def crowded() -> Stage:
    """An overleg that is full, to which everybody is invited; nobody comes, and in the first case eighty afspraken."""
    s = stage("2026-04-20 10:00")
    members = experts()
    await s.people(*members, mail=[one.nummer for one in members])
    async with s.storage.begin() as work:
        await work.overleggen.save(OVERLEG)
        owners = [f"deelnemer:{one.nummer}" for one in members]
        await invitations.invite(work, of_overleg(OVERLEG), overijssel(), owners, s.clock.now())
        for owner in owners:
            now = s.clock.now()
            await work.rsvps.add(Rsvp(OVERLEG.uid, owner, Partstat.DECLINED, 0, now, Via.IN_ROOM, now))
    for number, code in enumerate((CODE, *islice(codes(), 15))):
        casus = await s.open(MONDAY, code)
        slot = Bespreking(
            1, OVERLEG.start + timedelta(minutes=30 * number), 30, f"{number}@retbot", overleg=OVERLEG.uid
        )
        await s.keep(casus.with_bespreking(slot))
        await s.address("school", "school@voorbeeld.example", code)
        await s.invite("school", code=code)
    return s


async def with_afspraken(s: Stage) -> None:
    await s.hold(date(2026, 5, 7))
    casus = await s.casus()
    for number in range(80):
        casus, _ = add_afspraak(casus, overijssel().partijen[number % 17], date(2026, 5, 12), "intake")
    await s.keep(casus)
    await s.note("advies_verzonden", date(2026, 5, 8))


async def say(s: Stage, kind: str, now: str, args: Mapping[str, Arg], code: Casecode | None = None) -> str:
    s.clock.instant = at(now)
    await s.put(Post(kind, Channel.ROOM, kind, args, code, in_case=code is not None, rings=("voorzitter",)))
    await s.sender.drain()
    (sent,) = [sent for sent in s.room.sent if sent.key == kind]
    assert size_of(sent.outgoing) < LARGEST
    return sent.text


async def test_what_it_says_of_a_crowded_team_fits() -> None:
    s = await crowded()
    last = list(s.storage.memory.antwoorden.values())[-1]
    answer: dict[str, Arg] = {
        "uid": last.uid,
        "owner": last.owner,
        "stamp": last.stamp,
        "namens": "ja",
        "opmerking": "ja",
    }
    counted = await say(s, "antwoord", "2026-04-20 10:00", answer)
    assert "68 nee: expert GGZ (Trias), " in counted
    assert re.search(r" en nog \d+\.", counted)
    near = await say(s, "overleg_nabij", "2026-05-06 10:00", {"uid": OVERLEG.uid, "start": OVERLEG.start})
    assert "• Afgezegd: 68 experts" in near
    assert "• en 48 meer: `!ret deelnemers`" in near
    assert near.count("• 1") + near.count("• 09") == 16
    await with_afspraken(s)
    offer = await say(s, "opschalen", "2026-05-27 10:00", {}, CODE)
    assert " (was dinsdag 12 mei); nog " in offer
    digest = await say(s, "overzicht", "2026-05-27 10:00", {"dag": "2026-05-27", "sinds": "2026-05-01"})
    assert [line[:6] for line in digest.splitlines()[1:11]] == ["• **RE"] * 10
    assert "te lang voor één bericht" not in "".join(s.texts())
