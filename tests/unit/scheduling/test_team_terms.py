"""The terms of the team itself: in the digest, and by mail."""

from dataclasses import replace
from datetime import date

from retbot.covenants import convenant_files
from retbot.domain.casus.casus import Feit
from tests.clock import at
from tests.contract.fake_room import Sent
from tests.mails import words
from tests.unit.scheduling.stage import EVA, EXPERT, SANNE, Stage, stage


def about(told: list[tuple[str, Sent]], word: str) -> list[str]:
    return [moment for moment, sent in told if word in sent.text]


async def done(s: Stage, plicht: str, op: date) -> None:
    async with s.storage.begin() as work:
        await work.team_feiten.add(Feit("gedaan", op, subject=plicht))


async def test_a_duty_of_every_half_year_is_reminded_of_until_it_is_done() -> None:
    s = stage("2026-06-01 8:30")
    told = await s.step(at("2026-07-02 12:00"))
    await done(s, "OV-4.4", date(2026, 7, 2))
    told += await s.step(at("2026-07-31 12:00"))
    days = ["2026-06-29 08:30", "2026-06-30 08:30", "2026-07-01 08:30", "2026-07-02 08:30"]
    assert about(told, "de casuïstiek evalueren") == days
    assert "in de stuurgroep bespreken, woensdag 1 juli (art. 4.4 en 8.21)" in s.texts("de casuïstiek evalueren")[0]


async def test_they_stand_in_the_main_line() -> None:
    s = stage("2026-06-01 8:30")
    told = await s.step(at("2026-06-29 12:00"))
    assert {sent.outgoing.thread for _, sent in told} == {None}


async def test_a_vog_is_asked_for_two_months_ahead_and_when_it_is_too_old() -> None:
    s = stage("2026-12-01 8:30")
    await s.people(EXPERT)
    told = await s.step(at("2027-03-03 12:00"))
    first, *_, last = about(told, "een nieuwe VOG laten zien")
    assert (first, last) == ("2026-12-31 08:30", "2027-03-02 08:30")
    assert f"een nieuwe VOG laten zien, maandag 1 maart (art. 11.3) — expert LVB (Ambiq) {EVA}" in s.texts("VOG")[0]


async def test_a_new_vog_ends_it() -> None:
    s = stage("2026-12-01 8:30")
    await s.people(EXPERT)
    await s.step(at("2027-01-05 12:00"))
    await s.people(replace(EXPERT, vog=date(2027, 1, 5)))
    assert about(await s.step(at("2027-04-01 12:00")), "VOG") == []


async def test_an_expert_outside_the_room_is_mailed() -> None:
    s = stage("2026-12-01 8:30")
    await s.people(replace(EXPERT, matrix_id=None), mail=[1])
    await s.step(at("2027-01-05 12:00"))
    (mail,) = s.mailbox.sent
    assert mail.subject == "Herinnering: een nieuwe VOG laten zien, uiterlijk maandag 1 maart"
    assert "Wat: Een nieuwe VOG laten zien\nWanneer: uiterlijk maandag 1 maart 2027\nGrond: art. 11.3" in words(mail)


async def test_missed_while_down_the_latest_is_told_and_says_that_it_is_late() -> None:
    s = stage("2026-06-01 8:30")
    await s.now()
    s.clock.instant = at("2026-07-03 10:00")
    told = await s.now()
    assert len(about(told, "de casuïstiek evalueren")) == 1
    assert s.texts("(dit overzicht had vandaag om 08:30 moeten komen; ik was niet bereikbaar)")


async def test_what_had_ended_before_the_team_began_is_shown_without_reminders() -> None:
    """A team that starts in December has not been late since July."""
    s = stage("2026-12-01 8:00")
    s.team = replace(s.team, convenant=convenant_files.load("model-2024"))
    told = await s.step(at("2026-12-31 12:00"))
    (terms,) = await s.say("!ret termijnen", SANNE)
    assert "voorbij (was" in terms
    assert not [sent.text for _, sent in told if "te laat" in sent.text]
    (late,) = await s.say("!ret termijnen te laat", SANNE)
    assert "te laat**" not in late


async def test_what_ends_after_the_team_began_is_reminded_of() -> None:
    s = stage("2026-12-01 8:00")
    s.team = replace(s.team, convenant=convenant_files.load("model-2024"))
    await s.step(at("2027-02-15 12:00"))
    assert s.texts("te laat")
