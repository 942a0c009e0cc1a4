"""A room that takes nothing for now (kicked, muted, not joined yet): what is to be said there waits, and comes late."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from retbot.domain.casus.casus import Feit
from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import Arg
from retbot.domain.termijnen.reminders import Reminder, ReminderReason
from retbot.ports import Channel, Post, PostState
from retbot.ports.storage.privacy import CLEARED
from tests.clock import at
from tests.contract.fake_room import TEAM_ROOM
from tests.unit.scheduling.stage import CODE, EVA, SANNE, VERA, Stage, stage

BEHEERDER = "@beheer:ret.example"
ELSEWHERE = "!other:ret.example"
ANSWER = Post("antwoord:1", Channel.ROOM, "bewerkt", room_id=TEAM_ROOM, is_answer=True)
NEW: dict[str, Arg] = {
    "ontvangen": date(2026, 4, 20),
    "today": date(2026, 4, 20),
    "gemeente": "Enschede",
    "leeftijd": "12-15",
    "afgeweken": [],
    "reden": None,
    "termijn": None,
    "voorbij": 0,
    "gevolgen": [],
    "nog": [],
    "stap": "",
    "leidt": "voorzitter",
}
OPEN, SENT, REFUSED = PostState.OPEN, PostState.SENT, PostState.REFUSED


async def shut_out(moment: str = "2026-04-20 9:00") -> Stage:
    """A team whose bot may not speak in the team's room; its morning is done."""
    s = stage(moment)
    s.team = replace(s.team, rights={**s.team.rights, BEHEERDER: frozenset({Right.BEHEERDER})})
    s.room.joined |= {BEHEERDER, EVA}
    s.storage.memory.notes["laatste_ochtend"] = moment[:10]
    s.room.shut.add(TEAM_ROOM)
    return s


async def later(s: Stage, *moments: str) -> None:
    """It tries each forty seconds; looking at some of them is quicker."""
    for moment in moments:
        s.clock.instant = at(moment)
        await s.now()


async def opens(s: Stage, moment: str) -> list[str]:
    """What is said in the room from that moment on, within a minute."""
    s.clock.instant = at(moment)
    s.room.shut.clear()
    said = [sent for _, sent in await s.step(at(moment) + timedelta(minutes=1))]
    return [sent.text for sent in said if sent.outgoing.room_id == TEAM_ROOM]


async def states(s: Stage) -> dict[str, PostState]:
    async with s.storage.begin() as work:
        return {row.post.key: row.state for row in await work.outbox.posts()}


async def test_the_code_of_a_case_that_was_reported_while_muted_is_told_afterwards() -> None:
    s = await shut_out()
    await s.open(date(2026, 4, 20))
    s.storage.memory.threads.clear()
    root = Post("casus:x", Channel.ROOM, "casus_nieuw", NEW, CODE, opens_thread=True, is_answer=True)
    await s.put(root, Post("antwoord:2", Channel.ROOM, "casus_draad", code=CODE, in_case=True, is_answer=True))
    await later(s, "2026-04-20 9:00", "2026-04-20 11:00", "2026-04-22 8:00")
    assert s.texts(CODE) == []
    said = await opens(s, "2026-04-22 9:00")
    late = "(dit bericht had op maandag 20 april om 09:00 moeten komen; ik was niet bereikbaar)"
    told = [sent for sent in s.room.sent if sent.key in {"casus:x", "antwoord:2"}]
    assert [late in sent.text for sent in told] == [True, True]
    assert CODE in told[0].text
    assert told[1].outgoing.thread == told[0].event_id
    assert any(text.startswith("Sinds maandag 20 april om 09:00 kon ik hier niets zeggen.") for text in said)


async def test_after_two_working_days_away_all_that_is_still_so_comes_and_says_how_late_it_is() -> None:
    s = await shut_out("2026-05-01 9:00")
    await s.open(date(2026, 4, 20))
    await s.plan(at("2026-05-06 16:00"))
    await later(s, "2026-05-04 8:30", "2026-05-04 9:45", "2026-05-06 8:30")
    assert not any(sent.outgoing.room_id == TEAM_ROOM for sent in s.room.sent)
    told = await opens(s, "2026-05-06 14:00")
    assert told[0].startswith("Sinds maandag 4 mei om 08:30 kon ik hier niets zeggen.")
    (near,) = [text for text in told if "De bespreking over" in text]
    assert "(deze herinnering had" in near
    (digest,) = [text for text in told if text.startswith("Goedemorgen")]
    assert "(dit overzicht had vandaag om 08:30 moeten komen; ik was niet bereikbaar)" in digest


async def test_of_reminders_of_the_same_thing_that_waited_together_one_is_said() -> None:
    s = await shut_out("2026-04-20 10:00")
    casus = await s.open(date(2026, 4, 20))
    mornings = [at("2026-04-21 8:30"), at("2026-04-22 8:30")]
    leak = casus.with_feit(Feit("datalek", date(2026, 4, 20)))
    terms = s.team.termijnen(leak)
    key = next(term.key for term in terms if term.plicht.id == "AVG-33")
    wanted = [Reminder(f"h{day:%d}", day, key, ReminderReason.BEFOREHAND) for day in mornings]
    async with s.storage.begin() as work:
        await work.cases.save(leak, terms, wanted, s.clock.now())
    await later(s, "2026-04-21 8:30", "2026-04-22 8:30")
    said = [text for text in await opens(s, "2026-04-22 14:00") if "het datalek melden" in text]
    assert len([text for text in said if not text.startswith("Goedemorgen")]) == 1
    assert "deze herinnering had gisteren om 08:30 moeten komen" in " ".join(said)


async def test_while_it_waits_one_request_at_a_time_reaches_the_homeserver() -> None:
    s = await shut_out()
    await s.put(*(replace(ANSWER, key=f"lane {n}", thread=f"${n}", is_answer=False) for n in range(40)))
    await s.step(s.clock.now() + timedelta(minutes=20))
    assert len(s.room.tries) < 40
    said = [row for key, row in (await states(s)).items() if key.startswith("lane")]
    assert said == [OPEN] * 40


async def test_a_shut_room_keeps_no_other_waiting() -> None:
    s = await shut_out()
    elsewhere = replace(ANSWER, key="elsewhere", room_id=ELSEWHERE)
    await s.put(ANSWER, elsewhere, Post("d", Channel.ROOM, "bewerkt", direct=EVA))
    await s.now()
    assert {sent.key for sent in s.room.sent} == {"elsewhere", "d"}


async def test_a_new_answer_is_tried_at_once_and_brings_back_the_rest() -> None:
    s = await shut_out()
    await s.put(replace(ANSWER, key="old"))
    await later(s, "2026-04-20 9:00", "2026-04-20 11:00")
    s.room.shut.clear()
    await s.put(replace(ANSWER, key="new", thread="$new"))
    await s.now()
    assert s.room.sent[-1].key == "new"
    await s.step(s.clock.now() + timedelta(minutes=1))
    assert (await states(s))["old"] is SENT


async def test_who_may_not_react_may_still_speak() -> None:
    s = await shut_out()
    s.room.shut.clear()
    s.room.powerless.add(TEAM_ROOM)
    gone = Post(f"{CLEARED}$1", Channel.REDACTION, "bericht", room_id=TEAM_ROOM, target="$1")
    await s.put(gone, ANSWER)
    await s.now()
    assert await states(s) == {gone.key: OPEN, ANSWER.key: SENT}
    s.room.powerless.clear()
    await s.step(s.clock.now() + timedelta(minutes=1))
    assert s.room.redacted == ["$1"]


async def test_an_attempt_that_was_refused_is_not_looked_for_in_the_timeline() -> None:
    s = await shut_out()
    await s.put(ANSWER)
    await later(s, "2026-04-20 9:00", "2026-04-22 9:00")
    s.room.shut.clear()
    tried = len(s.room.tries)
    await later(s, "2026-04-22 9:01")
    assert s.room.tries[tried:].count(ANSWER.key) == 1


@pytest.mark.parametrize(
    ("post", "days", "state"),
    [
        (ANSWER, 29, OPEN),
        (ANSWER, 31, REFUSED),
        (replace(ANSWER, code=CODE), 31, OPEN),
        (Post("r", Channel.REACTION, "reactie", {"emoji": "✅"}, CODE, room_id=TEAM_ROOM, target="$1"), 2, REFUSED),
    ],
)
async def test_it_waits_as_long_as_its_case_is_there_or_thirty_days_and_a_reaction_for_one(
    post: Post, days: int, state: PostState
) -> None:
    s = await shut_out()
    await s.open(date(2026, 4, 20))
    s.storage.memory.reminders.clear()
    await s.put(post)
    await s.now()
    s.clock.instant += timedelta(days=days)
    await s.sender.drain()
    assert (await states(s))[post.key] is state


async def test_a_room_that_opens_within_the_hour_is_nobody_s_business() -> None:
    s = await shut_out()
    await s.put(ANSWER)
    await s.step(at("2026-04-20 9:40"))
    said = await opens(s, "2026-04-20 9:41")
    assert len(said) == 1
    assert "niet bereikbaar" not in said[0]
    assert len(s.room.sent) == 1


async def test_the_beheerder_hears_in_private_that_the_room_of_the_team_is_shut_and_why_that_may_be() -> None:
    s = await shut_out()
    await s.put(ANSWER, replace(ANSWER, key="b", thread="$b"))
    await later(s, "2026-04-20 9:00", "2026-04-20 10:30", "2026-04-20 13:00")
    (told,) = s.room.sent
    assert told.outgoing.room_id == f"!direct-{BEHEERDER}"
    assert told.text == (
        "Sinds vandaag om 09:00 kan ik niets zeggen in de kamer van het team: ik ben er geen lid van, ik mag er niet "
        "schrijven, of de kamer is niet versleuteld. Nodig mij uit of geef mij het recht om te schrijven. Wat ik te "
        "zeggen heb, bewaar ik tot dan."
    )


async def test_without_a_beheerder_the_voorzitter_hears_it() -> None:
    s = await shut_out()
    s.team = replace(s.team, rights={VERA: frozenset({Right.VOORZITTER}), SANNE: frozenset({Right.SECRETARIS})})
    s.room.joined.add(VERA)
    await s.put(ANSWER)
    await later(s, "2026-04-20 9:00", "2026-04-20 10:30", "2026-04-20 13:00")
    assert [sent.outgoing.room_id for sent in s.room.sent] == [f"!direct-{VERA}"]
