"""overleg: plans one for the team, or a series."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from retbot.domain.casus.besprekingen import longest
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import Refusal
from retbot.domain.overleg import overleg as rules
from retbot.domain.overleg.overleg import SLOT_LENGTHS, Overleg, clash, vrij
from retbot.domain.overleg.series import Reeks, in_plaats_van, te_zelden
from retbot.domain.tijd import AMSTERDAM, local_day
from retbot.handlers.chat.command import EDITORS, Code, Command
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting.typed_moment import take_plek
from retbot.handlers.overleg.agenda import overleggen
from retbot.meetings import invitations
from retbot.reading import series
from retbot.reading.arguments import coming_moment
from retbot.reading.dates import mention
from retbot.reading.moments import minutes
from retbot.wording.dates import WEEKDAYS
from retbot.wording.forms import Ending
from retbot.wording.replies.bespreking.plannen import span
from retbot.wording.replies.overleg import overleg as say

_MEANT = {
    **dict.fromkeys(("afzeggen", "afgelast", "annuleer", "annuleren", "schrappen", "weg"), "overleg afgelasten"),
    **dict.fromkeys(("verzetten", "verplaats", "verplaatsen"), "overleg verzet"),
    "nodig": "overleg uitnodigen",
}
"""What somebody may call the other commands about an overleg."""
_TIJDVAK = re.compile(r"\btijdvak(?:ken)?\s+(?:van\s+)?(\d{1,3})(?:\s*min(?:uten)?)?\b", re.IGNORECASE)
_TAFEL = re.compile(r"\btafel\s+(\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OverlegForm:
    """What every overleg that is planned now has in common; `typed` is how it was asked for."""

    minuten: int
    tijdvak: int
    plek: str | None
    tafel: str | None
    typed: str = ""

    def on(self, day: date, begin: time) -> Overleg:
        start = datetime.combine(day, begin, AMSTERDAM).astimezone(UTC)
        return Overleg(invitations.new_uid(), start, self.minuten, self.tijdvak, plek=self.plek, tafel=self.tafel)


async def overleg(request: Request) -> None:
    """`overleg do 7 mei 13:00-15:00`, `overleg elke donderdag 13:00-15:00 [vanaf 7 mei] [tot 1 oktober]`; without more
    it lists them."""
    if meant := _MEANT.get(request.rest.lower().partition(" ")[0]):
        raise Refusal("onbekend", bedoeld=meant, vorm=f"{meant} DATUM")
    if not request.rest:
        await overleggen(request)
    elif series.is_series(request.rest):
        await _reeks(request, _form(request))
    else:
        await _once(request, _form(request))


def _form(request: Request) -> OverlegForm:
    """Takes place, table and length of the slots out of `rest`. Raises Refusal."""
    plek = take_plek(request)
    typed = f" plek {plek}" if plek else ""
    tafel = _take_tafel(request)
    typed += f" tafel {tafel}" if tafel else ""
    found = _TIJDVAK.search(request.rest)
    if found:
        request.rest = " ".join(_TIJDVAK.sub(" ", request.rest).split())
        typed += f" tijdvak {found[1]}"
    return OverlegForm(0, int(found[1]) if found else SLOT_LENGTHS[0], plek, tafel, typed)


def _take_tafel(request: Request) -> str | None:
    found = _TAFEL.search(request.rest)
    if not found:
        return None
    known = {tafel.naam.lower(): tafel.naam for tafel in request.team.convenant.tafels}
    if found[1].lower() not in known:
        raise Refusal("tafel_onbekend", tafels=list(known.values()))
    request.rest = " ".join(_TAFEL.sub(" ", request.rest).split())
    return known[found[1].lower()]


async def _once(request: Request, form: OverlegForm) -> None:
    day, begin, until = coming_moment(request.take_rest(), request.now, request.team.kalender)
    if until is None:
        raise Refusal("overleg_einde_ontbreekt")
    new = replace(form, minuten=minutes(begin, until)).on(day, begin)
    rules.check(new, await request.work.overleggen(), request.now, longest(request.team.convenant))
    await request.work.save_overleg(new)
    await request.reply(
        say.overleg_gepland,
        op=day,
        van=span(new.start, new.minuten),
        plek=request.team.plekken.get(new.plek or ""),
        vrij=mention(day, request.team.kalender),
        plaatsen=len(vrij(new, [], new.tijdvak)),
        tijdvak=new.tijdvak,
    )


async def _reeks(request: Request, form: OverlegForm) -> None:
    """Plans every date that is a working day; for the others it proposes another day and waits."""
    team = request.team
    typed = series.read(request.take_rest(), request.now, team.kalender, team.convenant)
    form = replace(form, minuten=minutes(typed.begin, typed.einde))
    days = list(typed.reeks.dagen())
    new = [form.on(day, typed.begin) for day in days if not team.kalender.is_free(day)]
    added = await _add(request, typed.reeks, new)
    first, last = added[0], added[-1]
    runs_out = team.convenant.looptijd_einde
    await request.reply(
        say.overleggen_gepland,
        eerste=local_day(first.start),
        laatste=local_day(last.start),
        aantal=len(added),
        weken=typed.reeks.weken,
        dag=WEEKDAYS[typed.reeks.eerste.weekday()],
        van=span(first.start, first.minuten),
        plek=team.plekken.get(form.plek or ""),
        plaatsen=len(vrij(first, [], first.tijdvak)),
        tijdvak=first.tijdvak,
        vrij=_free_days(request, days, first, form),
        stond_al=len(new) - len(added),
        te_zelden=_too_seldom(typed.reeks, team.convenant),
        looptijd=runs_out if runs_out == typed.reeks.laatste else None,
        brug=team.kalender.bridge_days_until if days[-1].year > team.kalender.bridge_days_until else None,
    )


async def _add(request: Request, reeks: Reeks, new: list[Overleg]) -> list[Overleg]:
    """Those that are in nobody's way. Raises Refusal when none is left."""
    if not new:
        raise Refusal("reeks_zonder_dag", eerste=reeks.eerste, laatste=max(reeks.eerste, reeks.laatste))
    there = await request.work.overleggen()
    added = [one for one in new if clash(one, there) is None]
    if not added:
        raise Refusal("reeks_staat_al", eerste=local_day(new[0].start), laatste=local_day(new[-1].start))
    for one in added:
        rules.check(one, there, request.now, longest(request.team.convenant))
        await request.work.save_overleg(one)
    return added


def _too_seldom(reeks: Reeks, convenant: Convenant) -> str:
    """What the covenant asks, when this is less."""
    plicht = te_zelden(reeks.weken, convenant)
    duur = plicht.termijn.duur if plicht else None
    return say.cadans_gevraagd(plicht.wat, plicht.artikel, duur.in_words) if plicht and duur else ""


def _free_days(request: Request, days: Iterable[date], like: Overleg, form: OverlegForm) -> list[str]:
    kalender, van = request.team.kalender, span(like.start, like.minuten)
    free = [day for day in days if kalender.is_free(day)]
    names = [(day, mention(day, kalender) or "") for day in free]
    return [say.vrije_dag(day, name, in_plaats_van(day, kalender), van, form.typed) for day, name in names]


COMMANDS = (
    Command(
        "overleg",
        "overleg [elke] donderdag 13:00-15:00 [vanaf DATUM] [tot DATUM] [tijdvak 30] [plek NAAM]",
        "Plant een overleg van het team, of een reeks: `elke`, `om de week`, `elke drie weken`.",
        "overleg",
        EDITORS,
        overleg,
        Code.NONE,
        ends=(Ending("overleg", "{dag} 13:00-15:00"),),
    ),
)
