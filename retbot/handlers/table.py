"""The only table of all commands, used for routing, rights and help; and the table of all questions."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import chain
from pkgutil import iter_modules
from types import ModuleType

from retbot import handlers
from retbot.handlers.chat.command import Command
from retbot.handlers.chat.help import with_help
from retbot.handlers.chat.questions import Answer, Back
from retbot.handlers.overzicht.eerste_stap import first_step
from retbot.wording import forms

_FIRST = (
    "aanmelding.aanmelding",
    "overleg.overleg",
    "overleg.wijzigen",
    "overleg.komst",
    "overleg.agenda",
    "bespreking.plannen",
    "bespreking.prikken",
    "bespreking.prikkeuzes",
    "bespreking.uitnodigen",
    "bespreking.komst",
    "bespreking.vervangen",
    "bespreking.gehouden",
    "opvolging.advies",
    "opvolging.afspraken",
    "vastleggen.noteren",
    "vastleggen.gedaan",
    "vastleggen.gebeurtenissen",
    "vastleggen.toestemming",
    "bespreking.hoedanigheid",
    "opvolging.knelpunten",
    "vastleggen.nagaan",
    "opvolging.opschalen",
    "opvolging.sluiten",
    "privacy.rechten",
    "vastleggen.intrekken",
    "privacy.datalek",
    "privacy.exporteren",
    "deelnemers.deelnemers",
    "deelnemers.betrokken",
    "deelnemers.afwezig",
    "deelnemers.adressen",
    "deelnemers.woorden",
    "overzicht.status",
    "overzicht.overview",
    "overzicht.vergoedingen",
    "overzicht.cijfers",
    "overzicht.klachten",
)
"""The order in which help shows the commands; modules that are not listed come last."""


def commands() -> tuple[Command, ...]:
    """In the order in which help shows them."""
    return _COMMANDS


def questions() -> Mapping[str, Answer]:
    """The handler of the answers to each type of question."""
    return {type_: answer for module in _MODULES for type_, answer in getattr(module, "QUESTIONS", {}).items()}


def steps_back() -> Mapping[str, Back]:
    """What asks the question before one of each type of a guided task again."""
    return {type_: back for module in _MODULES for type_, back in getattr(module, "STEPS_BACK", {}).items()}


def _modules() -> Iterator[ModuleType]:
    """Every module of every subject."""
    packages = [
        import_module(f"{handlers.__name__}.{one.name}") for one in iter_modules(handlers.__path__) if one.ispkg
    ]
    for package in packages:
        for one in iter_modules(package.__path__):
            yield import_module(f"{package.__name__}.{one.name}")


def _order(module: ModuleType) -> int:
    name = module.__name__.removeprefix(f"{handlers.__name__}.")
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


_MODULES = sorted(_modules(), key=_order)
_COMMANDS = with_help([command for module in _MODULES for command in getattr(module, "COMMANDS", ())], first_step)
forms.declare(
    ends=dict(chain.from_iterable(command.endings.items() for command in _COMMANDS)),
    asks=dict(chain.from_iterable(command.asking.items() for command in _COMMANDS)),
    names={command.event: command.name for command in _COMMANDS if command.event and not command.ends},
    rights={event: command.rights for command in _COMMANDS for event in command.endings},
)
