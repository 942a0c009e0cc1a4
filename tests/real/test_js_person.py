"""The harness that plays the people: two independent clients talk in an encrypted room on a real homeserver."""

import asyncio

import aiohttp
import pytest
from nio.crypto import encrypt_attachment

from tests.real.conftest import NewPerson
from tests.real.homeserver import Homeserver
from tests.real.js_person import JsPerson
from tests.real.js_process import CommandFailed


async def together(anna: JsPerson, bas: JsPerson) -> str:
    room = await anna.create_room([bas.user_id])
    invitation = await bas.wait_for_invite(anna.user_id)
    assert invitation.room_id == room
    await bas.join(room)
    await anna.wait_for_joined(room, bas.user_id)
    return room


async def test_two_people_talk_and_the_homeserver_sees_no_text(homeserver: Homeserver, new_person: NewPerson) -> None:
    anna, bas = await asyncio.gather(new_person("anna"), new_person("bas"))
    room = await together(anna, bas)
    root = await anna.send(room, "Goedemorgen Bas", mentions=[bas.user_id])
    seen = await bas.wait_for(lambda sight: sight.event_id == root and sight.body is not None)
    assert seen.safe
    assert (seen.sender, seen.body, seen.mentions, seen.rings) == (
        anna.user_id,
        "Goedemorgen Bas",
        (bas.user_id,),
        True,
    )
    await bas.send(room, "in de draad", thread=root)
    answer = await anna.wait_for_body("in de draad")
    assert answer.safe
    assert (answer.thread, answer.rings) == (root, False)
    await bas.send(room, "een antwoord", reply_to=root)
    assert (await anna.wait_for_body("een antwoord")).reply_to == root
    stored = b"".join(path.read_bytes() for path in homeserver.directory.glob("homeserver.*"))
    assert b"Goedemorgen Bas" not in stored
    assert root.encode() in stored


async def test_an_edit_a_reaction_and_a_redaction_are_seen(new_person: NewPerson) -> None:
    anna, bas = await asyncio.gather(new_person("anna"), new_person("bas"))
    room = await together(anna, bas)
    first = await anna.send(room, "om negen uur")
    await bas.wait_for_body("om negen uur")
    edit = await anna.send(room, "om tien uur", edits=first)
    edited = await bas.wait_for(lambda sight: sight.event_id == first and sight.replaced_by is not None)
    assert (edited.body, edited.replaced_by) == ("om tien uur", edit)
    await bas.react(room, first, "👍")
    assert (await anna.wait_for(lambda sight: sight.emoji == "👍")).reacts_to == first
    await anna.redact(room, first)
    assert (await bas.wait_for(lambda sight: sight.event_id == first and sight.redacted)).body is None


async def test_a_message_in_the_clear_is_seen_as_such(new_person: NewPerson) -> None:
    anna, bas = await asyncio.gather(new_person("anna"), new_person("bas"))
    room = await together(anna, bas)
    await anna.send(room, "leesbaar voor de server", clear=True)
    seen = await bas.wait_for_body("leesbaar voor de server")
    assert (seen.wire_type, seen.safe) == ("m.room.message", False)


async def test_an_encrypted_file_is_fetched_and_read(homeserver: Homeserver, new_person: NewPerson) -> None:
    anna, bas = await asyncio.gather(new_person("anna"), new_person("bas"))
    room = await together(anna, bas)
    hidden, keys = encrypt_attachment(b"een verslag")
    headers = {"Authorization": f"Bearer {await homeserver.puppet_token(anna.user_id)}"}
    async with (
        aiohttp.ClientSession(homeserver.url, headers=headers) as session,
        session.post("/_matrix/media/v3/upload", data=hidden) as answer,
    ):
        address = (await answer.json())["content_uri"]
    await anna.send(room, "verslag.txt", msgtype="m.file", extra={"file": {"url": address, **keys}})
    assert await bas.download(await bas.wait_for_body("verslag.txt")) == (b"een verslag", hidden)


async def test_an_unsigned_device_is_not_read(new_person: NewPerson) -> None:
    anna, bas = await asyncio.gather(new_person("anna"), new_person("bas", sign=False))
    room = await together(anna, bas)
    event = await bas.send(room, "van een apparaat zonder handtekening")
    seen = await anna.wait_for(lambda sight: sight.event_id == event and sight.failure is not None)
    assert not seen.safe
    assert seen.failure == "UNSIGNED_SENDER_DEVICE"


async def test_a_second_device_signs_itself_with_the_recovery_key(
    homeserver: Homeserver, new_person: NewPerson
) -> None:
    anna, bas = await asyncio.gather(new_person("anna"), new_person("bas"))
    recovery_key = await bas.make_recovery_key()
    room = await together(anna, bas)
    user = bas.user_id.removeprefix("@").split(":")[0]
    async with await JsPerson.start(homeserver.url, user, "geheim", recovery_key=recovery_key) as laptop:
        assert laptop.master_key == bas.master_key
        assert await bas.devices() == sorted([bas.device_id, laptop.device_id])
        await anna.send(room, "op beide te lezen")
        assert (await laptop.wait_for_body("op beide te lezen")).safe
        await laptop.send(room, "vanaf de laptop")
        assert (await anna.wait_for_body("vanaf de laptop")).safe
        await bas.delete_device(laptop.device_id)
        assert await bas.devices() == [bas.device_id]


async def test_a_new_identity_has_another_master_key(new_person: NewPerson) -> None:
    bas = await new_person("bas")
    old = bas.master_key
    assert old
    assert await bas.change_identity() not in ("", old)


async def test_a_wrong_password_is_an_error_and_leaves_no_process(homeserver: Homeserver) -> None:
    with pytest.raises(CommandFailed, match="Invalid username or password"):
        await JsPerson.start(homeserver.url, "niemand", "fout")


async def test_what_does_not_come_is_an_error_that_tells_what_was_seen(new_person: NewPerson) -> None:
    anna = await new_person("anna")
    room = await anna.create_room()
    await anna.send(room, "wel gezegd")
    await anna.wait_for_body("wel gezegd")
    with pytest.raises(TimeoutError, match="wel gezegd"):
        await anna.wait_for_body("nooit gezegd", patience=0.2)
