"""woorden, woord toestaan and woord weg: what the gate lets through for this team, beside what everybody may write."""

from retbot.domain.casus.safe_text import IdentifierType
from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import Refusal
from retbot.handlers.chat.command import Code, Command, Effect
from retbot.handlers.chat.lists import page_of, take_page, with_rest
from retbot.handlers.chat.request import Request
from retbot.wording.replies.deelnemers import woorden as say

_BEHEERDER = frozenset({Right.BEHEERDER})
_LONGEST = 60
_MAY_BE_ALLOWED = frozenset(
    (IdentifierType.NAAM, IdentifierType.WOORD, IdentifierType.PLAATS, IdentifierType.INSTELLING, IdentifierType.SCHOOL)
)
"""What an organisation may be taken for; a number or an address is no word."""


async def woorden(request: Request) -> None:
    number = take_page(request)
    found = await page_of(await request.allowed_words(), number, "woorden")
    await request.reply(say.toegestane_woorden, woorden=with_rest(found, "woorden"))


async def toestaan(request: Request) -> None:
    """`woord toestaan Zorgkwartier Oost`"""
    word = _word(request)
    kinds = request.kinds(word)
    if not set(kinds) <= _MAY_BE_ALLOWED:
        raise Refusal("woord_is_geen_woord", soorten=[str(identifier) for identifier in kinds])
    known = await request.allowed_words()
    if not kinds or word in known:
        raise Refusal("woord_mag_al")
    await request.allow_words((*known, word))
    await request.reply(say.woord_toegestaan)


async def remove(request: Request) -> None:
    word = _word(request)
    known = await request.allowed_words()
    if word not in known:
        raise Refusal("woord_onbekend")
    await request.allow_words(tuple(one for one in known if one != word))
    await request.reply(say.woord_weg)


def _word(request: Request) -> str:
    word = request.take_rest()
    if not word or len(word) > _LONGEST:
        raise Refusal("vorm", vorm=COMMANDS[1].usage)
    return word


COMMANDS = (
    Command(
        "woorden",
        "woorden [2]",
        "Welke woorden uw team in vrije tekst mag gebruiken, naast de meegeleverde lijsten.",
        "deelnemers",
        _BEHEERDER,
        woorden,
        Code.NONE,
        effect=Effect.LOOK,
        direct_only=True,
    ),
    Command(
        "woord toestaan",
        "woord toestaan NAAM VAN DE ORGANISATIE",
        "Laat de poort voor vrije tekst dit woord door: een organisatie of vakwoord, nooit een mens.",
        "deelnemers",
        _BEHEERDER,
        toestaan,
        Code.NONE,
        direct_only=True,
    ),
    Command(
        "woord weg",
        "woord weg NAAM VAN DE ORGANISATIE",
        "Laat de poort dit woord niet langer door.",
        "deelnemers",
        _BEHEERDER,
        remove,
        Code.NONE,
        direct_only=True,
    ),
)
