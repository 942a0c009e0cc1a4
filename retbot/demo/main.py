"""`retbot demo`: plays one case from start to end, or keeps the servers running for a person to try."""

import tempfile
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

from retbot.app.beside import SystemClock
from retbot.app.main import Bot
from retbot.check import findings
from retbot.demo.clock import SteppedClock
from retbot.demo.player import TRANSCRIPT, Player
from retbot.demo.screen import Screen
from retbot.demo.stage import BOT, ROLES, servers, stage, write_settings
from retbot.demo.stories import STORIES
from retbot.demo.stories.steps import At
from retbot.settings import load


async def demo(directory: Path | None, profile: str, *, interactive: bool) -> None:
    """Plays the story of this covenant, or with `interactive` keeps everything running until Ctrl-C. Raises
    HomeserverError."""
    where, screen = _make_directory(directory), Screen()
    await (_serve(where, profile, screen) if interactive else _play(where, profile, screen))


async def _play(directory: Path, profile: str, screen: Screen) -> None:
    story = STORIES[profile]
    start = next(step.local for step in story if isinstance(step, At))
    async with stage(directory, profile, SteppedClock(SteppedClock.read(start)), screen.progress) as running:
        await Player(running, screen).play(story)
    screen.chapter("Klaar. Alles ligt hier:")
    for name, what in {
        TRANSCRIPT: "wat er in de kamers stond, ontsleuteld",
        "mail": "de mails, met hun uitnodigingen",
        "retbot.db": "wat de bot bewaart",
        "homeserver": "wat de homeserver zag: versleuteld",
    }.items():
        print(f"   {directory / name}  {what}")


async def _serve(directory: Path, profile: str, screen: Screen) -> None:
    """Runs in real time, with nobody in a room yet: the person who tries the bot makes the room."""
    async with AsyncExitStack() as stack:
        homeserver, mail, passwords = await servers(stack, directory, screen.progress)
        chosen, clock = load(write_settings(directory, profile, "", homeserver, mail, passwords)), SystemClock()
        app = Bot(chosen, clock, examine=partial(findings, chosen, clock))
        screen.chapter("De servers draaien. Meld u aan in Element Desktop:")
        print(f"   homeserver: {homeserver.url}")
        for name in ROLES:
            print(f"   @{name}:{homeserver.server_name}   wachtwoord: {passwords[name]}")
        print(f"   Maak als secretaris een besloten, versleutelde kamer en nodig @{BOT}:{homeserver.server_name} uit.")
        print("   Stel bij de vraag van Element een herstelsleutel in: alleen dan is uw apparaat geverifieerd.")
        print("   Typ daarna in de kamer: !ret dit is onze kamer. Retbot zegt wat er nog nodig is, en vinkt het af.")
        print(f"   Nodig ook {' en '.join(f'@{name}:{homeserver.server_name}' for name in ROLES[1:])} uit.")
        print(f"   Hulp: !ret help. De mails komen in {directory / 'mail'}. Stoppen: Ctrl-C.")
        await app.run()


def _make_directory(directory: Path | None) -> Path:
    chosen = directory or Path(tempfile.mkdtemp(prefix="retbot-demo-"))
    chosen.mkdir(parents=True, exist_ok=True)
    return chosen.absolute()
