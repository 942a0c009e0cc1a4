"""status and agenda: the values that they show."""

from dataclasses import replace
from datetime import date

import pytest

from retbot.domain.casus.besprekingen import cancel
from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Feit
from retbot.domain.casus.recording import add_afspraak, close
from retbot.domain.termijnen.casustermijnen import is_of_afspraak
from retbot.handlers.chat import open_questions
from retbot.ports import Channel, Post, PostState, Question
from tests.clock import at
from tests.unit.handlers.conftest import ACCARE, ONE, OTHER, aangemeld, besproken, gepland, lines
from tests.world import ROOM, SECRETARIS, VOORZITTER, World


async def mailed(room: World, to: str, state: PostState, kind: str = "uitnodiging", key: str = "") -> None:
    async with room.storage.begin() as work:
        post = Post(f"{kind}:{key}:{to}", Channel.MAIL, kind, code=ONE, about="uitnodiging", to=to)
        await work.outbox.put(post, room.clock.now())
        row = await work.outbox.of_key(post.key)
        assert row
        if state is not PostState.OPEN:
            await work.outbox.settle(row.id, state, room.clock.now())


async def test_status_tells_where_a_case_stands_and_what_to_type_next(room: World) -> None:
    await room.keep(gepland())
    (answer,) = await room.say(f"!ret status {ONE}")
    shown = room.args("status_casus")

    assert "gemeente Enschede, 12–15 jaar" in str(shown["kop"])
    assert "donderdag 7 mei, 14:00–15:00" in str(shown["stand"])
    assert f"`!ret uitnodigen {ONE}`" in answer


async def test_status_lists_the_open_terms_with_their_articles_late_ones_first(room: World) -> None:
    await room.keep(gepland())
    room.clock.instant = at("2026-05-04 10:00")
    await room.say(f"!ret status {ONE}")
    terms = lines(room.args("status_casus")["termijnen"])

    assert [("2 werkdagen te laat" in t, "art. 8.5" in t) for t in terms[:2]] == [(True, True)] * 2
    assert "vóór do 7 mei" in terms[2]
    assert "art. 8.6" in terms[2]


async def test_on_the_free_days_after_its_end_a_term_is_just_late(room: World) -> None:
    await room.keep(replace(aangemeld(), feiten=(Feit("compleet", date(2026, 4, 20)),)))
    room.clock.instant = at("2026-05-09 10:00")  # a Saturday; the agenda was due on Wednesday the 6th
    await room.say(f"!ret status {ONE}")

    assert "2 werkdagen te laat" in lines(room.args("status_casus")["termijnen"])[0]


async def test_status_shows_the_fate_of_each_mail_by_whom_it_was_for(room: World) -> None:
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


async def test_of_two_invitations_to_one_person_the_last_one_counts(room: World) -> None:
    await room.keep(gepland())
    await mailed(room, "school", PostState.REFUSED, key="0")
    await mailed(room, "school", PostState.SENT, key="1")
    await room.say(f"!ret status {ONE}")

    assert lines(room.args("status_casus")["mails"]) == ["Uitnodiging: verzonden aan school"]


async def test_status_shows_the_afspraken_and_an_open_question(room: World) -> None:
    await room.keep(besproken())
    room.clock.instant = at("2026-05-28 10:00")
    async with room.storage.begin() as work:
        question = Question(VOORZITTER, "consensus", ROOM, None, ONE, gesteld=room.clock.now())
        await open_questions.ask(work, question, room.team, room.clock.now())
    await room.say(f"!ret status {ONE}")
    shown = room.args("status_casus")

    assert lines(shown["afspraken"]) == [
        "1 Accare, intake: was vr 22 mei, nog open",
        "2 Ambiq, overleg: klaar, vr 8 mei",
    ]
    assert lines(shown["vragen"]) == ["de voorzitter"]


async def test_status_in_the_thread_is_about_its_case(room: World) -> None:
    await room.keep(aangemeld())
    await room.say("!ret status", about=ONE)

    assert room.args("status_casus")["code"] == ONE


async def test_status_without_a_code_sorts_the_cases_by_their_nearest_term(room: World) -> None:
    await room.keep(aangemeld(op=date(2026, 4, 10)))
    await room.keep(aangemeld(OTHER, date(2026, 4, 1)))
    await room.say("!ret status")
    cases = lines(room.args("status_alle")["casussen"])

    assert [ONE in cases[1], OTHER in cases[0]] == [True, True]


async def test_a_case_whose_covenant_is_gone_is_still_listed(room: World) -> None:
    await room.keep(aangemeld(OTHER))
    lost = replace(aangemeld(), versie="0")
    async with room.storage.begin() as work:
        await work.cases.save(lost, [], [], room.clock.now())
    await room.say("!ret status")
    await room.say("!ret termijnen mijn")

    assert any("convenant" in line for line in lines(room.args("status_alle")["casussen"]))
    assert lines(room.args("termijnen_alle")["regels"])


async def test_who_is_not_involved_is_told_the_same_as_for_an_unknown_code(room: World) -> None:
    await room.keep(aangemeld())
    await room.say(f"!ret status {ONE}", ACCARE)
    await room.say(f"!ret status {OTHER}", ACCARE)
    await room.say("!ret status", ACCARE)

    assert room.kinds() == ["casus_onbekend", "casus_onbekend", "status_alle"]
    assert room.args("status_alle")["casussen"] == []


async def test_who_has_an_afspraak_sees_his_own_of_that_case_as_long_as_it_is_open(room: World) -> None:
    await room.keep(besproken())
    await room.say(f"!ret status {ONE}", ACCARE)
    await room.keep(close(besproken(), "opgelost", date(2026, 5, 12), date(2026, 5, 12)))
    await room.say(f"!ret status {ONE}", ACCARE)

    assert room.kinds() == ["status_eigen", "casus_onbekend"]


@pytest.mark.parametrize("who", [SECRETARIS, ACCARE])
async def test_each_afspraak_is_listed_once(room: World, who: str) -> None:
    casus = besproken()
    for _ in range(11):
        casus, _number = add_afspraak(casus, "Accare", date(2026, 5, 20), "intake")
    await room.keep(casus)
    (answer,) = await room.say(f"!ret status {ONE}", who)
    assert answer.count("intake") == sum(a.soort == "intake" for a in casus.afspraken)


async def test_afspraken_of_one_day_are_in_the_order_of_their_numbers(room: World) -> None:
    casus = besproken()
    for _ in range(11):
        casus, _number = add_afspraak(casus, "Accare", date(2026, 5, 20), "intake")
    terms = [
        int(t.subject or 0) for t in room.team.termijnen(casus) if is_of_afspraak(t) and t.day == date(2026, 5, 20)
    ]
    assert terms == sorted(terms)
    assert len(terms) >= 11


async def test_agenda_lists_what_is_planned_in_order_with_place_and_duration(room: World) -> None:
    await room.keep(gepland())
    await room.keep(gepland(OTHER, "2026-05-06 09:00"))
    await room.say("!ret agenda")
    first, second = lines(room.args("agenda_alle")["besprekingen"])

    assert OTHER in first
    assert ONE in second
    assert "donderdag 7 mei, 14:00–15:00** (60 minuten), Stadhuis, kamer 2" in second


async def test_a_cancelled_or_held_bespreking_is_not_on_the_agenda(room: World) -> None:
    await room.keep(cancel(gepland()))
    room.clock.instant = at("2026-05-08 09:00")
    await room.say("!ret agenda")

    assert room.args("agenda_alle")["besprekingen"] == []


async def test_a_bespreking_of_which_nobody_told_how_it_went_asks_for_it(room: World) -> None:
    await room.keep(gepland())
    room.clock.instant = at("2026-05-08 09:00")
    (answer,) = await room.say("!ret agenda")

    assert f"`!ret bespreking gehouden {ONE}`" in answer


@pytest.mark.parametrize("text", ["status {} nu", "tijdlijn {} graag", "agenda morgen"])
async def test_more_than_is_understood_is_refused(room: World, text: str) -> None:
    await room.keep(aangemeld())
    await room.say(f"!ret {text.format(ONE)}")

    assert room.kinds() == ["te_veel"]


async def test_nothing_open_is_said_in_words(room: World) -> None:
    for command in ("status", "agenda", "termijnen te laat", "termijnen deze week"):
        (answer,) = await room.say(f"!ret {command}")
        assert answer.endswith(".")
        assert "•" not in answer


@pytest.mark.parametrize("code", [ONE, OTHER])
async def test_reading_changes_nothing(room: World, code: Casecode) -> None:
    await room.keep(gepland())
    before = room.storage.memory.cases
    for command in (f"status {code}", "status", f"tijdlijn {code}", "agenda", "termijnen"):
        await room.say(f"!ret {command}")

    assert room.storage.memory.cases == before
