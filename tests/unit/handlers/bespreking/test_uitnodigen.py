"""uitnodigen, ook, zonder, lijst, and what verzet and annuleer tell: who gets which mail."""

from dataclasses import replace

import pytest

from retbot.domain.invitations.guest_list import GuestList
from retbot.ports import Channel
from tests.clock import at
from tests.unit.handlers.conftest import ONE
from tests.world import World

SCHOOL, GGZ, LVB = "school", "deelnemer:2", "deelnemer:1"


@pytest.fixture(name="room")
async def _with_addresses(planned: World) -> World:
    planned.clock.instant = at("2026-04-22 09:00")
    async with planned.storage.begin() as work:
        for number in (1, 2):
            await work.addresses.set(f"deelnemer:{number}", f"expert{number}@partij.example")
        await work.addresses.set(SCHOOL, "zorg@school.example", ONE)
    return planned


async def mails(room: World, command: str) -> tuple[str, dict[str, str]]:
    """What is answered, and what each owner is mailed: its kind and what it is about."""
    before = room.last
    said = await room.say(f"!ret {command}")
    posts = [row.post for row in room.rows(before) if row.post.channel is Channel.MAIL]
    return "\n".join(said), {str(post.to): f"{post.sentence} {post.args['news']}" for post in posts}


async def reached(room: World) -> None:
    """Everything that was put is handed to the mail server."""
    async with room.storage.begin() as work:
        for told in list(room.storage.memory.told.values()):
            await work.ledger.set(replace(told, reached=True))


async def test_everybody_with_an_address_is_invited_once(room: World) -> None:
    said, sent = await mails(room, f"uitnodigen {ONE}")
    assert sent == dict.fromkeys((LVB, GGZ, SCHOOL), "uitnodiging invited")
    assert "Uitgenodigd: school en 2 experts." in said
    assert "Nog geen adres voor: aanmelder; lokale toegang." in said
    said, sent = await mails(room, f"uitnodigen {ONE}")
    assert sent == {}
    assert "Iedereen van wie ik een adres heb was al uitgenodigd." in said
    assert "Niemand krijgt opnieuw bericht." in said


@pytest.mark.parametrize("who", ["2", "#2", "expert GGZ", "expert ggz (karakter)"])
async def test_one_less_gets_a_cancel_and_who_saw_him_the_new_list(room: World, who: str) -> None:
    await mails(room, f"uitnodigen {ONE}")
    said, sent = await mails(room, f"uitnodigen {ONE} zonder {who}")
    assert sent == {GGZ: "afzegging out", LVB: "uitnodiging guests", SCHOOL: "uitnodiging guests"}
    assert "Niet meer uitgenodigd: expert GGZ (Karakter)." in said
    assert "2 genodigden zien nu een andere lijst" in said
    assert f"`!ret uitnodigen {ONE} ook 2`" in said


async def test_who_was_uninvited_comes_back_by_name_only(room: World) -> None:
    await mails(room, f"uitnodigen {ONE}")
    await mails(room, f"uitnodigen {ONE} zonder school")
    said, sent = await mails(room, f"uitnodigen {ONE}")
    assert sent == {}
    assert "Niet uitgenodigd: school." in said
    said, sent = await mails(room, f"uitnodigen {ONE} ook school")
    assert sent == {SCHOOL: "uitnodiging again", LVB: "uitnodiging guests", GGZ: "uitnodiging guests"}
    assert "Uitgenodigd: school." in said


async def test_before_anybody_is_invited_all_but_one_can_be(room: World) -> None:
    said, sent = await mails(room, f"uitnodigen {ONE} zonder school en 2")
    assert sent == {LVB: "uitnodiging invited"}
    assert "Niet uitgenodigd: school en expert GGZ (Karakter)." in said


async def test_the_list_of_guests_is_a_choice_that_stays(room: World) -> None:
    await mails(room, f"uitnodigen {ONE} lijst=zelf")
    ledger = room.storage.memory.told
    assert {told.sees for told in ledger.values()} == {()}
    _, sent = await mails(room, f"uitnodigen {ONE} zonder 2")
    assert sent == {GGZ: "afzegging out"}
    _, sent = await mails(room, f"uitnodigen {ONE} lijst iedereen")
    assert sent == {LVB: "uitnodiging guests", SCHOOL: "uitnodiging guests"}
    assert {told.lijst for told in room.storage.memory.told.values() if told.owner != GGZ} == {GuestList.IEDEREEN}


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("zonder school", "Ik heb geen uitnodiging gestuurd aan: school."),
        ("ook aanmelder", "Ik heb geen adres van: aanmelder."),
        ("ook 1", "Al uitgenodigd: expert LVB (Ambiq)."),
        ("ook ouders", "Ik mail de ouders alleen als u het voor deze casus aanzet"),
        ("zonder", "bijvoorbeeld `!ret uitnodigen CODE zonder aanmelder`"),
        ("ook expert", "Wie bedoelt u: expert LVB (Ambiq) of expert GGZ (Karakter)?"),
        ("ook 9", "9"),
        ("lijst=niemand", "Kies uit `lijst=iedereen`, `lijst=vast` of `lijst=zelf`"),
        ("morgen", "uitnodigen CODE"),
    ],
)
async def test_what_cannot_be_is_refused_with_the_way_to_go(room: World, typed: str, answer: str) -> None:
    await mails(room, f"uitnodigen {ONE} ook 1, 2")
    said, sent = await mails(room, f"uitnodigen {ONE} {typed}")
    assert answer.replace("CODE", ONE) in said
    assert "Er is niets gewijzigd." in said
    assert sent == {}


async def test_another_place_alone_is_told_to_who_is_invited(room: World) -> None:
    room.presence.base = replace(room.team, plekken={"video": "https://video.example/ret"})
    await mails(room, f"uitnodigen {ONE} ook 1")
    said, sent = await mails(room, f"verzet {ONE} plek video")
    assert sent == {LVB: "uitnodiging place"}
    assert "De plek van de bespreking is nu **https://video.example/ret**; dag en tijd blijven dezelfde." in said
    assert "Wie was uitgenodigd krijgt bericht (1)." in said
    said, sent = await mails(room, f"verzet {ONE} plek video")
    assert "De bespreking staat al op dat moment." in said
    assert sent == {}


async def test_what_is_moved_or_cancelled_is_told_to_who_is_invited(room: World) -> None:
    await mails(room, f"uitnodigen {ONE}")
    await mails(room, f"uitnodigen {ONE} zonder 2")
    await reached(room)
    said, sent = await mails(room, f"verzet {ONE} vr 8 mei 10:00")
    assert sent == {LVB: "uitnodiging moved", SCHOOL: "uitnodiging moved"}
    assert "Wie was uitgenodigd krijgt bericht (2)." in said
    said, sent = await mails(room, f"annuleer {ONE}")
    assert sent == {LVB: "afzegging out", SCHOOL: "afzegging out"}
    assert "Wie was uitgenodigd krijgt een afzegging (2)." in said
