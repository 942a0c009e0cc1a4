"""overleg: plans an overleg of the team, or a series."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from retbot.domain.casus.besprekingen import longest
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import Refusal
from retbot.domain.overleg import overleg as rules
from retbot.domain.overleg.overleg import SLOT_LENGTHS, Overleg, clash, vrij
from retbot.domain.overleg.series import Reeks, in_plaats_van, te_zelden
from retbot.domain.planning.clashes import PlannedTime, check_free, planned_times, time_of
from retbot.domain.tijd import AMSTERDAM, local_day
from retbot.handlers.chat.command import EDITORS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.handlers.overleg.agenda import show
from retbot.meetings import invitations
from retbot.reading.dates import mention
from retbot.reading.grammar import optional
from retbot.reading.moments import ANYWAY, PLACE, PlaceName, minutes
from retbot.reading.overleggen import NOTHING, SLOT_LENGTH, TAFEL, WHEN, TypedSpan
from retbot.reading.series import TypedSeries
from retbot.wording.dates import WEEKDAYS
from retbot.wording.forms import Ending
from retbot.wording.replies.bespreking.plannen import span as said_span
from retbot.wording.replies.overleg import overleg as say

COMMANDS = Commands("overleg")


@dataclass(frozen=True, slots=True)
class OverlegForm:
    """What all overleggen planned by one command have in common, as far as it was typed."""

    plek: PlaceName | None
    tafel: str | None
    tijdvak: int | None

    @property
    def words(self) -> str:
        said = {"plek": self.plek, "tafel": self.tafel, "tijdvak": self.tijdvak}
        return "".join(f" {word} {value}" for word, value in said.items() if value is not None)

    def on(self, span: TypedSpan) -> Overleg:
        start = datetime.combine(span.day, span.begin, AMSTERDAM).astimezone(UTC)
        slot = SLOT_LENGTHS[0] if self.tijdvak is None else self.tijdvak
        length = minutes(span.begin, span.einde)
        return Overleg(invitations.new_uid(), start, length, slot, plek=self.plek, tafel=self.tafel)


@COMMANDS.declare(
    "overleg",
    WHEN,
    optional(SLOT_LENGTH),
    optional(PLACE),
    replace(optional(TAFEL), form=""),
    ANYWAY,
    help="Plant een overleg van het team, of een reeks: `elke`, `om de week`, `elke drie weken`.",
    rights=EDITORS,
    effect=Effect.RECORD,
    undone_by="overleg afgelasten {dag}",
    code=Code.NONE,
    ends=(Ending("overleg", "{dag} 13:00-15:00"),),
)
async def overleg(
    request: Request,
    when: TypedSpan | TypedSeries,
    slot: int | None,
    place: PlaceName | None,
    tafel: str | None,
    anyway: bool,
) -> None:
    form = OverlegForm(place, tafel, slot)
    others = [] if anyway else planned_times(await request.work.cases.find(), [])
    if isinstance(when, TypedSpan):
        await _once(request, when, form, others)
    else:
        await _reeks(request, when, form, others)


@COMMANDS.declare(
    "overleg",
    NOTHING,
    help="De overleggen die komen, zoals `overleggen` ze toont.",
    rights=EDITORS,
    effect=Effect.LOOK,
    code=Code.NONE,
)
async def them_all(request: Request, _: str) -> None:
    await show(request)


async def _once(request: Request, span: TypedSpan, form: OverlegForm, others: Sequence[PlannedTime]) -> None:
    """`others` are besprekingen that should not be at the same time."""
    new = form.on(span)
    rules.check(new, await request.work.overleggen.all(), request.now, longest(request.team.convenant))
    check_free(time_of(new), others)
    await request.work.overleggen.save(new)
    await request.reply(
        say.overleg_gepland,
        op=span.day,
        van=said_span(new.start, new.minuten),
        plek=request.team.plekken.get(new.plek or ""),
        vrij=mention(span.day, request.team.kalender),
        plaatsen=len(vrij(new, [], new.tijdvak)),
        tijdvak=new.tijdvak,
    )


async def _reeks(request: Request, typed: TypedSeries, form: OverlegForm, others: Sequence[PlannedTime]) -> None:
    """Plans all dates that are working days. For each other date it proposes another day, with the command to
    plan it."""
    team = request.team
    days = list(typed.reeks.dagen())
    spans = [TypedSpan(day, typed.begin, typed.einde) for day in days if not team.kalender.is_free(day)]
    new = [form.on(span) for span in spans]
    for one in new:
        check_free(time_of(one), others)
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
        van=said_span(first.start, first.minuten),
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
    """Those that do not overlap existing ones. Raises Refusal when none is left."""
    if not new:
        raise Refusal("reeks_zonder_dag", eerste=reeks.eerste, laatste=max(reeks.eerste, reeks.laatste))
    there = await request.work.overleggen.all()
    added = [one for one in new if clash(one, there) is None]
    if not added:
        raise Refusal("reeks_staat_al", eerste=local_day(new[0].start), laatste=local_day(new[-1].start))
    for one in added:
        rules.check(one, there, request.now, longest(request.team.convenant))
        await request.work.overleggen.save(one)
    return added


def _too_seldom(reeks: Reeks, convenant: Convenant) -> str:
    """The frequency that the covenant asks for, when the series meets less often; otherwise empty."""
    plicht = te_zelden(reeks.weken, convenant)
    duur = plicht.termijn.duur if plicht else None
    return say.cadans_gevraagd(plicht.wat, plicht.artikel, duur.in_words) if plicht and duur else ""


def _free_days(request: Request, days: Iterable[date], like: Overleg, form: OverlegForm) -> list[str]:
    kalender, van = request.team.kalender, said_span(like.start, like.minuten)
    free = [day for day in days if kalender.is_free(day)]
    names = [(day, mention(day, kalender) or "") for day in free]
    return [say.vrije_dag(day, name, in_plaats_van(day, kalender), van, form.words) for day, name in names]
