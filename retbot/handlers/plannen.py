"""plan, verzet, annuleer."""

import re
from datetime import UTC, date, datetime, time
from typing import TypedDict
from uuid import uuid4

from retbot import inviting
from retbot.domain import bespreken
from retbot.domain.casus import Bespreking, Casus
from retbot.domain.errors import Refusal
from retbot.domain.meeting import Message, of_bespreking
from retbot.domain.tafels import take_tafel
from retbot.handlers import nagaan
from retbot.handlers.arguments import coming_moment
from retbot.handlers.bespreking import STANDARD
from retbot.handlers.commands import EDITORS, Code, Command
from retbot.handlers.dates import mention
from retbot.handlers.replies import plannen as say
from retbot.handlers.request import Request
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
    """To another moment, another place (`verzet CODE plek video`), or another length."""
    casus = await request.casus()
    before = bespreken.planned(casus)
    start, minuten, plek = _moment(request, otherwise=before.start)
    casus = bespreken.move(casus, start, minuten, plek, request.now, request.convenant(casus))
    await request.keep(casus)
    moved = bespreken.planned(casus)
    sent = len(await _update(request, casus, moved))
    if (moved.start, moved.minuten) == (before.start, before.minuten):
        await request.answer(say.andere_plek, plek=request.team.plekken[moved.plek or ""], bericht=sent)
        return
    await request.answer(say.verzet, bericht=sent, **_told(request, casus))


async def annuleer(request: Request) -> None:
    casus = await request.casus()
    ronde = casus.ronde
    casus = bespreken.cancel(casus)
    await request.keep(casus)
    cancelled = casus.in_ronde(ronde)
    messages = await _update(request, casus, cancelled) if cancelled else []
    await request.answer(
        say.geannuleerd,
        bericht=sum(message.told.reached for message in messages),
        op=local_day(cancelled.start) if cancelled else request.today,
    )


async def _update(request: Request, casus: Casus, bespreking: Bespreking) -> list[Message]:
    meeting = of_bespreking(casus, bespreking)
    return await inviting.update(request.work, meeting, request.convenant(casus), request.now)


def _moment(request: Request, otherwise: datetime | None = None) -> tuple[datetime, int | None, str | None]:
    """Start in UTC, minutes and place, as far as they were typed; the start is `otherwise` when nothing is said but the
    rest. Raises Refusal."""
    text, plek = _take_plek(request)
    minuten = int(found[1]) if (found := _DUUR.search(text)) else None
    text = _DUUR.sub(" ", text).strip()
    if not text and otherwise and (minuten or plek):
        return otherwise, minuten, plek
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
        "Verzet de geplande bespreking; wie is uitgenodigd krijgt bericht. Alleen de plek: `verzet CODE plek NAAM`.",
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
)
