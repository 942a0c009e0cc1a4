"""plan, verzet, annuleer, uitnodigen."""

import re
from datetime import UTC, date, datetime, time
from typing import TypedDict
from uuid import uuid4

from retbot.domain import bespreken
from retbot.domain.casus import Bespreking, Casus, Feit
from retbot.domain.errors import Refusal
from retbot.domain.tafels import take_tafel
from retbot.domain.uitnodigen import Genodigde, counted, genodigden
from retbot.domain.vastleggen import record
from retbot.handlers import nagaan
from retbot.handlers.arguments import coming_moment
from retbot.handlers.bespreking import STANDARD
from retbot.handlers.commands import EDITORS, Code, Command
from retbot.handlers.dates import mention
from retbot.handlers.replies import plannen as say
from retbot.handlers.request import Request
from retbot.ports import Channel, Post
from retbot.taal import AMSTERDAM, local_day

_DUUR = re.compile(r"\bduur\s+(\d{1,3})(?:\s*min(?:uten)?)?\b", re.IGNORECASE)
_PLEK = re.compile(r"\bplek\s+([\w-]+)", re.IGNORECASE)


class Told(TypedDict):
    """What the answers to plan and verzet say of the moment, and what follows from it."""

    op: date
    van: str
    plek: str | None
    vrij: str | None
    gevolgen: list[str]
    brug: bool


async def plan(request: Request) -> None:
    casus = await request.casus()
    tafel, request.rest = take_tafel(request.rest, casus, request.convenant(casus))
    start, minuten, plek = _moment(request)
    most = request.convenant(casus).regels.get("duur_bespreking")
    standard = most.opties.get("minuten", STANDARD) if most else STANDARD
    new = Bespreking(0, start, minuten or int(str(standard)), uid=f"{uuid4()}@retbot", plek=plek)
    casus = bespreken.plan(casus, new, request.now, request.convenant(casus), tafel)
    await request.keep(casus)
    named = tafel.naam if len(request.convenant(casus).tafels) > 1 else ""
    told = _told(request, casus)
    await request.answer(say.gepland, agenda=_agenda(request, casus), ronde=casus.ronde, tafel=named, **told)
    await nagaan.ask(request, casus, "planning")


async def verzet(request: Request) -> None:
    casus = await request.casus()
    start, minuten, plek = _moment(request)
    casus = bespreken.move(casus, start, minuten, plek, request.now, request.convenant(casus))
    await request.keep(casus)
    sent = await _invite_again(request, casus)
    await request.answer(say.verzet, bericht=sent, **_told(request, casus))


async def annuleer(request: Request) -> None:
    casus = await request.casus()
    ronde = casus.ronde
    casus = bespreken.cancel(casus)
    await request.keep(casus)
    cancelled = casus.in_ronde(ronde)
    owners = await _invited(request, cancelled.uid) if cancelled else []
    for owner in owners:
        await _mail(request, casus, ronde, owner, "afzegging")
    await request.answer(
        say.geannuleerd, bericht=len(owners), op=local_day(cancelled.start) if cancelled else request.today
    )


async def uitnodigen(request: Request) -> None:
    """`uitnodigen CODE zelf` records that the team did it in another way."""
    casus = await request.casus()
    current = bespreken.planned(casus)
    if request.rest.lower().startswith("zelf"):
        await _invited_otherwise(request, casus, current)
        return
    if request.rest:
        raise Refusal("te_veel", vorm=COMMANDS[-1].usage)
    if not request.team.mailt:
        raise Refusal("geen_mail_ingesteld")
    everybody = genodigden(casus, request.convenant(casus), await request.work.deelnemers())
    reachable = await _reachable(request, everybody)
    if not reachable:
        own = next((g.owner for g in everybody if g.own_address and not g.prive), "aanmelder")
        raise Refusal(
            "niemand_met_adres", voorbeeld=own, ontbreekt=counted(_labels(everybody), request.convenant(casus).rollen)
        )
    for guest in reachable:
        await _mail(request, casus, current.ronde, guest.owner, "uitnodiging")
    day = min(request.today, local_day(current.start))
    casus = record(casus, Feit("uitgenodigd", day, current.ronde), request.today)
    await request.keep(casus)
    missing = [guest for guest in everybody if guest not in reachable]
    rollen = request.convenant(casus).rollen
    await request.answer(
        say.uitgenodigd,
        wie=counted(_labels(reachable), rollen),
        zonder_adres=[_numbered(g) for g in missing if not g.prive],
        prive=_labels([g for g in missing if g.prive]),
    )


async def _invited_otherwise(request: Request, casus: Casus, current: Bespreking) -> None:
    request.rest = request.rest[len("zelf") :].strip()
    casus = record(casus, Feit("uitgenodigd", request.only_day(), current.ronde), request.today)
    await request.keep(casus)
    await request.answer(say.zelf_uitgenodigd)


def _moment(request: Request) -> tuple[datetime, int | None, str | None]:
    """Start in UTC, minutes and place, as far as they were typed. Raises Refusal."""
    text, plek = _take_plek(request)
    minuten = int(found[1]) if (found := _DUUR.search(text)) else None
    text = _DUUR.sub(" ", text).strip()
    if not text:
        raise Refusal("moment_ontbreekt")
    day, start, until = coming_moment(text, request.now, request.team.kalender)
    if until:
        minuten = _minutes(start, until)
    return datetime.combine(day, start, AMSTERDAM).astimezone(UTC), minuten, plek


def _take_plek(request: Request) -> tuple[str, str | None]:
    found = _PLEK.search(request.rest)
    if not found:
        return request.rest, None
    known = {name.lower(): name for name in request.team.plekken}
    plek = known.get(found[1].lower())
    if plek is None:
        raise Refusal("plek_onbekend", plekken=sorted(request.team.plekken))
    return _PLEK.sub(" ", request.rest), plek


def _minutes(start: time, until: time) -> int:
    return (until.hour - start.hour) * 60 + until.minute - start.minute


def _told(request: Request, casus: Casus) -> Told:
    current = bespreken.planned(casus)
    day = local_day(current.start)
    team = request.team
    return {
        "op": day,
        "van": say.span(current.start, current.minuten),
        "plek": team.plekken.get(current.plek or ""),
        "vrij": mention(day, team.kalender),
        "gevolgen": say.consequences(team.termijnen(casus), current.ronde, request.today, team.kalender),
        "brug": day.year > team.kalender.bridge_days_until,
    }


def _agenda(request: Request, casus: Casus) -> str:
    """Whether the case came on the agenda in time, `ja` or `nee`; nothing when the covenant has no such term."""
    term = next((t for t in request.team.termijnen(casus) if t.plicht.vervuld == "geagendeerd"), None)
    if term is None or term.voldaan_op is None or casus.ronde > 1:
        return ""
    return "ja" if term.voldaan_op <= term.day else "nee"


async def _reachable(request: Request, guests: list[Genodigde]) -> list[Genodigde]:
    """Who has an address and may be mailed."""
    team = set(await request.work.owners())
    own = set(await request.work.owners(request.code))
    return [g for g in guests if g.owner in (own if g.own_address else team) and not (g.prive and not g.mag_mail)]


async def _invited(request: Request, uid: str) -> list[str]:
    """Who got an invitation to the meeting with this UID."""
    rows = await request.work.posts(code=request.code, kind="uitnodiging")
    return list(dict.fromkeys(r.post.to for r in rows if r.post.to and r.post.key.startswith(f"uitnodiging:{uid}:")))


async def _invite_again(request: Request, casus: Casus) -> int:
    current = bespreken.planned(casus)
    owners = await _invited(request, current.uid)
    for owner in owners:
        await _mail(request, casus, current.ronde, owner, "uitnodiging")
    return len(owners)


async def _mail(request: Request, casus: Casus, ronde: int, owner: str, kind: str) -> None:
    bespreking = casus.in_ronde(ronde)
    if bespreking is None:
        return
    post = Post(
        key=f"{kind}:{bespreking.uid}:{bespreking.sequence}:{owner}",
        channel=Channel.MAIL,
        kind=kind,
        args={"ronde": ronde, "sequence": bespreking.sequence},
        code=casus.code,
        about="uitnodiging",
        to=owner,
    )
    await request.work.put(post, request.now)


def _numbered(guest: Genodigde) -> str:
    """With the number that `adres` wants, for who is on the list."""
    _, _, number = guest.owner.partition("deelnemer:")
    return f"{guest.label}, nummer {number}" if number else guest.label


def _labels(guests: list[Genodigde]) -> list[str]:
    return [guest.label for guest in guests]


COMMANDS = (
    Command(
        "plan",
        "plan CODE do 7 mei 14:00 [duur 45] [plek NAAM]",
        "Zet een bespreking op de agenda.",
        "bespreking",
        EDITORS,
        plan,
    ),
    Command(
        "verzet",
        "verzet CODE do 21 mei 14:00 [duur 45] [plek NAAM]",
        "Verzet de geplande bespreking; wie is uitgenodigd krijgt bericht.",
        "bespreking",
        EDITORS,
        verzet,
        Code.WRITTEN,
    ),
    Command(
        "annuleer",
        "annuleer CODE",
        "Zegt de geplande bespreking af; wie is uitgenodigd krijgt bericht.",
        "bespreking",
        EDITORS,
        annuleer,
        Code.WRITTEN,
    ),
    Command(
        "uitnodigen",
        "uitnodigen CODE [zelf]",
        "Mailt de uitnodiging aan iedereen van wie ik een adres heb; met `zelf` legt u vast dat u het zelf deed.",
        "bespreking",
        EDITORS,
        uitnodigen,
        Code.WRITTEN,
    ),
)
