"""tijdlijn and termijnen: the values that they show."""

from datetime import date

import pytest

from retbot.domain.casus.casus import Feit
from retbot.domain.casus.recording import close, record
from tests.clock import at
from tests.unit.handlers.conftest import ACCARE, EXPERT, ONE, OTHER, aangemeld, gepland, lines, verzonden
from tests.world import SECRETARIS, VOORZITTER, World


async def test_tijdlijn_tells_what_comes_which_day_moved_it_and_what_is_only_expected(room: World) -> None:
    await room.keep(gepland())
    await room.say(f"!ret tijdlijn {ONE}")
    shown = room.args("tijdlijn_casus")
    advies = next(line for line in lines(shown["regels"]) if "het advies versturen" in line)

    assert advies.startswith("verwacht **ma 18 mei**")
    assert "art. 8.16; Hemelvaartsdag en 15 mei tellen niet mee" in advies
    assert shown["gedaan"] == 2


async def test_tijdlijn_marks_a_reading_and_what_the_team_chose_itself(room: World) -> None:
    await room.keep(aangemeld())
    await room.say(f"!ret tijdlijn {ONE}")
    complete, agenda = lines(room.args("tijdlijn_casus")["regels"])

    assert "art. 8.3¹" in complete
    (answer,) = await room.say(f"!ret tijdlijn {ONE}")
    assert answer.endswith("¹ Deze termijn is een eigen afspraak van het team.")
    assert "Koningsdag en Bevrijdingsdag tellen niet mee; zoals wij het lezen" in agenda


async def test_after_closing_the_timeline_holds_the_day_on_which_all_goes(room: World) -> None:
    await room.keep(close(verzonden(), "opgelost", date(2026, 11, 12), date(2026, 11, 12)))
    await room.say(f"!ret tijdlijn {ONE}")
    (last,) = lines(room.args("tijdlijn_casus")["regels"])

    assert "vrijdag 12 november 2027" in last
    assert "art. 12.2" in last


async def test_beyond_the_last_known_year_it_says_that_bridge_days_are_not_known(room: World) -> None:
    room.clock.instant = at("2028-12-20 10:00")
    await room.keep(aangemeld(op=date(2028, 12, 20)))
    (answer,) = await room.say(f"!ret tijdlijn {ONE}")

    assert room.args("tijdlijn_casus")["brug"] == 2028
    assert "brugdagen" in answer


async def test_within_the_known_years_nothing_is_said_of_bridge_days(room: World) -> None:
    await room.keep(aangemeld())

    assert "brugdagen" not in "".join(await room.say(f"!ret tijdlijn {ONE}"))


async def terms(room: World, which: str = "", who: str = SECRETARIS) -> list[str]:
    await room.say(f"!ret termijnen {which}", who)
    return lines(room.args("termijnen_alle")["regels"])


async def test_termijnen_are_those_of_every_case_and_of_the_team(room: World) -> None:
    await room.keep(aangemeld())
    await room.keep(aangemeld(OTHER, date(2026, 4, 1)))
    found = await terms(room)

    assert any(line.startswith(ONE) for line in found)
    assert any(line.startswith(OTHER) for line in found)
    assert any(line.startswith("team") and "art. 4.4" in line for line in found)
    assert any("VOG" in line and "expert LVB (Ambiq)" in line for line in found)


async def test_what_has_no_term_says_so(room: World) -> None:
    casus = verzonden()
    await room.keep(record(casus, Feit("voorwaarde", casus.feiten[-1].day, 1, "meerwerk", "ja"), date(2026, 5, 12)))
    (answer,) = await room.say("!ret termijnen")
    _, without = answer.split("**Hiervoor noemt het convenant geen termijn**")

    assert any(line.startswith(f"• {ONE} de GI inlichten") for line in without.splitlines())


async def test_late_terms_are_only_the_late_ones(room: World) -> None:
    await room.keep(aangemeld())
    await room.keep(aangemeld(OTHER, date(2026, 4, 1)))

    assert [line[: len(OTHER)] for line in await terms(room, "te laat")] == [OTHER, OTHER]


async def test_this_week_runs_to_sunday_and_counts_what_is_late_besides(room: World) -> None:
    await room.keep(aangemeld())
    await room.keep(aangemeld(OTHER, date(2026, 4, 1)))
    found = await terms(room, "deze week")

    assert [line[: len(ONE)] for line in found] == [ONE]
    assert "wo 22 april" in found[0]
    assert room.args("termijnen_alle")["te_laat"] == 2


@pytest.mark.parametrize(
    ("who", "articles"),
    [
        (VOORZITTER, {"8.18", "4(3)", "4.4 en 8.21", "15.1"}),
        (ACCARE, {"7", "8.17"}),
        (EXPERT, {"11.3"}),
    ],
)
async def test_mine_are_those_of_my_role_and_my_party(room: World, who: str, articles: set[str]) -> None:
    casus = verzonden()
    for event in ("uitgenodigd", "formulier_gedeeld", "voorgesprek"):
        casus = record(casus, Feit(event, date(2026, 4, 21), 1), date(2026, 5, 12))
    await room.keep(casus)
    found = await terms(room, "mijn", who)

    assert {article for article in articles for line in found if f"(art. {article}" in line} == articles
    assert all(any(f"(art. {article}" in line for article in articles) for line in found)


async def test_another_filter_is_answered_with_the_right_form(room: World) -> None:
    await room.say("!ret termijnen volgende week")

    assert room.kinds() == ["te_veel"]
