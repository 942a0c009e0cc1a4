"""A stranger's answer from the mail to the word of the secretaris: mailbox, room and store together, in one process."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from retbot.domain.invitations.meeting import of_overleg
from retbot.domain.invitations.rsvps import Partstat, Via
from retbot.domain.overleg.overleg import Overleg
from retbot.handlers.chat import open_questions as asking
from retbot.handlers.chat.questions import AnswerTaker
from retbot.handlers.chat.router import Router
from retbot.handlers.intake import Intake
from retbot.handlers.table import commands, questions, steps_back
from retbot.meetings import invitations
from retbot.ports import Message
from tests.clock import at
from tests.contract.fake_room import TEAM_ROOM
from tests.gate import GATE
from tests.unit.scheduling.delivery.post_office import FAILED, OWNER, UID, Post, post_office
from tests.unit.scheduling.stage import CODE, EVA, SANNE, VERA, overijssel
from tests.world import root_of

STRANGER = "evil@bad.example"
THREAD = root_of(CODE)


@dataclass
class Team:
    post: Post
    intake: Intake = field(init=False)
    events: int = 0

    def __post_init__(self) -> None:
        stage = self.post.stage
        router, answers = Router(commands()), AnswerTaker(questions(), steps_back())
        self.intake = Intake(stage.storage, lambda: stage.team, router, answers, stage.clock, lambda: None, GATE)

    async def say(self, text: str, who: str = SANNE, thread: str | None = THREAD) -> list[str]:
        """What the bot then says."""
        self.events += 1
        self.post.stage.clock.instant += timedelta(minutes=1)
        now = self.post.stage.clock.now()
        await self.intake.take(Message(f"$e{self.events}", TEAM_ROOM, who, text, now, thread=thread))
        return [sent.text for _, sent in await self.post.stage.now()]

    async def stranger(self, partstat: str = "DECLINED", owner: str = OWNER, **changed: object) -> str:
        """An answer with the token of this guest from a stranger's address; what is said about it."""
        self.post.stage.clock.instant += timedelta(minutes=1)
        stamp = f"{self.post.stage.clock.now():%Y%m%dT%H%M%SZ}"
        before = len(self.post.told())
        token = await self.post.token(owner)
        await self.post.comes(partstat=partstat, sender=STRANGER, token=token, stamp=stamp, **changed)  # type: ignore[arg-type]
        return "\n".join(self.post.told()[before:])

    async def open_questions(self) -> int:
        stage = self.post.stage
        async with stage.storage.begin() as work:
            asked = [question for person in (SANNE, VERA) for question in await work.questions.of_person(person)]
            return len(await asking.open_ones(work, asked, stage.team, stage.clock.now()))

    async def via(self) -> dict[str, Via]:
        async with self.post.stage.storage.begin() as work:
            return {one.owner: one.via for one in await work.rsvps.of_meeting(UID)}


@pytest.fixture
async def team() -> Team:
    return Team(await post_office())


async def test_a_strangers_no_leaves_the_yes_of_the_guest_until_the_secretaris_takes_it_over(team: Team) -> None:
    await team.post.comes()
    told = await team.stranger()
    assert await team.post.said() == {OWNER: Partstat.ACCEPTED}
    assert told == (
        "**RET-7KH-4T3** · Op de uitnodiging van expert LVB (Ambiq) voor de bespreking van donderdag 7 mei, 14:00 kwam "
        "per mail dit antwoord: **komt niet**.\n"
        "Het kwam van een ander adres. Misschien is de uitnodiging doorgestuurd. Er is niets gewijzigd.\n"
        "Klopt het? `ja` · ik neem het over. `ja onthoud` · ook wat later van dat adres komt. "
        "`nee` · het blijft zoals het is."
    )
    [confirmed] = await team.say("ja")
    assert "Expert LVB (Ambiq) komt **niet** naar de bespreking van donderdag 7 mei, 14:00." in confirmed
    assert await team.post.said() == {OWNER: Partstat.DECLINED}
    assert await team.via() == {OWNER: Via.SECRETARIS}
    assert await team.open_questions() == 0
    assert await team.say("ja") == []


@pytest.mark.parametrize(("word", "who"), [("nee", SANNE), ("!ret nee", VERA)])
async def test_no_leaves_it_and_nobody_is_asked_any_more(team: Team, word: str, who: str) -> None:
    await team.stranger()
    assert await team.say(word, who) == ["**RET-7KH-4T3** · Goed, dat antwoord telt niet mee. Er is niets gewijzigd."]
    assert await team.post.said() == {}
    assert await team.open_questions() == 0


async def test_what_people_say_elsewhere_or_who_may_not_decide_accepts_nothing(team: Team) -> None:
    await team.stranger()
    for who, thread in ((SANNE, None), (SANNE, "$other"), (EVA, THREAD)):
        await team.say("ja", who, thread)
    assert await team.post.said() == {}
    for _ in range(2):
        await team.say("!ret ja", thread=None)
    assert await team.post.said() == {OWNER: Partstat.DECLINED}


async def _moved(team: Team) -> None:
    await team.post.stage.move(at("2026-05-08 10:00"))
    await team.post.stage.tell()


async def _uninvited(team: Team) -> None:
    await team.post.stage.uninvite(OWNER)


async def _answered(team: Team) -> None:
    await team.post.comes(partstat="TENTATIVE", stamp=f"{team.post.stage.clock.now():%Y%m%dT%H%M%SZ}")


async def _began(team: Team) -> None:
    team.post.stage.clock.instant = at("2026-05-07 14:00")


@pytest.mark.parametrize("happens", [_moved, _uninvited, _answered, _began])
async def test_an_answer_that_time_has_passed_is_not_taken_over(team: Team, happens: object) -> None:
    await team.stranger()
    await happens(team)  # type: ignore[operator]
    await team.post.stage.now()
    before = await team.post.said()
    told = await team.say("ja")
    assert await team.post.said() == before
    assert not any("komt **niet**" in text for text in told)
    assert not any("komt **niet**" in text for text in await team.say("!ret ja"))
    assert await team.post.said() == before
    assert await team.open_questions() == 0


@pytest.mark.parametrize("typed", ["ja, school", "ja (school)", "Ja de school", "ja: het antwoord van de school"])
async def test_who_is_meant_may_stand_behind_a_comma_or_between_brackets(team: Team, typed: str) -> None:
    await team.stranger()
    await team.stranger("ACCEPTED", "school")
    await team.say(typed)
    assert await team.post.said() == {"school": Partstat.ACCEPTED}


async def test_of_two_that_wait_none_is_taken_for_the_other(team: Team) -> None:
    await team.stranger()
    told = await team.stranger("ACCEPTED", "school")
    assert "`ja school`" in told
    [refused] = await team.say("ja")
    assert "Typ `ja 1` (expert LVB (Ambiq)) of `ja school`." in refused
    assert await team.post.said() == {}
    await team.say("ja school")
    assert await team.post.said() == {"school": Partstat.ACCEPTED}
    await team.say("ja")
    assert await team.post.said() == {"school": Partstat.ACCEPTED, OWNER: Partstat.DECLINED}


async def test_the_same_answer_again_is_not_told_again_and_another_takes_its_place(team: Team) -> None:
    await team.stranger()
    assert await team.stranger() == ""
    assert "**komt misschien**" in await team.stranger("TENTATIVE")
    await team.say("ja")
    assert await team.post.said() == {OWNER: Partstat.TENTATIVE}


async def test_another_time_is_taken_over_as_it_was_proposed(team: Team) -> None:
    assert "**een andere tijd**, donderdag 10 december, 14:00–15:00" in await team.stranger(method="COUNTER")
    [told] = await team.say("ja")
    assert "`!ret verzet RET-7KH-4T3 do 10 dec" in told


async def test_a_time_that_cannot_be_meant_is_set_aside_and_nothing_is_asked(team: Team) -> None:
    for start, end in (("99991231T220000Z", "99991231T235959Z"), ("20260310T130000Z", "20260310T140000Z")):
        times = {"DTSTART:20261210T130000Z": f"DTSTART:{start}", "DTEND:20261210T140000Z": f"DTEND:{end}"}
        assert "niet kan lezen" in await team.stranger(method="COUNTER", replaced=times)
    assert await team.open_questions() == 0


async def test_another_time_next_year_is_suggested_with_its_year(team: Team) -> None:
    times = {"DTSTART:2026": "DTSTART:2027", "DTEND:2026": "DTEND:2027"}
    await team.stranger(method="COUNTER", replaced=times)
    [told] = await team.say("ja")
    assert "`!ret verzet RET-7KH-4T3 vr 10 dec" in told
    assert " 2027 14:00`" in told


async def test_the_same_answer_again_does_not_become_what_was_asked_last(team: Team) -> None:
    await team.stranger()
    await team.say("!ret sluit RET-7KH-4T3 opgelost")
    await team.stranger()
    await team.say("ja")
    assert await team.post.said() == {}


async def test_what_could_not_count_from_the_guest_himself_is_told_and_nothing_is_asked(team: Team) -> None:
    await _moved(team)
    await team.post.stage.now()
    told = await team.stranger(sequence=0)
    assert "doorgestuurd" in told
    assert "`ja`" not in told
    assert await team.open_questions() == 0


async def test_for_an_overleg_it_is_asked_in_the_room_of_the_team(team: Team) -> None:
    stage = team.post.stage
    overleg = Overleg("overleg@retbot", at("2026-05-13 13:00"), 120, 30)
    later = Overleg("later@retbot", at("2026-05-27 13:00"), 120, 30)
    async with stage.storage.begin() as work:
        for one in (overleg, later):
            await work.overleggen.save(one)
            await invitations.invite(work, of_overleg(one), overijssel(), [OWNER], stage.clock.now())
        tokens = [one.organizer for uid in (overleg.uid, later.uid) for one in await work.invitations.of_meeting(uid)]
    await stage.now()
    before = len(team.post.told())
    for uid, token, partstat in zip((overleg.uid, later.uid), tokens, ("ACCEPTED", "DECLINED"), strict=True):
        await team.post.comes(uid=uid, token=token, partstat=partstat, sender=STRANGER)
    first, second = team.post.told()[before:]
    assert "voor het overleg van woensdag 13 mei, 13:00" in first
    assert "`!ret ja` · ik neem het over" in first
    assert "`!ret ja 1 wo 27 mei`" in second
    await team.say("ja", thread=None)
    async with stage.storage.begin() as work:
        assert not [one for uid in (overleg.uid, later.uid) for one in await work.rsvps.of_meeting(uid)]
    await team.say("!ret ja 1 wo 27 mei", thread=None)
    [again] = await team.say("!ret ja", thread=None)
    assert "nog eens" in again
    await team.say("!ret ja", thread=None)
    async with stage.storage.begin() as work:
        said = [one.partstat for uid in (overleg.uid, later.uid) for one in await work.rsvps.of_meeting(uid)]
    assert said == [Partstat.ACCEPTED, Partstat.DECLINED]


async def test_an_answer_that_nobody_was_shown_is_not_taken_over(team: Team) -> None:
    room = team.post.stage.room

    async def refuse_its_notice() -> None:
        room.refused |= {key for key in room.tries if key.startswith("aangeboden_antwoord")}

    room.in_flight = refuse_its_notice
    assert await team.stranger() == ""
    room.in_flight = None
    assert "dat ik hier niet heb laten zien" in (await team.say("ja"))[0]
    assert await team.post.said() == {}
    room.refused.clear()
    assert "**komt**" in await team.stranger("ACCEPTED")
    await team.say("ja")
    assert await team.post.said() == {OWNER: Partstat.ACCEPTED}


async def test_a_second_address_counts_from_the_word_of_the_secretaris_until_the_guest_moves(team: Team) -> None:
    assert "`ja onthoud` · ook wat later van dat adres komt." in await team.stranger()
    await team.say("ja onthoud")
    assert await team.post.said() == {OWNER: Partstat.DECLINED}
    assert "Klopt het?" not in await team.stranger("TENTATIVE")
    assert await team.post.said() == {OWNER: Partstat.TENTATIVE}
    assert "niet echt" in await team.stranger("ACCEPTED", results=FAILED.replace("ambiq", "bad"))
    await team.post.stage.readdress(OWNER, "elders@ambiq.example", None)
    assert "Klopt het?" in await team.stranger("DECLINED")


async def test_a_plain_yes_remembers_nobody(team: Team) -> None:
    await team.stranger()
    await team.say("ja")
    assert "Klopt het?" in await team.stranger("ACCEPTED")
