"""Fourteen weeks of a team that reads its digest and does its tasks, now and then a day late: four cases at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from retbot.domain.casus.casecode import Casecode
from tests.noise.heard import Heard
from tests.world import EXPERT, SECRETARIS, VOORZITTER

S, V = SECRETARIS, VOORZITTER
EXPERTS = ("lvb@ambiq.example", "ggz@accare.example", "jo@jarabee.example", "jz@pluryn.example")


@dataclass(frozen=True)
class Case:
    """`offset` is the number of weeks after the first case; `start` the bespreking as typed; `follows` whether the
    advies is followed in time."""

    name: str
    gemeente: str
    week: int
    start: str
    follows: bool = True


CASES = (
    Case("A", "Enschede", 0, "di 16 juni 10:00"),
    Case("B", "Zwolle", 1, "do 25 juni 13:00"),
    Case("C", "Almelo", 1, "do 25 juni 13:30", follows=False),
    Case("D", "Deventer", 2, "di 30 juni 10:00"),
)


@dataclass
class Script:
    room: Heard
    codes: dict[str, Casecode]

    async def of(self, name: str, *said: tuple[str, str]) -> None:
        """What each person types in the thread of this case."""
        self.room.code = self.codes[name]
        for who, text in said:
            await self.room.types(text, who, thread=True)

    async def task(self, name: str, task: str, moment: str, *said: tuple[str, str]) -> None:
        await self.room.go(moment)
        self.room.task = task
        await self.of(name, *said)

    async def register(self, case: Case, moment: str) -> None:
        await self.room.go(moment)
        self.room.task = "aanmelden"
        await self.room.types(
            f"!ret aanmelding gemeente={case.gemeente} leeftijd=12-15 via=toegang besproken=ja lokaal=ja "
            "gronden=contra-indicatie formulier=ja monitor=ja",
            S,
        )
        assert self.room.code
        self.codes[case.name] = self.room.code
        await self.of(case.name, (S, "!ret compleet"))
        for role in ("aanmelder", "ouders", "school"):
            line = f"adres {self.room.code} {role} {role}-{case.name.lower()}@prive.example"
            await self.room.types(line, S, direct=True)
        self.room.task = "plannen en uitnodigen"
        await self.of(case.name, (S, f"!ret plan {case.start}"), (S, "!ret mail CODE ouders aan toestemming=ja"))
        await self.of(case.name, (S, "!ret uitnodigen CODE"), (S, "!ret formulier gedeeld"))

    async def guests(self, moment: str, partstat: str, addresses: Sequence[str]) -> None:
        await self.room.go(moment)
        for address in addresses:
            await self.room.answers_mail(address, partstat)

    async def held(self, name: str, moment: str) -> None:
        await self.task(
            name,
            "bespreking vastleggen",
            moment,
            *(
                (V, text)
                for text in ("!ret bespreking gehouden 2 3 4 5 7 8", "ja CODE", "ja CODE", "ja CODE", "ja CODE")
            ),
            (V, "!ret afspraak Accare vr 10 juli intake"),
            (V, "!ret afspraak Ambiq vr 17 juli plaatsing"),
            (S, "!ret advies vastgesteld"),
        )

    async def followed(self, name: str, moment: str) -> None:
        await self.task(
            name,
            "opvolgen en sluiten",
            moment,
            (S, "!ret afspraak CODE 1 klaar"),
            (S, "!ret afspraak CODE 2 klaar"),
            (S, "!ret terugkoppeling"),
            (S, "!ret gedaan CODE OV-8.15"),
        )


async def team_of_four() -> Heard:
    room = Heard("overijssel-2022")
    team = Script(room, {})
    a, b, c, d = CASES
    await room.go("2026-06-01 09:00")
    room.task = "inrichten"
    for line in (
        f"!ret deelnemer toevoegen expert LVB Ambiq {EXPERT} vog 1-9-2025",
        "!ret deelnemer toevoegen expert GGZ Accare vog 15-6-2025",
        "!ret deelnemer toevoegen expert J&O Jarabee vog 12-1-2026",
        "!ret deelnemer toevoegen expert JZ+ Pluryn vog 12-1-2026",
        "!ret deelnemer toevoegen programmamanager",
        "!ret overleg elke donderdag 13:00-15:00 vanaf 4 juni tot 1 september plek stadhuis",
    ):
        await room.types(line, S)
    for number, address in enumerate(EXPERTS, 1):
        await room.types(f"adres {number} {address}", S, direct=True)
    await team.register(a, "2026-06-02 10:00")
    await team.guests("2026-06-04 12:00", "ACCEPTED", [*EXPERTS[:3], "aanmelder-a@prive.example"])
    await team.register(b, "2026-06-08 10:00")
    await team.register(c, "2026-06-09 15:00")
    await room.types("!ret overleg uitnodigen do 25 juni", S)
    await team.guests("2026-06-11 12:00", "ACCEPTED", [EXPERTS[0], EXPERTS[2], "aanmelder-b@prive.example"])
    await team.guests("2026-06-12 12:00", "DECLINED", [EXPERTS[1]])
    await team.task("A", "voorgesprek", "2026-06-12 15:00", (V, "!ret voorgesprek gehouden"))
    await team.register(d, "2026-06-16 09:00")
    await team.held("A", "2026-06-16 12:00")
    await team.guests("2026-06-17 12:00", "ACCEPTED", [EXPERTS[0], EXPERTS[3], "aanmelder-d@prive.example"])
    await team.task("A", "advies versturen", "2026-06-19 10:00", (S, "!ret advies verzonden CODE"), (S, "ja"))
    for name, moment in (("B", "2026-06-22 11:00"), ("C", "2026-06-22 11:05"), ("D", "2026-06-26 11:00")):
        await team.task(name, "voorgesprek", moment, (V, "!ret voorgesprek gehouden"))
    await team.held("B", "2026-06-25 15:10")
    await team.held("C", "2026-06-26 10:00")
    await team.held("D", "2026-06-30 12:00")
    for name, moment in (("B", "2026-07-01 10:00"), ("C", "2026-07-01 10:05"), ("D", "2026-07-06 10:00")):
        await team.task(name, "advies versturen", moment, (S, "!ret advies verzonden CODE"), (S, "ja"))
    await team.followed("A", "2026-07-07 10:00")
    await team.followed("B", "2026-07-10 10:00")
    await team.followed("D", "2026-07-15 10:00")
    await team.task("C", "opschalen", "2026-07-21 10:00", (V, "!ret escaleer CODE"))
    await team.followed("C", "2026-08-03 10:00")
    await room.go("2026-09-01 12:00")
    return room
