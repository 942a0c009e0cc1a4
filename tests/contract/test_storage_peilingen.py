"""What every store does with polls."""

from dataclasses import replace

import pytest

from retbot.domain.planning.polls import GEEN, Option, Poll, PollType
from retbot.ports import Storage, UnknownCase
from tests.contract.storage_stage import CODE, DAY, HOUR, NOW, OTHER, casus, keep

PRIKKER = Poll(
    CODE,
    PollType.PRIKKER,
    0,
    60,
    NOW,
    (Option("een", 1, NOW + DAY), Option("twee", 2, NOW + 2 * DAY), Option("drie", 3, value=GEEN)),
)
KOMST = replace(
    PRIKKER, soort=PollType.KOMST, ronde=1, opties=(Option("ja", 1, value="ja"), Option("nee", 2, value="nee"))
)


async def test_a_poll_is_found_by_its_case_by_its_id_and_by_each_option(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        made = await work.add_poll(PRIKKER)
        komst = await work.add_poll(KOMST)
    async with storage.begin() as work:
        assert made.id
        assert replace(made, id=None) == PRIKKER
        assert await work.poll(CODE, PollType.PRIKKER) == made
        assert await work.poll(CODE, PollType.KOMST, 1) == komst
        assert await work.poll(CODE, PollType.KOMST, 2) is None
        assert await work.poll(OTHER, PollType.PRIKKER) is None
        assert await work.poll_with_id(made.id) == made
        assert [await work.poll_of_option(option) for option in ("drie", "nee")] == [made, komst]
        assert await work.poll_of_option("vier") is None
        assert await work.open_polls() == [made, komst]


async def test_a_later_choice_takes_the_place_of_an_earlier_one(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        id_ = (await work.add_poll(PRIKKER)).id or 0
        await work.choose(id_, "school", [3])
        await work.choose(id_, "deelnemer:3", [2, 1, 2])
        await work.choose(id_, "school", [2])
        assert await work.keuzes(id_) == {"deelnemer:3": (1, 2), "school": (2,)}
        await work.choose(id_, "school", [])
        assert await work.keuzes(id_) == {"deelnemer:3": (1, 2)}
        await work.remove_deelnemer(3)
        assert await work.keuzes(id_) == {}
        assert await work.keuzes(id_ + 1) == {}


async def test_who_was_asked_by_mail_is_found_by_the_token_also_when_the_poll_is_closed(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        id_ = (await work.add_poll(PRIKKER)).id or 0
        other = (await work.add_poll(KOMST)).id or 0
        school = await work.ask_by_mail(id_, "school")
        expert = await work.ask_by_mail(id_, "deelnemer:3")
        assert await work.ask_by_mail(id_, "school") == school
        assert (school.poll, school.owner, school.code) == (id_, "school", CODE)
        assert len({one.token for one in (school, expert, await work.ask_by_mail(other, "school"))}) == 3
        await work.close_poll(id_, NOW)
    async with storage.begin() as work:
        assert await work.voters(id_) == [expert, school]
        assert await work.voter_of_token(school.token) == school
        assert await work.voter_of_token("0" * 20) is None
        await work.remove_deelnemer(3)
        assert await work.voters(id_) == [school]


async def test_a_closed_poll_is_known_by_its_options_only(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        made = await work.add_poll(PRIKKER)
        await work.close_poll(made.id or 0, NOW + HOUR)
        await work.close_poll(made.id or 0, NOW + 2 * HOUR)
        later = await work.add_poll(replace(PRIKKER, opties=(Option("vijf", 1, NOW + DAY),)))
        assert await work.poll_of_option("een") == replace(made, gesloten=NOW + HOUR)
        assert await work.poll(CODE, PollType.PRIKKER) == later
        assert await work.open_polls() == [later]


async def test_a_poll_belongs_to_a_case_that_is_there(storage: Storage) -> None:
    with pytest.raises(UnknownCase):
        async with storage.begin() as work:
            await work.add_poll(PRIKKER)
