"""Each event once, in one transaction, and nothing identifying kept."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from retbot.domain.casus.casus import Feit
from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import Refusal
from retbot.handlers.chat.command import Code, Command
from retbot.handlers.chat.request import Request
from retbot.handlers.chat.router import Router
from retbot.ports import Channel, Doubt, Processing, StoreFailed
from retbot.reading.grammar import all_words, optional
from retbot.wording.replies.chat import general
from tests.unit.handlers.conftest import ONE, aangemeld
from tests.world import BEHEERDER, SECRETARIS, World

CANARY = "06-12345678"
MAIL = "fatima@voorbeeld.example"


def with_command(room: World, command: Command) -> None:
    room.intake = replace(room.intake, router=Router([*room.intake.router.commands, command]))


async def failing(request: Request) -> None:
    casus = await request.casus()
    await request.keep(casus.with_feit(Feit("compleet", request.today)))
    await request.work.notes.set("half", "af")
    raise RuntimeError(CANARY)


async def refusing(request: Request) -> None:
    await request.work.notes.set("half", "af")
    raise Refusal("in_het_verleden")


def command(name: str, run: Callable[[Request], Awaitable[None]], *, direct_only: bool = False) -> Command:
    """With any words behind it."""

    async def with_words(request: Request, _: str | None) -> None:
        await run(request)

    everything = (optional(all_words("WAT")),)
    rights = frozenset(Right)
    return Command(
        name, "Een.", "algemeen", rights, with_words, Code.OPTIONAL, direct_only=direct_only, arguments=everything
    )


async def test_an_event_that_comes_twice_is_answered_once(room: World) -> None:
    await room.keep(aangemeld())
    first = await room.say("!ret compleet RET-7KH-4T3", event_id="$zelfde")
    again = await room.say("!ret compleet RET-7KH-4T3", event_id="$zelfde")

    assert len(first) == 1
    assert again == []


async def test_what_could_not_be_read_is_carried_out_when_it_comes_again(room: World) -> None:
    await room.keep(aangemeld())
    await room.say("", event_id="$later", doubt=Doubt.UNDECRYPTABLE)
    await room.say("!ret compleet RET-7KH-4T3", event_id="$later")

    assert (await room.casus()).feit("compleet")


async def test_a_refusal_changes_nothing_and_says_so(room: World) -> None:
    with_command(room, command("weiger", refusing))
    answers = await room.say("!ret weiger")

    assert answers
    assert "Er is niets gewijzigd" in answers[0]
    assert room.storage.memory.notes == {}
    assert [(a.what, a.outcome) for a in room.storage.audits] == [("geweigerd", "in_het_verleden")]


async def test_an_unexpected_failure_gives_a_reference_and_nothing_else(
    room: World, capsys: pytest.CaptureFixture[str]
) -> None:
    await room.keep(aangemeld())
    with_command(room, command("struikel", failing))
    answers = await room.say("!ret struikel RET-7KH-4T3")
    captured = capsys.readouterr()

    assert room.kinds() == ["onverwacht"]
    assert str(room.args("onverwacht")["kenmerk"]) in answers[0]
    assert not (await room.casus()).feit("compleet")
    assert room.storage.memory.notes == {}
    assert CANARY not in repr(room.storage.memory) + captured.out + captured.err


async def test_an_address_is_taken_away_also_when_its_command_fails(room: World) -> None:
    await room.keep(aangemeld())
    with_command(room, command("struikel", failing, direct_only=True))
    await room.say(f"struikel {ONE} {MAIL}", event_id="$weg", direct=True)

    assert "onverwacht" in room.kinds()
    assert [row.post.target for row in room.rows() if row.post.channel is Channel.REDACTION] == ["$weg"]


async def test_a_failing_command_is_not_carried_out_again(room: World) -> None:
    await room.keep(aangemeld())
    with_command(room, command("struikel", failing))
    await room.say("!ret struikel RET-7KH-4T3", event_id="$x")

    assert await room.say("!ret struikel RET-7KH-4T3", event_id="$x") == []


async def test_a_command_whose_change_the_store_could_not_keep_is_done_when_it_comes_again(room: World) -> None:
    failures = [StoreFailed("OperationalError")]

    async def noting(request: Request) -> None:
        await request.work.notes.set("stap", "gezet")
        if failures:
            raise failures.pop()
        await request.reply(general.te_snel)

    with_command(room, command("noteer-stap", noting))
    with pytest.raises(StoreFailed):
        await room.say("!ret noteer-stap", event_id="$x")
    assert (room.rows(), room.storage.memory.notes) == ([], {})

    assert len(await room.say("!ret noteer-stap", event_id="$x")) == 1
    assert room.storage.memory.notes == {"stap": "gezet"}


@pytest.mark.parametrize("text", [f"!ret compleet {ONE}, bel {CANARY}", f"!ret plan {ONE} {MAIL}", f"!ret {MAIL}"])
async def test_identifying_text_is_taken_away_and_not_kept(room: World, text: str) -> None:
    await room.keep(aangemeld())
    answers = await room.say(text, event_id="$weg")

    assert [row.post.target for row in room.rows() if row.post.channel is Channel.REDACTION] == ["$weg"]
    assert "herkenbaar" in room.kinds()
    assert not (await room.casus()).feit("compleet")
    for canary in (CANARY, MAIL, "12345678"):
        assert canary not in repr(room.storage.memory)
        assert canary not in "".join(answers)


async def test_typed_text_of_an_unknown_command_is_not_kept(room: World) -> None:
    answers = await room.say("!ret moeder Fatima belde")

    assert "Fatima" not in repr(room.storage.memory) + "".join(answers)


async def test_what_people_say_among_themselves_leaves_no_trace(room: World) -> None:
    assert await room.say(f"Fatima belt nog, {CANARY}") == []
    assert room.rows() == []
    assert room.storage.audits == []


async def test_an_edited_command_is_not_carried_out_and_says_why(room: World) -> None:
    await room.keep(aangemeld())
    await room.say("!ret compleet RET-7KH-4T3", replaces="$eerder")

    assert room.kinds() == ["bewerkt"]
    assert not (await room.casus()).feit("compleet")


async def test_an_edit_of_ordinary_talk_is_left_alone(room: World) -> None:
    assert await room.say("tot morgen", replaces="$eerder") == []


async def test_what_belongs_in_private_is_taken_away_from_the_room(room: World) -> None:
    with_command(room, command("geheim", refusing, direct_only=True))
    await room.say("!ret geheim RET-000-000 Dorpsstraat 1", event_id="$weg")

    assert [row.post.target for row in room.rows() if row.post.channel is Channel.REDACTION] == ["$weg"]
    assert room.kinds()[-1] == "alleen_prive"
    assert "Dorpsstraat" not in repr(room.storage.memory)


async def test_what_belongs_in_private_may_hold_an_address_there(room: World) -> None:
    with_command(room, command("geheim", refusing, direct_only=True))
    await room.say(f"geheim 3 {MAIL}", direct=True, event_id="$weg")

    assert room.kinds()[-1] == "in_het_verleden"
    assert [row.post.target for row in room.rows() if row.post.channel is Channel.REDACTION] == ["$weg"]


async def test_in_private_a_command_needs_no_prefix(room: World) -> None:
    await room.say("agenda", direct=True)

    assert room.kinds() == ["agenda_alle"]


async def test_who_only_runs_the_machine_sees_no_case(room: World) -> None:
    await room.keep(aangemeld())
    answers = await room.say("!ret status RET-7KH-4T3", BEHEERDER)

    assert room.kinds() == ["niet_bevoegd"]
    assert "Enschede" not in "".join(answers)


async def test_what_reads_is_audited_as_well_as_what_changes(room: World) -> None:
    await room.keep(aangemeld())
    await room.say("!ret status RET-7KH-4T3")
    await room.say("!ret compleet RET-7KH-4T3")

    assert [(a.who, a.role, a.what, a.outcome, a.code) for a in room.storage.audits] == [
        (SECRETARIS, "secretaris", "status", "ingezien", ONE),
        (SECRETARIS, "secretaris", "compleet", "gedaan", ONE),
    ]
    assert {(a.on_behalf_of, a.processing) for a in room.storage.audits} == {
        ("Regionaal Expertteam Overijssel", Processing.CASUS)
    }


async def test_the_answer_stands_in_the_thread_of_its_case_too(room: World) -> None:
    await room.keep(aangemeld())
    await room.say("!ret compleet RET-7KH-4T3", SECRETARIS)

    assert [row.post.in_case for row in room.rows()] == [False, True]


async def test_the_answer_names_the_kinds_and_how_to_say_it_without(room: World) -> None:
    await room.keep(aangemeld())
    [answer] = await room.say(f"!ret compleet {ONE}, moeder Fatima belt nog over {CANARY}")

    assert "**telefoonnummer**" in answer
    assert "**naam**" in answer
    assert "Schrijf bijvoorbeeld: `!ret compleet" in answer
