"""Deleting a case when its term is over: announced once, carried out on its day, counters left."""

from datetime import date, datetime, timedelta

import pytest

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.recording import close
from retbot.domain.privacy.counters import HalfYearCount
from retbot.ports import AuditEntry, Channel, Post, PostState
from retbot.ports.storage.privacy import CLEARED
from tests.clock import at
from tests.unit.scheduling.stage import CODE, EXPERT, VERA, Stage, stage

CLOSED = date(2026, 11, 12)
OTHERS = Casecode("RET-7KJ-HNX"), Casecode("RET-8WF-0MZ")


async def closed(s: Stage) -> None:
    """The case of gesprek.md, closed on 12 November 2026; nothing was said yet."""
    await s.open(date(2026, 4, 20))
    await s.note("afgesloten", CLOSED, keuze="opgelost")


async def audited(s: Stage, code: str | None = CODE) -> list[AuditEntry]:
    return [entry for entry in s.storage.audits if code is None or entry.code == code]


async def test_it_is_announced_on_the_working_day_before_the_day_two_weeks_ahead_and_carried_out() -> None:
    s = stage("2027-10-25 8:00")
    await closed(s)
    told = await s.step(at("2027-11-15 12:00"))
    about = [(moment, sent) for moment, sent in told if CODE in sent.text and "verwijder" in sent.text]
    assert [moment for moment, _ in about] == ["2027-10-28 08:30"]
    sent = about[0][1]
    assert sent.text.startswith(f"{VERA} Op vrijdag 12 november 2027 verwijder ik alles over **{CODE}** (art. 12.2), ")
    assert sent.outgoing.rings == (VERA,)
    assert sent.outgoing.thread is None
    assert await gone_at(s) == "gone"


async def gone_at(s: Stage) -> str:
    async with s.storage.begin() as work:
        return "there" if await work.cases.get(CODE) else "gone"


async def test_it_goes_on_its_own_day_and_not_before() -> None:
    s = stage("2027-10-25 8:00")
    await closed(s)
    await s.step(at("2027-11-11 23:00"))
    assert await gone_at(s) == "there"
    await s.step(at("2027-11-12 8:45"))
    assert await gone_at(s) == "gone"


async def test_its_term_may_end_on_a_sunday() -> None:
    s = stage("2027-10-25 8:00")
    await s.open(date(2026, 4, 20))
    await s.note("afgesloten", date(2026, 11, 14), keuze="opgelost")
    await s.step(at("2027-11-13 23:00"))
    assert await gone_at(s) == "there"
    await s.step(at("2027-11-14 9:00"))
    assert await gone_at(s) == "gone"


async def test_after_a_standstill_the_room_still_gets_its_two_weeks() -> None:
    s = stage("2027-11-06 8:00")
    await closed(s)
    await s.step(at("2027-11-21 12:00"))
    assert "Op maandag 22 november 2027 verwijder ik" in s.texts("verwijder")[0]
    assert await gone_at(s) == "there"
    await s.step(at("2027-11-22 8:45"))
    assert await gone_at(s) == "gone"


async def look_now_and_then(s: Stage, until: datetime) -> None:
    """A room that is shut is tried each 40 seconds: too often to step through weeks of it."""
    while s.clock.instant < until:
        s.clock.instant = min(s.clock.instant + timedelta(hours=6), until)
        await s.now()


@pytest.mark.parametrize("start", ["2027-10-25 8:00", "2027-11-20 8:00", "2028-05-02 8:00"])
async def test_waiting_for_a_notice_that_cannot_be_said_ends_two_weeks_after_the_term_and_the_room_hears_it(
    start: str,
) -> None:
    s = stage(start)
    await closed(s)
    s.room.shut.add("!team:ret.example")
    last, day = max(at("2027-11-25 23:00"), at(start)), max(at("2027-11-26 8:45"), at(start) + timedelta(hours=1))
    await look_now_and_then(s, last)
    assert await gone_at(s) == "there"
    await look_now_and_then(s, day)
    assert await gone_at(s) == "gone"


@pytest.mark.parametrize("shut", [False, True])
async def test_a_closing_that_is_recorded_after_its_term_can_be_corrected_for_two_weeks(shut: bool) -> None:
    s = stage("2028-06-01 10:00")
    await s.open(date(2026, 4, 20))
    await s.keep(close(await s.casus(), "opgelost", CLOSED, date(2028, 6, 1)))
    if shut:
        s.room.shut.add("!team:ret.example")
    await look_now_and_then(s, at("2028-06-14 23:00"))
    assert [("Op donderdag 15 juni 2028" in text) for text in s.texts("verwijder ik")] == [True][shut:]
    assert await gone_at(s) == "there"
    await look_now_and_then(s, at("2028-06-15 8:45"))
    assert await gone_at(s) == "gone"


async def test_a_deletion_without_a_notice_is_said_once_without_the_code() -> None:
    s = stage("2028-05-02 8:00")
    await closed(s)
    await s.step(at("2028-05-05 12:00"))
    said = s.texts("verwijder")
    assert len(said) == 1
    assert said[0].startswith("De bewaartermijn van een of meer gesloten casussen was voorbij")
    assert CODE not in said[0]


async def test_a_notice_that_waits_names_the_day_that_holds_when_it_is_said() -> None:
    s = stage("2027-10-25 8:00")
    await closed(s)
    args = {"dag": date(2027, 11, 12)}
    async with s.storage.begin() as work:
        post = Post("waits", Channel.ROOM, "verwijdering", args, CODE)
        await work.outbox.put(post, s.clock.now(), at("2027-11-08 9:00"))
    await s.step(at("2027-11-21 12:00"))
    assert "Op maandag 22 november 2027 verwijder ik" in s.texts("verwijder")[0]
    assert await gone_at(s) == "there"
    await s.step(at("2027-11-22 8:45"))
    assert await gone_at(s) == "gone"


async def test_a_case_that_is_opened_again_stays() -> None:
    s = stage("2027-10-25 8:00")
    await closed(s)
    await s.step(at("2027-11-01 12:00"))
    casus = await s.casus()
    await s.keep(casus.without_feit(casus.feiten_van("afgesloten")[0]))
    await s.step(at("2027-11-20 12:00"))
    assert await gone_at(s) == "there"


async def test_what_is_announced_late_leaves_two_weeks_from_then() -> None:
    s = stage("2027-10-25 8:00")
    await closed(s)
    s.room.joined.add(VERA)
    s.room.shut.add("!team:ret.example")
    await look_now_and_then(s, at("2027-11-03 12:00"))
    s.room.shut.clear()
    await s.step(at("2027-11-16 12:00"))
    assert "Op woensdag 17 november 2027 verwijder ik" in s.texts("verwijder")[0]
    assert await gone_at(s) == "there"
    await s.step(at("2027-11-17 8:45"))
    assert await gone_at(s) == "gone"


async def test_what_the_bot_said_about_it_is_redacted_also_where_it_named_several() -> None:
    s = stage("2026-11-10 8:00")
    await s.open(date(2026, 4, 20))
    await s.put(Post("d", Channel.ROOM, "blijft_open", code=CODE, in_case=True))
    await s.put(Post("e", Channel.ROOM, "status_alle", {"casussen": [f"{CODE}: open"], "brug": None}))
    await s.step(at("2026-11-12 12:00"))
    await s.note("afgesloten", CLOSED, keuze="opgelost")
    await s.step(at("2027-11-12 12:00"))
    naming = {sent.event_id for sent in s.room.sent if CODE in sent.text}
    assert len(naming) == 3
    assert naming <= set(s.room.redacted)
    assert CODE not in repr(s.storage.memory)
    assert not naming & {row.post.target for row in s.storage.memory.outbox.values()}


async def test_only_counters_stay_and_nothing_is_said_of_it() -> None:
    s = stage("2027-10-25 8:00")
    await closed(s)
    async with s.storage.begin() as work:
        await work.audit.add(AuditEntry(s.clock.now(), VERA, "sluit", "gedaan", CODE))
    await s.step(at("2027-11-15 12:00"))
    async with s.storage.begin() as work:
        counters = await work.purge.counters()
    assert counters[HalfYearCount("2026-1", "gemeente", "Enschede")] == 1
    assert counters[HalfYearCount("2026-1", "reden van sluiten", "opgelost")] == 1
    assert set(counters.values()) == {1}
    assert [(e.what, e.outcome, e.removed) for e in await audited(s, None)] == [("purge", "bewaartermijn voorbij", 1)]
    assert CODE not in repr(s.storage.memory)


async def test_a_calendar_entry_to_come_is_cancelled_first() -> None:
    s = stage("2027-10-25 8:00")
    await s.open(date(2026, 4, 20))
    await s.people(EXPERT, mail=[1])
    await s.plan(at("2027-12-02 14:00"))
    await s.invite("deelnemer:1")
    await s.step(at("2027-10-26 12:00"))
    await s.note("afgesloten", CLOSED, keuze="overgedragen")
    await s.step(at("2027-11-12 12:00"))
    methods = [mail.invitation.method for mail in s.mailbox.sent if mail.invitation]
    assert methods == ["REQUEST", "CANCEL"]
    assert await gone_at(s) == "gone"


async def test_an_open_case_that_lies_still_for_a_year_is_put_to_the_voorzitter_each_month() -> None:
    s = stage("2027-04-01 8:00")
    await s.open(date(2026, 4, 20))
    told = await s.step(at("2027-07-01 12:00"))
    about = [(moment, sent.outgoing.rings) for moment, sent in told if "niets vastgelegd" in sent.text]
    assert about == [
        ("2027-04-20 08:30", (VERA,)),
        *((f"2027-{m}-0{d} 08:30", (VERA,)) for m, d in (("05", 3), ("06", 1), ("07", 1))),
    ]
    await s.note("compleet", date(2027, 7, 1))
    assert "niets vastgelegd" not in "".join(sent.text for _, sent in await s.step(at("2027-09-01 12:00")))


async def test_small_notes_and_what_was_broken_off_have_a_time_of_their_own() -> None:
    s = stage("2026-04-20 9:00")
    async with s.storage.begin() as work:
        await work.notes.set("reactie:$1", '{"op": "2026-04-20"}')
        await work.notes.set("aanmelding:geweigerd", '{"bewaard": "2026-04-20", "ontvangen": "2026-01-05"}')
        await work.notes.set("kamer", "!r")
    await s.step(at("2026-05-19 12:00"))
    async with s.storage.begin() as work:
        assert set(await work.notes.starting_with("aanmelding")) == {"aanmelding:geweigerd"}
    await s.step(at("2026-05-22 12:00"))
    async with s.storage.begin() as work:
        assert await work.notes.starting_with("aanmelding") == {}
        assert await work.notes.get("reactie:$1")
    await s.step(at("2026-04-20 9:00") + timedelta(days=92))
    async with s.storage.begin() as work:
        assert await work.notes.get("reactie:$1") is None
        assert await work.notes.get("kamer") == "!r"


async def test_an_announcement_that_was_sent_is_not_sent_again() -> None:
    s = stage("2027-10-25 8:00")
    await closed(s)
    await s.step(at("2027-11-11 12:00"))
    assert [row.state for row in await s.posts_of("verwijdering")] == [PostState.SENT]


async def left(s: Stage) -> int:
    async with s.storage.begin() as work:
        return len(await work.cases.codes())


async def test_between_two_deletions_goes_what_waits_to_be_said() -> None:
    s = stage("2028-01-03 9:00")
    for code in (CODE, *OTHERS):
        await s.open(date(2026, 4, 20), code)
        await s.put(Post(f"about:{code}", Channel.ROOM, "blijft_open", code=code, in_case=True))
        await s.sender.drain()
        await s.note("afgesloten", CLOSED, keuze="opgelost", code=code)
    there: list[int] = []

    async def while_it_is_redacted() -> None:
        if s.room.tries[-1].startswith(CLEARED):
            there.append(await left(s))

    s.room.in_flight = while_it_is_redacted
    await s.waker.run_rooms()
    assert sorted(set(there), reverse=True) == [2, 1, 0]


async def far_ahead(start: str, then: str) -> Stage:
    """A case whose term is over by a clock that was set from one day to another."""
    s = stage(start)
    await s.open(date(2026, 4, 20))
    await s.note("afgesloten", CLOSED, keuze="opgelost")
    s.room.joined.add(VERA)
    await s.now()
    s.clock.instant = at(then)
    await s.now()
    return s


async def test_by_a_clock_that_jumped_months_ahead_nothing_is_deleted_and_the_beheerder_hears_it() -> None:
    s = await far_ahead("2026-11-20 9:00", "2028-03-01 9:00")
    assert s.texts("De klok van deze computer sprong van vrijdag 20 november 2026 naar woensdag 1 maart 2028") != []
    await look_now_and_then(s, at("2028-03-14 23:00"))
    assert await gone_at(s) == "there"
    assert len(s.texts("De klok van deze computer")) == 1


async def test_a_clock_that_was_put_right_deletes_on_the_right_day() -> None:
    s = await far_ahead("2027-10-25 9:00", "2028-03-01 9:00")
    s.clock.instant = at("2027-10-26 9:00")
    await look_now_and_then(s, at("2027-11-11 23:00"))
    assert await gone_at(s) == "there"
    await look_now_and_then(s, at("2027-11-27 9:00"))
    assert await gone_at(s) == "gone"


async def test_a_standstill_that_is_longer_puts_it_off_two_weeks() -> None:
    s = await far_ahead("2026-11-20 9:00", "2028-03-01 9:00")
    await look_now_and_then(s, at("2028-03-15 9:00"))
    assert await gone_at(s) == "gone"


async def test_the_addresses_of_a_closed_case_go_on_the_morning_after_its_last_mail_left() -> None:
    s = stage("2026-11-12 16:00")
    await s.open(date(2026, 4, 20))
    await s.address("school", "zorg@school.example")
    await s.put(Post("m", Channel.MAIL, "opschaling", code=CODE, to="school"), due=at("2026-12-31 12:00"))
    await s.note("afgesloten", CLOSED, keuze="opgelost")
    await s.step(at("2026-11-16 9:00"))
    assert await owners(s) == ["school"]
    async with s.storage.begin() as work:
        await work.outbox.settle((await work.outbox.posts(sentence="opschaling"))[0].id, PostState.SENT, s.clock.now())
    await s.step(at("2026-11-17 9:00"))
    assert await owners(s) == []


async def owners(s: Stage) -> list[str]:
    async with s.storage.begin() as work:
        return await work.addresses.owners(CODE)
