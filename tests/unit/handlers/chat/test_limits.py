"""How much one person may ask, and how often guess."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

import pytest

from retbot.domain.casus import casecode
from retbot.domain.casus.safe_text import IdentifierType, SafeText
from retbot.handlers.chat.limits import BURST, GUESSES
from retbot.ports import LONGEST, Channel, Correction
from retbot.reading.arguments import identifying
from retbot.wording.replies import render
from tests.hang import fails_when_it_hangs
from tests.unit.handlers.conftest import ACCARE, ONE, aangemeld
from tests.world import BEHEERDER, SECRETARIS, VOORZITTER, World


class NoGate:
    """Implements ports.Gate for what it must never be asked."""

    def kinds(self, text: str, allowed: Collection[str] = ()) -> tuple[IdentifierType, ...]:
        raise AssertionError

    def check(self, text: str, allowed: Collection[str] = ()) -> SafeText:
        raise AssertionError

    def correction(self, text: str, allowed: Collection[str] = ()) -> Correction | None:
        raise AssertionError


def unknown(number: int) -> str:
    symbols = "2222" + casecode.ALPHABET[number]
    return casecode.with_hyphens(symbols + casecode.check_symbol(symbols))


async def test_a_flood_is_told_of_once_and_stops_nobody_else(room: World) -> None:
    for _ in range(BURST):
        assert await room.say("!ret agenda")
    told = await room.say("!ret agenda")
    silence = [await room.say("!ret agenda") for _ in range(20)]
    other = await room.say("!ret agenda", VOORZITTER)
    room.clock.instant += timedelta(seconds=1)
    later = await room.say("!ret agenda")

    assert told[0].startswith("Dat zijn te veel commando's achter elkaar.")
    assert silence == [[]] * 20
    assert other
    assert later == other


async def test_talk_that_is_not_for_the_bot_is_no_flood(room: World) -> None:
    for _ in range(BURST + 5):
        await room.say("gewoon overleg")

    assert await room.say("!ret agenda")


async def test_a_code_that_is_not_ones_own_is_answered_like_one_that_does_not_exist(room: World) -> None:
    await room.keep(aangemeld())

    assert await room.say(f"!ret status {ONE}", ACCARE) == await room.say(f"!ret status {unknown(0)}", ACCARE)


async def test_who_guesses_on_gets_one_answer_for_every_code_until_an_hour_later(room: World) -> None:
    await room.keep(aangemeld())
    for number in range(GUESSES):
        await room.say(f"!ret status {unknown(number)}", ACCARE)
    told = [row.post for row in room.rows() if row.post.sentence == "veel_codes"]
    refused = await room.say(f"!ret status {ONE}", ACCARE)
    same = await room.say(f"!ret status {unknown(11)}", ACCARE)
    without = await room.say("!ret help", ACCARE)
    room.clock.instant += timedelta(hours=1)
    after = await room.say(f"!ret status {unknown(11)}", ACCARE)

    assert [(post.direct, post.args) for post in told] == [(BEHEERDER, {"wie": ACCARE})]
    assert refused == same
    assert "tien casuscodes" in refused[0]
    assert without
    assert after == ["Die casus ken ik niet. Er is niets gewijzigd."]


@pytest.mark.parametrize("who", [SECRETARIS, VOORZITTER])
async def test_who_sees_every_case_may_mistype(room: World, who: str) -> None:
    await room.keep(aangemeld())
    for number in range(GUESSES + 1):
        await room.say(f"!ret status {unknown(number)}", who)

    assert str(ONE) in (await room.say(f"!ret status {ONE}", who))[0]


@pytest.mark.parametrize("piece", ["QUJD", "1", "a-", "ja ", "[[", "0 6 ", "RET-"])
async def test_a_message_that_is_too_long_is_taken_away_unread_and_told_so(room: World, piece: str) -> None:
    room.intake = replace(room.intake, gate=NoGate())
    said = f"!ret compleet {ONE} {piece * 20_000}"
    await room.keep(aangemeld())
    before = room.last

    assert await room.say(said) == [render("bericht_te_lang", {"hoogstens": LONGEST}, None)]
    assert [row.post.channel for row in room.rows(before)] == [Channel.REDACTION, Channel.ROOM]
    assert "2.000 tekens" in room.answers(before)[0]
    assert await room.say(said, direct=True)
    assert await room.say(said, replaces="$e1")
    assert await room.say(said.removeprefix("!ret ")) == []
    assert (await room.casus()).feiten == ()


def test_what_looks_for_numbers_and_addresses_does_not_hang() -> None:
    with fails_when_it_hangs():
        for piece in ("QUJD", "1111", "a-a-"):
            identifying(piece * 50_000)
