"""toestemmingen and toestemming: what the people concerned allow, and what they no longer do, at once."""

from datetime import date

from retbot.domain.casus.casus import Casus
from retbot.domain.casus.consent import consents_of, is_anonymous, mail_allowed
from retbot.domain.casus.consent_rules import ConsentType, goes_on_by, known_consents
from retbot.domain.casus.consenting import withdraw
from retbot.domain.casus.private_persons import private_roles
from retbot.domain.convenant.convenant import Convenant
from retbot.handlers.chat.command import EDITORS, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting import anonymity
from retbot.reading.grammar import optional
from retbot.reading.moments import DAY
from retbot.reading.vastleggen.toestemmingen import WITHDRAWN
from retbot.wording.replies.vastleggen import intrekken as say

_ADDRESSES = {ConsentType.MAIL, ConsentType.DEELNAME}
"""Withdrawing one of these also deletes the addresses of the family."""


COMMANDS = Commands("privacy")


@COMMANDS.declare(
    "toestemming",
    optional(WITHDRAWN),
    DAY,
    begins="intrekken",
    help="Een toestemming is ingetrokken: wat ermee mocht stopt meteen; zonder meer alles.",
    rights=EDITORS,
    effect=Effect.ACT,
    undone_by="noteer CODE toestemming",
)
async def toestemming(request: Request, what: ConsentType | None, day: date) -> None:
    """By default every consent that was given."""
    await take_back(request, await request.casus(), what, day)


@COMMANDS.declare(
    "toestemmingen",
    help="Welke toestemming er is: van wie de toestemming is, gegeven of niet, sinds wanneer, en in welk artikel.",
    rights=EDITORS,
    effect=Effect.LOOK,
    knows=lambda convenant: bool(known_consents(convenant)),
)
async def overzicht(request: Request) -> None:
    casus = await request.casus()
    convenant = request.convenant(casus)
    known = [say.consent_row(one, request.today) for one in consents_of(casus, convenant)]
    mail = [say.mail_row(rol) for rol in private_roles(casus, convenant) if mail_allowed(casus, rol)]
    await request.reply(say.wat_mag, regels=[*known, *mail], anoniem=is_anonymous(casus, convenant))


async def take_back(request: Request, casus: Casus, what: ConsentType | None, day: date) -> None:
    """Withdraws this consent, or all of them. Raises Refusal."""
    convenant = request.convenant(casus)
    changed, gone = withdraw(casus, convenant, what, day, request.today)
    await request.keep(changed)
    if _ADDRESSES & set(gone):
        await _forget_family(request, changed)
    told = await anonymity.tell_guests(request, casus, changed)
    regel = goes_on_by(convenant) if ConsentType.DEELNAME in gone else None
    scopes = [scope.value for scope in gone]
    seated = "" if is_anonymous(changed, convenant) or ConsentType.DEELNAME not in gone else _by_table(convenant)
    request.confirm(say.ga_intrekken, wat=scopes, anoniem=told is not None, gemaild=told or 0, aan_tafel=seated)
    await request.answer(
        say.ingetrokken,
        wat=scopes,
        anoniem=told is not None,
        gemaild=told or 0,
        stopt=regel.artikel if regel else "",
        aan_tafel=seated,
    )


def _by_table(convenant: Convenant) -> str:
    """The article of the rule by which who sits at the table decides on anonymity as well."""
    regel = convenant.regels.get("anoniem")
    return regel.artikel if regel else ""


async def _forget_family(request: Request, casus: Casus) -> None:
    private = {naam for naam, rol in request.convenant(casus).rollen.items() if rol.prive}
    for owner in await request.work.addresses.owners(casus.code):
        if owner in private:
            await request.work.addresses.set(owner, None, casus.code)
