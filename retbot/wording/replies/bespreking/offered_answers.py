"""Answers about an answer that came by mail and has to be accepted first."""

from collections.abc import Sequence

from retbot.wording.dates import join
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence


@sentence("vraag_antwoord_overnemen")
def vraag_antwoord_overnemen() -> str:
    return "Klopt het antwoord dat per mail kwam? `!ret ja` · ik neem het over. `!ret nee` · het blijft zoals het is."


@sentence("antwoord_telt_niet")
def antwoord_telt_niet() -> str:
    return f"Goed, dat antwoord telt niet mee. {NOTHING}"


@sentence("antwoord_geldt_niet_meer")
def antwoord_geldt_niet_meer() -> str:
    return (
        "Dat antwoord geldt niet meer: de afspraak is intussen verzet, begonnen of afgezegd, of er kwam een later "
        f"antwoord. {NOTHING} Hoorde u het zelf, typ dan `!ret aanwezig CODE school ja`."
    )


@sentence("antwoord_niet_getoond")
def antwoord_niet_getoond() -> str:
    return (
        f"Er kwam per mail een antwoord dat ik hier niet heb laten zien: dat kunt u niet overnemen. {NOTHING} "
        "Vraag de genodigde wat hij bedoelt, en typ dan `!ret aanwezig CODE school ja`."
    )


@sentence("welk_antwoord")
def welk_antwoord(woorden: Sequence[str], wie: Sequence[str]) -> str:
    if not woorden:
        return antwoord_geldt_niet_meer()
    typed = [
        f"`ja {word}`" + (f" ({label})" if label != word else "") for word, label in zip(woorden, wie, strict=True)
    ]
    return f"Welk antwoord neem ik over? Typ {join(typed, 'of')}. {NOTHING}"
