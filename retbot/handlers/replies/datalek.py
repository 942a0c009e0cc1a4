"""Answers about a breach: the clock first, then what the register needs."""

from collections.abc import Sequence
from datetime import datetime

from retbot.domain.datalekken import KEUZES, MEER
from retbot.handlers.replies.general import NOTHING
from retbot.taal import clock_time, join, local, long_date

_TITELS = {
    "aard": "Aard van de inbreuk",
    "oorzaak": "Oorzaak",
    "betrokkenen": "Categorieën betrokkenen",
    "aantal": "Aantal betrokkenen",
    "gegevens": "Categorieën persoonsgegevens",
    "gevolgen": "Gevolgen",
    "maatregelen": "Maatregelen",
}


def datalek_geopend(
    nummer: int, ontdekt: datetime, partijen: datetime, autoriteit: datetime, velden: Sequence[str]
) -> str:
    by_law = f"uiterlijk **{_moment(autoriteit)}**"
    reported = f"`!ret datalek {nummer} gemeld partijen`, `!ret datalek {nummer} gemeld ap`"
    return "\n".join(
        [
            f"**Datalek {nummer}** geopend, ontdekt {_moment(ontdekt)}. De klok loopt, dag en nacht:",
            f"• de partijen en de FG: uiterlijk **{_moment(partijen)}** (24 uur)",
            f"• de Autoriteit Persoonsgegevens, als de gemeente met haar FG een risico ziet: {by_law} (72 uur, AVG 33)",
            f"Ik roep u na 12, 20, 48 en 66 uur. Gemeld? {reported}; niet nodig: `!ret datalek {nummer} niet melden`.",
            _asked(nummer, velden),
            "Schrijf hier niet om wie het gaat of wat er gelekt is.",
        ]
    )


def datalek_bijgewerkt(nummer: int, velden: Sequence[str], nog: Sequence[str]) -> str:
    lines = [f"Datalek {nummer} bijgewerkt."]
    if nog:
        lines.append(f"Nog te melden: {join([f'`!ret datalek {nummer} gemeld {name}`' for name in nog])}.")
    lines.append(
        _asked(nummer, velden) if velden else f"Het register is ingevuld: `!ret datalek {nummer}` geeft de tekst."
    )
    return "\n".join(lines)


def datalek_tekst(
    nummer: int,
    ontdekt: datetime,
    door: str,
    partijen: datetime | None,
    autoriteit: datetime | None,
    getroffenen: datetime | None,
    geen_melding: bool,
    ingevuld: Sequence[str],
) -> str:
    """As it can be copied into the register of the municipality (AVG 33 lid 5)."""
    report = "niet gemeld: risico onwaarschijnlijk" if geen_melding else _or_open(autoriteit)
    velden = dict(one.split("=", 1) for one in ingevuld)
    facts = [f"• {title}: {_words(velden.get(name))}" for name, title in _TITELS.items()]
    return "\n".join(
        [
            f"**Register datalekken, nummer {nummer}** (AVG 33 lid 5)",
            f"• Ontdekt: {_moment(ontdekt)}; vastgelegd door {door}",
            *facts,
            f"• Partijen geïnformeerd: {_or_open(partijen)}",
            f"• Autoriteit Persoonsgegevens: {report}",
            f"• Betrokkenen geïnformeerd (AVG 34): {_or_open(getroffenen)}",
        ]
    )


def datalek_vorm(nummer: int) -> str:
    return (
        f"Zo vult u het aan: `!ret datalek {nummer} aard=ingezien oorzaak=menselijke-fout`, "
        f"`!ret datalek {nummer} gemeld ap vandaag 16:00`, `!ret datalek {nummer} niet melden`. {NOTHING}"
    )


def datalek_onbekend(nummers: Sequence[int]) -> str:
    known = f"Bekend: {join([str(n) for n in nummers])}." if nummers else "Er is nog geen datalek vastgelegd."
    return f"Dat nummer ken ik niet. {known} Een nieuw datalek: `!ret datalek vandaag 14:30`. {NOTHING}"


def datalekveld_onbekend(velden: Sequence[str]) -> str:
    return f"Dat onderdeel kent het register niet. Het heeft: {join(list(velden))}. {NOTHING}"


def datalekkeuze_onbekend(veld: str, keuzes: Sequence[str]) -> str:
    several = "; meer mag, met komma's" if veld in MEER else ""
    return f"Kies bij **{veld}** uit: {join(list(keuzes), 'of')}{several}. {NOTHING}"


def melding_onbekend(aan: Sequence[str]) -> str:
    return f"Aan wie is het gemeld? {join([f'`gemeld {name}`' for name in aan], 'of')}. {NOTHING}"


def melding_voor_ontdekking() -> str:
    return f"Dat is vóór de ontdekking. {NOTHING}"


def al_gemeld(op: datetime) -> str:
    return f"Het is al gemeld aan de Autoriteit Persoonsgegevens, {_moment(op)}. {NOTHING}"


def _asked(nummer: int, velden: Sequence[str]) -> str:
    if not velden:
        return ""
    lines = [f"Voor het register nog nodig, bijvoorbeeld `!ret datalek {nummer} {velden[0]}={KEUZES[velden[0]][0]}`:"]
    return "\n".join([*lines, *(f"• {name}: {', '.join(KEUZES[name])}" for name in velden)])


def _moment(instant: datetime) -> str:
    moment = local(instant)
    return f"{long_date(moment.date())} {clock_time(moment.time())}"


def _or_open(instant: datetime | None) -> str:
    return _moment(instant) if instant else "nog niet"


def _words(value: str | None) -> str:
    return join(value.replace("-", " ").split(",")) if value else "nog niet ingevuld"
