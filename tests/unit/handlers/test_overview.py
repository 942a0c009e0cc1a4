"""status, tijdlijn, agenda, termijnen: the values that they show."""

from dataclasses import replace
from datetime import date

import pytest

from retbot.domain.bespreken import cancel, held
from retbot.domain.casecode import Casecode
from retbot.domain.casus import Casus, Feit
from retbot.domain.errors import Arg
from retbot.domain.vastleggen import add_afspraak, close, finish_afspraak, record
from retbot.ports import Channel, Post, PostState, Vraag
from tests.unit.handlers.conftest import (
    ACCARE,
    EXPERT,
    ONE,
    OTHER,
    ROOM,
    SECRETARIS,
    VOORZITTER,
    Room,
    aangemeld,
    at,
    gepland,
)


def lines(arg: Arg) -> list[str]:
    assert isinstance(arg, list)
    return [str(line) for line in arg]


def besproken(room: Room, day: date = date(2026, 5, 7)) -> Casus:
    """With two afspraken, of which the second is done."""
    casus = held(gepland(), day, ["ouders", "LVB"], room.team.convenant)
    casus, _ = add_afspraak(casus, "Accare", date(2026, 5, 22), "intake")
    casus, second = add_afspraak(casus, "Ambiq", date(2026, 5, 20), "overleg")
    return finish_afspraak(casus, second.nummer, date(2026, 5, 8), date(2026, 5, 8))


def verzonden(room: Room) -> Casus:
    return record(besproken(room), Feit("advies_verzonden", date(2026, 5, 12), 1), date(2026, 5, 12))


async def mailed(room: Room, to: str, state: PostState, kind: str = "uitnodiging", key: str = "") -> None:
    async with room.storage.begin() as work:
        post = Post(f"{kind}:{key}:{to}", Channel.MAIL, kind, code=ONE, about="uitnodiging", to=to)
        await work.put(post, room.clock.now())
        row = await work.post_of_key(post.key)
        assert row
        if state is not PostState.OPEN:
            await work.settle(row.id, state, room.clock.now())


async def test_status_tells_where_a_case_stands_and_what_to_type_next(room: Room) -> None:
    await room.keep(gepland())
    (answer,) = await room.say(f"!ret status {ONE}")
    shown = room.args("status_casus")

    assert "gemeente Enschede, 12–15 jaar" in str(shown["kop"])
    assert "donderdag 7 mei, 14:00–15:00" in str(shown["stand"])
    assert f"`!ret uitnodigen {ONE}`" in answer


async def test_status_lists_the_open_terms_with_their_articles_late_ones_first(room: Room) -> None:
    await room.keep(gepland())
    room.clock.instant = at("2026-05-04 10:00")
    await room.say(f"!ret status {ONE}")
    terms = lines(room.args("status_casus")["termijnen"])

    assert [("2 werkdagen te laat" in t, "art. 8.5" in t) for t in terms[:2]] == [(True, True)] * 2
    assert "vóór do 7 mei" in terms[2]
    assert "art. 8.6" in terms[2]


async def test_on_the_free_days_after_its_end_a_term_is_just_late(room: Room) -> None:
    await room.keep(replace(aangemeld(), feiten=(Feit("compleet", date(2026, 4, 20)),)))
    room.clock.instant = at("2026-05-09 10:00")  # a Saturday; the agenda was due on Wednesday the 6th
    await room.say(f"!ret status {ONE}")

    assert "2 werkdagen te laat" in lines(room.args("status_casus")["termijnen"])[0]


async def test_status_shows_the_fate_of_each_mail_by_whom_it_was_for(room: Room) -> None:
    await room.keep(gepland())
    await mailed(room, "deelnemer:1", PostState.SENT)
    await mailed(room, "deelnemer:2", PostState.OPEN)
    await mailed(room, "school", PostState.REFUSED)
    await mailed(room, "ouders", PostState.DROPPED)
    await room.say(f"!ret status {ONE}")
    (fates,) = lines(room.args("status_casus")["mails"])

    assert "verzonden aan expert LVB (Ambiq)" in fates
    assert "wacht voor expert GGZ (Karakter)" in fates
    assert "geweigerd: school" in fates
    assert "ouders" not in fates


async def test_of_two_invitations_to_one_person_the_last_one_counts(room: Room) -> None:
    await room.keep(gepland())
    await mailed(room, "school", PostState.REFUSED, key="0")
    await mailed(room, "school", PostState.SENT, key="1")
    await room.say(f"!ret status {ONE}")

    assert lines(room.args("status_casus")["mails"]) == ["Uitnodiging: verzonden aan school"]


async def test_status_shows_the_afspraken_and_an_open_question(room: Room) -> None:
    await room.keep(besproken(room))
    room.clock.instant = at("2026-05-28 10:00")
    async with room.storage.begin() as work:
        await work.ask(Vraag(VOORZITTER, "consensus", ROOM, None, ONE))
    await room.say(f"!ret status {ONE}")
    shown = room.args("status_casus")

    assert lines(shown["afspraken"]) == [
        "1 Accare, intake: was vr 22 mei, nog open",
        "2 Ambiq, overleg: klaar, vr 8 mei",
    ]
    assert lines(shown["vragen"]) == ["de voorzitter"]


async def test_status_in_the_thread_is_about_its_case(room: Room) -> None:
    await room.keep(aangemeld())
    await room.say("!ret status", EXPERT, about=ONE)

    assert room.args("status_casus")["code"] == ONE


async def test_status_without_a_code_sorts_the_cases_by_their_nearest_term(room: Room) -> None:
    await room.keep(aangemeld(op=date(2026, 4, 10)))
    await room.keep(aangemeld(OTHER, date(2026, 4, 1)))
    await room.say("!ret status")
    cases = lines(room.args("status_alle")["casussen"])

    assert [ONE in cases[1], OTHER in cases[0]] == [True, True]


async def test_a_case_whose_covenant_is_gone_is_still_listed(room: Room) -> None:
    await room.keep(aangemeld(OTHER))
    lost = replace(aangemeld(), versie="0")
    async with room.storage.begin() as work:
        await work.save(lost, [], [], room.clock.now())
    await room.say("!ret status")
    await room.say("!ret termijnen mijn")

    assert any("convenant" in line for line in lines(room.args("status_alle")["casussen"]))
    assert lines(room.args("termijnen_alle")["regels"])


async def test_who_is_not_involved_is_told_the_same_as_for_an_unknown_code(room: Room) -> None:
    await room.keep(aangemeld())
    await room.say(f"!ret status {ONE}", ACCARE)
    await room.say(f"!ret status {OTHER}", ACCARE)
    await room.say("!ret status", ACCARE)

    assert room.kinds() == ["casus_onbekend", "casus_onbekend", "status_alle"]
    assert room.args("status_alle")["casussen"] == []


async def test_who_has_an_afspraak_sees_that_case_as_long_as_it_is_open(room: Room) -> None:
    await room.keep(besproken(room))
    await room.say(f"!ret status {ONE}", ACCARE)
    await room.keep(close(besproken(room), "opgelost", date(2026, 5, 12), date(2026, 5, 12)))
    await room.say(f"!ret status {ONE}", ACCARE)

    assert room.kinds() == ["status_casus", "casus_onbekend"]


async def test_tijdlijn_tells_what_comes_which_day_moved_it_and_what_is_only_expected(room: Room) -> None:
    await room.keep(gepland())
    await room.say(f"!ret tijdlijn {ONE}")
    shown = room.args("tijdlijn_casus")
    advies = next(line for line in lines(shown["regels"]) if "het advies versturen" in line)

    assert advies.startswith("verwacht **ma 18 mei**")
    assert "art. 8.16; Hemelvaartsdag en 15 mei tellen niet mee" in advies
    assert shown["gedaan"] == 2


async def test_tijdlijn_marks_a_reading_and_what_the_team_chose_itself(room: Room) -> None:
    await room.keep(aangemeld())
    await room.say(f"!ret tijdlijn {ONE}")
    complete, agenda = lines(room.args("tijdlijn_casus")["regels"])

    assert "eigen afspraak van het team" in complete
    assert "Koningsdag en Bevrijdingsdag tellen niet mee; lezing" in agenda


async def test_after_closing_the_timeline_holds_the_day_on_which_all_goes(room: Room) -> None:
    await room.keep(close(verzonden(room), "opgelost", date(2026, 11, 12), date(2026, 11, 12)))
    await room.say(f"!ret tijdlijn {ONE}")
    (last,) = lines(room.args("tijdlijn_casus")["regels"])

    assert "vrijdag 12 november 2027" in last
    assert "art. 12.2" in last


async def test_beyond_the_last_known_year_it_says_that_bridge_days_are_not_known(room: Room) -> None:
    room.clock.instant = at("2028-12-20 10:00")
    await room.keep(aangemeld(op=date(2028, 12, 20)))
    (answer,) = await room.say(f"!ret tijdlijn {ONE}")

    assert room.args("tijdlijn_casus")["brug"] == 2028
    assert "brugdagen" in answer


async def test_within_the_known_years_nothing_is_said_of_bridge_days(room: Room) -> None:
    await room.keep(aangemeld())

    assert "brugdagen" not in "".join(await room.say(f"!ret tijdlijn {ONE}"))


async def test_agenda_lists_what_is_planned_in_order_with_place_and_duration(room: Room) -> None:
    await room.keep(gepland())
    await room.keep(gepland(OTHER, "2026-05-06 09:00"))
    await room.say("!ret agenda")
    first, second = lines(room.args("agenda_alle")["besprekingen"])

    assert OTHER in first
    assert ONE in second
    assert "donderdag 7 mei, 14:00–15:00** (60 minuten), Stadhuis, kamer 2" in second


async def test_a_cancelled_or_held_bespreking_is_not_on_the_agenda(room: Room) -> None:
    await room.keep(cancel(gepland()))
    room.clock.instant = at("2026-05-08 09:00")
    await room.say("!ret agenda")

    assert room.args("agenda_alle")["besprekingen"] == []


async def test_a_bespreking_of_which_nobody_told_how_it_went_asks_for_it(room: Room) -> None:
    await room.keep(gepland())
    room.clock.instant = at("2026-05-08 09:00")
    (answer,) = await room.say("!ret agenda")

    assert f"`!ret bespreking gehouden {ONE}`" in answer


async def terms(room: Room, which: str = "", who: str = SECRETARIS) -> list[str]:
    await room.say(f"!ret termijnen {which}", who)
    return lines(room.args("termijnen_alle")["regels"])


async def test_termijnen_are_those_of_every_case_and_of_the_team(room: Room) -> None:
    await room.keep(aangemeld())
    await room.keep(aangemeld(OTHER, date(2026, 4, 1)))
    found = await terms(room)

    assert any(line.startswith(ONE) for line in found)
    assert any(line.startswith(OTHER) for line in found)
    assert any(line.startswith("team") and "art. 4.4" in line for line in found)
    assert any("VOG" in line and "expert LVB (Ambiq)" in line for line in found)


async def test_what_has_no_term_says_so(room: Room) -> None:
    answers = await room.say("!ret termijnen")

    assert "betaalovereenkomst" in answers[0]
    assert "het convenant noemt hiervoor geen termijn" in answers[0]


async def test_late_terms_are_only_the_late_ones(room: Room) -> None:
    await room.keep(aangemeld())
    await room.keep(aangemeld(OTHER, date(2026, 4, 1)))

    assert [line[: len(OTHER)] for line in await terms(room, "te laat")] == [OTHER, OTHER]


async def test_this_week_runs_to_sunday_and_counts_what_is_late_besides(room: Room) -> None:
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
async def test_mine_are_those_of_my_role_and_my_party(room: Room, who: str, articles: set[str]) -> None:
    casus = verzonden(room)
    for event in ("uitgenodigd", "formulier_gedeeld", "voorgesprek"):
        casus = record(casus, Feit(event, date(2026, 4, 21), 1), date(2026, 5, 12))
    await room.keep(casus)
    found = await terms(room, "mijn", who)

    assert {article for article in articles for line in found if f"(art. {article}" in line} == articles
    assert all(any(f"(art. {article}" in line for article in articles) for line in found)


async def test_another_filter_is_answered_with_the_right_form(room: Room) -> None:
    await room.say("!ret termijnen volgende week")

    assert room.kinds() == ["vorm"]


@pytest.mark.parametrize("text", ["status {} nu", "tijdlijn {} graag", "agenda morgen"])
async def test_more_than_is_understood_is_refused(room: Room, text: str) -> None:
    await room.keep(aangemeld())
    await room.say(f"!ret {text.format(ONE)}")

    assert room.kinds() == ["te_veel"]


async def test_nothing_open_is_said_in_words(room: Room) -> None:
    for command in ("status", "agenda", "termijnen te laat", "termijnen deze week"):
        (answer,) = await room.say(f"!ret {command}")
        assert answer.endswith(".")
        assert "•" not in answer


@pytest.mark.parametrize("code", [ONE, OTHER])
async def test_reading_changes_nothing(room: Room, code: Casecode) -> None:
    await room.keep(gepland())
    before = room.storage.memory.cases
    for command in (f"status {code}", "status", f"tijdlijn {code}", "agenda", "termijnen"):
        await room.say(f"!ret {command}")

    assert room.storage.memory.cases == before
