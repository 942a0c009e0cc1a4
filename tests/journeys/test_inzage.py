"""Who sees what: every command for every role, and what each is told of a case."""

import re

import pytest

from retbot.covenants import convenant_files
from retbot.domain.deelnemers.roles import Right
from retbot.domain.privacy.visibility import Visibility
from retbot.handlers.chat.command import Code, Command
from retbot.handlers.chat.limits import GUESSES
from retbot.handlers.table import commands
from tests.journeys.everybody import ACTORS, AWAY, CODE, GEMEENTE, UNKNOWN, Everybody, everybody
from tests.journeys.shows import shows
from tests.world import EXPERT, World

EVERYTHING, OWN, NOTHING_OF_IT = Visibility.EVERYTHING, Visibility.OWN, Visibility.NOTHING_OF_IT
LEADS = {"voorzitter", "secretaris"}
LISTED = {actor for actor in ACTORS if actor not in {*LEADS, *AWAY, "beheerder", "vreemde"}}
MAY = {"leidt": LEADS, "leidt en beheert": LEADS | {"beheerder"}, "doet mee": LEADS | LISTED}
MAY |= {"beheert": {"beheerder"}, "iedereen": LEADS | LISTED | {"beheerder"}, "zit voor": {"voorzitter"}}
"""A stand-in may what he may for whom he stands in, for as long as that one is away."""
WHO = {
    "leidt": (
        "aanmelding, overleg, overleg, overleg uitnodigen, overleg verzet, overleg afgelasten, plan, verzet, annuleer, "
        "prik, prik wijzig, prik kies, prik stop, prik voor, prik mail, uitnodigen, uitnodigen ook, uitnodigen zonder, "
        "uitnodigen zelf, vervang, bespreking gehouden, advies verzonden, "
        "oplossing verzonden, compleet, formulier gedeeld, voorgesprek gehouden, advies vastgesteld, opvolging, "
        "triage, noteer, hoedanigheid, knelpunt, knelpunt behandeld, nagaan, escaleer, sluit, herstel, verzoek, "
        "inzage, inzage akkoord, wis, wis akkoord, "
        "corrigeer, toestemming, toestemmingen, datalek niet inlichten, "
        "datalek, datalek, datalek ontdekt, datalek ingetrokken reden dubbel, datalek gemeld ap, datalek niet melden, "
        "datalek feiten, datalek aard ingezien, export monitor, betrokken, mail, vergoeding, cijfers, "
        "afspraak, afspraak mislukt, noteer toestemming apart, noteer weigering apart, noteer intrekking, "
        "aanmelding verder, importeer"
    ),
    "leidt en beheert": (
        "deelnemers, deelnemer toevoegen, deelnemer wijzigen, deelnemer weg, adres, adres rol naam organisatie nl"
    ),
    "doet mee": (
        "overleg aanwezig, agenda, overleggen, prik kan, aanwezig, ik kom, ik kom niet, ik kom misschien, "
        "afspraak klaar, afspraak open, "
        "terugkoppeling, opgevolgd, gedaan, gedaan teamplicht, gedaan vogplicht, "
        "knelpunten, afwezig, afwezig, terug, status, tijdlijn, termijnen, mijn, klacht, overzicht, vandaag"
    ),
    "beheert": "woorden, woord toestaan, woord weg, doctor",
    "zit voor": "aanmelding toch, verhuizen",
    "iedereen": "help, rondleiding, ongedaan",
}
SIGHT = {
    "voorzitter": (EVERYTHING, EVERYTHING),
    "secretaris": (EVERYTHING, EVERYTHING),
    "expert van de casus": (OWN, EVERYTHING),
    "expert van een andere casus": (NOTHING_OF_IT, EVERYTHING),
    "expert in zijn plaats": (OWN, EVERYTHING),
    "lid": (OWN, OWN),
    "partij met een afspraak": (OWN, OWN),
    "deelnemer, betrokken": (OWN, EVERYTHING),
    "deelnemer, niet meer betrokken": (NOTHING_OF_IT, NOTHING_OF_IT),
    "deelnemer": (NOTHING_OF_IT, NOTHING_OF_IT),
}
"""Under overijssel-2022 and under model-2024."""
PROFILES = ("overijssel-2022", "model-2024")
FORMS = {
    "prik kan": "prik kan CODE 1",
    "aanwezig": "aanwezig CODE ja",
    "ik kom": "ik kom CODE",
    "ik kom niet": "ik kom niet CODE",
    "ik kom misschien": "ik kom misschien CODE",
    "afspraak klaar": "afspraak CODE 1 klaar",
    "afspraak open": "afspraak CODE 1 open",
    "terugkoppeling": "terugkoppeling CODE",
    "opgevolgd": "opgevolgd CODE",
    "gedaan": "gedaan CODE {plicht}",
    "ongedaan": "ongedaan CODE",
    "status": "status CODE",
    "tijdlijn": "tijdlijn CODE",
}
"""The right form of what those who only take part may say about a case."""
PLICHT = {"overijssel-2022": "OV-8.15", "model-2024": "MO-8.13"}
SEES_NOTHING = [
    (p, a) for a, seen in SIGHT.items() for p, one in zip(PROFILES, seen, strict=True) if one is NOTHING_OF_IT
]


def called(command: Command) -> str:
    """Its name; of another form of the same name with the words of that form and the names of its examples."""
    first = next(one for one in commands() if one.name == command.name)
    words = re.findall(r"[a-z]+", re.sub(r"\[[^]]*\]", "", command.usage))
    return command.name if command == first else " ".join(words)


def form(command: Command, code: str, profile: str) -> str:
    usual = command.form(convenant_files.load(profile))
    text = FORMS.get(called(command)) or re.sub(r"\[[^]]*\]", "", usual).replace("DATUM", "20 april").replace(
        "EENDAG", "do 7 mei"
    )
    return text.replace("{plicht}", PLICHT[profile]).replace("CODE", code)


def may(actor: str, command: Command, away: tuple[Right, ...] = ()) -> bool:
    (group,) = (one for one, names in WHO.items() if called(command) in names.split(", "))
    stands_in = actor in AWAY and AWAY[actor] in away and str(AWAY[actor]) in MAY[group]
    return actor in MAY[group] or stands_in


def sight(actor: str, profile: str) -> Visibility:
    return dict(zip(PROFILES, SIGHT.get(actor, (NOTHING_OF_IT, NOTHING_OF_IT)), strict=True))[profile]


async def told(room: Everybody, actor: str, text: str) -> str:
    return "\n".join(words for _, words in await room.ask(actor, text))


def test_the_table_holds_every_command() -> None:
    assert sorted(", ".join(WHO.values()).split(", ")) == sorted(called(command) for command in commands())


@shows("OV-11.5", "MO-18.5")
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("actor", ACTORS)
async def test_each_role_may_give_its_commands_and_reads_in_no_answer_what_is_not_for_it(
    profile: str, actor: str
) -> None:
    room = await everybody(profile)
    for command in commands():
        answers = await room.ask(actor, form(command, CODE, profile))
        assert ("niet_bevoegd" in dict(answers)) != may(actor, command), called(command)
        words = "\n".join(text for _, text in answers)
        if actor not in LEADS and sight(actor, profile) is not EVERYTHING:
            assert GEMEENTE[profile] not in words, called(command)
            assert "12–15" not in words, called(command)
        if actor not in LEADS and sight(actor, profile) is NOTHING_OF_IT:
            assert CODE not in words, called(command)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("actor", AWAY)
async def test_a_stand_in_may_and_sees_what_he_stands_in_for_as_long_as_that_one_is_away(
    profile: str, actor: str
) -> None:
    away = (AWAY[actor],)
    present, absent = await everybody(profile), await everybody(profile, away)
    for command in commands():
        text = form(command, CODE, profile)
        assert "niet_bevoegd" in dict(await present.ask(actor, text)), called(command)
        if command.name not in {"wis", "sluit", "terug"}:  # the case and the absence must be there for the next
            assert ("niet_bevoegd" in dict(await absent.ask(actor, text))) != may(actor, command, away), called(command)
    assert GEMEENTE[profile] in await told(await everybody(profile, away), actor, f"status {CODE}")


@shows("OV-11.5", "MO-18.5")
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("actor", SIGHT)
async def test_each_role_is_shown_the_store_its_own_or_nothing(profile: str, actor: str) -> None:
    room, seen = await everybody(profile), sight(actor, profile)
    status, line = await told(room, actor, f"status {CODE}"), await told(room, actor, f"tijdlijn {CODE}")
    lists = [await told(room, actor, which) for which in ("status", "termijnen", "agenda")]
    assert (GEMEENTE[profile] in status) == (seen is EVERYTHING)
    assert ("donderdag 7 mei, 14:00–15:00" in status) == (seen is not NOTHING_OF_IT)
    assert ("Accare, intake" in status) == (seen is EVERYTHING or actor == "partij met een afspraak")
    assert [CODE in lists[0], CODE in lists[2]] == [seen is not NOTHING_OF_IT] * 2
    of_case = "\n".join(row for row in lists[1].splitlines() if CODE in row)
    assert [", secretaris" in text for text in (line, of_case)] == [seen is EVERYTHING] * 2
    has_own = any(title in status for title in ("**Uw termijnen**", "**Uw afspraken**"))
    assert (CODE in lists[1]) == (seen is EVERYTHING or has_own)
    assert ("U ziet hier alleen uw eigen taken" in status) == (seen is OWN)


@pytest.mark.parametrize(("profile", "actor"), SEES_NOTHING)
async def test_a_code_that_is_not_yours_is_answered_like_one_that_does_not_exist_and_counts_like_it(
    profile: str, actor: str
) -> None:
    room = await everybody(profile)
    about_a_case = [one for one in commands() if called(one) in FORMS and one.is_known(room.team.convenant)]
    assert {called(one) for one in commands() if one.code is not Code.NONE and may(actor, one)} == set(FORMS)
    for command in about_a_case:
        theirs = await room.ask(actor, form(command, CODE, profile))
        assert theirs == await room.ask(actor, form(command, UNKNOWN, profile)), called(command)
        assert [kind for kind, _ in theirs] == ["casus_onbekend"], called(command)


@pytest.mark.parametrize("code", [CODE, UNKNOWN])
async def test_who_guesses_codes_is_stopped_by_those_of_others_as_by_those_that_do_not_exist(code: str) -> None:
    room = await everybody("overijssel-2022")
    actor = "deelnemer, niet meer betrokken"
    for _ in range(GUESSES):
        await room.say(f"!ret status {code}", ACTORS[actor])
    (said,) = await room.say(f"!ret status {code}", ACTORS[actor])
    assert "tien casuscodes" in said


async def test_a_beheerder_who_guesses_with_addresses_is_counted_too() -> None:
    room = await everybody("overijssel-2022")
    for _ in range(GUESSES):
        *_, said = await room.say(f"!ret adres {CODE} aanmelder a@b.nl", ACTORS["beheerder"], direct=True)
        assert said.startswith("Die casus ken ik niet.")
    (said,) = await room.say(f"!ret adres {CODE} aanmelder a@b.nl", ACTORS["beheerder"], direct=True)
    assert "tien casuscodes" in said


@shows("GV-AVG5c", "IJ-AVG5c", "WF-AVG5c")
@pytest.mark.parametrize(
    ("profile", "words", "rol", "sees_all"),
    [
        ("gooi-en-vechtstreek-2018", "via=consulent gronden=overbruggingszorg lokaal=ja", "C&A team", True),
        ("ijsselland-pilot-2018", "via=manager-toegang escalatieladder=ja", "vaste deskundige", False),
        ("westfriesland-2023", "via=professional aanvraag=Aanmelding MDA++", "kernteamlid", False),
    ],
)
async def test_where_the_source_is_silent_the_team_shows_others_their_own(
    profile: str, words: str, rol: str, sees_all: bool
) -> None:
    room = World(profile)
    gemeente = room.team.convenant.gemeenten[0]
    await room.say(f"!ret aanmelding gemeente={gemeente} leeftijd=12-15 {words}")
    sector = room.team.convenant.sectoren[:1]
    await room.say(" ".join(["!ret deelnemer toevoegen", rol, *sector, EXPERT]))
    [status] = await room.say("!ret status CODE", EXPERT)
    assert (f"gemeente {gemeente}" in status) == sees_all
    assert ("alleen uw eigen taken (AVG 5 lid 1 onder c" in status) != sees_all
