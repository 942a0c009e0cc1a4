"""Notices a changed covenant file, and reminds of what must be done when the bot is introduced."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from retbot.domain.casus.casus import Feit
from retbot.domain.convenant.convenant import Convenant, Plicht
from retbot.domain.errors import Arg
from retbot.domain.team import Team
from retbot.domain.termijnen.teamtermijnen import BEGIN
from retbot.domain.tijd import local_day
from retbot.ports import Channel, Post, UnitOfWork

NOTE = "convenant"
_KEYS = ("naam", "versie", "inhoud")


async def notice_covenant(work: UnitOfWork, team: Team, now: datetime) -> bool:
    """Returns whether there was anything to say. A case keeps the covenant version under which it was brought in."""
    told, present = await _told_versions(work), _of(team.convenant)
    if all(told.get(key) == value for key, value in present.items()):
        return await _remind(work, team, told, now)
    await work.notes.set(NOTE, json.dumps({**present, "sinds": local_day(now).isoformat()}))
    if not told:
        await work.team_feiten.add(Feit(BEGIN, local_day(now)))
    else:
        await _announce(work, team, told, now)
    return True


async def _announce(work: UnitOfWork, team: Team, told: Mapping[str, str], now: datetime) -> None:
    present = _of(team.convenant)
    same = all(told.get(key) == present[key] for key in ("naam", "versie"))
    running = [c for c in await work.cases.find() if (c.convenant, c.versie) == (told.get("naam"), told.get("versie"))]
    args: dict[str, Arg] = {"oud": f"{told.get('naam')}, versie {told.get('versie')}", "lopend": len(running)}
    key = f"convenant:{present['versie']}:{present['inhoud']}"
    if same:
        await work.outbox.put(Post(key, Channel.ROOM, "convenant_zonder_versie", args), now)
    else:
        await work.outbox.put(Post(key, Channel.ROOM, "convenant_veranderd", args), now)


async def _remind(work: UnitOfWork, team: Team, told: Mapping[str, str], now: datetime) -> bool:
    """Every month, while it is open."""
    found = False
    for plicht in owed_at_adoption(team.convenant):
        if not await is_done(work, plicht, date.fromisoformat(told["sinds"])):
            month = f"{local_day(now):%Y-%m}"
            key = f"invoering:{plicht.id}:{told['inhoud']}:{month}"
            found = found or await work.outbox.of_key(key) is None
            await work.outbox.put(Post(key, Channel.ROOM, "invoering", {"sinds": told["sinds"]}, about=plicht.id), now)
    return found


def owed_at_adoption(convenant: Convenant) -> list[Plicht]:
    return [plicht for plicht in convenant.plichten if plicht.bij_invoering and plicht.actief]


async def is_done(work: UnitOfWork, plicht: Plicht, since: date) -> bool:
    return any(f.event == "gedaan" and f.subject == plicht.id and f.day >= since for f in await work.team_feiten.all())


async def _told_versions(work: UnitOfWork) -> dict[str, str]:
    kept = await work.notes.get(NOTE)
    told: dict[str, str] = json.loads(kept) if kept else {}
    return told


def _of(convenant: Convenant) -> dict[str, str]:
    return {key: str(getattr(convenant, key)) for key in _KEYS}
