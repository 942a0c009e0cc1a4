"""What every store does with invitations and the answers to them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from retbot.domain.antwoorden import Antwoord, Partstat, Via, opkomst
from retbot.domain.rollen import Deelnemer
from retbot.ports import Storage, UnknownCase
from tests.contract.storage_stage import CODE, HOUR, NOW, casus, keep

UID = "een@retbot"
OVERLEG = "overleg@retbot"
EXPERT = "deelnemer:3"


def antwoord(
    owner: str = EXPERT, partstat: Partstat = Partstat.ACCEPTED, sequence: int = 0, after: timedelta = HOUR
) -> Antwoord:
    return Antwoord(UID, owner, partstat, sequence, NOW + after, Via.MAIL, NOW + after, CODE)


async def said(storage: Storage) -> dict[str, Partstat]:
    async with storage.begin() as work:
        return {one.owner: one.partstat for one in await work.antwoorden(UID)}


async def test_a_guest_keeps_the_token_of_his_first_invitation(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        first = await work.invite(UID, EXPERT, 0, CODE)
        other = await work.invite(UID, "school", 2, CODE)
        of_team = await work.invite(OVERLEG, EXPERT, 0)
    async with storage.begin() as work:
        assert await work.invite(UID, EXPERT, 3, CODE) == first
        assert await work.uitnodiging_of_token(first.token.upper()) == first
        assert await work.uitnodiging_of_token("onbekend") is None
        assert await work.uitnodiging(UID, "ouders") is None
        assert await work.uitnodigingen(UID) == [first, other]
        assert await work.uitnodigingen(OVERLEG) == [of_team]
    assert (first.vanaf, other.vanaf, of_team.code) == (0, 2, None)
    assert len({first.token, other.token, of_team.token}) == 3
    assert first.token not in repr(first)


async def test_an_answer_keeps_everything_and_replaces_an_earlier_one(storage: Storage) -> None:
    await keep(storage, casus())
    last = replace(
        antwoord(partstat=Partstat.COUNTER, after=2 * HOUR), voorstel_van=NOW, voorstel_tot=NOW + HOUR, via=Via.KAMER
    )
    async with storage.begin() as work:
        await work.invite(UID, EXPERT, 0, CODE)
        assert await work.add_antwoord(antwoord())
        assert await work.add_antwoord(antwoord("school", Partstat.DECLINED))
        assert await work.add_antwoord(last)
    async with storage.begin() as work:
        assert await work.antwoorden(UID) == [antwoord("school", Partstat.DECLINED), last]
        assert await work.antwoorden(OVERLEG) == []


@pytest.mark.parametrize(
    ("sequence", "after", "taken"),
    [(1, 0 * HOUR, True), (0, 2 * HOUR, True), (0, HOUR, False), (0, timedelta(), False)],
)
async def test_answers_are_ordered_by_sequence_then_by_stamp(
    storage: Storage, sequence: int, after: timedelta, taken: bool
) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        await work.add_antwoord(antwoord(partstat=Partstat.ACCEPTED))
        assert await work.add_antwoord(antwoord(EXPERT, Partstat.DECLINED, sequence, after)) is taken
    assert await said(storage) == {EXPERT: Partstat.DECLINED if taken else Partstat.ACCEPTED}


async def test_a_change_of_time_asks_everybody_anew(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        await work.invite(UID, EXPERT, 0, CODE)
        await work.add_antwoord(antwoord())
        await work.add_antwoord(antwoord("school"))
        await work.ask_anew(UID, 2)
        assert await work.antwoorden(UID) == []
        assert not await work.add_antwoord(antwoord(sequence=1, after=9 * HOUR))
        assert await work.add_antwoord(antwoord(sequence=2, after=9 * HOUR))
    assert await said(storage) == {EXPERT: Partstat.ACCEPTED}


async def test_who_is_uninvited_answers_no_more_until_he_is_invited_again(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        first = await work.invite(UID, EXPERT, 0, CODE)
        await work.add_antwoord(antwoord())
        await work.uninvite(UID, EXPERT)
        assert await work.antwoorden(UID) == []
        assert await work.uitnodiging_of_token(first.token) == replace(first, ingetrokken=True)
        assert not await work.add_antwoord(antwoord(after=2 * HOUR))
        assert await work.invite(UID, EXPERT, 2, CODE) == replace(first, vanaf=2)
        assert not await work.add_antwoord(antwoord(after=3 * HOUR))
        assert await work.add_antwoord(antwoord(sequence=2, after=3 * HOUR))


async def test_who_is_removed_takes_his_invitations_and_answers_along(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.save_deelnemer(Deelnemer(3, "expert"))
        made = await work.invite(OVERLEG, EXPERT, 0)
        await work.add_antwoord(replace(antwoord(), uid=OVERLEG, code=None))
        await work.remove_deelnemer(3)
    async with storage.begin() as work:
        assert await work.uitnodiging_of_token(made.token) is None
        assert await work.antwoorden(OVERLEG) == []


async def test_an_invitation_to_a_case_that_is_not_there_undoes_the_transaction(storage: Storage) -> None:
    with pytest.raises(UnknownCase):
        async with storage.begin() as work:
            await work.invite(UID, EXPERT, 0, CODE)
    async with storage.begin() as work:
        assert await work.uitnodigingen(UID) == []


def test_the_turnout_counts_who_was_asked_and_nobody_else() -> None:
    given = [antwoord("a"), antwoord("b", Partstat.DECLINED), antwoord("c", Partstat.COUNTER), antwoord("vreemd")]
    count = opkomst(("b", "a", "c", "d", "e"), [*given, antwoord("e", Partstat.TENTATIVE)])
    assert (count.ja, count.nee, count.misschien, count.anders, count.stil) == (("a",), ("b",), ("e",), ("c",), ("d",))
    assert count.gevraagd == 5
