"""The deadlines of a datalek: started when it is opened, and restarted when its discovery was recorded wrongly."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from retbot.domain.casus.casus import Feit
from retbot.domain.errors import Arg
from retbot.domain.privacy.datalekken import AP_LIMIT, PARTIJEN, RINGS, Datalek, duty_to_report, limits
from retbot.domain.termijnen.teamtermijnen import DATALEK
from retbot.domain.tijd import local
from retbot.handlers.chat.request import Request
from retbot.ports import Channel, Post
from retbot.wording.citing import cite
from retbot.wording.replies.privacy import datalek as say
from retbot.wording.replies.vastleggen.noteren import also_due


async def start_clock(
    request: Request,
    one: Datalek,
    before: Datalek | None,
    *,
    zonder_uur: bool,
    of_later: datetime | None,
    recent: Sequence[int] = (),
) -> None:
    """Saves it in place of `before`, with the terms that run from its discovery and the warnings that ring. `recent`
    are the numbers of others of those days."""
    ontdekt = one.ontdekt
    if before:
        await stop_clock(request, before)
    await request.work.datalekken.save(one)
    await request.work.team_feiten.add(_feit(one))
    coming = [uur for uur in RINGS if ontdekt + timedelta(hours=uur) > request.now]
    limit, plicht = limits(request.team.convenant), duty_to_report(request.team.convenant, PARTIJEN)
    late = ontdekt + min(limit.values()) <= request.now
    for uur in coming:
        await _ring(request, one, uur, ontdekt + timedelta(hours=uur))
    if late:
        await _ring(request, one, max(set(RINGS) - set(coming)), request.now)
    await request.reply(
        say.datalek_geopend,
        nummer=one.nummer,
        ontdekt=ontdekt,
        nu=request.now,
        zonder_uur=zonder_uur,
        of_later=of_later,
        belt_nu=late,
        belt_na=coming,
        partijen=ontdekt + limit[PARTIJEN] if PARTIJEN in limit else None,
        volgens=cite(plicht) if plicht else "",
        autoriteit=ontdekt + AP_LIMIT,
        velden=one.ontbreekt,
        gevolgen=also_due(request.team.convenant, DATALEK, ""),
        verbeterd=before is not None,
        andere=list(recent),
    )


async def stop_clock(request: Request, one: Datalek) -> None:
    """What would ring looks first whether the datalek still stands."""
    await request.work.team_feiten.remove(_feit(one))


def _feit(one: Datalek) -> Feit:
    day = local(one.ontdekt)
    return Feit(DATALEK, day.date(), one.nummer, value=f"{day:%H:%M}")


async def _ring(request: Request, one: Datalek, uur: int, moment: datetime) -> None:
    """At any hour, as long as this moment of discovery is still the recorded one."""
    args: dict[str, Arg] = {"nummer": one.nummer, "uur": uur, "ontdekt": one.ontdekt, "altijd": True}
    key = f"datalek:{one.nummer}:{one.ontdekt:%Y%m%dT%H%M}:{uur}"
    post = Post(key, Channel.ROOM, "datalek_klok", args, rings=("voorzitter", "secretaris"))
    await request.work.outbox.put(post, request.now, moment)
