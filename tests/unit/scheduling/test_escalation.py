"""Proposals to go a step up: the facts, whose decision it is, and when it is asked again."""

from dataclasses import replace
from datetime import date

from retbot.domain.casus.casus import Feit
from retbot.ports import Channel, Post
from tests.clock import at
from tests.contract.fake_room import Sent
from tests.unit.scheduling.stage import CODE, MANAGER, VERA, Stage, stage
from tests.unit.scheduling.test_reminders import with_advies
from tests.world import root_of


def proposals(told: list[tuple[str, Sent]]) -> dict[str, Sent]:
    return {moment: sent for moment, sent in told if "!ret escaleer" in sent.text}


async def missed() -> Stage:
    """The advies of 12 May; Trias began, Accare did not."""
    s = await with_advies()
    await s.agree("Trias", date(2026, 9, 1))
    await s.note("advies_opgevolgd", date(2026, 5, 20), "Trias")
    return s


async def step_up(s: Stage, op: date, stap: str = "1") -> None:
    casus = await s.casus()
    await s.keep(casus.with_feit(Feit("escalatie", op, casus.ronde, stap)))


async def test_after_two_weeks_the_voorzitter_gets_the_facts_and_keeps_the_decision() -> None:
    s = await missed()
    sent = proposals(await s.step(at("2026-05-27 9:00")))["2026-05-27 08:30"]
    assert sent.text.splitlines() == [
        (
            f"{VERA} Het advies over **{CODE}**, verzonden op dinsdag 12 mei, zou uiterlijk gisteren opgevolgd zijn "
            "(art. 7: 2 weken). Open: afspraak 1, Accare, intake (was vrijdag 22 mei)."
        ),
        "U kunt opschalen naar de programmamanager (art. 13.2). U besluit.",
        (
            f"`!ret escaleer {CODE}` · ⏰ morgen opnieuw · `!ret afspraak {CODE} 1 klaar` of "
            f"`!ret opgevolgd {CODE} Accare` als het intussen geregeld is"
        ),
    ]
    assert sent.outgoing.rings == (VERA,)
    assert sent.outgoing.thread == root_of(CODE)


async def test_what_is_missed_rings_at_once_and_its_repeats_at_most_once_a_week() -> None:
    s = await missed()
    said = await s.step(at("2026-07-31 12:00"))
    assert list(proposals(said)) == [
        "2026-05-26 08:30",  # the afspraak of Friday the 22nd: Monday is free
        "2026-05-27 08:30",  # the advies
        "2026-06-08 08:30",
        "2026-06-22 08:30",
    ]
    repeated = [moment for moment, sent in said if "het advies opvolgen, was dinsdag 26 mei" in sent.text]
    assert "2026-06-02 08:30" in repeated
    assert not set(repeated) & set(proposals(said)), "a morning with a proposal does not say it again"


async def test_the_party_is_mailed_all_the_same() -> None:
    s = await missed()
    await s.step(at("2026-05-27 9:00"))
    assert [m.key for m in s.mailbox.sent if "OV-7:" in m.key and m.key.endswith("2026-05-27")]


async def test_what_was_settled_is_not_proposed() -> None:
    s = await missed()
    await s.step(at("2026-05-25 9:00"))
    await s.note("advies_opgevolgd", date(2026, 5, 25), "Accare")
    await s.finish(1, date(2026, 5, 25))
    assert proposals(await s.step(at("2026-08-01 9:00"))) == {}


async def test_a_step_gets_five_working_days_before_the_next_is_offered() -> None:
    s = await missed()
    await s.step(at("2026-05-28 9:00"))
    await step_up(s, date(2026, 5, 28))
    told = proposals(await s.step(at("2026-07-31 12:00")))
    assert list(told) == ["2026-06-04 08:30", "2026-06-11 08:30", "2026-06-25 08:30"]
    first = told["2026-06-04 08:30"].text.splitlines()[0]
    assert "Sinds stap 1 van donderdag 28 mei is dat niet veranderd. Open: afspraak 1, Accare, intake" in first
    assert told["2026-06-04 08:30"].text.splitlines()[1] == (
        "Over de volgende stap beslist de programmamanager: de programmamanager benadert de bestuurders (art. 13.3). "
        "Is dat besluit er, leg het dan vast."
    )
    assert f"`!ret escaleer {CODE} stap 2 op do 4 juni`" in told["2026-06-04 08:30"].text


async def test_when_the_last_step_was_made_nothing_more_is_offered() -> None:
    s = await missed()
    await s.step(at("2026-06-04 9:00"))
    await step_up(s, date(2026, 5, 28))
    await step_up(s, date(2026, 6, 3), "2")
    told = await s.step(at("2026-07-31 12:00"))
    assert proposals(told) == {}
    late = [moment for moment, sent in told if "het advies opvolgen, was dinsdag 26 mei" in sent.text]
    assert set(late) >= {"2026-06-09 08:30", "2026-06-23 08:30"}


async def test_a_bespreking_without_a_solution_is_proposed_at_once() -> None:
    s = stage("2026-04-20 10:00")
    await s.open(date(2026, 4, 20))
    await s.plan(at("2026-05-07 14:00"))
    s.clock.instant = at("2026-05-07 16:00")
    await s.hold(date(2026, 5, 7))
    await s.note("consensus", date(2026, 5, 7), keuze="geen oplossing")
    told = proposals(await s.step(at("2026-05-12 9:00")))
    (sent,) = told.values()
    assert list(told) == ["2026-05-08 08:30"]
    assert f"Bij de bespreking van donderdag 7 mei over **{CODE}** kwam geen oplossing." in sent.text


async def test_postponed_it_comes_again_as_a_proposal() -> None:
    s = await missed()
    await s.step(at("2026-05-27 9:00"))
    async with s.storage.begin() as work:
        await work.reminders.postpone(CODE, "OV-7:1:Accare", at("2026-05-28 8:30"))
    told = proposals(await s.step(at("2026-05-28 9:00")))
    assert list(told) == ["2026-05-28 08:30"]
    assert told["2026-05-28 08:30"].outgoing.rings == (VERA,)


async def test_no_reaction_is_placed_unless_a_setting_says_so() -> None:
    s = await missed()
    assert proposals(await s.step(at("2026-05-27 9:00")))
    assert s.room.reactions == []


async def test_a_clock_is_offered_and_no_tick() -> None:
    s = await missed()
    s.team = replace(s.team, places_reactions=True)
    sent = proposals(await s.step(at("2026-05-27 9:00")))["2026-05-27 08:30"]
    assert [emoji for target, emoji in s.room.reactions if target == sent.event_id] == ["⏰"]


async def to_manager(s: Stage) -> None:
    args = {"ronde": 1, "stap": 1}
    await s.put(Post("opschaling:x", Channel.MAIL, "opschaling", args, CODE, "opschaling", to="deelnemer:3"))
    await s.now()


async def test_the_addressee_of_a_step_is_mailed_the_facts() -> None:
    s = await missed()
    await s.people(MANAGER, mail=[3])
    await s.step(at("2026-05-28 9:00"))
    s.mailbox.sent.clear()
    await step_up(s, date(2026, 5, 28))
    await to_manager(s)
    (mail,) = s.mailbox.sent
    assert (mail.to, mail.subject) == ("deelnemer3@partij.example", f"Opschaling {CODE}: wilt u contact opnemen?")
    assert "heeft een casus naar u opgeschaald, op donderdag 28 mei 2026 (art. 13.2)." in mail.text
    assert "Het advies is verzonden op dinsdag 12 mei 2026. Open: afspraak 1, Accare, intake" in mail.text
    assert "Bel de voorzitter, 038 000 00 00." in mail.text


async def test_without_an_address_the_secretaris_hears_that_nobody_was_told() -> None:
    s = await missed()
    await s.people(MANAGER)
    await s.step(at("2026-05-28 9:00"))
    await step_up(s, date(2026, 5, 28))
    await to_manager(s)
    assert s.texts("Het bericht van de opschaling aan programmamanager is niet verstuurd: ik heb geen adres.")


async def test_a_step_that_was_taken_back_is_not_mailed() -> None:
    s = await missed()
    await s.people(MANAGER, mail=[3])
    await to_manager(s)
    assert s.mailbox.sent == []
    assert not s.texts("niet verstuurd")
