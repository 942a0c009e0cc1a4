"""`retbot trust @id`: shows a person's stored master key and the present one, to compare and accept; with `--verify`
the emoji of a verification that this person has begun."""

import argparse
import sys
from time import monotonic, sleep

from retbot.check.progress import working
from retbot.command_line.output import say, with_settings, wrong
from retbot.matrix.trust.comparison import COMPARISON, Comparison, ShownEmoji
from retbot.matrix.trust.pins import Pins, fingerprint
from retbot.settings import Settings
from retbot.wording.emoji import emoji_in_words

_ASKED = "Leest {user} u de nieuwe sleutel zo voor, aan de telefoon of naast u? Typ ja: "
_ASKED_EMOJI = "Ziet {user} deze zeven, in deze volgorde? Vraag het aan de telefoon of naast u. Typ ja of nee: "
_NO_TERMINAL = "Hier is geen terminal om het op te vragen: geef dan --yes."
_PATIENCE = 600.0
"""Seconds: a verification lasts no longer."""


def act(arguments: argparse.Namespace) -> int:
    act_on = _verify if arguments.verify else _trust
    return with_settings(arguments.settings, lambda chosen: act_on(chosen, arguments.user, sure=arguments.yes))


def _trust(chosen: Settings, user: str, *, sure: bool) -> int:
    """The running bot notices by itself that the key was accepted."""
    pins = Pins(chosen.state.directory / "pins.json", chosen.matrix.pins)
    pinned, offered = pins.pin_of(user), pins.offer_of(user)
    if pinned is None:
        return wrong(f"Retbot heeft {user} nog niet gehoord: hij houdt de hoofdsleutel vast die hij het eerst ziet.")
    if offered is None:
        return say(f"{user} is bekend met deze hoofdsleutel, en toonde geen andere:", f"  {fingerprint(pinned)}")
    say(f"{user} was bekend met:", f"  {fingerprint(pinned)}", "en toont nu:", f"  {fingerprint(offered)}")
    if pins.is_expected(user):
        return wrong("De sleutel van deze persoon staat in matrix.pins: verander hem daar, en start retbot opnieuw.")
    if not sure and _answer(_ASKED.format(user=user)) != "ja":
        return wrong("Er is niets veranderd.")
    pins.confirm(user, offered)
    return say(f"Vanaf nu is {user} bekend met de nieuwe sleutel.")


def _verify(chosen: Settings, user: str, *, sure: bool) -> int:
    """Tells the running bot whether the emoji are equal. It changes no pin."""
    comparison = Comparison(chosen.state.directory / COMPARISON)
    shown = _wait(comparison, user)
    if shown is None:
        return wrong(
            f"{user} verifieert retbot nu niet: laat die persoon in Element op de naam van retbot klikken, dan op "
            "Verifiëren, en voor emoji kiezen."
        )
    say(emoji_in_words(shown.emoji))
    equal = sure or _answer(_ASKED_EMOJI.format(user=user)) == "ja"
    if not comparison.give(shown, equal=equal):
        return wrong("De verificatie is intussen voorbij. Laat die persoon opnieuw beginnen.")
    if not equal:
        return wrong("Afgebroken. Waren ze niet gelijk, dan zit er iemand tussen: zoek uit wie, vóór u verdergaat.")
    return say(f"Doorgegeven. Klikt ook {user} op *Ze komen overeen*, dan is retbot voor {user} geverifieerd.")


def _wait(comparison: Comparison, user: str) -> ShownEmoji | None:
    """On a terminal it waits until the person has begun."""
    until = monotonic() + (_PATIENCE if sys.stdin.isatty() else 0)
    with working(f"Ik wacht tot {user} begint: in Element op de naam van retbot, Verifiëren, emoji"):
        while (shown := comparison.of(user)) is None and monotonic() < until:
            sleep(0.5)
    return shown


def _answer(question: str) -> str:
    if not sys.stdin.isatty():
        wrong(_NO_TERMINAL)
        return ""
    return input(question).strip().lower()
