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
        made = await work.polls.add(PRIKKER)
        komst = await work.polls.add(KOMST)
    async with storage.begin() as work:
        assert made.id
        assert replace(made, id=None) == PRIKKER
        assert await work.polls.latest(CODE, PollType.PRIKKER) == made
        assert await work.polls.latest(CODE, PollType.KOMST, 1) == komst
        assert await work.polls.latest(CODE, PollType.KOMST, 2) is None
        assert await work.polls.latest(OTHER, PollType.PRIKKER) is None
        assert await work.polls.get(made.id) == made
        assert [await work.polls.of_option(option) for option in ("drie", "nee")] == [made, komst]
        assert await work.polls.of_option("vier") is None
        assert await work.polls.all_open() == [made, komst]


async def test_a_later_choice_takes_the_place_of_an_earlier_one(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        id_ = (await work.polls.add(PRIKKER)).id or 0
        await work.polls.choose(id_, "school", [3])
        await work.polls.choose(id_, "deelnemer:3", [2, 1, 2])
        await work.polls.choose(id_, "school", [2])
        assert await work.polls.choices(id_) == {"deelnemer:3": (1, 2), "school": (2,)}
        await work.polls.choose(id_, "school", [])
        assert await work.polls.choices(id_) == {"deelnemer:3": (1, 2)}
        await work.people.remove(3)
        assert await work.polls.choices(id_) == {}
        assert await work.polls.choices(id_ + 1) == {}


async def test_who_was_asked_by_mail_is_found_by_the_token_also_when_the_poll_is_closed(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        id_ = (await work.polls.add(PRIKKER)).id or 0
        other = (await work.polls.add(KOMST)).id or 0
        school = await work.polls.ask_by_mail(id_, "school")
        expert = await work.polls.ask_by_mail(id_, "deelnemer:3")
        assert await work.polls.ask_by_mail(id_, "school") == school
        assert (school.poll, school.owner, school.code) == (id_, "school", CODE)
        assert len({one.token for one in (school, expert, await work.polls.ask_by_mail(other, "school"))}) == 3
        await work.polls.close(id_, NOW)
    async with storage.begin() as work:
        assert await work.polls.voters(id_) == [expert, school]
        assert await work.polls.voter_of_token(school.token) == school
        assert await work.polls.voter_of_token("0" * 20) is None
        await work.people.remove(3)
        assert await work.polls.voters(id_) == [school]


async def test_a_closed_poll_is_known_by_its_options_only(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        made = await work.polls.add(PRIKKER)
        await work.polls.close(made.id or 0, NOW + HOUR)
        await work.polls.close(made.id or 0, NOW + 2 * HOUR)
        later = await work.polls.add(replace(PRIKKER, opties=(Option("vijf", 1, NOW + DAY),)))
        assert await work.polls.of_option("een") == replace(made, gesloten=NOW + HOUR)
        assert await work.polls.latest(CODE, PollType.PRIKKER) == later
        assert await work.polls.all_open() == [later]


async def test_a_poll_belongs_to_a_case_that_is_there(storage: Storage) -> None:
    with pytest.raises(UnknownCase):
        async with storage.begin() as work:
            await work.polls.add(PRIKKER)
