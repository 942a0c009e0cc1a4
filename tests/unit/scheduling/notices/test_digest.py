"""The one message of a working morning that rings."""

from dataclasses import replace
from datetime import date, timedelta

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Feit
from retbot.domain.deelnemers.roles import Right
from retbot.ports import PostState
from tests.clock import at
from tests.contract.fake_room import Sent
from tests.unit.scheduling.notices.test_largest import codes
from tests.unit.scheduling.stage import ACCARE, CODE, EVA, EXPERT, SANNE, VERA, Stage, stage
from tests.unit.scheduling.test_reminders import with_advies

OTHER = Casecode("RET-2DX-9M8")
FOOT = f"Klaar? Leg het vast, bijvoorbeeld `!ret formulier gedeeld {CODE}`"


def digests(told: list[tuple[str, Sent]]) -> dict[str, Sent]:
    return {moment: sent for moment, sent in told if sent.text.removeprefix("*").startswith("Goedemorgen")}


async def planned() -> Stage:
    """As in the conversation: the bespreking is on 7 May, so inviting and sharing the form end on 30 April."""
    s = stage("2026-04-20 10:00")
    await s.open(date(2026, 4, 20))
    await s.note("compleet", date(2026, 4, 20))
    await s.plan(at("2026-05-07 14:00"))
    return s


async def test_it_tells_what_is_due_today_and_on_the_next_working_day() -> None:
    s = await planned()
    await s.note("uitgenodigd", date(2026, 4, 20))
    told = digests(await s.step(at("2026-04-29 9:00")))
    assert list(told) == ["2026-04-28 08:30", "2026-04-29 08:30"]  # two working days before, and the eve
    sent = told["2026-04-29 08:30"]
    assert sent.text.splitlines() == [
        "Goedemorgen. Dit vraagt aandacht:",
        f"• **{CODE}** het formulier delen met de experts, morgen (art. 8.5) — secretaris {SANNE}",
        FOOT,
    ]
    assert sent.outgoing.rings == (SANNE,)
    assert sent.outgoing.thread is None


async def test_its_key_is_the_day() -> None:
    s = await planned()
    await s.step(at("2026-04-29 9:00"))
    sent = [row.post.key for row in await s.posts_of("overzicht") if row.state is PostState.SENT]
    assert sent == ["digest:2026-04-28", "digest:2026-04-29"]


async def test_there_is_none_on_a_free_day_nor_when_there_is_nothing_to_say() -> None:
    s = await planned()
    told = digests(await s.step(at("2026-05-15 20:00")))
    assert list(told) == [
        "2026-04-28 08:30",
        "2026-04-29 08:30",
        "2026-04-30 08:30",
        "2026-05-01 08:30",
        "2026-05-04 08:30",
        "2026-05-06 08:30",  # not on Tuesday 5 May
        "2026-05-07 08:30",
        "2026-05-08 08:30",  # how did it go?
        "2026-05-11 08:30",  # a new week: everything that is late
    ]


async def test_on_the_eve_of_free_days_the_next_working_day_is_named() -> None:
    s = await planned()
    await s.move(at("2026-05-06 14:00"))  # then both end on Wednesday 29 April
    s.clock.instant = at("2026-04-24 8:30")
    await s.move(at("2026-05-05 14:00"))  # and now on Tuesday the 28th: Monday is Koningsdag
    told = digests(await s.now())
    text = told["2026-04-24 08:30"].text
    assert "de deelnemers uitnodigen, dinsdag 28 april (art. 8.5)" in text


async def test_what_became_late_is_told_once_and_again_at_the_start_of_a_week() -> None:
    s = await planned()
    await s.note("uitgenodigd", date(2026, 4, 20))
    told = digests(await s.step(at("2026-05-06 20:00")))
    late = {moment: sent.text.splitlines()[1] for moment, sent in told.items() if "te laat" in sent.text}
    assert list(late) == ["2026-05-01 08:30", "2026-05-04 08:30"]
    assert late["2026-05-01 08:30"] == (
        f"• **{CODE}** het formulier delen met de experts, was gisteren (art. 8.5), 1 werkdag te laat "
        f"— secretaris {SANNE}"
    )
    assert "was donderdag 30 april (art. 8.5), 2 werkdagen te laat" in late["2026-05-04 08:30"]
    assert told["2026-05-01 08:30"].text.startswith("Goedemorgen. Nog open:")


async def test_who_is_not_in_the_room_was_mailed_and_the_voorzitter_is_told_so() -> None:
    s = await with_advies()
    told = digests(await s.step(at("2026-05-26 9:00")))
    text = told["2026-05-22 08:30"].text
    what = "het advies opvolgen, dinsdag 26 mei (art. 7); de afspraken terugkoppelen, dinsdag 26 mei (art. 8.17)"
    assert f"{what} — Accare is gemaild, {VERA} ter informatie" in text
    assert told["2026-05-22 08:30"].outgoing.rings == (VERA,)


async def test_without_an_address_it_does_not_say_that_anybody_was_mailed() -> None:
    s = await with_advies()
    await s.address("deelnemer:2", None, code=None)
    told = digests(await s.step(at("2026-05-26 9:00")))
    assert f"— geen mail aan Accare, {VERA} geeft het door" in told["2026-05-22 08:30"].text


async def test_a_case_has_one_line_and_the_others_have_their_own() -> None:
    s = await planned()
    await s.open(date(2026, 4, 29), OTHER)
    s.clock.instant = at("2026-04-30 8:30")
    text = digests(await s.now())["2026-04-30 08:30"].text
    assert text.splitlines()[1:3] == [
        (
            f"• **{CODE}** de deelnemers uitnodigen, vandaag (art. 8.5); "
            f"het formulier delen met de experts, vandaag (art. 8.5) — secretaris {SANNE}"
        ),
        f"• **{OTHER}** controleren of het formulier compleet is, morgen (art. 8.3) — secretaris {SANNE}",
    ]


async def test_only_who_is_concerned_rings_each_once() -> None:
    s = await planned()
    for event in ("uitgenodigd", "formulier_gedeeld"):
        await s.note(event, date(2026, 4, 20))
    s.team = replace(s.team, rights=dict(s.team.rights) | {"@vic:ret.example": frozenset({Right.VOORZITTER})})
    told = digests(await s.step(at("2026-05-06 9:00")))
    sent = told["2026-05-06 08:30"]
    assert sent.outgoing.rings == (VERA, "@vic:ret.example")
    assert f"vóór de bespreking van morgen (art. 8.6) — voorzitter {VERA} @vic:ret.example en aanmelder" in sent.text


async def test_an_expert_rings_for_his_own_vog() -> None:
    s = stage("2027-02-24 10:00")
    await s.people(EXPERT)
    told = digests(await s.step(at("2027-03-01 9:00")))
    sent = told["2027-03-01 08:30"]
    assert f"een nieuwe VOG laten zien, vandaag (art. 11.3) — expert LVB (Ambiq) {EVA}" in sent.text
    assert EVA in sent.outgoing.rings


async def test_what_ended_while_the_bot_was_down_is_in_it_with_its_days() -> None:
    s = await planned()
    await s.note("uitgenodigd", date(2026, 4, 20))
    await s.step(at("2026-04-29 9:00"))
    s.clock.instant = at("2026-05-06 8:30")
    text = digests(await s.now())["2026-05-06 08:30"].text
    assert "was donderdag 30 april (art. 8.5), 3 werkdagen te laat" in text


async def test_up_again_during_the_day_it_is_sent_and_says_that_it_is_late() -> None:
    s = await planned()
    await s.step(at("2026-04-28 9:00"))
    s.clock.instant = at("2026-04-29 14:00")
    (sent,) = digests(await s.now()).values()
    assert sent.text.startswith(
        "Goedemorgen. Dit vraagt aandacht: (dit overzicht had vandaag om 08:30 moeten komen; ik was niet bereikbaar)"
    )


async def test_one_that_could_not_be_sent_is_made_good_by_the_next() -> None:
    s = await planned()
    await s.note("uitgenodigd", date(2026, 4, 20))
    await s.step(at("2026-04-30 9:00"))
    s.room.down = True
    await s.step(at("2026-05-01 20:00"))  # this morning would have told what became late on 30 April
    await s.note("voorgesprek", date(2026, 5, 1))
    s.room.down = False
    s.clock.instant = at("2026-05-06 8:30")
    assert "was donderdag 30 april" in digests(await s.now())["2026-05-06 08:30"].text


async def test_it_comes_once_a_day() -> None:
    s = await planned()
    await s.step(at("2026-04-29 8:30"))
    s.clock.instant += timedelta(hours=4)
    assert digests(await s.now()) == {}


async def test_a_bot_that_starts_for_the_first_time_at_noon_makes_no_excuses() -> None:
    s = stage("2026-04-29 12:00")
    await s.open(date(2026, 4, 29))
    assert await s.now() == []


async def test_a_case_whose_covenant_is_gone_keeps_no_other_from_being_told() -> None:
    s = await planned()
    lost = await s.open(date(2026, 4, 20), OTHER)
    async with s.storage.begin() as work:
        await work.cases.save(replace(lost, convenant="weg"), [], [], s.clock.now())
    assert list(digests(await s.step(at("2026-04-29 9:00")))) == ["2026-04-28 08:30", "2026-04-29 08:30"]


async def test_a_party_with_someone_in_the_room_rings_itself() -> None:
    s = await with_advies()
    await s.people(replace(ACCARE, matrix_id="@accare:ret.example"))
    told = digests(await s.step(at("2026-05-22 9:00")))
    assert told["2026-05-22 08:30"].outgoing.rings == ("@accare:ret.example",)
    assert "— Accare @accare:ret.example" in told["2026-05-22 08:30"].text


async def test_apart_from_the_exceptions_nobody_rings_twice_a_day() -> None:
    s = await with_advies()
    await s.people(EXPERT)
    told = await s.step(at("2026-07-10 12:00"))
    exempt = ("!ret escaleer", "De bespreking over")
    rung = [
        (moment[:10], who)
        for moment, sent in told
        for who in sent.outgoing.rings
        if not any(word in sent.text for word in exempt)
    ]
    assert rung
    assert len(rung) == len(set(rung))


async def test_what_can_still_be_done_in_time_stands_before_any_number_of_late_cases() -> None:
    s = stage("2026-06-20 10:00")
    for code in codes()[:25]:
        await s.open(date(2026, 6, 1), code)
    await s.open(date(2026, 6, 8))
    async with s.storage.begin() as work:
        await work.team_feiten.add(Feit("datalek", date(2026, 6, 20), 1, value="09:00"))
    s.clock.instant = at("2026-06-22 8:30")
    _, clock, due, late, *_ = digests(await s.now())["2026-06-22 08:30"].text.splitlines()
    assert clock.startswith("• **Team** het datalek melden bij de Autoriteit Persoonsgegevens, morgen om 09:00")
    assert due.startswith(f"• **{CODE}**")
    assert "vandaag" in due
    assert "te laat" in late


async def test_what_has_no_date_of_its_own_is_told_once_a_week_until_it_is_done() -> None:
    s = await planned()
    told = digests(await s.step(at("2026-05-05 9:00")))
    lines = [moment for moment, sent in told.items() if "nog te doen, zonder termijn: jeugdige en ouders" in sent.text]
    assert lines == ["2026-04-28 08:30", "2026-05-04 08:30"]  # Koningsdag is free, so that week begins on Tuesday
    assert f"(bijl. 3 (1)); de landelijke monitor invullen (art. 8.20) → `!ret status {CODE}`" in told[lines[0]].text
    casus = await s.casus()
    for duty in ("OV-B3.1", "OV-8.20"):
        casus = casus.with_feit(Feit("gedaan", date(2026, 5, 5), 0, duty))
    await s.keep(casus)
    later = digests(await s.step(at("2026-05-12 9:00")))
    assert not [sent for sent in later.values() if "zonder termijn" in sent.text]
