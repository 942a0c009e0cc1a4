"""A room with everybody in it who could ask the bot something, and a case that is not everybody's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from retbot.domain.casus import casecode
from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Aanmelding, Afspraak, Bespreking, Casus, Feit
from retbot.domain.deelnemers.absence import Absence, DatePeriod
from retbot.domain.deelnemers.roles import Deelnemer, Right
from retbot.domain.tijd import AMSTERDAM
from retbot.ports import Channel
from retbot.wording.replies import SENTENCES, render
from retbot.wording.vocabulary import in_words_of
from tests.world import BEHEERDER, SECRETARIS, VOORZITTER, World

TODAY = date(2026, 4, 20)
CODE = Casecode("RET-7KH-4T3")
UNKNOWN = casecode.with_hyphens("2222B" + casecode.check_symbol("2222B"))
GEMEENTE = {"overijssel-2022": "Hellendoorn", "model-2024": "Uitgeest"}
"""Stands in the store of the case, and in no answer about anything else."""
LID = {"overijssel-2022": "expert", "model-2024": "gedragswetenschapper"}
AANBIEDER = {"overijssel-2022": "betrokken aanbieder", "model-2024": "aanbieder"}
ACTORS = {
    "voorzitter": VOORZITTER,
    "secretaris": SECRETARIS,
    "waarnemer van de voorzitter": "@wv:ret.test",
    "waarnemer van de secretaris": "@ws:ret.test",
    "expert van de casus": "@e1:ret.test",
    "expert van een andere casus": "@e2:ret.test",
    "expert in zijn plaats": "@e3:ret.test",
    "lid": "@lid:ret.test",
    "partij met een afspraak": "@accare:ret.test",
    "deelnemer, betrokken": "@d6:ret.test",
    "deelnemer, niet meer betrokken": "@d7:ret.test",
    "deelnemer": "@d8:ret.test",
    "beheerder": BEHEERDER,
    "vreemde": "@vreemde:ret.test",
}
AWAY = {"waarnemer van de voorzitter": Right.VOORZITTER, "waarnemer van de secretaris": Right.SECRETARIS}
"""For whom each stands in."""


@dataclass
class Everybody(World):
    async def ask(self, actor: str, text: str, *, thread: bool = False) -> list[tuple[str, str]]:
        """The kind and the words of each answer. The clock goes on, so that nobody guesses too often within an hour."""
        before = max(self.storage.memory.outbox, default=0)
        self.clock.instant += timedelta(minutes=7)
        await self.say(f"!ret {text}", ACTORS[actor], thread=thread)
        rows = [row.post for row in self.storage.memory.outbox.values() if row.id > before]
        told = [p for p in rows if p.channel is Channel.ROOM and p.sentence in SENTENCES]
        return [(p.sentence, in_words_of(self.team.convenant, render(p.sentence, p.args, p.code))) for p in told]


async def everybody(profile: str, away: Sequence[Right] = ()) -> Everybody:
    """`away` are the rights of whom the holder is away today."""
    room = Everybody(profile)
    takers = {Right.VOORZITTER: ("@wv:ret.test",), Right.SECRETARIS: ("@ws:ret.test",)}
    room.presence.base = replace(room.team, vervangers=takers)
    holders = {Right.VOORZITTER: VOORZITTER, Right.SECRETARIS: SECRETARIS}
    casus = _casus(profile, room)
    async with room.storage.begin() as work:
        for one in _people(profile):
            await work.people.save(one)
        for recht in away:
            await work.people.add_absence(Absence(holders[recht], DatePeriod(TODAY, TODAY + timedelta(days=7))))
        await work.cases.save(casus, room.team.termijnen(casus), [], room.clock.now())
        await work.cases.set_thread(CODE, f"$root:{CODE}")
        room.presence.tell(await work.people.absences())
    room.code = CODE
    return room


def _people(profile: str) -> list[Deelnemer]:
    aanbieder = AANBIEDER[profile]
    ids = list(ACTORS.values())[4:12]
    return [
        Deelnemer(1, "expert", "LVB", "Ambiq", ids[0]),
        Deelnemer(2, "expert", "GGZ", "Karakter", ids[1]),
        Deelnemer(3, "expert", "GGZ", "Dimence", ids[2], vervangt=2),
        Deelnemer(4, LID[profile], "J&O", "Jarabee", ids[3]),
        Deelnemer(5, aanbieder, None, "Accare", ids[4]),
        Deelnemer(6, aanbieder, None, "Mediant", ids[5]),
        Deelnemer(7, aanbieder, None, "Tactus", ids[6]),
        Deelnemer(8, aanbieder, None, "Pactum", ids[7]),
    ]


def _casus(profile: str, room: Everybody) -> Casus:
    intake = Aanmelding(
        ontvangen=TODAY,
        route="toegang",
        met_toegang=True,
        besproken=True,
        leeftijd="12-15",
        gemeente=GEMEENTE[profile],
        gronden=(),
        lokaal=True,
        formulier="ja",
        monitor="ja",
    )
    facts = (
        Feit("vervangen", TODAY, 1, "2", "3"),
        Feit("betrokken", TODAY, 0, "6", "ja"),
        Feit("betrokken", TODAY, 0, "7", "nee"),
        Feit("geagendeerd", TODAY, 1),
    )
    start = datetime(2026, 5, 7, 14, tzinfo=AMSTERDAM)
    casus = Casus(CODE, profile, room.team.convenant.versie, intake, facts)
    return casus.with_bespreking(Bespreking(1, start, 60, "een@ret.test")).with_afspraak(
        Afspraak(1, 1, "Accare", date(2026, 5, 22), "intake")
    )
