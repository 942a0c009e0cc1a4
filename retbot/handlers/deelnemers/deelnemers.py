"""deelnemers, deelnemer toevoegen, wijzigen and weg: the list of deelnemers. Rights come from the settings alone."""

from dataclasses import replace

from retbot.domain.deelnemers.deelnemerslijst import (
    check,
    missing_roles,
    needs_vog,
    team_roles,
)
from retbot.domain.deelnemers.mail_address import mask
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.deelnemers.substitutes import stand_in
from retbot.domain.errors import Refusal
from retbot.domain.invitations.inviting import DEELNEMER
from retbot.handlers.chat import examples
from retbot.handlers.chat.command import ADMINS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.lists import page, with_rest
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting import recipients
from retbot.meetings import invitations
from retbot.reading.deelnemers.listing import CHANGE, NEW_DEELNEMER, Change
from retbot.reading.grammar import Situation, or_refuse
from retbot.reading.numbers import PAGE
from retbot.reading.people import DEELNEMER as NUMMER
from retbot.wording.replies.deelnemers import deelnemers as say
from retbot.wording.replies.vastleggen.noteren import also_due

COMMANDS = Commands("deelnemers")
HIGHEST = "deelnemers:hoogste"
"""The note with the highest number ever used: a mail that waits for number 5 must not reach a new number 5."""


def _unknown_role(situation: Situation) -> Refusal:
    convenant = situation.team.convenant
    example = f"deelnemer toevoegen {examples.deelnemer(convenant)}"
    return Refusal("rol_onbekend", rollen=team_roles(convenant), voorbeeld=example)


@COMMANDS.declare(
    "deelnemers",
    PAGE,
    help="Wie er meedoen, met hun nummer; of zij in de kamer zijn en of ik een adres heb.",
    rights=ADMINS,
    effect=Effect.LOOK,
    code=Code.NONE,
)
async def deelnemers(request: Request, number: int) -> None:
    """One page of them."""
    people = await request.work.people.all()
    convenant = request.team.convenant
    found = await page(people, number, lambda one: _line(request, one), "deelnemers")
    await request.reply(
        say.deelnemerslijst,
        regels=with_rest(found, "deelnemers"),
        ontbreekt=missing_roles(people, convenant),
        voorbeeld=examples.deelnemer(convenant),
    )


@COMMANDS.declare(
    "deelnemer toevoegen",
    or_refuse(NEW_DEELNEMER, _unknown_role),
    help="Zet iemand op de lijst, zonder naam: `deelnemer toevoegen {met_vog}`.",
    rights=ADMINS,
    effect=Effect.RECORD,
    undone_by="deelnemer weg NUMMER",
    code=Code.NONE,
)
async def toevoegen(request: Request, typed: Change) -> None:
    new = replace(Deelnemer(await _next_number(request), "", sinds=request.today), **typed)  # type: ignore[arg-type]
    check(new, await request.work.people.all(), request.team.convenant)
    await request.work.notes.set(HIGHEST, str(new.nummer))
    await _keep(request, new)


@COMMANDS.declare(
    "deelnemer wijzigen",
    NUMMER,
    CHANGE,
    help="Verandert wat u erbij schrijft; `sector`, `partij`, `kamer`, `vog` of `vervanger` met `weg` haalt het weg.",
    rights=ADMINS,
    effect=Effect.RECORD,
    undone_by="deelnemer wijzigen NUMMER {deelnemer}",
    code=Code.NONE,
)
async def wijzigen(request: Request, old: Deelnemer, change: Change) -> None:
    new = replace(old, **change)  # type: ignore[arg-type]
    check(new, await request.work.people.all(), request.team.convenant)
    await _keep(request, new)


@COMMANDS.declare(
    "deelnemer weg",
    NUMMER,
    help="Haalt iemand van de lijst, ook zijn adres.",
    rights=ADMINS,
    effect=Effect.ACT,
    undone_by="deelnemer toevoegen {met_vog}",
    code=Code.NONE,
)
async def remove(request: Request, old: Deelnemer) -> None:
    if taker := next((d for d in await request.work.people.all() if d.vervangt == old.nummer), None):
        raise Refusal("heeft_vervanger", nummer=old.nummer, vervanger=taker.nummer)
    owner = f"{DEELNEMER}{old.nummer}"
    if coming := await recipients.leave(request, owner):
        request.confirm(say.gaat_deelnemer_weghalen, nummer=old.nummer, wie=old.label, aantal=coming)
        await request.reply(say.eerst_afgezegd, nummer=old.nummer, wie=old.label, aantal=coming)
        return
    if await invitations.is_being_uninvited(request.work, owner):
        raise Refusal("afzegging_onderweg", nummer=old.nummer, wie=old.label)
    request.confirm(say.gaat_deelnemer_weghalen, nummer=old.nummer, wie=old.label)
    await request.work.notes.set(HIGHEST, str(await _next_number(request) - 1))
    await request.work.people.remove(old.nummer)
    await request.reply(say.deelnemer_weg, nummer=old.nummer, wie=old.label, gevolgen=_also_due(request))


async def _next_number(request: Request) -> int:
    highest = int(await request.work.notes.get(HIGHEST) or 0)
    return max([highest, *(d.nummer for d in await request.work.people.all())]) + 1


async def _keep(request: Request, deelnemer: Deelnemer) -> None:
    await request.work.people.save(deelnemer)
    convenant = request.team.convenant
    await request.reply(
        say.deelnemer_bewaard,
        regel=await _line(request, deelnemer),
        nummer=deelnemer.nummer,
        zonder_adres=f"deelnemer:{deelnemer.nummer}" not in await request.work.addresses.owners(),
        gevolgen=_also_due(request),
        leidt=deelnemer.rol if deelnemer.rol in {convenant.voorzitter, convenant.secretaris} else "",
    )


def _also_due(request: Request) -> list[str]:
    """What the covenant wants at a change of the list."""
    return also_due(request.team.convenant, "deelnemers", "")


async def _line(request: Request, deelnemer: Deelnemer) -> str:
    owner = f"deelnemer:{deelnemer.nummer}"
    address = await request.work.addresses.get(owner)
    return say.one_line(
        deelnemer,
        mask=mask(address) if address else None,
        lost=address is None and owner in await request.work.addresses.owners(),
        vog_needed=needs_vog(deelnemer.rol, request.team.convenant),
        weg=await _away(request, deelnemer),
    )


async def _away(request: Request, deelnemer: Deelnemer) -> str:
    """The present absence, otherwise the next one, and the substitute."""
    coming = sorted((p for p in deelnemer.afwezig if p.tot >= request.today), key=lambda p: p.van)
    if not coming:
        return ""
    taker = stand_in(deelnemer, await request.work.people.all(), coming[0].van)
    return say.is_away(coming[0].van, coming[0].tot, request.today, taker.nummer if taker else None)
