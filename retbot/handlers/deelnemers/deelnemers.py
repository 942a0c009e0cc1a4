"""deelnemers, deelnemer toevoegen, wijzigen and weg: who takes part. Rights come from the settings alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from retbot.domain.deelnemers.deelnemerslijst import (
    check,
    missing_roles,
    needs_vog,
    organisations,
    take_name,
    team_roles,
)
from retbot.domain.deelnemers.mail_address import mask
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Refusal
from retbot.domain.invitations.inviting import DEELNEMER
from retbot.domain.invitations.substitution import stand_in
from retbot.handlers.chat import examples
from retbot.handlers.chat.command import ADMINS, Code, Command, Effect
from retbot.handlers.chat.lists import page, take_page, with_rest
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting import recipients
from retbot.meetings import invitations
from retbot.reading.arguments import past_day
from retbot.wording.replies.deelnemers import deelnemers as say

HIGHEST = "deelnemers:hoogste"
"""Note of the highest number that was ever given: a mail that waits for number 5 must not reach the next number 5."""
_MATRIX_ID = re.compile(r"(?<!\S)@[!-9;-~]+:[A-Za-z0-9.\-\[\]:]+(?!\S)")
_VOG = re.compile(r"(?<!\S)vog\s+(?:van\s+)?(?P<day>.+)$", re.IGNORECASE)
_GONE = re.compile(r"(?<!\S)(?P<what>sector|partij|kamer|vog|vervanger|ander\s+ret)\s+weg(?!\S)", re.IGNORECASE)
_GONE_IS: "Change" = {"ander_ret": False}
_FIELDS = {"sector": "sector", "partij": "partij", "kamer": "matrix_id", "vog": "vog", "vervanger": "vervangt"}
_STANDS_IN = re.compile(r"(?<!\S)(?:als\s+)?vervanger\s+(?:van|voor)\s+#?(?P<number>\d+)(?!\S)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?<!\S)(?:van\s+(?:een\s+)?)?ander\s+ret(?!\S)", re.IGNORECASE)
Change = dict[str, str | int | date | None]


@dataclass(slots=True)
class TypedDeelnemer:
    """What was typed, with what is understood of it taken out of `rest`."""

    rest: str
    change: Change = field(default_factory=dict)

    def cut(self, found: re.Match[str]) -> None:
        self.rest = " ".join(f"{self.rest[: found.start()]} {self.rest[found.end() :]}".split())

    def take(self, name: str, names: Mapping[str, str], *, shortened: bool = False) -> None:
        if found := take_name(self.rest, names, shortened=shortened):
            self.change[name], self.rest = found


async def deelnemers(request: Request) -> None:
    """A page of them."""
    number = take_page(request)
    people = await request.work.deelnemers()
    convenant = request.team.convenant
    found = await page(people, number, lambda one: _line(request, one), "deelnemers")
    await request.reply(
        say.deelnemerslijst,
        regels=with_rest(found, "deelnemers"),
        ontbreekt=missing_roles(people, convenant),
        voorbeeld=examples.deelnemer(convenant),
    )


async def toevoegen(request: Request) -> None:
    """`deelnemer toevoegen expert LVB Ambiq @anna:ret.nl vog 4-5-2025`"""
    typed = _apart(request)
    typed.take("rol", _same(request.team.convenant.rollen), shortened=True)
    if "rol" not in typed.change:
        example = f"deelnemer toevoegen {examples.deelnemer(request.team.convenant)}"
        raise Refusal("rol_onbekend", rollen=team_roles(request.team.convenant), voorbeeld=example)
    _sector_and_partij(request, typed)
    new = replace(Deelnemer(await _next_number(request), ""), **typed.change)  # type: ignore[arg-type]
    check(new, await request.work.deelnemers(), request.team.convenant)
    await request.work.set_note(HIGHEST, str(new.nummer))
    await _keep(request, new)


async def wijzigen(request: Request) -> None:
    """`deelnemer wijzigen 3 Accare`, `deelnemer wijzigen 3 vog 4-5-2025`, `deelnemer wijzigen 3 kamer weg`"""
    form = _by_name("deelnemer wijzigen").usage
    old = await take_deelnemer(request, form)
    typed = _apart(request)
    convenant = request.team.convenant
    if typed.rest.lower() not in {name.lower() for name in organisations(convenant)}:
        typed.take("rol", _same(convenant.rollen))
    _sector_and_partij(request, typed)
    if not typed.change:
        raise Refusal("vorm", vorm=form)
    new = replace(old, **typed.change)  # type: ignore[arg-type]
    check(new, await request.work.deelnemers(), convenant)
    await _keep(request, new)


async def remove(request: Request) -> None:
    form = _by_name("deelnemer weg").usage
    old = await take_deelnemer(request, form)
    if taker := next((d for d in await request.work.deelnemers() if d.vervangt == old.nummer), None):
        raise Refusal("heeft_vervanger", nummer=old.nummer, vervanger=taker.nummer)
    owner = f"{DEELNEMER}{old.nummer}"
    if coming := await recipients.leave(request, owner):
        await request.reply(say.eerst_afgezegd, nummer=old.nummer, wie=old.label, aantal=coming)
        return
    if await invitations.is_being_uninvited(request.work, owner):
        raise Refusal("afzegging_onderweg", nummer=old.nummer, wie=old.label)
    await request.work.set_note(HIGHEST, str(await _next_number(request) - 1))
    await request.work.remove_deelnemer(old.nummer)
    await request.reply(say.deelnemer_weg, nummer=old.nummer, wie=old.label)


async def take_deelnemer(request: Request, form: str) -> Deelnemer:
    """The one whose number `rest` starts with, which loses it. Raises Refusal."""
    word, _, rest = request.rest.lstrip("#").partition(" ")
    people = await request.work.deelnemers()
    if not word.isdecimal():
        raise Refusal("vorm", vorm=form)
    found = next((d for d in people if str(d.nummer) == word), None)
    if found is None:
        raise Refusal("nummer_onbekend", nummer=int(word[:6]))
    request.rest = rest.strip()
    return found


def _apart(request: Request) -> TypedDeelnemer:
    """Takes out what may stand anywhere. Raises Refusal."""
    typed = TypedDeelnemer(request.take_rest())
    if found := _MATRIX_ID.search(typed.rest):
        typed.change["matrix_id"] = found[0]
        typed.cut(found)
    if "@" in typed.rest:
        raise Refusal("id_onleesbaar")
    while found := _GONE.search(typed.rest):
        name = _FIELDS.get(found["what"].lower(), "ander_ret")
        typed.change[name] = _GONE_IS.get(name)
        typed.cut(found)
    if found := _STANDS_IN.search(typed.rest):
        typed.change["vervangt"] = int(found["number"])
        typed.cut(found)
    if found := _ELSEWHERE.search(typed.rest):
        typed.change["ander_ret"] = True
        typed.cut(found)
    if found := _VOG.search(typed.rest):
        typed.change["vog"] = past_day(found["day"], request.now, request.team.kalender)
        typed.cut(found)
    return typed


def _sector_and_partij(request: Request, typed: TypedDeelnemer) -> None:
    """In either order. Raises Refusal for what is neither; what follows both is left in `rest`."""
    convenant = request.team.convenant
    typed.take("sector", _same(convenant.sectoren))
    typed.take("partij", organisations(convenant), shortened=True)
    typed.take("sector", _same(convenant.sectoren))
    if not typed.rest:
        return
    if "partij" not in typed.change:
        raise Refusal("sector_of_partij_onbekend", sectoren=list(convenant.sectoren), partijen=list(convenant.partijen))
    request.rest = typed.rest


def _same(names: Mapping[str, object] | tuple[str, ...]) -> dict[str, str]:
    return {name: name for name in names}


async def _next_number(request: Request) -> int:
    highest = int(await request.work.note(HIGHEST) or 0)
    return max([highest, *(d.nummer for d in await request.work.deelnemers())]) + 1


async def _keep(request: Request, deelnemer: Deelnemer) -> None:
    await request.work.save_deelnemer(deelnemer)
    convenant = request.team.convenant
    await request.reply(
        say.deelnemer_bewaard,
        regel=await _line(request, deelnemer),
        nummer=deelnemer.nummer,
        zonder_adres=f"deelnemer:{deelnemer.nummer}" not in await request.work.owners(),
        leidt=deelnemer.rol if deelnemer.rol in {convenant.voorzitter, convenant.secretaris} else "",
    )


async def _line(request: Request, deelnemer: Deelnemer) -> str:
    owner = f"deelnemer:{deelnemer.nummer}"
    address = await request.work.address(owner)
    return say.one_line(
        deelnemer,
        mask=mask(address) if address else None,
        lost=address is None and owner in await request.work.owners(),
        vog_needed=needs_vog(deelnemer.rol, request.team.convenant),
        weg=await _away(request, deelnemer),
    )


async def _away(request: Request, deelnemer: Deelnemer) -> str:
    """The absence that goes on, or else the next, and who stands in then."""
    coming = sorted((p for p in deelnemer.afwezig if p.tot >= request.today), key=lambda p: p.van)
    if not coming:
        return ""
    taker = stand_in(deelnemer, await request.work.deelnemers(), coming[0].van)
    return say.is_away(coming[0].van, coming[0].tot, request.today, taker.nummer if taker else None)


def _by_name(name: str) -> Command:
    return next(command for command in COMMANDS if command.name == name)


COMMANDS = (
    Command(
        "deelnemers",
        "deelnemers [2]",
        "Wie er meedoen, met hun nummer; of zij in de kamer zijn en of ik een adres heb.",
        "deelnemers",
        ADMINS,
        deelnemers,
        Code.NONE,
        effect=Effect.LOOK,
    ),
    Command(
        "deelnemer toevoegen",
        "deelnemer toevoegen ROL [SECTOR] [PARTIJ] [@naam:server] [vog DATUM] [vervanger van NUMMER]",
        "Zet iemand op de lijst, zonder naam: `deelnemer toevoegen {met_vog}`.",
        "deelnemers",
        ADMINS,
        toevoegen,
        Code.NONE,
    ),
    Command(
        "deelnemer wijzigen",
        "deelnemer wijzigen NUMMER [ROL] [SECTOR] [PARTIJ] [@naam:server] [vog DATUM] [vervanger van NUMMER]",
        "Verandert wat u erbij schrijft; `sector`, `partij`, `kamer`, `vog` of `vervanger` met `weg` haalt het weg.",
        "deelnemers",
        ADMINS,
        wijzigen,
        Code.NONE,
    ),
    Command(
        "deelnemer weg",
        "deelnemer weg NUMMER",
        "Haalt iemand van de lijst, ook zijn adres.",
        "deelnemers",
        ADMINS,
        remove,
        Code.NONE,
        effect=Effect.ACT,
    ),
)
