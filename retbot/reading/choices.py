"""Finds which of several options is meant."""

from collections.abc import Sequence

from retbot.domain.errors import Refusal


def pick(options: Sequence[str], text: str) -> str:
    """The option given by its name, its number, or a beginning that fits only one. Raises Refusal."""
    word = text.strip(" ,;.").lower()
    if word.isdigit() and 1 <= int(word) <= len(options):
        return options[int(word) - 1]
    exact = [option for option in options if option.lower() == word]
    fitting = exact or [option for option in options if len(word) > 1 and option.lower().startswith(word)]
    if len(fitting) != 1:
        raise Refusal("antwoord_onbegrepen", keuzes=list(options)[:30])
    return fitting[0]
