"""Which room is the team's, and what the bot says to a team that begins."""

from dataclasses import replace

import pytest

from retbot.app.listening import Listening
from retbot.handlers.deelnemers.verhuizen import ROOM_NOTE
from retbot.ports import Channel, Doubt, Message, RoomFault
from retbot.wording.replies import render
from retbot.wording.vocabulary import in_words_of
from tests.world import DIRECT, EXPERT, ROOM, SECRETARIS, VOORZITTER, World


class Begin(World):
    """A team that has no room yet; `faults` are those of its rooms."""

    faults: frozenset[str] = frozenset()
    hears: Listening

    def listen(self, room: str | None = None) -> "Begin":
        self.hears = Listening(self.intake, self.storage, self.presence, self._refuse, self._inspect, room)
        return self

    async def _refuse(self, _: str) -> None:
        raise AssertionError

    async def _inspect(self, _: str) -> frozenset[str]:
        return self.faults

    async def type(self, text: str, who: str = SECRETARIS, room: str = ROOM, **more: object) -> list[str]:
        """What stands in that room because of it."""
        before = self.last
        message = Message(self._event(), room, who, text, self.clock.now())
        await self.hears.take(replace(message, **more))  # type: ignore[arg-type]
        return self.in_room(room, before)

    def in_room(self, room: str, after: int = 0) -> list[str]:
        posts = [p.post for p in self.rows(after) if p.post.room_id == room and p.post.channel is Channel.ROOM]
        return [in_words_of(self.team.convenant, render(post.sentence, post.args, post.code)) for post in posts]


@pytest.fixture
async def begin() -> Begin:
    world = Begin()
    world.clock.set("2026-04-20 09:00")
    return world.listen()


async def test_a_room_of_two_becomes_the_room_of_the_team_when_a_leader_says_so(begin: Begin) -> None:
    (said,) = await begin.type("!ret dit is onze kamer", direct=True)
    assert said.startswith("Dit is nu de kamer van het team.")
    assert begin.hears.room == ROOM
    async with begin.storage.begin() as work:
        assert await work.notes.get(ROOM_NOTE) == ROOM


@pytest.mark.parametrize("who", [EXPERT, "@nobody:ret.test"])
async def test_nobody_else_says_which_room_is_that_of_the_team(begin: Begin, who: str) -> None:
    await begin.type("!ret dit is onze kamer", who, direct=True)
    assert begin.hears.room is None


@pytest.mark.parametrize("doubt", [doubt for doubt in Doubt if doubt is not Doubt.ROOM_NOT_ENCRYPTED])
async def test_what_is_not_certainly_from_a_leader_claims_no_room(begin: Begin, doubt: Doubt) -> None:
    await begin.type("!ret dit is onze kamer", direct=True, doubt=doubt)
    assert begin.hears.room is None


@pytest.mark.parametrize("fault", ["join_rule", "not_encrypted"])
async def test_a_room_that_is_open_or_in_the_clear_is_not_taken_and_says_what_to_mend(begin: Begin, fault: str) -> None:
    begin.faults = frozenset((fault, "power"))
    (said,) = await begin.type("!ret dit is onze kamer", direct=True)
    assert "kan nog niet van het team zijn. Eerst nodig" in said
    assert begin.hears.room is None
    begin.faults = frozenset()
    await begin.type("!ret dit is onze kamer", direct=True)
    assert begin.hears.room == ROOM


async def test_a_team_with_a_room_keeps_it(begin: Begin) -> None:
    await begin.type("!ret dit is onze kamer")
    (said,) = await begin.type("!ret dit is onze kamer", VOORZITTER, DIRECT, direct=True)
    assert "heeft al een kamer" in said
    assert begin.hears.room == ROOM


async def test_what_waits_for_a_room_is_not_kept_in_silence(begin: Begin) -> None:
    line = (
        "!ret aanmelding gemeente=Enschede leeftijd=12-15 via=toegang besproken=ja lokaal=ja gronden=contra-indicatie"
    )
    said = await begin.type(f"{line} formulier=ja monitor=ja", room=DIRECT, direct=True)
    assert any("Er wacht een bericht op de kamer van het team" in one for one in said)
    again = await begin.type("!ret agenda", room=DIRECT, direct=True)
    assert not any("Er wacht een bericht" in one for one in again)


async def test_the_room_of_the_settings_is_that_of_the_team_while_only_two_are_in_it(begin: Begin) -> None:
    await begin.listen(ROOM).hears.refresh()
    said = await begin.type("!ret adres 1 naam@organisatie.nl", direct=True)
    assert any("hoort in ons privégesprek" in one for one in said)


async def test_what_is_missing_is_ticked_off_until_everything_is_ready(begin: Begin) -> None:
    begin.faults = frozenset(("power",))
    await begin.type("!ret dit is onze kamer")
    (_, first) = await begin.type("!ret agenda")
    assert "✓ de kamer is versleuteld" in first
    assert "☐ maak mij moderator" in first
    assert "☐ laat de voorzitter hier iets typen" in first
    assert len(await begin.type("!ret agenda")) == 1, "nothing new is ready"
    begin.faults = frozenset()
    (_, second) = await begin.type("!ret agenda", VOORZITTER)
    assert "✓ ik mag berichten weghalen" in second
    assert "✓ de voorzitter schreef" in second
    (_, third) = await begin.type("!ret deelnemer toevoegen expert GGZ Accare")
    assert "✓ de experts staan op de lijst" in third
    await begin.type("adres 1 ggz@accare.example", room=DIRECT, direct=True)
    (_, last) = await begin.type("!ret agenda")
    assert last.startswith("**Alles staat klaar**")
    assert "☐" not in last
    assert len(await begin.type("!ret agenda")) == 1


@pytest.mark.parametrize(("who", "asked"), [(SECRETARIS, True), (VOORZITTER, True), (EXPERT, False)])
async def test_whoever_lets_the_bot_in_is_greeted_with_what_to_type(begin: Begin, who: str, asked: bool) -> None:
    for _ in range(2):
        await begin.hears.take(RoomFault(DIRECT, "joined", who))
    (said,) = begin.in_room(DIRECT)
    assert said.startswith("Goedendag, ik ben retbot.")
    assert ("`!ret dit is onze kamer`" in said) is asked
    assert ("`mijn`" in said) is not asked


async def test_somebody_who_greets_a_team_with_a_room_is_in_a_direct_room(begin: Begin) -> None:
    await begin.listen(ROOM).hears.refresh()
    await begin.hears.take(RoomFault(DIRECT, "joined", SECRETARIS))
    assert "privégesprek" in begin.in_room(DIRECT)[0]
