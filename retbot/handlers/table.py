"""The one table of all commands: it routes, it holds the rights, help is made from it. And that of all questions."""

from collections.abc import Mapping

from retbot.handlers import (
    aanmelding,
    adressen,
    advies,
    afspraken,
    afwezig,
    agenda,
    answered,
    bespreking,
    betrokken,
    cijfers,
    datalek,
    deelnemers,
    exporteren,
    gebeurtenissen,
    gedaan,
    hoedanigheid,
    intrekken,
    klachten,
    knelpunten,
    komst,
    mail_answers,
    nagaan,
    noteren,
    opschalen,
    overleg,
    overleg_wijzigen,
    overlegkomst,
    overview,
    plannen,
    prikken,
    prikkeuzes,
    rechten,
    sluiten,
    status,
    uitnodigen,
    vergoedingen,
    vervangen,
    which_question,
    woorden,
)
from retbot.handlers.commands import Command
from retbot.handlers.help import with_help
from retbot.handlers.questions import Answer


def commands() -> tuple[Command, ...]:
    """In the order in which help shows them."""
    return with_help(
        (
            *aanmelding.COMMANDS,
            *overleg.COMMANDS,
            *overleg_wijzigen.COMMANDS,
            *overlegkomst.COMMANDS,
            *agenda.COMMANDS,
            *plannen.COMMANDS,
            *prikken.COMMANDS,
            *prikkeuzes.COMMANDS,
            *uitnodigen.COMMANDS,
            *komst.COMMANDS,
            *vervangen.COMMANDS,
            *bespreking.COMMANDS,
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
        bespreking,
        advies,
        sluiten,
        gebeurtenissen,
        gedaan,
        mail_answers,
        nagaan,
        plannen,
        which_question,
    )
    return {kind: answer for module in asking for kind, answer in module.QUESTIONS.items()}
