"""The events, terms and lists of a covenant in Dutch, for a table that people read."""

from collections.abc import Mapping

from retbot.domain.convenant.convenant import Plicht, Source, TermijnForm, TermijnType
from retbot.wording.citing import cited_article
from retbot.wording.dates import MONTHS, join

EVENTS = {
    "aanmelding": "de aanmelding",
    "compleet": "het complete formulier",
    "toestemming": "de toestemming",
    "intrekking": "het intrekken van de toestemming",
    "acceptatie": "de acceptatie",
    "triage": "de triage",
    "verklarende_analyse": "de verklarende analyse",
    "geagendeerd": "het agenderen",
    "uitgenodigd": "het uitnodigen",
    "formulier_gedeeld": "het delen van het formulier",
    "voorgesprek": "het voorgesprek",
    "bespreking": "de bespreking",
    "adviestafel": "de adviestafel",
    "uitvoeringstafel": "de uitvoeringstafel",
    "advies_vastgesteld": "het vaststellen van het advies",
    "advies_verzonden": "het versturen van het advies",
    "oplossing_verzonden": "het versturen van de oplossing",
    "terugkoppeling": "de terugkoppeling",
    "advies_opgevolgd": "het opvolgen van het advies",
    "escalatie": "het opschalen",
    "opvolging_1": "de eerste opvolging",
    "opvolging_2": "de tweede opvolging",
    "afgesloten": "het sluiten",
    "laatste_interventie": "de laatste interventie",
    "datalek": "het ontdekken van het datalek",
    "verzoek": "het verzoek",
    "ondertekening": "de ondertekening",
    "vog": "de datum van de VOG",
    "looptijd_einde": "het einde van de looptijd",
    "uitnodiging_aanvaard": "het aanvaarden van de uitnodiging",
    "overleg": "het overleg",
    "vraag": "de vraag",
    "evaluatie_gevraagd": "het verzoek om een evaluatie",
    "vooroverleg": "het vooroverleg",
    "afgeschaald": "het afschalen",
    "mislukt": "het mislukken van een afspraak",
    "verslag_gemaakt": "het verslag",
    "deelnemers": "een wijziging van de lijst van deelnemers",
    "convenant_gewijzigd": "een wijziging van het convenant",
}
CONDITIONS = {
    "weg": "wie mag aanmelden",
    "leeftijd": "voor welke leeftijd",
    "lokaal_geprobeerd": "wat lokaal is geprobeerd",
    "besproken": "vooraf besproken",
    "tafel": "wie er aan tafel zit",
    "quorum": "wanneer het niet doorgaat",
    "duur_bespreking": "hoe lang een bespreking duurt",
    "anoniem": "zonder toestemming anoniem",
    "verslag_delen": "het verslag delen",
    "geen_consensus": "als men het niet eens wordt",
    "checklist": "wat het advies bevat",
    "toestemming_formulier": "toestemming voor het formulier",
    "wie_stemt_in": "wie toestemming geeft",
    "monitor": "toestemming voor de monitor",
}
NO_TERM = "het convenant noemt hiervoor geen termijn"
_SHAPES = {
    TermijnType.NA: "binnen {duur} na {event}",
    TermijnType.VOOR: "uiterlijk {duur} voor {event}",
    TermijnType.VOOR_EVENT: "vóór {event}",
    TermijnType.BIJ: "bij {event}",
    TermijnType.ELKE: "elke {duur}",
    TermijnType.OP_DATUM: "op {datum}",
}


def termijn(plicht: Plicht) -> str:
    """`binnen 10 werkdagen na de aanmelding`"""
    words = _vorm(plicht.termijn)
    return f"{words}, of anders na {_event(plicht.anders_na)}" if plicht.anders_na else words


def _vorm(vorm: TermijnForm) -> str:
    event, datum = _event(vorm.event), vorm.datum
    if vorm.soort is TermijnType.GEEN:
        return f"na {event}; {NO_TERM}" if event else NO_TERM
    shape = "elke {duur} na {event}" if vorm.herhaald else _SHAPES.get(vorm.soort, str(vorm.soort))
    return shape.format(
        duur=vorm.duur.in_words if vorm.duur else "",
        event=event,
        datum=f"{datum.day} {MONTHS[datum.month - 1]} {datum.year}" if datum else "",
    )


def _event(event: str | None) -> str:
    return EVENTS.get(event, event.replace("_", " ")) if event else ""


def remarks(plicht: Plicht) -> list[str]:
    """What readers should know about the duty: its condition, who chose it, how the text was interpreted."""
    told = [f"alleen bij: {plicht.voorwaarde.replace('_', ' ')}"] if plicht.voorwaarde else []
    told += [f"per {plicht.per}"] if plicht.per else []
    told += [f"bij verschil beslist: {plicht.bij_verschil}"] if plicht.bij_verschil else []
    told += [f"daarna opschalen: {plicht.gemist}"] if plicht.gemist else []
    told += choices(plicht.lezing, plicht.keuze_team)
    told += ["dit is de wet, niet het convenant"] if plicht.bron is Source.WET else []
    told += [f"valt samen met {plicht.gedekt_door}"] if plicht.gedekt_door else []
    return told if plicht.actief else [*told, "staat uit"]


def choices(lezing: str | None, keuze_team: str | None) -> list[str]:
    told = [f"eigen afspraak van het team: {keuze_team}"] if keuze_team else []
    return [*told, f"zo gelezen: {lezing}"] if lezing else told


def who(plicht: Plicht) -> str:
    return f"{join(plicht.wie)} → {join(plicht.aan)}" if plicht.aan else join(plicht.wie)


def source(plicht: Plicht) -> str:
    return "eigen afspraak" if plicht.bron is Source.TEAM else cited_article(plicht.artikel)


def value(of: object) -> str:
    """An option of a condition as text: lists with commas, tables as `naam: waarde`, ja and nee."""
    if isinstance(of, bool):
        return "ja" if of else "nee"
    if isinstance(of, Mapping):
        return "; ".join(f"{name}: {value(one)}" for name, one in of.items())
    if isinstance(of, list | tuple):
        return ", ".join(value(one) for one in of)
    return str(of)
