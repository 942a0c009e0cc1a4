"""adres and mail: addresses are entered in private and shown masked; a private person gets mail only with consent."""

from dataclasses import dataclass

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.consent import mail_allowed
from retbot.domain.casus.consenting import let_mail
from retbot.domain.casus.private_persons import is_private, must_be_mailable, private_roles
from retbot.domain.deelnemers.mail_address import mask
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Refusal
from retbot.handlers.chat.command import ADMINS, EDITORS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.meetings import invitations
from retbot.ports import KeysLost
from retbot.reading.deelnemers.addresses import MAIL_ADDRESS, MAIL_CHOICE, OWNER, PRIVATE_ROLE, MailChoice, TypedAddress
from retbot.reading.grammar import Situation, or_refuse
from retbot.reading.people import DEELNEMER
from retbot.wording.replies.deelnemers import adressen as say

COMMANDS = Commands("deelnemers")


@dataclass(frozen=True, slots=True)
class Whose:
    """`owner` identifies the address in the vault, `who` is the name in the chat. `prive`: mail must be switched on
    first; `stil`: it is not switched on."""

    owner: str
    who: str
    code: Casecode | None = None
    prive: bool = False
    stil: bool = False


@COMMANDS.declare(
    "adres",
    DEELNEMER,
    MAIL_ADDRESS,
    help="Bewaart een mailadres, versleuteld; met `weg` haalt u het weg.",
    rights=ADMINS,
    effect=Effect.ACT,
    undone_by="adres NUMMER weg",
    code=Code.NONE,
    direct_only=True,
)
async def adres(request: Request, deelnemer: Deelnemer, typed: TypedAddress) -> None:
    await _keep(request, Whose(f"deelnemer:{deelnemer.nummer}", deelnemer.label), typed.address)


@COMMANDS.declare(
    "adres",
    OWNER,
    MAIL_ADDRESS,
    form="adres CODE {rol} naam@organisatie.nl",
    help="Bewaart een mailadres voor één casus; met `weg` haalt u het weg.",
    rights=ADMINS,
    effect=Effect.ACT,
    undone_by="adres CODE {rol} weg",
    direct_only=True,
)
async def adres_in_case(request: Request, owner: str, typed: TypedAddress) -> None:
    casus = (await request.casus()).must_be_open()
    convenant = request.convenant(casus)
    must_be_mailable(owner, casus, convenant)
    prive = is_private(owner, casus, convenant)
    stil = prive and not mail_allowed(casus, owner)
    await _keep(request, Whose(owner, owner, casus.code, prive, stil), typed.address)


async def _keep(request: Request, whose: Whose, address: str | None) -> None:
    """The message is deleted even when the command is refused: see Intake."""
    taken_away = await request.redact()
    known = await request.work.addresses.owners(whose.code)
    if address is None and whose.owner not in known:
        raise Refusal("geen_adres", wie=whose.who)
    try:
        expected = await invitations.readdress(request.work, whose.owner, address, whose.code, request.now)
    except KeysLost:
        raise Refusal("sleutels_weg") from None
    _confirm(request, whose, address, vervangt=whose.owner in known, verwacht=len(expected))
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


def _confirm(request: Request, whose: Whose, address: str | None, *, vervangt: bool, verwacht: int) -> None:
    """An address that is only stored needs no confirmation."""
    who, code = whose.who, whose.code or ""
    if address is None:
        request.confirm(say.ga_adres_weghalen, wie=who, casus=code, verwacht=verwacht, stil=whose.stil)
    elif verwacht and not whose.stil:
        masker = mask(address)
        request.confirm(say.ga_adres_bewaren, wie=who, casus=code, masker=masker, vervangt=vervangt, opnieuw=verwacht)


def _only_private(situation: Situation) -> Refusal:
    casus = situation.casus
    return Refusal("alleen_prive_rollen", rollen=list(private_roles(casus, situation.convenant)) if casus else [])


@COMMANDS.declare(
    "mail",
    or_refuse(PRIVATE_ROLE, _only_private),
    MAIL_CHOICE,
    form="mail CODE {prive} aan toestemming=ja",
    help="Zet mail aan wie het om gaat aan voor deze casus, met hun toestemming; `uit` stopt het.",
    rights=EDITORS,
    effect=Effect.ACT,
    undone_by="mail CODE {prive} uit",
)
async def mail(request: Request, rol: str, choice: MailChoice) -> None:
    casus = await request.casus()
    must_be_mailable(rol, casus, request.convenant(casus))
    if choice is MailChoice.WITHOUT_CONSENT:
        raise Refusal("toestemming_nodig", rol=rol)
    request.confirm(say.gaat_mail_aanzetten if choice is MailChoice.ON else say.gaat_mail_uitzetten, rol=rol)
    await request.keep(let_mail(casus, rol, allowed=choice is MailChoice.ON, today=request.today))
    if choice is MailChoice.OFF:
        coming = await invitations.expected_at(request.work, rol, request.now)
        entry = any(told.reached and told.code == casus.code for told in coming)
        await request.answer(say.mail_uit, rol=rol, agenda=entry)
        return
    has_address = rol in await request.work.addresses.owners(casus.code)
    await request.answer(say.mail_aan, rol=rol, op=request.today, heeft_adres=has_address)
