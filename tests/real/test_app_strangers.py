"""What the homeserver can do to the bot: put ghosts in its room, speak for its members, change the room's state."""

from pathlib import Path
from urllib.parse import quote

from retbot.demo.person import SeenEvent
from retbot.matrix.sending import NOT_HERE
from tests.real.app_process import PATIENCE, at, workdays
from tests.real.app_stage import AANMELDING, AppStage, app_stage
from tests.real.conftest import NewNioPerson
from tests.real.homeserver import Homeserver
from tests.real.person import Person


async def forge(stage: AppStage, who: Person, kind: str, content: object, *, state: bool = False) -> str:
    """An event in the name of this person, by whoever runs the homeserver."""
    assert isinstance(content, dict)
    path = f"/_matrix/client/v3/rooms/{quote(stage.room)}/{'state' if state else 'send'}/{kind}"
    token = await stage.homeserver.puppet_token(who.user_id)
    whole = path if state else f"{path}/{len(who.events)}-{kind}"
    return str((await stage.homeserver.call("PUT", whole, token, content))["event_id"])


async def forged_reaction(stage: AppStage, who: Person, target: SeenEvent, emoji: str) -> str:
    relation = {"rel_type": "m.annotation", "event_id": target.event_id, "key": emoji}
    return await forge(stage, who, "m.reaction", {"m.relates_to": relation})


async def heard(stage: AppStage, text: str, who: Person | None = None) -> SeenEvent:
    fits = lambda seen: seen.sender == stage.bot_id and text in (seen.body or "")  # noqa: E731
    return await (who or stage.secretaris).hears(fits, PATIENCE)


def facts(stage: AppStage) -> list[str]:
    return [event for (event,) in stage.query("SELECT event FROM feit WHERE event != 'onbevestigd' ORDER BY positie")]


async def test_a_ghost_reads_nothing_and_commands_nothing(
    homeserver: Homeserver, tmp_path: Path, person: NewNioPerson
) -> None:
    ghost = await person("spook")
    ghost.accepts = False
    async with app_stage(homeserver, tmp_path) as stage:
        code, root = await stage.aanmelding()
        await homeserver.admin_join(ghost.user_id, stage.room)
        await ghost.until(lambda: stage.room in ghost.client.rooms, PATIENCE)
        named = await heard(stage, ghost.user_id, stage.voorzitter)

        said = [
            await ghost.say(stage.room, AANMELDING),
            await ghost.say(stage.room, f"!ret compleet {code}", thread=root),
            await ghost.put_in_the_clear(stage.room, "m.room.message", {"msgtype": "m.text", "body": AANMELDING}),
        ]
        await ghost.react(stage.room, root, "✅")
        await ghost.create_room([stage.bot_id], direct=True)
        await stage.bot.restart()
        last = await stage.ask(stage.secretaris, "!ret status")
        await ghost.hears(lambda seen: seen.event_id == last.event_id, PATIENCE)

        cases, events = stage.query("SELECT code FROM casus"), facts(stage)
        shown, keys = stage.said(ghost), stage.keys(stage.voorzitter)
        names = [seen for seen in stage.said(stage.voorzitter) if ghost.user_id in (seen.body or "")]
        spoken_in = {room for kind, room, _ in stage.wire() if kind != "m.room.member"}

    assert (cases, events) == ([(code,)], [])
    assert shown
    assert [seen.body for seen in shown] == [None] * len(shown)
    assert names == [named]
    assert "Aan de voorzitter" in (named.body or "")
    assert named.content["msgtype"] == "m.notice"
    assert not [key for key in keys if any(event_id in key for event_id in said)]
    assert spoken_in == {stage.room}


async def test_what_is_said_in_the_clear_in_the_name_of_a_member_counts_for_nothing(
    homeserver: Homeserver, tmp_path: Path
) -> None:
    async with app_stage(homeserver, tmp_path) as stage:
        code, root = await stage.aanmelding()
        thread = {"rel_type": "m.thread", "event_id": root}
        clear = {"msgtype": "m.text", "body": AANMELDING}
        refused = await forge(stage, stage.secretaris, "m.room.message", clear)
        answer = await stage.secretaris.hears(lambda seen: refused in str(seen.content.get("nl.retbot.key")), PATIENCE)
        await forge(stage, stage.secretaris, "m.room.message", clear | {"body": f"!ret sluit {code} ingetrokken"})
        await forge(
            stage, stage.voorzitter, "m.room.message", clear | {"body": "!ret compleet", "m.relates_to": thread}
        )
        await stage.ask(stage.secretaris, "!ret status")
        cases, events, wire = stage.query("SELECT code FROM casus"), facts(stage), stage.wire()

    assert "kwam onversleuteld binnen" in (answer.body or "")
    assert answer.wire == "m.room.encrypted"
    assert (cases, events) == ([(code,)], [])
    assert "m.room.message" not in {kind for kind, _, _ in wire}


async def test_a_device_that_a_member_did_not_sign_commands_nothing_and_reads_nothing(
    homeserver: Homeserver, tmp_path: Path
) -> None:
    async with app_stage(homeserver, tmp_path) as stage:
        await stage.ask(stage.secretaris, "!ret status")
        thief = Person(homeserver.url, stage.secretaris.user_id, "geheim", tmp_path / "people" / "dief")
        await thief.start(sign=False)
        try:
            said = await thief.say(stage.room, AANMELDING)
            told = await heard(stage, "niet geverifieerd", stage.voorzitter)
            await thief.until(lambda: any(seen.event_id == told.event_id for seen in thief.events), PATIENCE)
            shown = {seen.body for seen in stage.said(thief)}
        finally:
            await thief.stop()
        cases, keys = stage.query("SELECT code FROM casus"), stage.keys(stage.voorzitter)

    assert (cases, shown) == ([], {None})
    assert not [key for key in keys if key.startswith(f"antwoord:{said}")]


async def test_a_forged_reaction_ends_no_more_than_a_tick_may_and_is_told_in_words(
    homeserver: Homeserver, tmp_path: Path
) -> None:
    async with app_stage(homeserver, tmp_path) as stage:
        code, _ = await stage.aanmelding()
        stage.bot.clock.set(at(workdays()[2], 9))
        digest = await heard(stage, "Goedemorgen")
        await forged_reaction(stage, stage.voorzitter, digest, "✅")
        await stage.ask(stage.voorzitter, "!ret help")
        untouched = facts(stage)

        tick = await forged_reaction(stage, stage.secretaris, digest, "✅")
        told = await heard(stage, "Haal uw reactie weg")
        ticked = facts(stage)
        await stage.secretaris.redact(stage.room, tick)
        await heard(stage, "staat weer open")
        undone = facts(stage)

    assert code in (told.body or "")
    assert (untouched, ticked, undone) == ([], ["compleet"], [])


async def test_a_room_whose_encryption_was_taken_away_is_still_spoken_to_in_cipher(
    homeserver: Homeserver, tmp_path: Path
) -> None:
    async with app_stage(homeserver, tmp_path) as stage:
        code, _ = await stage.aanmelding()
        direct = await stage.direct(stage.secretaris)
        await stage.ask(stage.secretaris, "help", room=direct)
        await forge(stage, stage.secretaris, "m.room.encryption", {}, state=True)
        warned = await heard(stage, "kamer zonder versleuteling")
        first = await stage.ask(stage.secretaris, "!ret status")
        clear = {"msgtype": "m.text", "body": f"!ret sluit {code} ingetrokken"}
        await forge(stage, stage.secretaris, "m.room.message", clear)
        await stage.bot.restart()
        second = await stage.ask(stage.secretaris, "!ret status")
        events, wire = facts(stage), stage.wire()

    assert warned.room_id == direct
    assert (first.wire, second.wire) == ("m.room.encrypted", "m.room.encrypted")
    assert events == []
    assert "m.room.message" not in {kind for kind, _, _ in wire}
    assert NOT_HERE not in str(wire)
