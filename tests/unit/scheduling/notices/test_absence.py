"""Who stands in for the voorzitter or the secretaris is told so, and hears what that person would have heard."""

from dataclasses import replace
from datetime import date

from retbot.app.presence import Presence
from retbot.domain.deelnemers.absence import Absence, DatePeriod
from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import Arg
from retbot.ports import Channel, Post
from retbot.scheduling.parties import Roster
from tests.clock import SetClock, at
from tests.unit.scheduling.stage import EXPERT, SANNE, VERA, Stage, team

WILMA = "@wilma:ret.example"
WEEK = DatePeriod(date(2026, 4, 20), date(2026, 4, 24))


async def away(stage: Stage, *periods: DatePeriod) -> Presence:
    presence = Presence(replace(team(), vervangers={Right.VOORZITTER: (WILMA,)}), stage.clock)
    presence.tell([Absence(VERA, one) for one in periods])
    stage.sender.team = presence.team
    async with stage.storage.begin() as work:
        for one in periods:
            await work.people.add_absence(Absence(VERA, one))
        for kind in ("waarneming", "waarneming_voorbij"):
            args: dict[str, Arg] = {"recht": "voorzitter", "tot": WEEK.tot}
            await work.outbox.put(Post(kind, Channel.ROOM, kind, args), stage.clock.now())
    await stage.sender.drain()
    return presence


async def test_the_stand_in_hears_it_and_rings() -> None:
    stage = Stage(clock=SetClock(at("2026-04-20 09:00")))
    await away(stage, WEEK)
    (said,) = stage.room.sent
    assert said.text.startswith(f"Tot en met vrijdag 24 april neemt {WILMA} waar voor de voorzitter: ")
    assert said.outgoing.rings == (WILMA,)


async def test_when_it_is_over_that_is_said_without_ringing() -> None:
    stage = Stage(clock=SetClock(at("2026-04-27 09:00")))
    await away(stage, WEEK)
    stage.clock.instant = at("2026-04-28 09:00")  # the 27th is Koningsdag
    await stage.sender.drain()
    (said,) = stage.room.sent
    assert said.text == f"De voorzitter is er weer. {WILMA} neemt niet meer waar."
    assert said.outgoing.rings == ()


async def test_who_came_back_before_is_not_announced() -> None:
    stage = Stage(clock=SetClock(at("2026-04-22 09:00")))
    await away(stage, replace(WEEK, tot=date(2026, 4, 21)))
    assert stage.room.sent == []


def test_reminders_of_who_is_away_reach_the_stand_in() -> None:
    clock = SetClock(at("2026-04-22 09:00"))
    presence = Presence(replace(team(), vervangers={Right.VOORZITTER: (WILMA,)}), clock)
    presence.tell([Absence(VERA, WEEK)])
    taker = replace(EXPERT, nummer=9, vervangt=EXPERT.nummer, matrix_id=WILMA)
    convenant = presence.base.convenant
    for away_, names in (((), [EXPERT.matrix_id]), ((WEEK,), [WILMA])):
        people = Roster(presence.team(), (replace(EXPERT, afwezig=away_), taker), frozenset())
        assert people.in_room(["expert"], convenant) == names
        assert people.in_room(["voorzitter", "secretaris"], convenant) == [WILMA, SANNE]


async def test_who_was_away_is_forgotten_a_month_later() -> None:
    stage = Stage(clock=SetClock(at("2026-05-25 08:30")))
    old, recent = WEEK, replace(WEEK, tot=date(2026, 4, 30))
    async with stage.storage.begin() as work:
        for one in (old, recent):
            await work.people.add_absence(Absence(VERA, one))
    stage.clock.instant = at("2026-05-26 08:30")
    await stage.waker.run_due()
    async with stage.storage.begin() as work:
        assert [one.periode for one in await work.people.absences()] == [recent]
