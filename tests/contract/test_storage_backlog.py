"""How every store counts the backlog."""

from datetime import date

from retbot.ports import PostState, Storage
from retbot.ports.vitals import Backlog
from tests.contract.storage_stage import DAY, HOUR, NOW, casus, in_case, keep, mail, post, termijn


async def backlog(storage: Storage) -> Backlog:
    async with storage.begin() as work:
        return await work.backlog(NOW + HOUR)


async def test_nothing_waits_in_a_store_that_is_new(storage: Storage) -> None:
    assert await backlog(storage) == Backlog()


async def test_what_should_have_left_is_counted_and_who_is_next_is_named(storage: Storage) -> None:
    await keep(storage, casus())
    async with storage.begin() as work:
        for one in (post("a"), mail("b"), post("c"), in_case("d")):
            await work.outbox.put(one, NOW)
        await work.outbox.put(post("later"), NOW, NOW + DAY)
        first, second, _ = await work.outbox.due(NOW, 9)
        await work.outbox.settle(first.id, PostState.SENT, NOW)
        await work.outbox.retry(second.id, NOW + DAY)
    found = await backlog(storage)
    assert (found.rooms, found.mail, found.oldest) == (2, 1, NOW)
    assert found.next_post
    assert found.next_post[1] == 0


async def test_terms_are_counted_and_those_that_are_over(storage: Storage) -> None:
    async with storage.begin() as work:
        terms = [termijn(date(2026, 4, 17), "a"), termijn(date(2026, 4, 20), "b"), termijn(date(2026, 5, 1), "c")]
        await work.cases.save(casus(), terms, [], NOW)
    found = await backlog(storage)
    assert (found.terms, found.late) == (3, 1)
