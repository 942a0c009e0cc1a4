"""✅ ends a term that needs no facts, for the giver's own party; ⏰ reminds again; both are said in words."""

from datetime import date

import pytest

from retbot.domain.casus import casecode
from retbot.domain.casus.casus import Feit
from retbot.domain.casus.recording import close, record
from tests.clock import at
from tests.unit.handlers.conftest import ACCARE, EXPERT, ONE, aangemeld
from tests.world import BEHEERDER, SECRETARIS, VOORZITTER, World

TWO, THREE = (casecode.with_hyphens(drawn + casecode.check_symbol(drawn)) for drawn in ("8KH4T", "9KH4T"))
FORM = "OV-8.5b:1:"
TALK = "OV-8.6:1:"
AGENDA = "OV-8.4:0:"
PROMISE = "OV-7t:1:1"
BACK = "OV-8.17:1:Accare"


@pytest.mark.parametrize("emoji", ["✅", "✔️", "✔"])
async def test_a_tick_notes_what_is_done_and_says_who_said_so(planned: World, emoji: str) -> None:
    await planned.react(await planned.posted(TALK), emoji, VOORZITTER)

    assert (await planned.casus()).feit("voorgesprek", 1) == Feit("voorgesprek", date(2026, 4, 20), 1)
    assert planned.args("reactie_genoteerd")["wie"] == "de voorzitter"
    assert planned.rows()[-1].post.in_case


async def test_the_answer_says_how_to_undo_it(planned: World) -> None:
    await planned.react(await planned.posted(TALK), who=VOORZITTER)

    assert planned.args("reactie_genoteerd")["herstel"] == f"herstel {ONE} voorgesprek gehouden weg"
    await planned.say(f"!ret herstel {ONE} voorgesprek gehouden weg")
    assert not (await planned.casus()).feit("voorgesprek")


async def test_taking_the_reaction_back_undoes_it(planned: World) -> None:
    reaction = await planned.react(await planned.posted(TALK), who=VOORZITTER)
    await planned.take_back(reaction, VOORZITTER)

    assert not (await planned.casus()).feit("voorgesprek")
    assert planned.kinds()[-1] == "reactie_teruggenomen"
    assert planned.storage.memory.notes == {}


async def test_only_who_gave_a_reaction_takes_it_back(planned: World) -> None:
    reaction = await planned.react(await planned.posted(TALK), who=VOORZITTER)
    await planned.take_back(reaction, SECRETARIS)

    assert (await planned.casus()).feit("voorgesprek")


async def test_what_was_corrected_since_is_left_as_it_is(planned: World) -> None:
    reaction = await planned.react(await planned.posted(TALK), who=VOORZITTER)
    planned.clock.instant = at("2026-04-22 09:00")
    await planned.say(f"!ret herstel {ONE} voorgesprek gehouden 21 april")
    await planned.take_back(reaction, VOORZITTER)

    feit = (await planned.casus()).feit("voorgesprek")
    assert feit
    assert feit.day == date(2026, 4, 21)


async def test_after_closing_taking_back_is_refused(planned: World) -> None:
    reaction = await planned.react(await planned.posted(TALK), who=VOORZITTER)
    await planned.keep(close(await planned.casus(), "ingetrokken", date(2026, 4, 20), date(2026, 4, 20)))
    await planned.take_back(reaction, VOORZITTER)

    assert planned.kinds()[-1] == "casus_gesloten"


async def test_taking_back_what_did_nothing_does_nothing(planned: World) -> None:
    reaction = await planned.react(await planned.posted(AGENDA), "🎉")
    await planned.take_back(reaction, VOORZITTER)

    assert planned.kinds() == ["herinnering"]


@pytest.mark.parametrize("who", [EXPERT, SECRETARIS])
async def test_a_term_of_somebody_else_is_not_ended(planned: World, who: str) -> None:
    await planned.react(await planned.posted(TALK), who=who)

    assert not (await planned.casus()).feit("voorgesprek")
    assert planned.args("niet_uw_termijn")["wie"] == "voorzitter + aanmelder"


@pytest.mark.parametrize("who", [BEHEERDER, "@buiten:elders.test"])
async def test_who_has_no_part_in_the_case_is_not_answered(planned: World, who: str) -> None:
    await planned.react(await planned.posted(TALK), who=who)

    assert planned.kinds() == ["herinnering"]


async def test_a_term_that_needs_facts_names_its_command(planned: World) -> None:
    await planned.keep(aangemeld())
    await planned.react(await planned.posted(AGENDA))

    assert planned.args("reactie_te_weinig")["vorm"] == f"plan {ONE} EENDAG 14:00"
    assert not (await planned.casus()).besprekingen


async def test_a_term_that_was_met_already_is_not_noted_again(planned: World) -> None:
    event = await planned.posted(TALK)
    await planned.react(event, who=VOORZITTER)
    planned.clock.instant = at("2026-04-21 09:00")
    await planned.react(event, "✔", VOORZITTER)

    assert planned.kinds()[-1] == "reactie_al_gedaan"
    assert planned.args("reactie_al_gedaan")["op"] == date(2026, 4, 20)


@pytest.mark.parametrize("emoji", ["👍", "👍🏽", "👀", "❤️"])
async def test_seen_is_not_done(planned: World, emoji: str) -> None:
    await planned.react(await planned.posted(TALK), emoji, VOORZITTER)

    assert not (await planned.casus()).feit("voorgesprek")
    assert planned.kinds() == ["herinnering"]


@pytest.mark.parametrize(("term", "event", "form"), [(FORM, "formulier_gedeeld", f"formulier gedeeld {ONE}")])
async def test_sharing_needs_words(planned: World, term: str, event: str, form: str) -> None:
    await planned.react(await planned.posted(term))

    assert planned.args("reactie_te_weinig")["vorm"] == form
    assert not (await planned.casus()).feit(event)


async def test_follow_up_of_the_advies_needs_words(agreed: World) -> None:
    await agreed.keep(record(await agreed.casus(), Feit("advies_verzonden", date(2026, 5, 12), 1), date(2026, 5, 20)))
    terms = [key for key, term in (await agreed.termijnen()).items() if term.plicht.vervuld == "advies_opgevolgd"]
    assert terms
    for term in terms:
        await agreed.react(await agreed.posted(term), who=ACCARE)

    assert not (await agreed.casus()).feiten_van("advies_opgevolgd")


async def test_a_party_ticks_off_its_own_afspraak(agreed: World) -> None:
    reaction = await agreed.react(await agreed.posted(PROMISE), who=ACCARE)
    assert (await agreed.casus()).afspraak(1).klaar == date(2026, 5, 20)
    assert agreed.args("reactie_genoteerd")["herstel"] == f"afspraak {ONE} 1 open"

    await agreed.take_back(reaction, ACCARE)
    assert (await agreed.casus()).afspraak(1).klaar is None


async def test_a_party_ticks_off_its_own_feedback(agreed: World) -> None:
    await agreed.react(await agreed.posted(BACK), who=ACCARE)

    assert (await agreed.casus()).feit("terugkoppeling", 1, "Accare")


@pytest.mark.parametrize("who", [EXPERT, SECRETARIS, VOORZITTER])
async def test_nobody_ticks_off_what_another_party_owes(agreed: World, who: str) -> None:
    await agreed.react(await agreed.posted(PROMISE), who=who)

    assert (await agreed.casus()).afspraak(1).klaar is None
    assert agreed.args("niet_uw_termijn")["wie"] == "Accare"


async def test_a_tick_takes_no_decision(agreed: World) -> None:
    await agreed.react(await agreed.posted(PROMISE, "opschalen"), who=VOORZITTER)

    assert agreed.kinds()[-1] == "reactie_is_geen_besluit"
    assert not (await agreed.casus()).feiten_van("escalatie")


@pytest.mark.parametrize("about", [None, "uitnodiging", "OV-8.5b:9:", "opschaling"])
async def test_a_tick_on_a_message_about_no_term_is_left_alone(planned: World, about: str | None) -> None:
    await planned.react(await planned.posted(about))

    assert planned.kinds() == ["herinnering"]


async def test_a_tick_on_a_message_of_somebody_else_is_left_alone(planned: World) -> None:
    await planned.react("$van_een_ander")

    assert planned.kinds() == []


async def test_the_same_reaction_is_answered_once(planned: World) -> None:
    event = await planned.posted(TALK)
    reaction = await planned.react(event, who=EXPERT)
    planned.events = int(reaction.removeprefix("$e")) - 1
    await planned.react(event, who=EXPERT)

    assert planned.kinds().count("niet_uw_termijn") == 1


async def test_what_rests_on_it_keeps_a_fact_from_being_taken_back(agreed: World) -> None:
    event = await agreed.posted(BACK)
    reaction = await agreed.react(event, who=ACCARE)
    casus = record(await agreed.casus(), Feit("advies_verzonden", date(2026, 5, 20), 1), date(2026, 5, 20))
    await agreed.keep(casus)
    await agreed.take_back(reaction, ACCARE)

    assert not (await agreed.casus()).feit("terugkoppeling", 1, "Accare")


async def test_what_a_reaction_did_is_audited(planned: World) -> None:
    reaction = await planned.react(await planned.posted(TALK), who=VOORZITTER)
    await planned.take_back(reaction, VOORZITTER)

    assert [(a.role, a.what, a.outcome) for a in planned.storage.audits] == [
        ("voorzitter", "afgevinkt", "gedaan"),
        ("voorzitter", "afgevinkt", "teruggenomen"),
    ]


async def digest_of(world: World, day: str, since: str) -> str:
    return await world.posted(None, "overzicht", in_case=False, args={"dag": day, "sinds": since})


async def test_a_tick_under_the_digest_is_for_the_only_task_of_that_person(planned: World) -> None:
    await planned.keep(aangemeld(TWO))
    planned.clock.instant = at("2026-04-22 09:00")
    digest = await digest_of(planned, "2026-04-22", "2026-04-21")
    await planned.react(digest, who=EXPERT)
    nothing = planned.kinds()
    await planned.react(digest)

    assert nothing == ["overzicht"]
    assert planned.kinds()[1:] == ["reactie_genoteerd"]
    assert planned.rows()[-1].post.code == TWO
    async with planned.storage.begin() as work:
        casus = await work.cases.get(TWO)
    assert casus
    assert casus.feit("compleet")


async def test_a_tick_under_a_digest_with_more_tasks_asks_which(planned: World) -> None:
    await planned.keep(aangemeld(TWO))
    await planned.keep(aangemeld(THREE))
    planned.clock.instant = at("2026-04-22 09:00")
    await planned.react(await digest_of(planned, "2026-04-22", "2026-04-21"))

    assert planned.kinds()[1:] == ["reactie_welke"]
    assert planned.args("reactie_welke")["vormen"] == [f"`!ret compleet {code}`" for code in (TWO, THREE)]
