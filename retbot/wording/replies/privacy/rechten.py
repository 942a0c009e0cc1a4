"""Answers about the rights of the people concerned."""

from collections.abc import Sequence
from datetime import date

from retbot.wording.citing import cited_article
from retbot.wording.dates import full_date, join
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence

_WAT = {"inzage": "inzage", "wissen": "wissen"}
_COMMAND = {"inzage": "inzage", "wissen": "wis"}


@sentence("welk_verzoek")
def welk_verzoek(soorten: Sequence[str]) -> str:
    others = join(list(soorten[1:]), "of")
    return f"Wat vraagt de betrokkene? Bijvoorbeeld `!ret verzoek CODE {soorten[0]}`; of {others}. {NOTHING}"


@sentence("wie_verzoekt")
def wie_verzoekt(wie: Sequence[str], leeftijd: str, artikel: str) -> str:
    return (
        f"Bij {leeftijd} jaar komt dit verzoek van {join(list(wie))}, als wettelijk vertegenwoordiger "
        f"({cited_article(artikel)}). Kijk na of het daarvandaan komt."
    )


@sentence("besluit_nodig")
def besluit_nodig(recht: str) -> str:
    return (
        "De gemeente besluit of dat mag; ik niet. Leg het besluit van de gemeente daarna vast: "
        f"`!ret {_COMMAND[recht]} CODE besluit DATUM kenmerk Z/26/1234`. Een tweede persoon bevestigt het."
    )


@sentence("besluit_vorm")
def besluit_vorm(recht: str) -> str:
    name = _COMMAND[recht]
    return (
        f"Daarvoor is een besluit van de gemeente nodig, met dag en kenmerk: `!ret {name} CODE besluit DATUM kenmerk "
        f"Z/26/1234`. Daarna typt een ander (VOORZITTER, SECRETARIS of plaatsvervanger): "
        f"`!ret {name} CODE akkoord`. {NOTHING}"
    )


@sentence("geen_besluit")
def geen_besluit(recht: str) -> str:
    return f"Er is nog geen besluit vastgelegd. {besluit_vorm(recht)}"


@sentence("kenmerk_onleesbaar")
def kenmerk_onleesbaar() -> str:
    return (
        "Dat kenmerk neem ik niet aan. Schrijf letters en cijfers zonder namen en zonder lang nummer, bijvoorbeeld "
        f"`Z/26/1234`. {NOTHING}"
    )


@sentence("besluit_vastgelegd")
def besluit_vastgelegd(recht: str, op: date, kenmerk: str) -> str:
    return (
        f"Besluit vastgelegd: {_WAT[recht]}, van {full_date(op)}, kenmerk {kenmerk}. Er gebeurt nog niets. "
        f"Een ander dan u bevestigt: `!ret {_COMMAND[recht]} CODE akkoord` (VOORZITTER, SECRETARIS of plaatsvervanger)."
    )


@sentence("tweede_persoon_nodig")
def tweede_persoon_nodig(wat: str) -> str:
    return (
        "U legde dit besluit zelf vast; een ander bevestigt het (VOORZITTER, SECRETARIS of plaatsvervanger): "
        f"`!ret {_COMMAND[wat]} CODE akkoord`. {NOTHING}"
    )


@sentence("ga_inzage_geven")
def ga_inzage_geven() -> str:
    return "**CODE, inzage**: ik stuur u alles wat ik over deze casus bewaar als bestand, in ons privégesprek."


@sentence("ga_wissen")
def ga_wissen() -> str:
    return (
        "**CODE wissen**: alles over deze casus verdwijnt, ook wat ik er hier over zei, en komt niet terug. "
        "Een afspraak in iemands agenda zeg ik eerst af."
    )


@sentence("inzage_komt")
def inzage_komt(plicht: str = "AVG-12") -> str:
    """`plicht` is the duty to answer the request."""
    return (
        "Bevestigd. Alles wat ik over CODE bewaar komt als versleuteld bestand in ons privégesprek. "
        "Ik haal het over 24 uur weg en bewaar er geen kopie van: sla het op in uw beveiligde map, "
        f"en geef het de betrokkene langs een veilige weg. Daarna → `!ret gedaan CODE {plicht}`"
    )


@sentence("wordt_gewist")
def wordt_gewist() -> str:
    return (
        "Bevestigd. Ik wis alles over CODE, ook wat ik er hier over zei; een afspraak in iemands agenda zeg ik eerst "
        "af. Wat u zelf schreef haalt u zelf weg. De termijn van het verzoek is daarmee klaar."
    )


@sentence("corrigeer_vorm")
def corrigeer_vorm(velden: Sequence[str], vorm: str = "corrigeer CODE") -> str:
    return (
        f"Wat moet het worden? Bijvoorbeeld `!ret {vorm}`. Verbeteren kan: {join(list(velden))}. "
        f"De dag van een feit verbetert u met `!ret herstel CODE FEIT DATUM`. {NOTHING}"
    )


@sentence("gecorrigeerd")
def gecorrigeerd(veld: str) -> str:
    return f"Verbeterd: {veld}."
