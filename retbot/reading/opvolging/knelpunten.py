"""Arguments for what prevents a solution, from the covenant's list."""

from retbot.domain.convenant.convenant import Keuze
from retbot.domain.errors import Refusal
from retbot.reading.choices import pick
from retbot.reading.grammar import Argument, Situation, WordsLeft, or_refuse


def _names(situation: Situation) -> list[str]:
    return [one.naam for one in situation.team.convenant.knelpunten]


def _knelpunt(words: WordsLeft, situation: Situation) -> Keuze | None:
    if not words.text:
        return None
    naam = pick(_names(situation), words.take_all())
    return next(one for one in situation.team.convenant.knelpunten if one.naam == naam)


def _which(situation: Situation) -> Refusal:
    return Refusal("antwoord_onbegrepen", keuzes=_names(situation))


KNELPUNT = or_refuse(Argument("NAAM", _knelpunt), _which)
