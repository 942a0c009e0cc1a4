"""woorden, woord toestaan and woord weg: the words that the check for identifying details allows for this team."""

from retbot.domain.casus.safe_text import IdentifierType
from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import Refusal
from retbot.handlers.chat.command import Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.lists import page_of, with_rest
from retbot.handlers.chat.request import Request
from retbot.reading.numbers import PAGE
from retbot.reading.texts import ORGANISATION
from retbot.wording.replies.deelnemers import woorden as say

COMMANDS = Commands("deelnemers")
_BEHEERDER = frozenset({Right.BEHEERDER})
_MAY_BE_ALLOWED = frozenset(
    (IdentifierType.NAAM, IdentifierType.WOORD, IdentifierType.PLAATS, IdentifierType.INSTELLING, IdentifierType.SCHOOL)
)
"""Types that the name of an organisation may resemble; a number or an address can not be allowed."""


@COMMANDS.declare(
    "woorden",
    PAGE,
    help="Welke woorden uw team in vrije tekst mag gebruiken, naast de meegeleverde lijsten.",
    rights=_BEHEERDER,
    effect=Effect.LOOK,
    code=Code.NONE,
    direct_only=True,
)
async def woorden(request: Request, number: int) -> None:
    found = await page_of(await request.allowed_words(), number, "woorden")
    await request.reply(say.toegestane_woorden, woorden=with_rest(found, "woorden"))


@COMMANDS.declare(
    "woord toestaan",
    ORGANISATION,
    help="Laat de poort voor vrije tekst dit woord door: een organisatie of vakwoord, nooit een mens.",
    rights=_BEHEERDER,
    effect=Effect.RECORD,
    undone_by="woord weg WOORD",
    code=Code.NONE,
    direct_only=True,
)
async def toestaan(request: Request, word: str) -> None:
    kinds = request.kinds(word)
    if not set(kinds) <= _MAY_BE_ALLOWED:
        raise Refusal("woord_is_geen_woord", soorten=[str(identifier) for identifier in kinds])
    known = await request.allowed_words()
    if not kinds or word in known:
        raise Refusal("woord_mag_al")
    await request.allow_words((*known, word))
    await request.reply(say.woord_toegestaan)


@COMMANDS.declare(
    "woord weg",
    ORGANISATION,
    help="Laat de poort dit woord niet langer door.",
    rights=_BEHEERDER,
    effect=Effect.RECORD,
    undone_by="woord toestaan WOORD",
    code=Code.NONE,
    direct_only=True,
)
async def remove(request: Request, word: str) -> None:
    known = await request.allowed_words()
    if word not in known:
        raise Refusal("woord_onbekend")
    await request.allow_words(tuple(one for one in known if one != word))
    await request.reply(say.woord_weg)
