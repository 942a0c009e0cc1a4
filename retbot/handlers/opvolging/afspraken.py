"""afspraak: one for a partij, and done."""

import re

from retbot.domain.casus.casus import Feit
from retbot.domain.casus.recording import add_afspraak, finish_afspraak, next_step, record, reopen_afspraak
from retbot.domain.convenant.parties import take_partij
from retbot.domain.errors import Refusal
from retbot.domain.privacy.access import names_of
from retbot.domain.termijnen.escalation import MISLUKT, as_typed, chain_of_afspraak
from retbot.handlers.chat.command import EDITORS, READERS, Command
from retbot.handlers.chat.request import Request
from retbot.reading.arguments import coming_day
from retbot.wording.citing import cited_article
from retbot.wording.dates import join
from retbot.wording.forms import KEPT, Ending
from retbot.wording.replies.opvolging import afspraken as say
from retbot.wording.replies.vastleggen.noteren import also_due

_NUMBERED = re.compile(r"(\d{1,2})\s+(klaar|open|mislukt)\b\s*", re.IGNORECASE)


async def afspraak(request: Request) -> None:
    """`afspraak Accare 22 mei intake`, `afspraak 2 klaar`, `afspraak 2 open`."""
    if found := _NUMBERED.match(request.rest):
        request.rest, word = request.rest[found.end() :], found[2].lower()
        request.form = f"afspraak CODE {found[1]} {word}"
        await (
            _fail(request, int(found[1])) if word == MISLUKT else _mark(request, int(found[1]), done=word == "klaar")
        )
        return
    if not request.may(*EDITORS):
        names = names_of(EDITORS, request.team.convenant)
        raise Refusal("niet_uw_termijn", wie=join([f"de {name}" for name in names], "of"))
    casus = await request.casus()
    structured, _, free = request.take_rest().partition(": ")
    omschrijving = await request.safe(free) if free.strip() else None
    partij, rest = take_partij(structured.strip(), request.convenant(casus))
    soort, when = _take_soort(rest, request.team.soorten, partij)
    if not when:
        raise Refusal("vorm", vorm=COMMANDS[0].form(request.team.convenant))
    day = coming_day(when, request.now, request.team.kalender)
    casus, new = add_afspraak(casus, partij, day, soort, omschrijving)
    await request.keep(casus)
    await request.answer(
        say.afspraak_vast,
        nummer=new.nummer,
        partij=partij,
        op=day,
        soort=soort,
        today=request.today,
        omschrijving=bool(omschrijving),
    )


async def _mark(request: Request, nummer: int, *, done: bool) -> None:
    casus = await request.casus()
    day = request.take_day() if done else request.today
    found = casus.afspraak(nummer)
    own = request.person.deelnemer.partij if request.person.deelnemer else None
    if not request.may(*EDITORS) and found.partij != own:
        raise Refusal("niet_uw_termijn", wie=found.partij)
    changed = finish_afspraak(casus, nummer, day, request.today) if done else reopen_afspraak(casus, nummer)
    await request.keep(changed)
    open_ones = len(changed.open_afspraken())
    await request.answer(
        say.afspraak_gemerkt, nummer=nummer, partij=found.partij, soort=found.soort, klaar=done, nog_open=open_ones
    )


async def _fail(request: Request, nummer: int) -> None:
    """Art. 7 of model-2024: then an alternative is looked for that those responsible carry."""
    casus = await request.casus()
    convenant = request.convenant(casus)
    day, found = request.take_day(), casus.afspraak(nummer)
    if not convenant.kent(MISLUKT):
        raise Refusal("convenant_kent_niet", commando="afspraak mislukt", convenant=convenant.titel)
    if not request.may(*EDITORS):
        raise Refusal("niet_uw_termijn", wie=convenant.voorzitter)
    casus = record(casus, Feit(MISLUKT, day, found.ronde, str(nummer)), request.today)
    await request.keep(casus)
    step = next_step(casus, convenant, chain_of_afspraak(nummer, casus, convenant))
    await request.answer(
        say.afspraak_mislukt,
        nummer=nummer,
        partij=found.partij,
        gevolgen=also_due(convenant, MISLUKT, casus.code),
        opschalen=f"{step.wat} ({cited_article(step.artikel)})" if step else "",
        typen=as_typed(step, convenant) if step else "",
    )


def _take_soort(text: str, soorten: tuple[str, ...], partij: str) -> tuple[str, str]:
    """The kind that stands first or last in `text`, and the rest. Raises Refusal."""
    words = text.split()
    for index in (-1, 0):
        if words and words[index].lower() in soorten:
            return words.pop(index).lower(), " ".join(words)
    raise Refusal("soort_onbekend", soorten=list(soorten), partij=partij)


COMMANDS = (
    Command(
        "afspraak",
        "afspraak CODE {partij} 22 mei intake",
        "Legt een afspraak met een partij vast, desgewenst met `: ` en een omschrijving; "
        "`afspraak CODE 2 klaar` als zij gedaan is.",
        "advies",
        READERS,
        afspraak,
        ends=(Ending("afspraak", "{partij} {dag} intake"), Ending(KEPT, "{over} klaar")),
    ),
)
