"""Arguments for a type of consent."""

from retbot.domain.casus.consent_rules import ConsentType, known_consents
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import Refusal
from retbot.reading.grammar import Argument, Situation, WordsLeft, otherwise


def main_type(convenant: Convenant) -> ConsentType:
    """The consent that is meant when none is named: that for the form, else that to take part."""
    return ConsentType.FORM if ConsentType.FORM in known_consents(convenant) else ConsentType.DEELNAME


def named_consents(convenant: Convenant) -> list[ConsentType]:
    """The consents that are given or refused by their name."""
    return [scope for scope in known_consents(convenant) if scope is not ConsentType.DEELNAME]


def _consent(words: WordsLeft, situation: Situation) -> ConsentType | None:
    what = words.text.partition(" ")[0].lower()
    return ConsentType(words.take_word().lower()) if what in named_consents(situation.convenant) else None


def _withdrawal(words: WordsLeft, situation: Situation) -> ConsentType | None:
    if not words.text:
        return None
    what, known = words.take_word().lower(), [*known_consents(situation.convenant), ConsentType.MAIL]
    if what not in set(ConsentType):
        raise Refusal("intrekken_vorm", wat=[scope.value for scope in known])
    return ConsentType(what)


GIVEN = otherwise(Argument("TOESTEMMING", _consent), lambda situation: main_type(situation.convenant))
"""A consent by its name; by default the consent for the form, or to take part."""
WITHDRAWN = Argument("formulier|monitor|verslag|gezondheid|derden|mail|deelname", _withdrawal)
