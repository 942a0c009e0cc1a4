"""`retbot init`: makes an installation, or changes one thing of it."""

import argparse
import asyncio
import sys
import tomllib
from collections.abc import Callable
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

from retbot import logs
from retbot.check import findings
from retbot.check.progress import working
from retbot.command_line.output import OK, WRONG, say, wrong
from retbot.installation.draft import SECRETS, Draft
from retbot.installation.interview import Interview
from retbot.installation.questions import CHANGE, FromFile, NoAnswer, OnTerminal
from retbot.installation.writing import Places, existing, saved_secret, write
from retbot.settings import Settings
from retbot.wording.replies.overzicht.doctor import verdict

_PARTS = {"account": Interview.account, "team": Interview.team, "people": Interview.people, "mail": Interview.mail}
_SECTIONS = {"account": "matrix", "team": "team", "people": "people", "mail": "mail"}
"""The table of the settings that a part fills."""


def act(arguments: argparse.Namespace) -> int:
    logs.configure(silent=True)
    if arguments.answers is None and not sys.stdin.isatty():
        return wrong("Retbot kan hier niets vragen: dit is geen terminal. Geef de antwoorden met --answers BESTAND.")
    places = Places(_under(arguments.root, arguments.settings), arguments.root)
    try:
        return asyncio.run(_init(places, arguments.answers and arguments.answers.absolute()))
    except NoAnswer as why:
        return wrong(*str(why).splitlines())
    except OSError as error:
        return wrong(f"{error.filename} is niet te schrijven ({error.strerror}): draai dit als root.")


def _under(root: Path, path: Path) -> Path:
    return path if root == Path("/") else root / path.absolute().relative_to("/")


async def _init(places: Places, answers: Path | None) -> int:
    tables = existing(places)
    draft = Draft(tables)
    saved = partial(saved_secret, places, deepcopy(tables))
    if answers:
        await _from_file(draft, saved, answers)
    else:
        asker = OnTerminal()
        interview = Interview(asker, draft, saved)
        for part in _chosen_parts(asker) if tables else _PARTS:
            await _PARTS[part](interview)
    return await _judge(places, write(places, draft))


async def _from_file(draft: Draft, saved: Callable[[str], str], answers: Path) -> None:
    given, new = _read(answers), not draft.tables
    draft.put_all(given)
    asker = FromFile(Draft(given), answers.parent)
    interview = Interview(asker, draft, saved)
    for part, run in _PARTS.items():
        if new or _SECTIONS[part] in given:
            await run(interview)
    for setting in SECRETS:
        if (secret := asker.secret(setting)) and setting not in draft.secrets:
            draft.secrets[setting] = secret


def _chosen_parts(asker: OnTerminal) -> list[str]:
    """What the person wants to change of an installation that is there."""
    numbers = dict(enumerate(_PARTS, start=1))
    chosen = asker.ask(CHANGE)
    return [part for number, part in numbers.items() if str(number) in chosen]


def _read(answers: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(answers.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise NoAnswer(f"De antwoorden in {answers} zijn niet te lezen: {error}") from None


async def _judge(places: Places, chosen: Settings) -> int:
    say(f"De instellingen staan in {places.settings}.")
    with working("Ik kijk alles na; een proefmail mag anderhalve minuut doen over zijn weg"):
        found = await findings(chosen)
    say(*found.faults, *(f"Let op: {remark}" for remark in found.remarks))
    if places.installs_service and not found.faults:
        say("Start retbot: systemctl enable --now retbot")
    say(verdict(len(found.faults)))
    return WRONG if found.faults else OK
