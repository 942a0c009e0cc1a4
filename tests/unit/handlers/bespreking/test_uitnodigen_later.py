"""What becomes of invitations when the case is closed, an address changes, or somebody leaves the list."""

import pytest

from retbot.ports import PostState
from tests.clock import at
from tests.unit.handlers.bespreking.test_uitnodigen import GGZ, LVB, SCHOOL, mails, reached
from tests.unit.handlers.conftest import ONE
from tests.world import World


@pytest.fixture(name="invited")
async def _invited(planned: World) -> World:
    """Two experts and a school."""
    planned.clock.instant = at("2026-04-22 09:00")
    async with planned.storage.begin() as work:
        for number in (1, 2):
            await work.addresses.set(f"deelnemer:{number}", f"expert{number}@partij.example")
        await work.addresses.set(SCHOOL, "zorg@school.example", ONE)
    await mails(planned, f"uitnodigen {ONE}")
    await reached(planned)
    return planned


async def settled(room: World) -> None:
    async with room.storage.begin() as work:
        for row in room.rows():
            await work.outbox.settle(row.id, PostState.SENT, room.clock.now())


async def test_closing_calls_off_what_was_still_to_come(invited: World) -> None:
    said, sent = await mails(invited, f"sluit {ONE} ingetrokken")
    assert sent == dict.fromkeys((LVB, GGZ, SCHOOL), "afzegging out")
    assert "De bespreking van donderdag 7 mei gaat niet door; wie was uitgenodigd krijgt een afzegging (3)." in said


async def test_a_new_address_gets_the_invitation_once_more(invited: World) -> None:
    before = invited.last
    (said,) = await invited.say("adres 2 nieuw@karakter.example", direct=True)
    assert "De uitnodiging voor wat nog komt stuur ik naar dit adres. Op het oude adres zeg ik af" in said
    posts = {row.post.sentence: row.post for row in invited.rows(before) if row.post.to}
    assert set(posts) == {"uitnodiging", "afzegging_oud_adres"}
    assert (posts["uitnodiging"].to, posts["uitnodiging"].args["news"]) == (GGZ, "invited")
    assert {post.args["sequence"] for post in posts.values()} == {1}
    assert "expert2@" not in repr(posts)
    before = invited.last
    (said,) = await invited.say("adres 2 Nieuw@karakter.example", direct=True)
    assert "uitnodiging" not in said
    assert "uitnodiging" not in invited.kinds(before)


async def test_where_an_address_goes_the_invitation_is_cancelled_and_given_anew_later(invited: World) -> None:
    before = invited.last
    (said,) = await invited.say(f"adres {ONE} school weg", direct=True)
    assert said == (
        "Het adres van school is weg. Daar zeg ik af wat in die agenda stond; ik verwacht school nog wel bij één "
        "bijeenkomst. Met een nieuw adres nodig ik opnieuw uit. Ik probeer het bericht te verwijderen."
    )
    assert [row.post.sentence for row in invited.rows(before) if row.post.to] == ["afzegging_oud_adres"]
    before = invited.last
    (said,) = await invited.say(f"adres {ONE} school nieuw@school.example", direct=True)
    assert "De uitnodiging voor wat nog komt stuur ik naar dit adres.\n" in said
    assert [row.post.sentence for row in invited.rows(before) if row.post.to] == ["uitnodiging"]


async def test_who_leaves_the_list_is_uninvited_before_his_address_goes(invited: World) -> None:
    said, sent = await mails(invited, "deelnemer weg 2")
    assert sent[GGZ] == "afzegging out"
    assert "was nog uitgenodigd voor één bijeenkomst. Daarvoor zeg ik nu af." in said
    said, _ = await mails(invited, "deelnemer weg 2")
    assert "is nog niet verstuurd. Zonder zijn adres kan dat niet meer." in said
    assert 2 in invited.storage.memory.deelnemers
    await settled(invited)
    await mails(invited, "deelnemer weg 2")
    assert 2 not in invited.storage.memory.deelnemers


async def test_where_mail_is_switched_off_it_is_said_that_the_calendar_is_not_told(invited: World) -> None:
    await invited.say(f"adres {ONE} ouders thuis@prive.example", direct=True)
    await invited.say(f"!ret mail {ONE} ouders aan toestemming=ja")
    await mails(invited, f"uitnodigen {ONE} ook ouders")
    await reached(invited)
    (said,) = await invited.say(f"!ret mail {ONE} ouders uit")
    assert "Wat in die agenda staat verandert niet meer mee: vertel het zelf." in said
    (said,) = await invited.say(f"adres {ONE} ouders nieuw@prive.example", direct=True)
    assert "stuur ik" not in said
    (said,) = await invited.say(f"adres {ONE} ouders weg", direct=True)
    assert "Mail stond uit: wat in die agenda staat, vertelt u zelf." in said
