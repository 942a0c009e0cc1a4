"""What every store does with invitations and the answers to them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.invitations.guest_list import GuestList
from retbot.domain.invitations.meeting import GuestStanding, LedgerEntry
from retbot.domain.invitations.rsvps import Partstat, Rsvp, Via, attendance
from retbot.ports import Storage, UnknownCase
from tests.contract.storage_stage import CODE, HOUR, NOW, OTHER, casus, keep

UID = "een@retbot"
OVERLEG = "overleg@retbot"
EXPERT = "deelnemer:3"


def antwoord(
    owner: str = EXPERT, partstat: Partstat = Partstat.ACCEPTED, sequence: int = 0, after: timedelta = HOUR
) -> Rsvp:
    return Rsvp(UID, owner, partstat, sequence, NOW + after, Via.MAIL, NOW + after, CODE)


async def said(storage: Storage) -> dict[str, Partstat]:
    async with storage.begin() as work:
        return {one.owner: one.partstat for one in await work.rsvps.of_meeting(UID)}


async def test_a_guest_keeps_the_token_of_his_first_invitation(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        first = await work.invitations.invite(UID, EXPERT, CODE)
        other = await work.invitations.invite(UID, "school", CODE)
        of_team = await work.invitations.invite(OVERLEG, EXPERT)
    async with storage.begin() as work:
        assert await work.invitations.invite(UID, EXPERT, CODE) == first
        mailed = [of_team.token, "onbekend", first.token.upper(), of_team.token]
        assert await work.invitations.of_tokens(mailed) == [of_team, first]
        assert await work.invitations.of_tokens([]) == []
        assert await work.invitations.get(UID, "ouders") is None
        assert await work.invitations.of_meeting(UID) == [first, other]
        assert await work.invitations.of_meeting(OVERLEG) == [of_team]
    assert of_team.code is None
    assert len({first.token, other.token, of_team.token}) == 3
    assert first.token not in repr(first)


async def test_an_answer_keeps_everything_and_replaces_an_earlier_one(storage: Storage) -> None:
    await keep(storage, casus())
    last = replace(
        antwoord(partstat=Partstat.COUNTER, after=2 * HOUR), voorstel_van=NOW, voorstel_tot=NOW + HOUR, via=Via.IN_ROOM
    )
    async with storage.begin() as work:
        await work.invitations.invite(UID, EXPERT, CODE)
        assert await work.rsvps.add(antwoord())
        assert await work.rsvps.add(antwoord("school", Partstat.DECLINED))
        assert await work.rsvps.add(last)
    async with storage.begin() as work:
        assert await work.rsvps.of_meeting(UID) == [antwoord("school", Partstat.DECLINED), last]
        assert await work.rsvps.of_meeting(OVERLEG) == []


@pytest.mark.parametrize(
    ("sequence", "after", "taken"),
    [(1, 0 * HOUR, True), (0, 2 * HOUR, True), (0, HOUR, False), (0, timedelta(), False)],
)
async def test_answers_are_ordered_by_sequence_then_by_stamp(
    storage: Storage, sequence: int, after: timedelta, taken: bool
) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        await work.rsvps.add(antwoord(partstat=Partstat.ACCEPTED))
        assert await work.rsvps.add(antwoord(EXPERT, Partstat.DECLINED, sequence, after)) is taken
    assert await said(storage) == {EXPERT: Partstat.DECLINED if taken else Partstat.ACCEPTED}


def told(since: int = 0, standing: GuestStanding = GuestStanding.INVITED) -> LedgerEntry:
    return LedgerEntry(UID, EXPERT, 5, NOW, since, standing, NOW + HOUR, 60, None, GuestList.OWN_ADDRESS, (), CODE)


async def test_after_a_change_of_time_an_answer_to_the_earlier_one_counts_no_more(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        await work.ledger.set(told(since=2))
        assert not await work.rsvps.add(antwoord(sequence=1, after=9 * HOUR))
        assert await work.rsvps.add(antwoord(sequence=2, after=9 * HOUR))
    assert await said(storage) == {EXPERT: Partstat.ACCEPTED}


@pytest.mark.parametrize("standing", [GuestStanding.UNINVITED, GuestStanding.OFF])
async def test_who_is_not_expected_answers_no_more_until_he_is_again(storage: Storage, standing: GuestStanding) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        await work.ledger.set(told(standing=standing))
        assert not await work.rsvps.add(antwoord(after=2 * HOUR))
        await work.ledger.set(told())
        assert await work.rsvps.add(antwoord(after=3 * HOUR))


async def test_answers_are_forgotten_of_one_guest_or_of_all(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        for owner in (EXPERT, "school", "ouders"):
            await work.rsvps.add(antwoord(owner))
        await work.rsvps.forget(OVERLEG)
        await work.rsvps.forget(UID, "school")
    assert set(await said(storage)) == {EXPERT, "ouders"}
    async with storage.begin() as work:
        await work.rsvps.forget(UID)
    assert await said(storage) == {}


async def offered(storage: Storage) -> list[tuple[str, Partstat]]:
    async with storage.begin() as work:
        return [(one.owner, one.partstat) for one in await work.rsvps.waiting(CODE)]


async def test_an_answer_that_is_offered_lies_apart_and_the_last_of_a_guest_stays(storage: Storage) -> None:
    await keep(storage, casus())
    of_team = replace(antwoord(), uid=OVERLEG, code=None)
    proposed = replace(antwoord("school", Partstat.COUNTER), voorstel_van=NOW, voorstel_tot=NOW + HOUR)
    async with storage.begin() as work:
        for one in (antwoord(), proposed, of_team, antwoord(partstat=Partstat.DECLINED)):
            assert await work.rsvps.offer(one)
    async with storage.begin() as work:
        assert await work.rsvps.of_meeting(UID) == []
        assert await work.rsvps.waiting(CODE) == [proposed, antwoord(partstat=Partstat.DECLINED)]
        assert await work.rsvps.waiting(None) == [of_team]
        await work.rsvps.forget_offer(UID, "school")
    assert await offered(storage) == [(EXPERT, Partstat.DECLINED)]


async def test_what_is_offered_goes_with_an_answer_that_counts_and_with_a_change_of_the_meeting(
    storage: Storage,
) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        for owner in (EXPERT, "school", "ouders"):
            assert await work.rsvps.offer(antwoord(owner, after=2 * HOUR))
        assert await work.rsvps.add(antwoord())
        assert not await work.rsvps.offer(antwoord(partstat=Partstat.DECLINED))
        await work.rsvps.forget(UID, "school")
    assert await offered(storage) == [("ouders", Partstat.ACCEPTED)]
    async with storage.begin() as work:
        await work.rsvps.forget(UID)
    assert await offered(storage) == []


async def test_what_would_not_count_from_the_guest_is_not_offered(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        await work.ledger.set(told(since=2))
        assert not await work.rsvps.offer(antwoord(sequence=1))
        await work.ledger.set(told(standing=GuestStanding.UNINVITED))
        assert not await work.rsvps.offer(antwoord(sequence=2))


async def test_who_is_removed_takes_his_invitations_and_answers_along(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.people.save(Deelnemer(3, "expert"))
        made = await work.invitations.invite(OVERLEG, EXPERT)
        await work.rsvps.add(replace(antwoord(), uid=OVERLEG, code=None))
        assert await work.rsvps.offer(replace(antwoord(after=2 * HOUR), uid=OVERLEG, code=None))
        await work.people.remove(3)
    async with storage.begin() as work:
        assert await work.invitations.of_tokens([made.token]) == []
        assert await work.rsvps.waiting(None) == []
        assert await work.rsvps.of_meeting(OVERLEG) == []


async def test_an_invitation_to_a_case_that_is_not_there_undoes_the_transaction(storage: Storage) -> None:
    with pytest.raises(UnknownCase):
        async with storage.begin() as work:
            await work.invitations.invite(UID, EXPERT, CODE)
    async with storage.begin() as work:
        assert await work.invitations.of_meeting(UID) == []


def test_the_turnout_counts_who_was_asked_and_nobody_else() -> None:
    given = [antwoord("a"), antwoord("b", Partstat.DECLINED), antwoord("c", Partstat.COUNTER), antwoord("vreemd")]
    count = attendance(("b", "a", "c", "d", "e"), [*given, antwoord("e", Partstat.TENTATIVE)])
    assert (count.ja, count.nee, count.misschien, count.anders, count.stil) == (("a",), ("b",), ("e",), ("c",), ("d",))
    assert count.gevraagd == 5


async def test_a_person_is_answered_at_one_address_and_a_family_at_another_in_each_case(storage: Storage) -> None:
    await keep(storage, casus())
    await keep(storage, casus(OTHER))
    async with storage.begin() as work:
        for code in (CODE, OTHER):
            await work.addresses.set("school", "Zorg@school.example" if code == CODE else "zorg@school.example", code)
            await work.addresses.set("ouders", "thuis@prive.example", code)
        expert = [await work.invitations.invite(uid, EXPERT, code) for uid, code in ((UID, CODE), ("x@retbot", OTHER))]
        school = [
            await work.invitations.invite(uid, "school", c, private=False)
            for uid, c in ((UID, CODE), ("x@retbot", OTHER))
        ]
        ouders = [
            await work.invitations.invite(uid, "ouders", code) for uid, code in ((UID, CODE), ("x@retbot", OTHER))
        ]
        later = await work.invitations.invite("y@retbot", "ouders", OTHER)
        assert await work.invitations.of_tokens([expert[0].organizer.upper()]) == expert
    assert expert[0].organizer == expert[1].organizer
    assert school[0].organizer == school[1].organizer
    assert len({one.organizer for one in (*expert, *school, *ouders)}) == 4
    assert later.organizer == ouders[1].organizer
    assert len({one.token for one in (*expert, *school, *ouders, later)}) == 7


async def test_after_a_move_the_links_have_other_tokens_and_the_address_stays(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        first, other = await work.invitations.invite(UID, EXPERT, CODE), await work.invitations.invite(OVERLEG, EXPERT)
        await work.invitations.renew_tokens(UID)
        renewed = await work.invitations.get(UID, EXPERT)
        assert await work.invitations.get(OVERLEG, EXPERT) == other
    assert renewed
    assert renewed.token != first.token
    assert renewed.organizer == first.organizer


async def test_another_address_is_answered_at_another_one(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        first = await work.invitations.invite(UID, EXPERT, CODE)
        await work.invitations.renew_organizer(EXPERT, None)
        assert (await work.invitations.invite(OVERLEG, EXPERT)).organizer != first.organizer


async def test_the_sender_of_a_waiting_answer_is_kept_only_when_it_is_accepted(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        await work.addresses.set("school", "zorg@school.example", CODE)
        await work.rsvps.remember_sender("school", CODE, UID, "eerste@school.example")
        await work.rsvps.remember_sender("school", CODE, UID, "juf@school.example")
        assert await work.rsvps.other_addresses("school", CODE) == []
        assert await work.rsvps.accept_sender("school", CODE, UID)
        assert not await work.rsvps.accept_sender("school", CODE, UID)
        await work.rsvps.remember_sender("school", CODE, UID, "derde@school.example")
        await work.rsvps.forget_offer(UID, "school")
        assert not await work.rsvps.accept_sender("school", CODE, UID)
        await work.rsvps.remember_sender("school", CODE, UID, "derde@school.example")
        await work.overleggen.forget_guests(NOW)
        assert not await work.rsvps.accept_sender("school", CODE, UID)
        assert await work.rsvps.other_addresses("school", CODE) == ["juf@school.example"]
        await work.addresses.set("school", "nieuw@school.example", CODE)
        assert await work.rsvps.other_addresses("school", CODE) == []
