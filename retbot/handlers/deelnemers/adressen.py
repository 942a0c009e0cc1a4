"""adres and mail: addresses are given in private and shown masked; a private person is mailed with consent only."""

from dataclasses import dataclass

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Feit
from retbot.domain.casus.private_persons import is_private, must_be_mailable, private_roles
from retbot.domain.casus.recording import record
from retbot.domain.deelnemers.deelnemerslijst import take_name, take_owner
from retbot.domain.deelnemers.mail_address import is_address, mask
from retbot.domain.errors import Refusal
from retbot.domain.invitations.inviting import mail_allowed
from retbot.handlers.chat.command import ADMINS, EDITORS, Code, Command, Effect
from retbot.handlers.chat.leftover import must_be_used_up
from retbot.handlers.chat.request import Request
from retbot.handlers.deelnemers.deelnemers import take_deelnemer
from retbot.meetings import invitations
from retbot.ports import KeysLost
from retbot.reading.arguments import take_code
from retbot.wording.replies.deelnemers import adressen as say

MAIL_TOESTEMMING = "mail_toestemming"
_GONE = "weg"


@dataclass(frozen=True, slots=True)
class Whose:
    """`owner` names the address in the vault, `who` in the chat. `prive`: mail to it must be switched on;
    `stil` as long as it is not."""

    owner: str
    who: str
    code: Casecode | None = None
    prive: bool = False
    stil: bool = False


async def adres(request: Request) -> None:
    """`adres 3 naam@organisatie.nl`, `adres RET-7KH-4T3 aanmelder naam@organisatie.nl`, `adres 3 weg`. The message
    goes, also when what it asks is refused: see Intake."""
    taken_away = await request.redact()
    address = _take_address(request)
    whose = await _whose(request)
    must_be_used_up(request)
    known = await request.work.owners(whose.code)
    if address is None and whose.owner not in known:
        raise Refusal("geen_adres", wie=whose.who)
    try:
        expected = await invitations.readdress(request.work, whose.owner, address, whose.code, request.now)
    except KeysLost:
        raise Refusal("sleutels_weg") from None
    if address is None:
        await request.reply(
            say.adres_weg, wie=whose.who, verwacht=len(expected), stil=whose.stil, verwijdering=taken_away
        )
        return
    await request.reply(
        say.adres_bewaard,
        wie=whose.who,
        masker=mask(address),
        vervangt=whose.owner in known,
        prive=whose.prive,
        opnieuw=0 if whose.stil else len(expected),
        verwijdering=taken_away,
    )


def _take_address(request: Request) -> str | None:
    """Cut off the end of `rest`; None for `weg`. Raises Refusal."""
    rest, _, last = request.rest.rpartition(" ")
    text = last.strip("<>,;").removeprefix("mailto:")
    request.rest = rest.strip()
    if not rest:
        raise Refusal("vorm", vorm=_by_name("adres").usage)
    if text.lower() == _GONE:
        return None
    if not is_address(text):
        raise Refusal("adres_onleesbaar")
    return text


async def _whose(request: Request) -> Whose:
    """Cuts off the number, or the code and the role. Raises Refusal."""
    typed = take_code(request.rest)
    if typed.code is None:
        deelnemer = await take_deelnemer(request, _by_name("adres").usage)
        return Whose(f"deelnemer:{deelnemer.nummer}", deelnemer.label)
    request.code, request.written, request.rest = typed.code, True, typed.rest
    casus = (await request.casus()).must_be_open()
    convenant = request.convenant(casus)
    if not request.rest:
        raise Refusal("vorm", vorm="adres CODE ROL naam@organisatie.nl")
    owner, request.rest = take_owner(request.rest, convenant)
    must_be_mailable(owner, casus, convenant)
    prive = is_private(owner, casus, convenant)
    return Whose(owner, owner, typed.code, prive, stil=prive and not mail_allowed(casus, owner))


async def mail(request: Request) -> None:
    """`mail RET-7KH-4T3 ouders aan toestemming=ja`, `mail RET-7KH-4T3 ouders uit`"""
    casus = await request.casus()
    convenant = request.convenant(casus)
    private = {naam: naam for naam in private_roles(casus, convenant)}
    found = take_name(request.take_rest(), private)
    if found is None:
        raise Refusal("alleen_prive_rollen", rollen=list(private))
    rol, rest = found
    must_be_mailable(rol, casus, convenant)
    match rest.lower().replace("=", " ").split():
        case ["aan", "toestemming", "ja"]:
            choice = "ja"
        case ["aan"]:
            raise Refusal("toestemming_nodig", rol=rol)
        case ["uit"]:
            choice = "nee"
        case _:
            raise Refusal("vorm", vorm=_by_name("mail").form(convenant))
    await request.keep(record(casus, Feit(MAIL_TOESTEMMING, request.today, subject=rol, value=choice), request.today))
    if choice == "nee":
        coming = await invitations.expected_at(request.work, rol, request.now)
        entry = any(told.reached and told.code == casus.code for told in coming)
        await request.answer(say.mail_uit, rol=rol, agenda=entry)
        return
    has_address = rol in await request.work.owners(casus.code)
    await request.answer(say.mail_aan, rol=rol, op=request.today, heeft_adres=has_address)


def _by_name(name: str) -> Command:
    return next(command for command in COMMANDS if command.name == name)


COMMANDS = (
    Command(
        "adres",
        "adres NUMMER naam@organisatie.nl",
        "Bewaart een mailadres, versleuteld; voor één casus `adres CODE {rol} naam@…`. `weg` haalt het weg.",
        "deelnemers",
        ADMINS,
        adres,
        Code.NONE,
        direct_only=True,
        effect=Effect.ACT,
    ),
    Command(
        "mail",
        "mail CODE {prive} aan toestemming=ja",
        "Zet mail aan wie het om gaat aan voor deze casus, met hun toestemming; `uit` stopt het.",
        "deelnemers",
        EDITORS,
        mail,
        Code.WRITTEN,
        effect=Effect.ACT,
    ),
)
