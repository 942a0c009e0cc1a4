"""afwezig and terug: who is away on which days, and who replaces them during that time."""

from dataclasses import dataclass
from datetime import timedelta

from retbot.domain.deelnemers.absence import Absence, DatePeriod
from retbot.domain.deelnemers.roles import Deelnemer, Right
from retbot.domain.deelnemers.substitutes import stand_in
from retbot.domain.errors import Arg, Refusal
from retbot.domain.invitations.inviting import DEELNEMER
from retbot.domain.overleg.overleg import coming
from retbot.domain.termijnen.reminders import at_morning
from retbot.domain.tijd import local_day
from retbot.handlers.chat.command import EDITORS, READERS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.lists import page_of, with_rest
from retbot.handlers.chat.request import Request
from retbot.meetings import invitations
from retbot.ports import Channel, Post
from retbot.reading.deelnemers.absences import COMING_PERIOD, WHOM, name_of
from retbot.reading.numbers import ONLY_PAGE
from retbot.wording.replies.deelnemers import afwezig as say

COMMANDS = Commands("deelnemers")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Who:
    """`who` as in Absence."""

    who: str
    matrix_id: str | None
    deelnemer: Deelnemer | None


@COMMANDS.declare(
    "afwezig",
    WHOM,
    COMING_PERIOD,
    help="Legt vast wanneer u er niet bent; uw vervanger krijgt zolang uw uitnodigingen en herinneringen.",
    rights=READERS,
    effect=Effect.RECORD,
    undone_by="terug",
    code=Code.NONE,
)
async def afwezig(request: Request, whom: Deelnemer | Right | None, periode: DatePeriod) -> None:
    who = await _must_be_own(request, whom)
    roles = _roles(request, who)
    _must_not_gain(request, roles)
    await request.work.people.add_absence(Absence(who.who, periode))
    taker = await _taker(request, who, periode)
    await request.reply(
        say.afwezig_genoteerd,
        wie=await _label_of(request, who.who),
        van=periode.van,
        tot=periode.tot,
        rollen=[_name(request, right) for right in roles],
        waarnemers=[one for right in roles for one in request.team.vervangers.get(right, ())],
        nummer=who.deelnemer.nummer if who.deelnemer else None,
        rol=who.deelnemer.rol if who.deelnemer else "",
        vervanger=f"{taker.nummer} ({taker.label})" if taker else "",
        voorstellen=with_rest(await page_of(await _proposals(request, who, periode, taker), 1, "agenda"), "agenda"),
        today=request.today,
    )
    for right in roles:
        await _announce(request, right, periode)


@COMMANDS.declare(
    "afwezig",
    ONLY_PAGE,
    help="Wie er nu of straks niet is.",
    rights=READERS,
    effect=Effect.LOOK,
    code=Code.NONE,
)
async def absences(request: Request, number: int) -> None:
    """One page of absences, the nearest first."""
    to_come = [one for one in await request.work.people.absences() if one.periode.tot >= request.today]
    to_come.sort(key=lambda one: one.periode.van)
    lines = [
        say.one_absence(await _label_of(request, one.who), one.periode.van, one.periode.tot, request.today)
        for one in to_come
    ]
    found = await page_of(lines, number, "afwezig")
    await request.reply(say.afwezigheden, regels=with_rest(found, "afwezig"))


@COMMANDS.declare(
    "terug",
    WHOM,
    help="U bent er weer, eerder dan vastgelegd; wat pas komt gaat niet door.",
    rights=READERS,
    effect=Effect.RECORD,
    undone_by="afwezig {dag}",
    code=Code.NONE,
)
async def terug(request: Request, whom: Deelnemer | Right | None) -> None:
    """Ends the absence of today, or when there is none the future one."""
    who = await _must_be_own(request, whom)
    own = [
        one for one in await request.work.people.absences() if one.who == who.who and one.periode.tot >= request.today
    ]
    if not own:
        raise Refusal("niet_afwezig", wie=await _label_of(request, who.who))
    now = [one for one in own if request.today in one.periode]
    for one in now or own:
        await request.work.people.remove_absence(one.id or 0)
        if one.periode.van < request.today:
            await request.work.people.add_absence(Absence(one.who, DatePeriod(one.periode.van, request.today - _DAY)))
    roles = [_name(request, right) for right in _roles(request, who)]
    await request.reply(say.weer_aanwezig, wie=await _label_of(request, who.who), rollen=roles)


async def _must_be_own(request: Request, whom: Deelnemer | Right | None) -> _Who:
    """Raises Refusal when this person may not do it for somebody else."""
    if whom is None:
        return _who(request, request.person.matrix_id, request.person.deelnemer)
    if isinstance(whom, Deelnemer):
        who = _who(request, whom.matrix_id, whom)
    else:
        who = _holder(request, whom, await request.work.people.all())
    if who.matrix_id != request.person.matrix_id and not request.may(*EDITORS):
        raise Refusal("alleen_voor_uzelf")
    return who


def _who(request: Request, matrix_id: str | None, deelnemer: Deelnemer | None) -> _Who:
    if matrix_id in request.team.known_word or deelnemer is None:
        return _Who(str(matrix_id), matrix_id, deelnemer)
    return _Who(f"deelnemer:{deelnemer.nummer}", matrix_id, deelnemer)


def _holder(request: Request, right: Right, people: list[Deelnemer]) -> _Who:
    """Raises Refusal when the settings give the right to several people."""
    holders = [one for one, rights in request.team.rights.items() if right in rights]
    if len(holders) != 1:
        raise Refusal("welke_houder", rol=_name(request, right))
    return _who(request, holders[0], next((d for d in people if d.matrix_id == holders[0]), None))


def _roles(request: Request, who: _Who) -> list[Right]:
    own = request.team.rights.get(who.matrix_id or "", frozenset())
    return [right for right in (Right.VOORZITTER, Right.SECRETARIS) if right in own]


def _must_not_gain(request: Request, roles: list[Right]) -> None:
    """Substitutes may neither switch on nor prolong their own rights."""
    own = request.team.rights.get(request.person.matrix_id, frozenset())
    for right in roles:
        if right not in own and request.person.matrix_id in request.team.vervangers.get(right, ()):
            raise Refusal("vervanger_niet_zelf", rol=_name(request, right))


def _name(request: Request, right: Right) -> str:
    return name_of(right, request.team.convenant)


async def _label_of(request: Request, who: str) -> str:
    """`de voorzitter`, or `deelnemer 3 (expert LVB (Ambiq))`"""
    roles = [right for right in (Right.VOORZITTER, Right.SECRETARIS) if right in request.team.rights.get(who, ())]
    if roles:
        return f"de {_name(request, roles[0])}"
    found = next((d for d in await request.work.people.all() if who in {f"deelnemer:{d.nummer}", d.matrix_id}), None)
    return f"deelnemer {found.nummer} ({found.label})" if found else who


async def _taker(request: Request, who: _Who, periode: DatePeriod) -> Deelnemer | None:
    if who.deelnemer is None:
        return None
    return stand_in(who.deelnemer, await request.work.people.all(), periode.van)


async def _proposals(request: Request, who: _Who, periode: DatePeriod, taker: Deelnemer | None) -> list[str]:
    """For each overleg and bespreking in those days with an invitation: what to type so that the substitute goes."""
    if who.deelnemer is None:
        return []
    door = f" door {taker.nummer}" if taker else ""
    owner = f"{DEELNEMER}{who.deelnemer.nummer}"
    of_team = [
        say.one_overleg(local_day(overleg.start), request.today)
        for overleg in coming(await request.work.overleggen.all(), request.now)
        if taker
        and local_day(overleg.start) in periode
        and owner in await invitations.invited_owners(request.work, overleg.uid)
    ]
    return of_team + [
        say.one_proposal(casus.code, local_day(casus.bespreking.start), f"{who.deelnemer.nummer}{door}", request.today)
        for casus in await request.work.cases.find()
        if casus.bespreking and local_day(casus.bespreking.start) in periode
        if owner in await invitations.invited_owners(request.work, casus.bespreking.uid)
    ]


async def _announce(request: Request, right: Right, periode: DatePeriod) -> None:
    """When the substitute starts and stops. The text is made at that time, and left out when it is no longer true."""
    args: dict[str, Arg] = {"recht": str(right), "tot": periode.tot}
    begins = max(request.now, at_morning(periode.van, request.team.morning))
    ends = at_morning(periode.tot + _DAY, request.team.morning)
    for sentence, due in (("waarneming", begins), ("waarneming_voorbij", ends)):
        key = f"{sentence}:{right}:{periode.van}:{periode.tot}:{request.message.event_id}"
        await request.work.outbox.put(Post(key, Channel.ROOM, sentence, args), request.now, due)
