"""The board and the summaries: kept current by editing, pinned, made anew, and their old versions taken away."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from retbot.domain.casus.casus import Afspraak, Feit
from retbot.domain.deelnemers.roles import Right
from retbot.domain.privacy.datalekken import Datalek
from retbot.ports import Channel, Post, PostState
from retbot.scheduling.live_messages import LiveMessages
from retbot.scheduling.waker import Waker
from tests.clock import at
from tests.contract.fake_room import TEAM_ROOM, Sent
from tests.unit.scheduling.stage import CODE, EVA, SANNE, Stage, stage
from tests.world import root_of

MINUTE = timedelta(minutes=1)


def with_board(moment: str = "2026-04-20 10:00") -> Stage:
    s = stage(moment)
    s.storage.memory.notes["laatste_ochtend"] = moment[:10]
    restart(s)
    return s


def restart(s: Stage) -> None:
    """A new process: nothing in memory is left."""
    kept = LiveMessages(s.storage, s.clock, lambda: s.team, s.room, lambda: TEAM_ROOM)
    s.waker = Waker(s.storage, s.clock, lambda: s.team, s.sender, s.courier, kept)


async def opened(s: Stage) -> None:
    """The message that opened the thread, as the bot sent it."""
    async with s.storage.begin() as work:
        await work.outbox.put(Post("casus", Channel.ROOM, "casus_nieuw", {}, CODE, opens_thread=True), s.clock.now())
        row = await work.outbox.of_key("casus")
        assert row
        await work.outbox.settle(row.id, PostState.SENT, s.clock.now(), root_of(CODE))


async def later(s: Stage, minutes: int = 6) -> list[Sent]:
    s.clock.instant += minutes * MINUTE
    return [sent for _, sent in await s.now()]


def boards(s: Stage) -> list[Sent]:
    return [sent for sent in s.room.sent if sent.text.startswith("**Stand van")]


def summaries(s: Stage) -> list[Sent]:
    return [sent for sent in s.room.sent if sent.text.startswith(f"**{CODE} · Stand van")]


async def test_the_board_tells_the_cases_by_phase_with_what_is_next_and_bears_its_time() -> None:
    s = with_board()
    await s.open(date(2026, 4, 20))
    await s.now()
    (board,) = boards(s)
    assert board.text.splitlines() == [
        "**Stand van maandag 20 april, 10:00**",
        "Vandaag niets. Te laat niets.",
        "**Aanmelding**",
        f"• **{CODE}** **wo 22 april**: controleren of het formulier compleet is (art. 8.3), secretaris",
        "`!ret mijn` wat u zelf moet doen · `!ret help`",
    ]
    assert (board.outgoing.replaces, board.outgoing.rings) == (None, ())
    assert s.room.pinned == {TEAM_ROOM: [board.event_id]}


async def test_it_is_edited_only_when_its_text_changes_and_at_most_once_in_five_minutes() -> None:
    s = with_board()
    await s.open(date(2026, 4, 20))
    await s.now()
    for _ in range(20):
        await later(s, 1)
    assert len(boards(s)) == 1, "nothing changed"
    await s.note("compleet", date(2026, 4, 20))
    await later(s, 1)
    await s.plan(at("2026-05-07 14:00"))
    for _ in range(4):
        await later(s, 1)
    first, second = boards(s)
    assert second.outgoing.replaces == first.event_id
    await later(s, 2)
    assert "bespreking **do 7 mei 14:00**" in boards(s)[-1].text


async def test_of_each_working_day_it_tells_what_is_on_also_when_nothing_else_changed() -> None:
    s = with_board("2026-05-05 10:00")
    await s.open(date(2026, 4, 20))
    await s.plan(at("2026-05-07 14:00"))
    await s.now()
    s.clock.set("2026-05-06 10:00")
    await later(s)
    s.clock.set("2026-05-07 08:40")
    await later(s)
    first, second, third = boards(s)
    assert second.text.startswith("**Stand van woensdag 6 mei")
    assert third.text.splitlines()[1].startswith(f"Vandaag: 14:00 bespreking {CODE}")
    assert {second.outgoing.replaces, third.outgoing.replaces} == {first.event_id}
    s.clock.set("2026-05-07 16:00")
    await later(s)
    last = boards(s)[-1].text
    assert "14:00 bespreking" in last, "it waits for its outcome"
    assert f"→ `!ret bespreking gehouden {CODE}" in last


async def test_what_the_team_itself_owes_is_late_on_it_too() -> None:
    s = with_board()
    await s.now()
    s.clock.set("2026-05-05 10:00")
    async with s.storage.begin() as work:
        await work.datalekken.save(Datalek(1, at("2026-05-01 10:00"), "voorzitter"))
        await work.team_feiten.add(Feit("datalek", date(2026, 5, 1), 1))
    await later(s)
    assert "Te laat: team, het datalek melden" in boards(s)[-1].text


async def test_old_versions_are_redacted_and_the_last_one_with_what_it_edits_stays() -> None:
    s = with_board()
    await s.open(date(2026, 4, 20))
    await s.now()
    for day in range(20, 24):
        await s.note("compleet", date(2026, 4, 20))
        await s.plan(at(f"2026-05-{day} 14:00"), uid=f"uid-{day}@retbot") if day == 20 else await s.move(
            at(f"2026-05-{day} 14:00")
        )
        await later(s)
    await later(s, 1)
    of_board = [sent.event_id for sent in boards(s)]
    assert [event for event in of_board if event in s.room.redacted] == of_board[1:-1]
    await later(s, 1)
    left = [row.event_id for row in await s.posts_of("bord")]
    assert left == [of_board[0], of_board[-1]], "of what was taken away nothing is kept"


async def test_on_monday_it_is_made_anew_pinned_in_the_place_of_the_old_one_which_goes() -> None:
    s = with_board("2026-04-23 10:00")
    await s.now()
    s.room.pinned[TEAM_ROOM].insert(0, "$of people")
    s.clock.instant = at("2026-04-26 12:00")
    await s.now()
    assert len(boards(s)) == 1, "not on Sunday"
    s.clock.instant = at("2026-04-28 9:00")  # Monday is Koningsdag
    await s.now()
    await later(s, 1)
    old, new = boards(s)
    assert new.outgoing.replaces is None
    assert s.room.pinned[TEAM_ROOM] == ["$of people", new.event_id]
    await later(s, 1)
    assert old.event_id in s.room.redacted


async def test_for_somebody_who_joins_the_board_is_made_anew_and_the_summary_at_its_next_change() -> None:
    s = with_board()
    await s.open(date(2026, 4, 20))
    await opened(s)
    await later(s)
    s.room.joined.add(EVA)
    await later(s)
    assert [sent.outgoing.replaces is None for sent in boards(s)] == [True, True]
    (first,) = summaries(s)
    assert first.outgoing.replaces == root_of(CODE)
    await s.note("compleet", date(2026, 4, 20))
    await later(s)
    assert (summaries(s)[-1].outgoing.replaces, summaries(s)[-1].outgoing.thread) == (None, root_of(CODE))
    s.room.joined.discard(SANNE)
    await later(s)
    assert len([sent for sent in boards(s) if sent.outgoing.replaces is None]) == 2, "who leaves changes nothing"


async def test_the_summary_replaces_the_root_of_the_thread_and_tells_phase_step_moments_and_afspraken() -> None:
    s = with_board()
    await s.open(date(2026, 4, 20))
    await s.note("compleet", date(2026, 4, 20))
    await s.plan(at("2026-05-07 14:00"))
    casus = await s.casus()
    await s.keep(replace(casus, afspraken=(Afspraak(1, 1, "Accare", date(2026, 5, 22), "intake"),)))
    await later(s)
    (sent,) = summaries(s)
    text = sent.text
    assert sent.outgoing.replaces == root_of(CODE)
    assert "Bespreking: bespreking gepland, **donderdag 7 mei, 14:00–15:00**." in text
    assert f"Volgende stap → `!ret uitnodigen {CODE}`" in text
    assert "**do 30 april**: de deelnemers uitnodigen (art. 8.5), secretaris" in text
    assert "• afspraak 1 Accare, intake: uiterlijk vr 22 mei" in text


async def test_a_closed_case_leaves_the_board_and_its_summary_says_so() -> None:
    s = with_board()
    await s.open(date(2026, 4, 20))
    await later(s)
    await s.note("afgesloten", date(2026, 4, 20), keuze="ingetrokken")
    await later(s)
    assert CODE not in boards(s)[-1].text
    assert "gesloten op maandag 20 april 2026 (ingetrokken)" in summaries(s)[-1].text


async def test_every_version_that_names_a_case_goes_with_it_and_the_board_is_made_anew() -> None:
    s = with_board()
    await s.open(date(2026, 4, 20))
    await later(s)
    named = [sent.event_id for sent in s.room.sent if CODE in sent.text]
    assert len(named) == 2, "the board and the summary"
    async with s.storage.begin() as work:
        gone = {message.event_id for message in await work.purge.case(CODE, [], "besluit", s.clock.now())}
    assert gone == set(named)
    assert CODE not in repr(s.storage.memory.notes) + repr(s.storage.memory.outbox)
    await later(s)
    assert (boards(s)[-1].outgoing.replaces, CODE in boards(s)[-1].text) == (None, False)


async def test_without_the_power_to_pin_the_board_works_and_the_beheerder_hears_it_once() -> None:
    s = with_board()
    s.team = replace(s.team, rights={**s.team.rights, EVA: frozenset({Right.BEHEERDER})})
    s.room.joined.add(EVA)
    s.room.powerless.add(TEAM_ROOM)
    await s.open(date(2026, 4, 20))
    for _ in range(3):
        await later(s)
    assert boards(s)
    (told,) = s.texts("niets vastzetten")
    assert [sent.outgoing.room_id for sent in s.room.sent if sent.text == told] == [f"!direct-{EVA}"]


@pytest.mark.parametrize("lost", [True, False])
async def test_a_restart_neither_doubles_nor_loses_a_version(lost: bool) -> None:
    s = with_board()
    await s.open(date(2026, 4, 20))
    await later(s)
    await s.note("compleet", date(2026, 4, 20))
    s.clock.instant += 6 * MINUTE
    if lost:
        s.room.down = True
    await s.now()
    restart(s)
    s.room.down = False
    await later(s)
    restart(s)
    await later(s)
    texts = [sent.text.split("\n", 1)[1] for sent in boards(s)]
    assert len(texts) == len(set(texts)) == 2
    assert {row.state for row in await s.posts(Channel.ROOM)} == {PostState.SENT}
