"""Answers about the export for the monitor."""

from collections.abc import Sequence

from retbot.wording.citing import cited_article
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence

_MOST = 5


@sentence("export_komt")
def export_komt(aantal: int, zonder: int, versie: str, vertellen: Sequence[str] = ()) -> str:
    """`vertellen` is the code of each open case whose people have not been informed, with the duty to do so."""
    cases = "1 casus" if aantal == 1 else f"{aantal} casussen"
    left_out = f" Niet erin: {zonder} zonder toestemming of zonder uitleg vooraf." if zonder else ""
    return (
        f"Het bestand voor de monitor komt in ons privégesprek: {cases} (uitvraag versie {versie}).{left_out} "
        "Ik haal het over 24 uur weg en bewaar geen kopie. Het mag nooit buiten het expertteam komen: zet het in uw "
        "beveiligde map en verwijder het zodra het is ingevoerd."
        f"{_to_tell(vertellen)}"
    )


@sentence("ga_exporteren")
def ga_exporteren(aantal: int, halfjaar: str) -> str:
    cases = "1 casus" if aantal == 1 else f"{aantal} casussen"
    period = f" over {halfjaar}" if halfjaar else ""
    return f"**Export voor de monitor**{period}: {cases}, als bestand in ons privégesprek."


@sentence("export_leeg")
def export_leeg(zonder: int, vertellen: Sequence[str] = (), artikel: str = "") -> str:
    """`zonder` is the number of cases that may not be in it, by that article."""
    by = f", {cited_article(artikel)}" if artikel else ""
    why = f"{zonder} zonder toestemming of zonder uitleg vooraf{by}" if zonder else "er zijn geen casussen"
    return f"Het bestand zou leeg zijn ({why}), dus ik stuur het niet.{_to_tell(vertellen)}"


def _to_tell(vertellen: Sequence[str]) -> str:
    if not vertellen:
        return ""
    rest = len(vertellen) - _MOST
    lines = [f"• `!ret gedaan {one}`" for one in vertellen[:_MOST]] + ([f"• en nog {rest}"] if rest > 0 else [])
    return "\n".join(
        ["\nZijn betrokkenen over de monitor geïnformeerd? Leg het vast, en vraag de export opnieuw:", *lines]
    )


@sentence("halfjaar_onleesbaar")
def halfjaar_onleesbaar() -> str:
    return f"Schrijf het halfjaar als `2026-1` of `2026-2`, of laat het weg voor alles. {NOTHING}"


@sentence("geen_uitvraag")
def geen_uitvraag() -> str:
    return f"Er is geen bestand met de kolommen van de monitor; vraag de beheerder naar `team.monitor`. {NOTHING}"
