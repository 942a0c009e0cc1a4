"""Answers to commands that record a fact."""

from collections.abc import Iterable, Sequence
from datetime import date

from retbot.domain.calendar.working_days import Calendar
from retbot.domain.casus.casus import Casus
from retbot.domain.casus.next_step import NextStep, follow_up_choices, next_step
from retbot.domain.casus.tables import next_tafel
from retbot.domain.convenant.convenant import Convenant, TermijnType
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState
from retbot.domain.termijnen.following import FollowingBespreking
from retbot.domain.tijd import local
from retbot.wording.citing import cited, cited_article, moved
from retbot.wording.dates import clock_time, join, long_date, short_date
from retbot.wording.replies.chat.general import NOTHING

COMMAND_OF = {
    "compleet": "compleet",
    "formulier_gedeeld": "formulier gedeeld",
    "voorgesprek": "voorgesprek gehouden",
    "advies_vastgesteld": "advies vastgesteld",
}
EVENTS = {
    "aanmelding": "Aanmelding ontvangen",
    "compleet": "Formulier compleet",
    "toestemming": "Toestemming gegeven",
    "intrekking": "Toestemming ingetrokken",
    "acceptatie": "Aanmelding geaccepteerd",
    "triage": "Triage gedaan",
    "verklarende_analyse": "Verklarende analyse compleet",
    "vooroverleg": "Vooroverleg gehouden",
    "geagendeerd": "Op de agenda gezet",
    "uitgenodigd": "Uitgenodigd",
    "uitnodiging_aanvaard": "Uitnodiging aanvaard",
    "formulier_gedeeld": "Formulier gedeeld met de experts",
    "voorgesprek": "Voorgesprek gehouden",
    "bespreking": "Bespreking gehouden",
    "consensus": "Consensus",
    "afspraak": "Een afspraak",
    "advies_vastgesteld": "Advies vastgesteld",
    "advies_verzonden": "Advies verzonden",
    "oplossing_verzonden": "Oplossing verzonden",
    "terugkoppeling": "Afspraken teruggekoppeld",
    "advies_opgevolgd": "Advies opgevolgd",
    "escalatie": "Opgeschaald",
    "leeftijd": "Leeftijd nagegaan",
    "opvolging_1": "Eerste opvolging gedaan",
    "opvolging_2": "Tweede opvolging gedaan",
    "verzoek": "Verzoek van een betrokkene ontvangen",
    "datalek": "Datalek ontdekt",
    "overleg": "Overleg van het team gehouden",
    "vraag": "Algemene vraag ontvangen",
    "ondertekening": "Convenant ondertekend",
    "mislukt": "Een afspraak lukt niet",
    "afgesloten": "Gesloten",
}
_STEPS = {
    NextStep.COMPLETE: "Volgende stap: controleer of het formulier compleet is. → `!ret compleet CODE`",
    NextStep.TRIAGE: "Volgende stap: de triage. → `!ret triage CODE`",
    NextStep.PLAN: "Volgende stap: een bespreking plannen. → `!ret plan CODE EENDAG 14:00`",
    NextStep.INVITE: "Volgende stap: de deelnemers uitnodigen. → `!ret uitnodigen CODE`",
    NextStep.FORM: "Volgende stap: het formulier delen met de experts. → `!ret formulier gedeeld CODE`",
    NextStep.PRE_MEETING: "Volgende stap: het voorgesprek. → `!ret voorgesprek gehouden CODE`",
    NextStep.BESPREKING: "Na de bespreking: `!ret bespreking gehouden CODE`",
    NextStep.AFSPRAAK: "Leg de afspraken vast, één per partij: `!ret afspraak CODE {partij} EENDAG intake`",
    NextStep.DETERMINED: "Volgende stap: het advies vaststellen. → `!ret advies vastgesteld CODE`",
    NextStep.SENT_ADVIES: "Volgende stap: het advies versturen. → `!ret advies verzonden CODE`",
    NextStep.SOLUTION: "Volgende stap: de oplossing versturen. → `!ret oplossing verzonden CODE`",
    NextStep.FOLLOWED_UP: "Als een partij begonnen is: `!ret opgevolgd CODE PARTIJ`",
    NextStep.FOLLOW_UP_1: "Volgende stap: de eerste opvolging. → `!ret opvolging CODE 1 {vragen}`",
    NextStep.FOLLOW_UP_2: "Volgende stap: de tweede opvolging. → `!ret opvolging CODE 2 {vragen}`",
    NextStep.CLOSE: "Is de oplossing er? Dan kan de casus dicht: `!ret sluit CODE opgelost`",
}


def genoteerd(event: str, op: date, today: date, gevolgen: Sequence[str], stap: str, uitkomst: str = "") -> str:
    when = "" if op == today else f" op {long_date(op, today)}"
    lines = [f"{EVENTS[event]}{when}{f': {uitkomst}' if uitkomst else ''}.", *(f"• {line}" for line in gevolgen)]
    return "\n".join([*lines, stap] if stap else lines)


def plicht_gedaan(wat: str, artikel: str, op: date, today: date, keuze: str = "") -> str:
    when = "vandaag" if op == today else f"op {long_date(op, today)}"
    what = f"{wat}, {when}: {keuze}" if keuze else f"{wat} is {when} gedaan"
    return f"Genoteerd: {what} ({cited_article(artikel)})."


def vraag_uitkomst(wat: str, artikel: str, keuzes: Sequence[str]) -> str:
    options = " · ".join(f"{number} {keuze}" for number, keuze in enumerate(keuzes, 1))
    return f"{wat[:1].upper()}{wat[1:]} ({cited_article(artikel)}). Wat werd het? {options}"


def nieuwe_vog(wie: str, op: date, artikel: str) -> str:
    return f"Genoteerd: de VOG van {wie} is van {long_date(op)} ({cited_article(artikel)})."


def in_de_toekomst() -> str:
    return f"Dat moet nog gebeuren; ik leg alleen vast wat geweest is. {NOTHING}"


def voor_aanmelding(ontvangen: date) -> str:
    return f"Dat is vóór de aanmelding, die op {long_date(ontvangen)} binnenkwam. {NOTHING}"


def nog_niet(eerst: str) -> str:
    commands = {
        "geagendeerd": " → `!ret plan CODE EENDAG 14:00`",
        "bespreking": " → `!ret bespreking gehouden CODE`",
        "advies_verzonden": " → `!ret advies verzonden CODE`",
    }
    return f"Eerst moet vastliggen: {EVENTS[eerst].lower()}{commands.get(eerst, '')}. {NOTHING}"


def te_vroeg(na: str, op: date) -> str:
    return f"Dat kan niet vóór {long_date(op)}: toen was {EVENTS[na].lower()}. {NOTHING}"


def plicht_onbekend(ids: Sequence[str]) -> str:
    return f"Die plicht kan ik niet afvinken. Het kan met: {join(list(ids), 'of')}. {NOTHING}"


def niet_aan_de_orde(plicht: str, artikel: str) -> str:
    return (
        f"{plicht} ({cited_article(artikel)}) speelt in deze casus niet: de voorwaarde is niet vastgelegd bij "
        f"`bespreking gehouden`. {NOTHING}"
    )


def niet_uw_termijn(wie: str) -> str:
    return f"Dat is aan {wie}; u kunt alleen uw eigen termijnen afvinken. {NOTHING}"


def partij_onbekend(lijkt_op: Sequence[str], voorbeelden: Sequence[str]) -> str:
    if lijkt_op:
        return f"Bedoelt u {join(list(lijkt_op), 'of')}? Schrijf de naam voluit. {NOTHING}"
    return f"Die partij staat niet in het convenant. Bijvoorbeeld: {join(list(voorbeelden))}. {NOTHING}"


def partij_zonder_afspraak(partij: str, partijen: Sequence[str]) -> str:
    known = f" Wel: {join(list(partijen))}." if partijen else ""
    return f"{partij} heeft in deze casus geen afspraak.{known} {NOTHING}"


def formulier_zonder_toestemming(artikel: str) -> str:
    why = f"de casus wordt dan anoniem besproken ({cited_article(artikel)})"
    return f"Er is geen toestemming om het formulier te delen; {why}. {NOTHING}"


def monitor_zonder_toestemming(artikel: str) -> str:
    return f"Er is geen toestemming voor de landelijke monitor ({artikel}): geen invoer. {NOTHING}"


def started_by(termijnen: Iterable[Termijn], event: str, today: date, kalender: Calendar) -> list[str]:
    """One line for each open term that this event starts, and one for all that are past already."""
    started = [
        t
        for t in termijnen
        if t.plicht.termijn.event == event and t.staat is TermijnState.OPEN and t.plicht.vervuld != "verwijderd"
    ]
    lines = [
        f"uiterlijk {_day(t, today)}: {t.plicht.wat}{_by(t)} ({cited(t.plicht)}{_why(t, kalender)})"
        for t in started
        if not t.overgenomen
    ]
    past = [f"{t.plicht.wat}{_by(t)} ({cited(t.plicht)})" for t in started if t.overgenomen]
    return [*lines, f"al voorbij, daarover herinner ik niet: {'; '.join(past)}"] if past else lines


def niet_meer_verlengen(keer: int, artikel: str) -> str:
    return f"Het convenant laat zich niet vaker dan {keer} keer verlengen ({cited_article(artikel)}). {NOTHING}"


_ALSO = {TermijnType.BIJ: "hierbij", TermijnType.ALTIJD: "altijd"}


def also_due(convenant: Convenant, event: str, code: str) -> list[str]:
    """One line for each duty of this moment that has no day of its own; `code` is empty for what is the team's."""
    due, of = [p for p in convenant.bij(event) if not p.gedekt_door], f"{code} " if code else ""
    return [
        f"{_ALSO.get(p.termijn.soort, 'zonder termijn')}: {p.wat} ({cited(p)})"
        f"{f' → `!ret gedaan {of}{p.id}`' if p.vervuld == 'gedaan' else ''}"
        for p in due
    ]


def proposed(volgende: FollowingBespreking | None, code: str, today: date) -> list[str]:
    """The line about the next bespreking, when one is asked for."""
    if volgende is None:
        return []
    day, hour = short_date(volgende.dag), clock_time(local(volgende.start).time())
    which = f"{long_date(volgende.dag, today)} om {hour}"
    return [
        f"voorstel voor de volgende bespreking: {which} ({cited(volgende.plicht)}) → `!ret plan {code} {day} {hour}`"
    ]


def step_of(casus: Casus, termijnen: Iterable[Termijn], convenant: Convenant) -> str:
    """What comes next, with its command; for planning also by when."""
    stap = next_step(casus, convenant)
    if stap is None:
        return ""
    agenda = next((t for t in termijnen if t.plicht.vervuld == "geagendeerd" and t.staat is TermijnState.OPEN), None)
    if stap is NextStep.PLAN and agenda:
        return (
            f"Nog te doen: bespreking plannen (uiterlijk {long_date(agenda.day)} op de agenda). "
            "→ `!ret plan CODE EENDAG 14:00`"
        )
    tafel = next_tafel(casus, convenant) if stap is NextStep.PLAN and len(convenant.tafels) > 1 else None
    if tafel:
        return f"Volgende stap: de {tafel.naam} plannen. → `!ret plan CODE {tafel.naam} EENDAG 14:00`"
    asked = " ".join(f"{name}=ja" for name in follow_up_choices(convenant))
    return _STEPS[stap].format(partij=convenant.voorbeeld, vragen=asked)


def _day(termijn: Termijn, today: date) -> str:
    far = abs((termijn.day - today).days) > 275
    return f"{short_date(termijn.day)} {termijn.day.year}" if far else short_date(termijn.day)


def _by(termijn: Termijn) -> str:
    return f" door {termijn.wie}" if termijn.plicht.per == "partij" and termijn.over else ""


def _why(termijn: Termijn, kalender: Calendar) -> str:
    why = moved(termijn, kalender)
    return f"; {why}" if why else ""
