"""Addresses, and mail to private people."""

import pytest

from retbot.domain.casus.casus import Feit
from retbot.domain.casus.consent import mail_allowed
from retbot.domain.deelnemers.mail_address import is_address, mask
from retbot.mail import texts
from retbot.ports import KeysLost
from tests.contract.fake_addresses import FakeAddresses
from tests.every_row import every_row
from tests.unit.handlers.people import BAS, CODE, EVA, NOW, SAM, Chat
from tests.world import DIRECT

ADDRESS = "j.jansen@ambiq.nl"


@pytest.fixture
async def chat() -> Chat:
    """With one expert on the list, and one case."""
    chat = Chat()
    await chat.has_case()
    await chat.says("!ret deelnemer toevoegen expert LVB Ambiq @eva:ret.nl")
    return chat


def nothing_leaks(chat: Chat) -> bool:
    waiting = repr(list(chat.storage.memory.outbox.values()))
    return "jansen" not in waiting + repr(chat.storage.audits)


async def test_the_address_of_a_deelnemer_is_kept_and_shown_masked(chat: Chat) -> None:
    answer = await chat.says(f"!ret adres 1 {ADDRESS}", direct=True)
    assert answer == (
        "Adres van expert LVB (Ambiq) bewaard, versleuteld: j…@…nl.\nIk probeer het bericht te verwijderen."
    )
    assert chat.addresses == {("deelnemer:1", None): ADDRESS}
    assert chat.is_redacted()
    assert nothing_leaks(chat)


async def test_a_second_address_takes_the_place_of_the_first(chat: Chat) -> None:
    await chat.says("adres 1 oud@ambiq.nl", direct=True)
    assert "vervangen, versleuteld: j…@…nl" in await chat.says(f"adres 1 {ADDRESS}", direct=True)
    assert chat.addresses == {("deelnemer:1", None): ADDRESS}


async def test_an_address_within_a_case_belongs_to_that_case(chat: Chat) -> None:
    answer = await chat.says(f"adres RET-7KH-4T3 aanmelder {ADDRESS}", direct=True)
    assert answer.startswith("Adres van aanmelder bewaard, versleuteld: j…@…nl.")
    await chat.says(f"adres {CODE} lokale toegang {ADDRESS}", direct=True)
    await chat.says(f"adres ret7kh4t3 Accare <mailto:{ADDRESS}>", direct=True)
    assert chat.addresses == {
        ("aanmelder", CODE): ADDRESS,
        ("lokale toegang", CODE): ADDRESS,
        ("Accare", CODE): ADDRESS,
    }
    assert all(post.room_id == DIRECT for post in chat.waiting())
    assert nothing_leaks(chat)


async def test_the_address_of_a_private_person_is_kept_without_being_mailed(chat: Chat) -> None:
    answer = await chat.says(f"adres {CODE} ouders {ADDRESS}", direct=True)
    assert f"`!ret mail {CODE} ouders aan toestemming=ja`" in answer


async def test_an_address_can_go(chat: Chat) -> None:
    await chat.says(f"adres 1 {ADDRESS}", direct=True)
    await chat.says(f"adres {CODE} school {ADDRESS}", direct=True)
    assert (await chat.says("adres 1 weg", direct=True)).startswith("Het adres van expert LVB (Ambiq) is weg.")
    assert (await chat.says(f"adres {CODE} school weg", direct=True)).startswith("Het adres van school is weg.")
    assert "heb ik geen adres" in await chat.says("adres 1 weg", direct=True)
    assert chat.addresses == {}


@pytest.mark.parametrize(
    ("typed", "part_of_answer"),
    [
        (f"1 Jan Jansen {ADDRESS}", "2 woorden daarin begrijp ik niet"),
        ("1 jansen@ambiq", "geen mailadres dat ik kan gebruiken"),
        ('1 "j jansen"@ambiq.nl', "geen mailadres dat ik kan gebruiken"),
        ("1 jansén@ambiq.nl", "geen mailadres dat ik kan gebruiken"),
        (f"1 {ADDRESS},piet@ambiq.nl", "geen mailadres dat ik kan gebruiken"),
        (f"2 {ADDRESS}", "Deelnemer 2 is er niet."),
        (ADDRESS, "Zo schrijft u het: `!ret adres NUMMER"),
        ("", "Zo schrijft u het: `!ret adres NUMMER"),
        (f"aanmelder {ADDRESS}", "Zo schrijft u het: `!ret adres NUMMER"),
        (f"{CODE} {ADDRESS}", "Zo schrijft u het: `!ret adres RET-7KH-4T3 aanmelder naam@organisatie.nl`"),
        (f"{CODE} expert {ADDRESS}", "heeft één adres voor alle casussen"),
        (f"RET-7KH-4T4 aanmelder {ADDRESS}", "controleteken klopt niet"),
        (f"RET-222-222 aanmelder {ADDRESS}", "Die casus ken ik niet."),
        (f"{CODE} moeder {ADDRESS}", "Die partij staat niet in het convenant."),
    ],
)
async def test_what_is_refused_is_taken_away_just_the_same(typed: str, part_of_answer: str, chat: Chat) -> None:
    answer = await chat.says(f"adres {typed}", direct=True)
    assert part_of_answer in answer
    assert "Er is niets gewijzigd." in answer
    assert chat.addresses == {}
    assert chat.is_redacted()
    assert nothing_leaks(chat)


@pytest.mark.parametrize("address", ["info@retailers.nl", "ret-oost@zwolle.nl", "info@ret-oost.nl"])
async def test_what_looks_like_a_code_in_an_address_is_none(address: str, chat: Chat) -> None:
    await chat.says(f"adres 1 {address}", direct=True)
    assert chat.addresses == {("deelnemer:1", None): address}


async def test_an_address_in_the_room_is_taken_away_and_not_kept(chat: Chat) -> None:
    await chat.says(f"!ret adres 1 {ADDRESS}")
    assert chat.is_redacted()
    assert chat.addresses == {}
    assert nothing_leaks(chat)


async def test_a_closed_case_takes_no_address(chat: Chat) -> None:
    async with chat.storage.begin() as work:
        casus = await work.cases.get(CODE)
        assert casus
        await work.cases.save(casus.with_feit(Feit("afgesloten", NOW.date())), [], [], NOW)
    assert "gesloten" in await chat.says(f"adres {CODE} aanmelder {ADDRESS}", direct=True)
    assert chat.addresses == {}


async def test_without_its_keys_the_store_takes_no_address(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    async def lost(*_: object) -> None:
        raise KeysLost

    monkeypatch.setattr(FakeAddresses, "set", lost)
    assert "het bestand met de sleutels" in await chat.says(f"adres 1 {ADDRESS}", direct=True)
    assert chat.is_redacted()


async def test_the_beheerder_gives_addresses_of_the_team_and_sees_no_case(chat: Chat) -> None:
    await chat.says(f"adres 1 {ADDRESS}", BAS, direct=True)
    assert chat.addresses == {("deelnemer:1", None): ADDRESS}
    assert "Die casus ken ik niet." in await chat.says(f"adres {CODE} school {ADDRESS}", BAS, direct=True)
    assert "is voor de" in await chat.says("adres 1 weg", EVA, direct=True)
    assert len(chat.addresses) == 1


# mail to private people


async def allowed(chat: Chat, rol: str) -> bool:
    async with chat.storage.begin() as work:
        casus = await work.cases.get(CODE)
        assert casus
        return mail_allowed(casus, rol)


async def test_mail_to_private_people_is_off_until_consent_is_recorded(chat: Chat) -> None:
    assert not await allowed(chat, "ouders")
    answer = await chat.says(f"!ret mail {CODE} ouders aan")
    assert f"Schrijf dan: `!ret mail {CODE} ouders aan toestemming=ja`" in answer
    assert not await allowed(chat, "ouders")
    answer = await chat.says(f"!ret mail {CODE} ouders aan toestemming=ja")
    assert "Toestemming vastgelegd op maandag 20 april" in answer
    assert "Een adres is er nog niet" in answer
    assert await allowed(chat, "ouders")
    assert not await allowed(chat, "jeugdige")


async def test_consent_can_be_taken_back_and_given_again(chat: Chat) -> None:
    await chat.says(f"adres {CODE} ouders {ADDRESS}", direct=True)
    assert "Uitnodigen?" in await chat.says(f"!ret mail {CODE} ouders aan toestemming = ja")
    assert "mail ik de ouders niet meer" in await chat.says(f"!ret mail {CODE} ouders uit")
    assert not await allowed(chat, "ouders")
    await chat.says(f"!ret mail {CODE} ouders aan toestemming=ja")
    assert await allowed(chat, "ouders")


@pytest.mark.parametrize(
    ("typed", "part_of_answer"),
    [
        ("ouders aan toestemming=ja", "Typ alleen de code"),
        (f"{CODE} school aan toestemming=ja", "kan voor: `jeugdige` of `ouders`"),
        (f"{CODE} aan", "kan voor: `jeugdige` of `ouders`"),
        (f"{CODE} ouders aan toestemming=nee", "Zo schrijft u het"),
        (f"{CODE} ouders", "Zo schrijft u het"),
        ("RET-7KH-4T4 ouders uit", "controleteken"),
    ],
)
async def test_switching_takes_the_right_form(typed: str, part_of_answer: str, chat: Chat) -> None:
    assert part_of_answer in await chat.says(f"!ret mail {typed}", SAM)
    assert not await allowed(chat, "ouders")


async def test_the_beheerder_switches_no_mail_on(chat: Chat) -> None:
    assert "is voor de" in await chat.says(f"!ret mail {CODE} ouders aan toestemming=ja", BAS)


# what an address is


@every_row(
    [
        *("a@b.nl", "j.jansen+ret@sub.gemeente-x.nl", "o'neil@x.org", "x" * 244 + "@gemeen.nl"),
        *("a@b", "@b.nl", "a@", "a b@c.nl", "a@b..nl", ".a@b.nl", "a@-b.nl", "é@b.nl", "a@b.nl\n", "a@b.nl, c@d.nl"),
        *('"a"@b.nl', "a@[127.0.0.1]", "<a@b.nl>", "x" * 250 + "@b.nl", ""),
    ]
)
def test_chat_and_mail_take_the_same_addresses(text: str) -> None:
    try:
        taken = texts.address(text) == text
    except ValueError:
        taken = False
    assert is_address(text) is taken


def test_a_mask_keeps_the_first_letter_and_the_last_label() -> None:
    assert mask("j.jansen@sub.gemeente.nl") == "j…@…nl"
