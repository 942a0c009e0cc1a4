"""`retbot purge`: deletes the cases whose retention period is over, at any hour; `--dry-run` only lists them."""

import argparse
import asyncio
from collections.abc import Mapping, Sequence

from retbot.app.alone import InUse
from retbot.app.beside import App, SystemClock
from retbot.command_line.output import OK, say, wrong
from retbot.command_line.store import with_store
from retbot.covenants.convenant_files import ProfileError
from retbot.ports import Clock, UnitOfWork
from retbot.scheduling.fates import Fate, Waits, candidates, fates
from retbot.scheduling.retention import Keeper
from retbot.settings import Settings
from retbot.storage import KeysExposed, KeysUnreadable, WrongSchema

_RUNNING = "Retbot draait, en wist zelf wat weg moet: stop hem eerst, of gebruik --dry-run."
_STAYS: Mapping[Waits, str] = {
    Waits.TERM: "blijft: zijn termijn eindigt op {over}",
    Waits.NOTICE: "blijft tot {day}: zijn termijn eindigde op {over}, maar de kamer krijgt eerst bericht; "
    "--force wacht niet",
    Waits.MAIL: "blijft tot de mail erover weg is, die retbot verstuurt als hij draait; --force wacht niet",
    Waits.CLOCK: "blijft twee weken: zijn termijn eindigde op {over}, maar de klok sprong vooruit of retbot lag stil. "
    "Loopt de klok goed, dan wacht --force niet",
    Waits.COVENANT: "blijft: zijn convenant staat niet in de instellingen, noem het bij team.eerdere_convenanten",
    Waits.NOTHING: "blijft: zijn convenant heeft zo'n termijn niet",
}
_GOES = {False: "gaat nu weg: zijn termijn eindigde op {over}", True: "gaat nu weg: zo besliste de gemeente"}


def act(arguments: argparse.Namespace) -> int:
    dry, force = arguments.dry_run, arguments.force
    return with_store(arguments.settings, lambda chosen: purge(chosen, SystemClock(), dry=dry, force=force))


def purge(chosen: Settings, clock: Clock, *, dry: bool, force: bool) -> int:
    """Returns 0 when nothing that should have been deleted is left."""
    try:
        app = App(chosen, clock)
        return asyncio.run(_look(app, force=force) if dry else _delete(app, force=force))
    except InUse as error:
        return wrong(str(error), _RUNNING)
    except WrongSchema as error:
        return wrong(str(error))
    except (KeysExposed, KeysUnreadable, ProfileError, OSError):
        return wrong("De opslag is niet te gebruiken: zie `retbot check`.")


async def _look(app: App, *, force: bool) -> int:
    async with app.beside():
        await _plan(app, force=force)
    return OK


async def _delete(app: App, *, force: bool) -> int:
    """Prints what will be deleted before deleting it, in the same words as a dry run."""
    async with app.open():
        planned = await _plan(app, force=force)
        gone = await Keeper(app.storage, app.clock, app.team).now(force=force)
    if gone:
        say(f"{gone} gewist. Wat retbot erover zei, verwijdert hij uit de kamer als hij weer draait.")
    left = sum(fate.is_overdue for fate in planned)
    return wrong(f"{left} waarvan de termijn voorbij kan zijn, bleef staan; hierboven staat waarom.") if left else OK


async def _plan(app: App, *, force: bool) -> Sequence[Fate]:
    async with app.storage.begin() as work:
        found = await fates(work, app.team(), await candidates(work), app.clock.now(), force=force)
        lines = [f"{_word(fate)} ({await _rows(work, fate)})" for fate in found]
    none = [] if any(fate.waits is None for fate in found) else ["Er is nu niets te wissen."]
    say(*lines, *none)
    return found


def _word(fate: Fate) -> str:
    word = _STAYS[fate.waits] if fate.waits else _GOES[fate.decided]
    return f"{fate.code} {word.format(day=fate.day, over=fate.last_day)}"


async def _rows(work: UnitOfWork, fate: Fate) -> str:
    found = await work.purge.traces(fate.code)
    return f"{sum(found.values())} rijen: {', '.join(f'{name} {count}' for name, count in found.items())}"
