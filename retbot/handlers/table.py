"""The one table of all commands: it routes, it holds the rights, help is made from it. And that of all questions."""

from collections.abc import Mapping

from retbot.handlers.aanmelding import aanmelding
from retbot.handlers.bespreking import (
    gehouden,
    hoedanigheid,
    komst,
    plannen,
    prikken,
    prikkeuzes,
    uitnodigen,
    vervangen,
)
from retbot.handlers.chat import answered, which_question
from retbot.handlers.chat.command import Command
from retbot.handlers.chat.help import with_help
from retbot.handlers.chat.questions import Answer
from retbot.handlers.deelnemers import adressen, afwezig, betrokken, deelnemers, woorden
from retbot.handlers.mail import offered_answers
from retbot.handlers.opvolging import advies, afspraken, knelpunten, opschalen, sluiten
from retbot.handlers.overleg import agenda, overleg, wijzigen
from retbot.handlers.overleg import komst as overlegkomst
from retbot.handlers.overzicht import cijfers, klachten, overview, status, vergoedingen
from retbot.handlers.privacy import datalek, exporteren, rechten
from retbot.handlers.vastleggen import gebeurtenissen, gedaan, intrekken, nagaan, noteren


def commands() -> tuple[Command, ...]:
    """In the order in which help shows them."""
    return with_help(
        (
            *aanmelding.COMMANDS,
            *overleg.COMMANDS,
            *wijzigen.COMMANDS,
            *overlegkomst.COMMANDS,
            *agenda.COMMANDS,
            *plannen.COMMANDS,
            *prikken.COMMANDS,
            *prikkeuzes.COMMANDS,
            *uitnodigen.COMMANDS,
            *komst.COMMANDS,
            *vervangen.COMMANDS,
            *gehouden.COMMANDS,
            *advies.COMMANDS,
            *afspraken.COMMANDS,
            *noteren.COMMANDS,
            *gedaan.COMMANDS,
            *gebeurtenissen.COMMANDS,
            *hoedanigheid.COMMANDS,
            *knelpunten.COMMANDS,
            *nagaan.COMMANDS,
            *opschalen.COMMANDS,
            *sluiten.COMMANDS,
            *rechten.COMMANDS,
            *intrekken.COMMANDS,
            *datalek.COMMANDS,
            *exporteren.COMMANDS,
            *deelnemers.COMMANDS,
            *betrokken.COMMANDS,
            *afwezig.COMMANDS,
            *adressen.COMMANDS,
            *woorden.COMMANDS,
            *status.COMMANDS,
            *overview.COMMANDS,
            *vergoedingen.COMMANDS,
            *cijfers.COMMANDS,
            *klachten.COMMANDS,
        )
    )


def questions() -> Mapping[str, Answer]:
    """Who takes the answer to which kind of question."""
    asking = (
        aanmelding,
        answered,
        gehouden,
        advies,
        sluiten,
        gebeurtenissen,
        gedaan,
        offered_answers,
        nagaan,
        plannen,
        which_question,
    )
    return {kind: answer for module in asking for kind, answer in module.QUESTIONS.items()}
