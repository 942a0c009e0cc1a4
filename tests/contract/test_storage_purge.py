"""What every store does when a case is deleted, and with the audit log."""

from dataclasses import replace
from datetime import date

from retbot.domain.privacy.counters import HalfYearCount
from retbot.ports import AuditEntry, Channel, OwnMessage, Post, PostState, Question, Storage
from retbot.ports.storage.privacy import CLEARED, REPLACED
from tests.contract.storage_stage import (
    AANMELDING,
    CODE,
    DAY,
    HOUR,
    NOW,
    OTHER,
    Stage,
    casus,
    full_casus,
    in_case,
    keep,
    reminder,
)

WHY = "bewaartermijn voorbij"
COUNTED = [HalfYearCount("2026-1", "gemeente", "Zwolle"), HalfYearCount("2026-1", "casussen", "alle")]
PERSON = "@s:ret.example"


async def sent(storage: Storage, post: Post, event_id: str) -> int:
    async with storage.begin() as work:
        await work.outbox.put(post, NOW)
        row = await work.outbox.of_key(post.key)
        assert row
        await work.outbox.settle(row.id, PostState.SENT, NOW, event_id)
    return row.id


async def fill(storage: Storage) -> None:
    await keep(storage, casus(OTHER, replace(AANMELDING, vervolg_op=CODE)))
    async with storage.begin() as work:
        await work.cases.save(full_casus(), [], [reminder("a", NOW + HOUR)], NOW)
        await work.cases.set_thread(CODE, "$root")
        await work.addresses.set("school", "a@school.example", CODE)
        await work.questions.ask(Question(PERSON, "sluiten", "!r", None, CODE, gesteld=NOW))
        await work.questions.ask(Question(PERSON, "aanmelding", "!r", None, state={"vervolg": CODE}, gesteld=NOW))
        await work.notes.set("reactie:$1", f'{{"code": "{CODE}"}}')
        await work.notes.set("kamer", "!r")
        await work.audit.add(AuditEntry(NOW, "@s:ret.test", "compleet", "gedaan", CODE))
        await work.audit.add(AuditEntry(NOW, "@s:ret.test", "compleet", "gedaan", OTHER))


async def test_a_purge_leaves_nothing_about_the_case_and_all_about_another(storage_stage: Stage) -> None:
    storage = storage_stage.storage
    await fill(storage)
    async with storage.begin() as work:
        assert await work.purge.traces(CODE)
        await work.purge.case(CODE, COUNTED, WHY, NOW)
    async with storage.begin() as work:
        assert await work.purge.traces(CODE) == {}
        assert await work.cases.get(CODE) is None
        assert await work.cases.of_thread("$root") is None
        assert await work.addresses.owners(CODE) == []
        assert await work.questions.of_person(PERSON) == []
        assert await work.notes.starting_with("") == {"kamer": "!r"}
        assert await work.reminders.due(NOW + DAY, 9) == []
        other = await work.cases.get(OTHER)
        assert other is not None
        assert other.aanmelding.vervolg_op is None
    assert [entry.code for entry in await storage_stage.audits()] == [OTHER, None]


async def test_each_counter_goes_up_by_one_with_each_case(storage: Storage) -> None:
    await keep(storage, casus(), casus(OTHER))
    for code in (CODE, OTHER):
        async with storage.begin() as work:
            await work.purge.case(code, COUNTED[: 2 if code == CODE else 1], WHY, NOW)
    async with storage.begin() as work:
        assert await work.purge.counters() == {COUNTED[0]: 2, COUNTED[1]: 1}


async def test_a_purge_tells_what_the_bot_said_about_the_case(storage: Storage) -> None:
    await keep(storage, casus(), casus(OTHER))
    await sent(storage, in_case("own"), "$own")
    await sent(storage, in_case("other", OTHER), "$other")
    await sent(
        storage, Post("reply", Channel.ROOM, "status_alle", {"casussen": [f"{CODE}: open"]}, room_id="!r"), "$reply"
    )
    digest = await sent(storage, Post("digest", Channel.ROOM, "overzicht", {"dag": date(2026, 4, 20)}), "$digest")
    await sent(storage, Post("direct", Channel.ROOM, "x", {"code": CODE}, direct=PERSON), "$direct")
    async with storage.begin() as work:
        await work.outbox.put(in_case("waiting"), NOW)
        await work.outbox.mentions(digest, [CODE, OTHER])
        await work.outbox.mentions(digest, [CODE])
        assert (await work.purge.traces(CODE))["outbox"] == 5
        said = await work.purge.case(CODE, [], WHY, NOW)
        assert said == [
            OwnMessage("$own", None, None),
            OwnMessage("$reply", "!r", None),
            OwnMessage("$digest", None, None),
            OwnMessage("$direct", None, PERSON),
        ]
        assert [row.post.key for row in await work.outbox.posts()] == ["other"]


async def test_a_mention_of_a_case_that_is_not_there_is_left_out(storage: Storage) -> None:
    digest = await sent(storage, Post("digest", Channel.ROOM, "overzicht"), "$digest")
    async with storage.begin() as work:
        await work.outbox.mentions(digest, [CODE])


async def test_posts_about_no_case_and_unfinished_questions_are_forgotten_when_they_are_old(storage: Storage) -> None:
    for key, kind in (("antwoord:1", "status"), ("digest:1", "overzicht"), ("looptijd:1", "looptijd_voorbij")):
        await sent(storage, Post(key, Channel.ROOM, kind), f"${key}")
    async with storage.begin() as work:
        await work.outbox.put(Post("antwoord:2", Channel.ROOM, "status"), NOW)
        await work.outbox.forget(NOW, answers=True)
        assert len(await work.outbox.posts()) == 4
        await work.outbox.forget(NOW + HOUR, answers=True)
        assert [r.post.key for r in await work.outbox.posts()] == ["digest:1", "looptijd:1", "antwoord:2"]
        await work.outbox.forget(NOW + HOUR, answers=False)
        assert [r.post.key for r in await work.outbox.posts()] == ["looptijd:1", "antwoord:2"]
        for person, asked in (("@a:ret", NOW - HOUR), ("@b:ret", NOW)):
            await work.questions.ask(Question(person, "aanmelding", "!r", None, gesteld=asked))
        await work.questions.forget(NOW)
        assert not await work.questions.of_person("@a:ret")
        assert [question.gesteld for question in await work.questions.of_person("@b:ret")] == [NOW]


async def test_the_head_of_the_audit_moves_with_each_row(storage: Storage) -> None:
    async with storage.begin() as work:
        assert await work.audit.head() is None
        await work.audit.add(AuditEntry(NOW, "@s:ret.test", "a", "gedaan", CODE))
        first = await work.audit.head()
        await work.audit.add(AuditEntry(NOW, "@s:ret.test", "b", "gedaan"))
        second = await work.audit.head()
        assert await work.audit.purge(CODE, WHY, NOW) == 1
        third = await work.audit.head()
    assert first
    assert second
    assert third
    assert [first.id, second.id, third.id] == [1, 2, 3]
    assert len({first.head, second.head, third.head}) == 3


async def test_a_purge_of_the_audit_leaves_one_row_about_it(storage_stage: Stage) -> None:
    async with storage_stage.storage.begin() as work:
        for code in (CODE, None, CODE):
            await work.audit.add(AuditEntry(NOW, "@s:ret.test", "a", "gedaan", code))
        assert await work.audit.purge(CODE, WHY, NOW) == 2
        assert await work.audit.purge_before(NOW, WHY, NOW) == 0
        assert await work.audit.purge_before(NOW + HOUR, WHY, NOW + HOUR) == 1


async def test_an_old_version_is_forgotten_with_its_redaction_once_that_left(storage: Storage) -> None:
    for number in (1, 2, 3):
        await sent(storage, Post(f"bord:{number}", Channel.ROOM, "bord"), f"${number}")
    await sent(storage, Post(f"{REPLACED}$1", Channel.REDACTION, "bericht", target="$1"), "$r1")
    async with storage.begin() as work:
        await work.outbox.put(Post(f"{REPLACED}$2", Channel.REDACTION, "bericht", target="$2"), NOW)
        await work.outbox.forget_replaced()
    async with storage.begin() as work:
        assert [row.post.key for row in await work.outbox.posts()] == ["bord:2", "bord:3", f"{REPLACED}$2"]
        assert [row.post.key for row in await work.outbox.with_key("bord:")] == ["bord:2", "bord:3"]


async def test_the_redactions_of_deleted_cases_are_forgotten_once_the_last_one_left(storage: Storage) -> None:
    async with storage.begin() as work:
        assert not await work.outbox.forget_redactions()
    await sent(storage, Post(f"{CLEARED}$1", Channel.REDACTION, "bericht", target="$1"), "$r1")
    await sent(storage, Post("opruimer", Channel.ROOM, "status"), "$other")
    async with storage.begin() as work:
        await work.outbox.put(Post(f"{CLEARED}$2", Channel.REDACTION, "bericht", target="$2"), NOW)
        assert not await work.outbox.forget_redactions()
        row = await work.outbox.of_key(f"{CLEARED}$2")
        assert row
        await work.outbox.settle(row.id, PostState.REFUSED, NOW)
    async with storage.begin() as work:
        assert await work.outbox.forget_redactions()
        assert [row.post.key for row in await work.outbox.posts()] == ["opruimer"]
