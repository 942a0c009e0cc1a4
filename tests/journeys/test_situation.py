"""The bot sees what is going on: what is planned twice, what is over, and what does not come back."""

import pytest

from retbot.domain.casus.casus import BesprekingState
from retbot.domain.tijd import local
from tests.journeys.test_overleg import AANMELDING, new_case
from tests.world import SECRETARIS, World


@pytest.fixture
async def room() -> World:
    room = World()
    room.clock.set("2026-04-20 09:00")
    return room


async def planned_at(room: World) -> list[str]:
    """What is planned: `RET-7KH-4T3 05-18 10:00`, `overleg 05-21 13:00`."""
    async with room.storage.begin() as work:
        cases, overleggen = await work.cases.find(), await work.overleggen.all()
    found = [
        f"{casus.code} {local(one.start):%m-%d %H:%M}"
        for casus in cases
        for one in casus.rondes
        if one.state is BesprekingState.PLANNED
    ]
    return sorted([*found, *(f"overleg {local(one.start):%m-%d %H:%M}" for one in overleggen if one.staat)])


CLASHES = {
    "plan": (["plan OTHER ma 18 mei 10:00"], "plan CODE ma 18 mei 10:30"),
    "plan, same place": (["plan OTHER ma 18 mei 10:00 plek stadhuis"], "plan CODE ma 18 mei 10:00 plek stadhuis"),
    "plan into an overleg": (["overleg ma 18 mei 11:00-12:00"], "plan CODE ma 18 mei 10:30"),
    "verzet": (["plan OTHER ma 18 mei 10:00", "plan CODE di 19 mei 10:00"], "verzet CODE ma 18 mei 9:30"),
    "overleg": (["plan OTHER ma 18 mei 10:00"], "overleg ma 18 mei 9:00-11:00"),
    "a series": (["plan OTHER ma 18 mei 10:00"], "overleg elke maandag 9:00-11:00 vanaf 4 mei tot 1 juni"),
    "overleg verzet": (
        ["plan OTHER ma 18 mei 10:00", "overleg di 19 mei 9:00-11:00"],
        "overleg verzet di 19 mei naar ma 18 mei",
    ),
    "prik kies": (["prik CODE ma 18 mei 10:00, di 19 mei 10:00", "plan OTHER ma 18 mei 10:00"], "prik kies CODE 1"),
}
FREE = {
    "straight after": (["plan OTHER ma 18 mei 10:00 duur 60"], "plan CODE ma 18 mei 11:00"),
    "straight before": (["plan OTHER ma 18 mei 10:00"], "plan CODE ma 18 mei 9:00 duur 60"),
    "called off": (["plan OTHER ma 18 mei 10:00", "annuleer OTHER"], "plan CODE ma 18 mei 10:00"),
    "the next slot": (["overleg ma 18 mei 10:00-12:00", "plan OTHER ma 18 mei"], "plan CODE ma 18 mei"),
    "itself": (["plan CODE ma 18 mei 10:00"], "verzet CODE ma 18 mei 10:30"),
}


async def two_cases(room: World, lines: list[str], asked: str) -> str:
    """After these lines: what to type then."""
    code, other = await new_case(room), await new_case(room)
    room.code = code
    for line in [*lines, asked][:-1]:
        await room.say(f"!ret {line.replace('OTHER', other)}")
    return f"!ret {asked}"


@pytest.mark.parametrize("case", CLASHES)
async def test_what_would_be_at_the_same_time_is_asked_back(room: World, case: str) -> None:
    asked = await two_cases(room, *CLASHES[case])
    before = await planned_at(room)
    (said, *_) = await room.say(asked)
    assert "Toch doen? ja · nee" in said
    assert ("op dezelfde plek" in said) is ("same place" in case)
    assert await planned_at(room) == before
    assert await room.say("nee") == ["Goed, dan doe ik het niet."]
    assert await planned_at(room) == before
    await room.say("ja")
    assert await planned_at(room) == before
    await room.say(asked)
    await room.say("ja")
    assert await planned_at(room) != before


@pytest.mark.parametrize("case", FREE)
async def test_what_is_not_at_the_same_time_is_not_asked_back(room: World, case: str) -> None:
    asked = await two_cases(room, *FREE[case])
    before = await planned_at(room)
    said = await room.say(asked)
    assert not any("Toch doen?" in one for one in said)
    assert await planned_at(room) != before


@pytest.mark.parametrize(
    "line", ["uitnodigen CODE", "uitnodigen CODE ook aanmelder", "uitnodigen CODE zonder 1", "vervang CODE 1 door 2"]
)
async def test_nobody_is_invited_to_what_is_over(room: World, line: str) -> None:
    for who in ("expert LVB Ambiq", "expert GGZ Accare vervanger van 1"):
        await room.say(f"!ret deelnemer toevoegen {who}")
    await room.say("adres 1 lvb@ambiq.example", direct=True)
    await new_case(room)
    await room.say("!ret plan CODE do 7 mei 10:00")
    room.clock.set("2026-05-08 09:00")
    posts = room.last
    (said, *_) = await room.say(f"!ret {line}")
    assert "De bespreking van donderdag 7 mei is al geweest" in said
    assert "uitnodiging" not in room.kinds(posts)


async def test_once_the_bespreking_has_begun_its_outcome_is_next_and_nothing_before_it_is_asked_for(
    room: World,
) -> None:
    await new_case(room)
    await room.say("!ret plan CODE do 7 mei 10:00")
    room.clock.set("2026-05-07 09:59")
    (said,) = await room.say("!ret status CODE")
    assert "de deelnemers uitnodigen" in said
    assert "`!ret uitnodigen" in said
    room.clock.set("2026-05-07 10:00")
    for command in ("status CODE", "mijn", "termijnen"):
        (said,) = await room.say(f"!ret {command}")
        assert "uitnodigen" not in said, command
        assert "formulier delen" not in said, command
    assert "`!ret bespreking gehouden" in (await room.say("!ret status CODE"))[0]


async def test_a_bespreking_after_a_cancelled_one_is_no_vervolggesprek_in_any_list(room: World) -> None:
    code = await new_case(room)
    await room.say("!ret plan CODE do 7 mei 10:00")
    await room.say("!ret annuleer CODE")
    await room.say("!ret plan CODE ma 18 mei 10:00")
    for command in ("status CODE", "agenda"):
        (said,) = await room.say(f"!ret {command}")
        assert "vervolggesprek" not in said
    room.clock.set("2026-05-18 15:00")
    await room.say("!ret bespreking gehouden CODE ouders aanmelder")
    await room.say("!ret plan CODE do 28 mei 10:00")
    assert f"vervolggesprek **{code}**" in (await room.say("!ret agenda"))[0]


async def test_opening_a_case_again_says_what_does_not_come_back(room: World) -> None:
    await new_case(room)
    await room.say("!ret plan CODE do 7 mei 10:00")
    await room.say("!ret sluit CODE ingetrokken")
    said = " ".join(await room.say("!ret herstel CODE afgesloten weg"))
    assert "Dit komt niet terug: de bespreking van donderdag 7 mei (opnieuw plannen → `!ret plan" in said
    assert "mailadressen van deze casus" in said
    assert (await room.casus()).gesloten is None


async def test_an_afspraak_made_after_the_end_of_a_term_is_not_late_for_it(room: World) -> None:
    """Art. 8.17: what a partij has to tell within two weeks of the bespreking is over when its afspraak comes later."""
    room.clock.set("2026-05-07 16:00")
    await room.say(f"{AANMELDING} ontvangen=20-4-2026")
    await room.say("!ret bespreking gehouden CODE ouders aanmelder op 7 mei")
    await room.say("!ret afspraak CODE Accare 12 juni intake")
    await room.say("!ret noteer CODE advies verzonden")
    room.clock.set("2026-06-02 09:00")
    (before,) = await room.say("!ret termijnen te laat")
    assert "Accare" in before
    await room.say("!ret afspraak CODE Jarabee 12 juni intake")
    (after,) = await room.say("!ret termijnen te laat")
    assert "Accare" in after
    assert "Jarabee" not in after
    assert "voorbij (was" in (await room.say("!ret tijdlijn CODE"))[0]


AWAY = {
    "volgende week": ("27 april", "3 mei"),
    "ik ben er volgende week niet": ("27 april", "3 mei"),
    "deze week": ("20 april", "26 april"),
    "week 23": ("1 juni", "7 juni"),
    "week 23 en 24": ("1 juni", "14 juni"),
    "week 20 t/m week 22": ("11 mei", "31 mei"),
    "week 2": ("11 januari", "17 januari"),
    "volgende maand": ("1 mei", "31 mei"),
    "van 4 tot 15 mei": ("4 mei", "15 mei"),
    "1 volgende week": ("27 april", "3 mei"),
    "1 van 4 mei tot 15 mei": ("4 mei", "15 mei"),
}


@pytest.mark.parametrize("typed", AWAY)
async def test_a_week_or_a_month_is_a_period(room: World, typed: str) -> None:
    await room.say("!ret deelnemer toevoegen expert LVB Ambiq")
    (said, *_) = await room.say(f"!ret afwezig {typed}")
    first, last = AWAY[typed]
    assert f"{first}** tot en met **" in said
    assert f"{last}**" in said


@pytest.mark.parametrize("typed", ["2 do 7 mei", "2 vandaag"])
async def test_a_number_before_a_weekday_is_a_person(room: World, typed: str) -> None:
    for who in ("expert LVB Ambiq", "expert GGZ Accare"):
        await room.say(f"!ret deelnemer toevoegen {who}")
    (said, *_) = await room.say(f"!ret afwezig {typed}")
    assert "deelnemer 2 (expert GGZ (Accare)) is afwezig op" in said


FORMS = {
    "afspraak CODE": "Zo schrijft u het: `!ret afspraak",
    "afspraak CODE 1": "Wat is er met afspraak 1? Typ `!ret afspraak",
    "afspraak CODE #1": "Wat is er met afspraak 1?",
    "afspraak CODE 1 gedaan": "Wat is er met afspraak 1?",
    "afspraak CODE #1 klaar": "Afspraak 1 is er niet.",
    "afspraak CODE 1 mislukt": "`afspraak mislukt` is hier niet nodig, want het",
    "datalek vandaag 14:30 niet": "Het hele commando: `!ret datalek",
}


@pytest.mark.parametrize("typed", FORMS)
async def test_what_is_not_understood_shows_the_form_of_its_command(room: World, typed: str) -> None:
    await new_case(room)
    said = "\n".join(await room.say(f"!ret {typed}"))
    assert FORMS[typed] in said
    assert "Er is niets gewijzigd" in said


async def test_nobody_said_yes_is_never_counted_as_zero(room: World) -> None:
    for who in ("expert LVB Ambiq", "expert GGZ Accare"):
        await room.say(f"!ret deelnemer toevoegen {who}")
    for address in ("1 lvb@ambiq.example", "2 ggz@accare.example"):
        await room.say(f"adres {address}", direct=True)
    await new_case(room)
    await room.say("!ret plan CODE do 7 mei 10:00")
    await room.say("!ret uitnodigen CODE")
    for answer in ("", "!ret aanwezig CODE #1 nee", "!ret aanwezig CODE #2 ja"):
        said = await room.say(answer, SECRETARIS) if answer else []
        said += await room.say("!ret agenda")
        assert not any("0 van" in one for one in said)
