"""`retbot demo`: a case through its life, or the servers kept up for a person to try."""

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

from retbot.demo.clock import SteppedClock
from retbot.demo.player import TRANSCRIPT, Player
from retbot.demo.screen import Screen
from retbot.demo.stage import ROLES, Stage, stage
from retbot.demo.story import OVERIJSSEL, At, Step

STORIES: dict[str, Sequence[Step]] = {"overijssel-2022": OVERIJSSEL}


async def demo(directory: Path | None, profile: str, *, interactive: bool, screen: Screen) -> None:
    """Plays the story of this covenant; `interactive` keeps everything up until Ctrl-C instead."""
    directory = _prepared(directory)
    story = STORIES[profile]
    start = next(step.local for step in story if isinstance(step, At))
    clock = SteppedClock(SteppedClock.read(start))
    async with stage(directory, profile, clock, screen.progress) as running:
        if interactive:
            await _invite(running, screen)
        else:
            await Player(running, screen).play(story)
    if not interactive:
        _tell_where(directory, screen)


async def _invite(running: Stage, screen: Screen) -> None:
    screen.chapter("De servers draaien. Open Element Desktop en meld u aan:")
    print(f"   homeserver   {running.homeserver.url}")
    for name in ROLES:
        print(f"   {name:<12} wachtwoord {running.passwords[name]}")
    print("   Elk nieuw apparaat moet u in Element verifiëren (Instellingen → Sessies) met de herstelsleutel")
    print(f"   of opnieuw instellen. De mails komen in {running.mail.directory / 'mail'}. Stoppen: Ctrl-C.")
    await asyncio.Event().wait()


def _tell_where(directory: Path, screen: Screen) -> None:
    screen.chapter("Klaar. Alles ligt hier:")
    for name, what in {
        TRANSCRIPT: "wat er in de kamers stond, ontsleuteld",
        "mail": "de mails, met hun uitnodigingen",
        "retbot.db": "wat de bot bewaart",
        "homeserver": "wat de homeserver zag: versleuteld",
    }.items():
        print(f"   {directory / name}  {what}")


def _prepared(directory: Path | None) -> Path:
    chosen = directory or Path(tempfile.mkdtemp(prefix="retbot-demo-"))
    chosen.mkdir(parents=True, exist_ok=True)
    return chosen.absolute()
