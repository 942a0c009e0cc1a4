"""Answers about afspraken."""

from collections.abc import Sequence
from datetime import date

from retbot.wording.dates import join, long_date
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence


@sentence("afspraak_vast")
def afspraak_vast(
    nummer: int, partij: str, op: date, soort: str, today: date, omschrijving: bool = False, vervangt: int = 0
) -> str:
    described = ", met uw omschrijving" if omschrijving else ""
    return (
        f"Afspraak {nummer}: {partij}, {soort}, uiterlijk **{long_date(op, today)}**{described}. "
        f"{f'Afspraak {vervangt} is daarmee vervangen. ' if vervangt else ''}"
        f"Gedaan? → `!ret afspraak CODE {nummer} klaar`"
    )


@sentence("afspraak_gemerkt")
def afspraak_gemerkt(nummer: int, partij: str, soort: str, klaar: bool, nog_open: int) -> str:
    left = "Er staan geen afspraken meer open." if not nog_open else f"Nog open: {nog_open}."
    return f"Afspraak {nummer} ({partij}, {soort}) is {'klaar' if klaar else 'weer open'}. {left}"


@sentence("afspraak_onbekend")
def afspraak_onbekend(nummer: int, aantal: int) -> str:
    known = f"Er zijn er {aantal}." if aantal else "Er zijn er nog geen."
    return f"Afspraak {nummer} is er niet. {known} {NOTHING}"


@sentence("afspraak_wat")
def afspraak_wat(nummer: int, keuzes: Sequence[str]) -> str:
    typed = join([f"`!ret afspraak CODE {nummer} {keuze}`" for keuze in keuzes], "of")
    return f"Wat is er met afspraak {nummer}? Typ {typed}. {NOTHING}"


@sentence("soort_onbekend")
def soort_onbekend(soorten: Sequence[str], partij: str = "PARTIJ") -> str:
    return (
        f"Wat voor afspraak? Kies uit: {join(list(soorten), 'of')}. "
        f"Bijvoorbeeld: `!ret afspraak CODE {partij} EENDAG {soorten[0]}`. {NOTHING}"
    )


@sentence("afspraak_mislukt")
def afspraak_mislukt(nummer: int, partij: str, gevolgen: Sequence[str], opschalen: str, typen: str = "") -> str:
    lines = [f"Vastgelegd: afspraak {nummer}, {partij}, lukt niet.", *(f"• {line}" for line in gevolgen)]
    if opschalen:
        lines.append(
            f"Komt er een andere afspraak? → `!ret afspraak CODE {partij} EENDAG intake in plaats van {nummer}`"
        )
        lines.append(f"Komt er geen alternatief, dan kan: {opschalen}. → `!ret escaleer CODE{typen}`")
    return "\n".join(lines)
