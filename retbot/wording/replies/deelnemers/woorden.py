"""Answers about the words that the check for identifying details allows."""

from collections.abc import Sequence

from retbot.wording.dates import join
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence


@sentence("toegestane_woorden")
def toegestane_woorden(woorden: Sequence[str]) -> str:
    if not woorden:
        return "Er zijn geen eigen woorden toegestaan. Toevoegen: `woord toestaan Zorgkwartier Oost`"
    return "\n".join(["**Toegestaan voor uw team**", *(f"• {woord}" for woord in woorden)])


@sentence("woord_toegestaan")
def woord_toegestaan() -> str:
    return "Toegestaan. Het mag nu in vrije tekst staan. Weer weghalen kan met `woord weg`."


@sentence("woord_weg")
def woord_weg() -> str:
    return "Weggehaald. Wat er al met dit woord is vastgelegd, blijft staan."


@sentence("woord_mag_al")
def woord_mag_al() -> str:
    return f"Dat mag al. {NOTHING}"


@sentence("woord_onbekend")
def woord_onbekend() -> str:
    return f"Dat woord staat niet in de lijst. Typ `woorden` om te zien wat er wel in staat. {NOTHING}"


@sentence("woord_is_geen_woord")
def woord_is_geen_woord(soorten: Sequence[str]) -> str:
    return f"Dat is geen naam van een organisatie: ik herken er {join([f'**{s}**' for s in soorten])} in. {NOTHING}"
