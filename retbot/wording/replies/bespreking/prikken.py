"""Answers about the datumprikker and other polls."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from retbot.domain.calendar.working_days import Calendar
from retbot.domain.planning.polls import Poll, overview
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.tijd import local, local_day
from retbot.wording.citing import cite
from retbot.wording.dates import clock_time, join, long_date, short_date
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence

_KIES = "`!ret prik kies CODE 2`"


@sentence("prikker_gestart")
def prikker_gestart(aantal: int, buiten: Sequence[str], uiterste: str, mist: Sequence[str], mailt: bool = False) -> str:
    lines = [f"Ik zet {aantal} {'moment' if aantal == 1 else 'momenten'} als peiling in de draad.{uiterste}"]
    lines += [f"• {regel}" for regel in mist]
    lines.append("Kiest uw app er maar één? Typ er meer: `!ret prik kan CODE 1 3`, of `!ret prik kan CODE geen`.")
    if buiten:
        ask = f"`!ret prik voor CODE {buiten[-1]} 1 3`"
        how = f"Mail ze de momenten: `!ret prik mail CODE`. Of typ hun antwoord: {ask}."
        asking = how if mailt else f"Vraag het ze, en typ hun antwoord met {ask}."
        lines.append(f"Niet in de kamer: {join(list(buiten))}. {asking}")
    lines.append(f"Daarna kiest u met {_KIES}. De tussenstand ziet u met `!ret prik CODE`.")
    return "\n".join(lines)


@sentence("prikker_stand")
def prikker_stand(regels: Sequence[str], nog: Sequence[str], uiterste: str, beste: int) -> str:
    lines = ["Stand van de datumprikker:", *(f"• {regel}" for regel in regels)]
    lines.append(f"Nog niet gekozen: {join(list(nog))}." if nog else "Iedereen heeft gekozen.")
    chosen = f"De meesten kunnen op {beste}: `!ret prik kies CODE {beste}`." if beste else f"Kies: {_KIES}."
    lines.append(f"{chosen}{uiterste} Andere momenten → `!ret prik wijzig CODE EENDAG 14:00`")
    return "\n".join(lines)


def moments(
    poll: Poll, keuzes: Mapping[str, Sequence[int]], labels: Mapping[str, str], now: datetime, today: date
) -> list[str]:
    """`1 donderdag 7 mei, 14:00: 2 kunnen (voorzitter, school)`"""
    return [
        f"{optie.nummer} {_when(optie.start, today)}: {_who([labels.get(one, one) for one in owners])}"
        f"{' (voorbij)' if optie.start <= now else ''}"
        for optie, owners in overview(poll, keuzes)
        if optie.start
    ]


def _who(labels: Sequence[str]) -> str:
    if not labels:
        return "nog niemand"
    return f"{len(labels)} {'kan' if len(labels) == 1 else 'kunnen'} ({', '.join(labels)})"


def _when(start: datetime, today: date) -> str:
    return f"{long_date(local_day(start), today)}, {clock_time(local(start).time())}"


def best(poll: Poll, keuzes: Mapping[str, Sequence[int]], now: datetime) -> int:
    """The number of the future moment that suits most people, the first one of equals; 0 when nobody chose one."""
    found = [
        (len(owners), -optie.nummer) for optie, owners in overview(poll, keuzes) if optie.start and optie.start > now
    ]
    most, number = max(found, default=(0, 0))
    return -number if most else 0


@sentence("iedereen_koos")
def iedereen_koos(regels: Sequence[str], beste: int) -> str:
    lines = ["Iedereen heeft gekozen:", *(f"• {regel}" for regel in regels)]
    if beste:
        lines.append(f"De meesten kunnen op {beste}: `!ret prik kies CODE {beste}`.")
    return "\n".join(lines)


def deadline(termijn: Termijn, today: date, kalender: Calendar) -> str:
    """The last day to choose a moment, and a warning when that is near."""
    near = " Dat is dichtbij." if kalender.count(today, termijn.day) <= 1 else ""
    return f" Het moet uiterlijk **{long_date(termijn.day, today)}** ({cite(termijn.plicht)}).{near}"


def misses(nummer: int, mist: Sequence[Termijn]) -> str:
    """`moment 3 haalt niet: het formulier delen (art. 8.5), uiterlijk do 30 april`"""
    return f"moment {nummer} haalt niet: " + "; ".join(
        f"{t.plicht.wat} ({cite(t.plicht)}), uiterlijk {short_date(t.day)}" for t in mist
    )


@sentence("keuze_genoteerd")
def keuze_genoteerd(wie: str, nummers: Sequence[int]) -> str:
    whose = f"voor {wie}" if wie else "voor u"
    if not nummers:
        return f"Genoteerd {whose}: geen van de momenten."
    return f"Genoteerd {whose}: {join([str(nummer) for nummer in nummers])}. Een latere keuze komt ervoor in de plaats."


@sentence("ga_momenten_mailen")
def ga_momenten_mailen(wie: Sequence[str]) -> str:
    return f"**CODE momenten mailen** aan {join(list(wie))}. Wie ik noem krijgt een mail en kiest met een klik."


@sentence("momenten_gemaild")
def momenten_gemaild(wie: Sequence[str], zonder_adres: Sequence[str], prive: Sequence[str]) -> str:
    lines = [f"De momenten gaan per mail naar {join(list(wie))}. Kiezen kan tot u een moment plant."]
    return "\n".join([*lines, *_not_mailed(zonder_adres, prive)])


@sentence("niemand_om_te_mailen")
def niemand_om_te_mailen(zonder_adres: Sequence[str], prive: Sequence[str]) -> str:
    lines = [f"Er is niemand om de momenten aan te mailen. {NOTHING}"]
    if not (zonder_adres or prive):
        lines.append("Wie niet in de kamer zit heeft al gekozen, of iedereen zit erin. Stand: `!ret prik CODE`.")
    return "\n".join([*lines, *_not_mailed(zonder_adres, prive)])


def _not_mailed(zonder_adres: Sequence[str], prive: Sequence[str]) -> list[str]:
    lines = []
    if zonder_adres:
        lines.append(
            f"Nog geen adres voor: {join(list(zonder_adres))}. Geef adressen in ons privégesprek, "
            f"of typ het antwoord: `!ret prik voor CODE {zonder_adres[0]} 1 3`."
        )
    if prive:
        lines.append(
            f"Niet gemaild: {join(list(prive))}. Dat doe ik alleen als u het voor deze casus aanzet: "
            f"`!ret mail CODE {prive[0]} aan toestemming=ja`."
        )
    return lines


@sentence("momenten_niet_te_mailen")
def momenten_niet_te_mailen() -> str:
    return (
        "Ik kan de momenten niet mailen: er is geen mailbox ingesteld waarin ik antwoorden lees. Vraag het ze, en typ "
        f"hun antwoord met `!ret prik voor CODE school 1 3`. {NOTHING}"
    )


@sentence("momenten_voorbij")
def momenten_voorbij() -> str:
    return f"Alle momenten van de peiling zijn voorbij. → `!ret prik wijzig CODE EENDAG 14:00`. {NOTHING}"


@sentence("prikker_gestopt")
def prikker_gestopt() -> str:
    return "De peiling is gesloten; er is niets gepland. Opnieuw: `!ret prik CODE`, of `!ret plan CODE EENDAG 14:00`."


@sentence("prikker_loopt")
def prikker_loopt() -> str:
    return (
        f"Er loopt al een peiling. De stand → `!ret prik CODE` · kiezen → {_KIES} · andere momenten → "
        f"`!ret prik wijzig CODE EENDAG 14:00`. {NOTHING}"
    )


@sentence("geen_prikker")
def geen_prikker() -> str:
    return f"Er loopt geen peiling over een moment. → `!ret prik CODE`. {NOTHING}"


@sentence("geen_kandidaten")
def geen_kandidaten() -> str:
    return f"In de komende vier weken vind ik geen vrij moment. Geef ze zelf: `!ret prik CODE EENDAG 14:00`. {NOTHING}"


@sentence("te_veel_momenten")
def te_veel_momenten(meest: int) -> str:
    return (
        f"Geef één tot {meest} momenten, met een komma ertussen: `!ret prik CODE EENDAG 10:00, EENDAG 14:00`. {NOTHING}"
    )


@sentence("moment_onbekend")
def moment_onbekend(nummers: Sequence[int]) -> str:
    open_ones = (
        f"Kies uit {join([str(nummer) for nummer in nummers], 'of')}" if nummers else "Alle momenten zijn voorbij"
    )
    return f"Dat moment staat niet in de peiling. {open_ones}; `!ret prik CODE` laat ze zien. {NOTHING}"


@sentence("wie_koos")
def wie_koos(wie: Sequence[str]) -> str:
    return f"Wiens keuze is dit? Kies uit: {', '.join(wie)}; of met het nummer: `!ret prik voor CODE #3 1 2`. {NOTHING}"


@sentence("stem_te_laat")
def stem_te_laat() -> str:
    return "Deze peiling is gesloten; uw keuze telt niet meer mee."


@sentence("stem_van_ander")
def stem_van_ander() -> str:
    return "U bent voor deze ~bespreking niet gevraagd; uw keuze in de peiling telt niet mee."


@sentence("peiling_alleen_in_app")
def peiling_alleen_in_app() -> str:
    return (
        "In uw app is de peiling gesloten; bij mij loopt de peiling door. "
        f"Kies een moment met {_KIES}, of stop ermee: `!ret prik stop CODE`."
    )
