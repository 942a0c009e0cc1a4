"""Answers about addresses, which are only shown masked."""

from collections.abc import Sequence
from datetime import date

from retbot.wording.dates import join, long_date
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.replies.chat.verwijderd import fate
from retbot.wording.sentences import sentence


@sentence("adres_bewaard")
def adres_bewaard(wie: str, masker: str, vervangt: bool, prive: bool, verwijdering: str, opnieuw: int = 0) -> str:
    lines = [f"Adres van {wie} {'vervangen' if vervangt else 'bewaard'}, versleuteld: {masker}."]
    if prive:
        lines.append(f"Mailen doe ik pas als u het met toestemming aanzet: `!ret mail CODE {wie} aan toestemming=ja`")
    if opnieuw:
        what = "De uitnodiging" if opnieuw == 1 else f"De {opnieuw} uitnodigingen"
        gone = " Op het oude adres zeg ik af wat daar in de agenda staat." if vervangt else ""
        lines.append(f"{what} voor wat nog komt stuur ik naar dit adres.{gone}")
    lines.append(fate(verwijdering))
    return "\n".join(lines)


@sentence("adres_weg")
def adres_weg(wie: str, verwijdering: str, verwacht: int = 0, stil: bool = False) -> str:
    text = f"Het adres van {wie} is weg."
    if verwacht and stil:
        text += " Mail stond uit: wat in die agenda staat, vertelt u zelf."
    elif verwacht:
        what = "één bijeenkomst" if verwacht == 1 else f"{verwacht} bijeenkomsten"
        text += (
            f" Daar zeg ik af wat in die agenda stond; ik verwacht {wie} nog wel bij {what}. "
            "Met een nieuw adres nodig ik opnieuw uit."
        )
    return f"{text} {fate(verwijdering)}"


@sentence("ga_adres_bewaren")
def ga_adres_bewaren(wie: str, masker: str, vervangt: bool, opnieuw: int, casus: str) -> str:
    what = "de uitnodiging" if opnieuw == 1 else f"{opnieuw} uitnodigingen"
    gone = " Op het oude adres zeg ik af wat daar in de agenda staat." if vervangt else ""
    where = f"{casus}, " if casus else ""
    return f"**{where}adres van {wie}**: {masker}. Naar dit adres gaat meteen {what}.{gone}"


@sentence("ga_adres_weghalen")
def ga_adres_weghalen(wie: str, verwacht: int, stil: bool, casus: str) -> str:
    told = " Daar zeg ik af wat in die agenda staat." if verwacht and not stil else ""
    return f"**{f'{casus}, ' if casus else ''}adres van {wie} weghalen**.{told}"


@sentence("gaat_mail_aanzetten")
def gaat_mail_aanzetten(rol: str) -> str:
    return f"**CODE, mail aan de {rol} aanzetten**: de toestemming daarvoor is gegeven."


@sentence("gaat_mail_uitzetten")
def gaat_mail_uitzetten(rol: str) -> str:
    return f"**CODE, mail aan de {rol} uitzetten**. Wat al verstuurd is, komt niet terug."


@sentence("geen_adres")
def geen_adres(wie: str) -> str:
    return f"Van {wie} heb ik geen adres. {NOTHING}"


@sentence("adres_onleesbaar")
def adres_onleesbaar() -> str:
    return (
        "Dat is geen mailadres dat ik kan gebruiken. Schrijf alleen het adres, zonder naam of aanhalingstekens: "
        f"`adres 3 naam@organisatie.nl`. {NOTHING}"
    )


@sentence("rol_van_team")
def rol_van_team(rol: str) -> str:
    return (
        f"De {rol} heeft één adres voor alle casussen. Het nummer staat in `!ret deelnemers`; dan: "
        f"`adres 3 naam@organisatie.nl`. {NOTHING}"
    )


@sentence("sleutels_weg")
def sleutels_weg() -> str:
    return (
        "Ik kan geen adres bewaren: het bestand met de sleutels van de adressen is weg. De beheerder kan het "
        f"terugzetten. {NOTHING}"
    )


@sentence("alleen_prive_rollen")
def alleen_prive_rollen(rollen: Sequence[str]) -> str:
    return (
        f"Aan- of uitzetten kan voor: {join([f'`{rol}`' for rol in rollen], 'of')}. Anderen mail ik als ik hun adres "
        f"heb. {NOTHING}"
    )


@sentence("toestemming_nodig")
def toestemming_nodig(rol: str) -> str:
    return (
        f"Mail aan de {rol} doe ik alleen met hun toestemming. Is die er? Schrijf dan: "
        f"`!ret mail CODE {rol} aan toestemming=ja`. {NOTHING}"
    )


@sentence("mail_aan")
def mail_aan(rol: str, op: date, heeft_adres: bool) -> str:
    text = f"Toestemming vastgelegd op {long_date(op)}: over CODE mail ik voortaan ook de {rol}."
    if heeft_adres:
        return f"{text} Uitnodigen? → `!ret uitnodigen CODE`"
    return f"{text} Een adres is er nog niet; geef het in ons privégesprek: `adres CODE {rol} naam@provider.nl`"


@sentence("mail_uit")
def mail_uit(rol: str, agenda: bool = False) -> str:
    entry = " Wat in die agenda staat verandert niet meer mee: vertel het zelf." if agenda else ""
    return (
        f"Over CODE mail ik de {rol} niet meer. Wat al verstuurd is, komt niet terug.{entry} Het adres haalt u weg in "
        f"ons privégesprek: `adres CODE {rol} weg`"
    )


@sentence("nooit_gemaild")
def nooit_gemaild(rol: str, leidt: str) -> str:
    return f"Een {rol} mail ik hier nooit: dat gaat via de {leidt}. Bewaar het adres zelf, niet bij mij. {NOTHING}"
