"""Answers to commands that record a fact."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from retbot.domain.calendar.working_days import Calendar
from retbot.domain.casus.casus import Casus
from retbot.domain.casus.next_step import NextStep, next_step, step_to_take
from retbot.domain.casus.tables import next_tafel
from retbot.domain.casus.triage import NEE, is_refused
from retbot.domain.convenant.convenant import Convenant, Plicht, TermijnType
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState
from retbot.domain.termijnen.duties_without_date import is_owed
from retbot.domain.termijnen.duty_holders import PERSON
from retbot.domain.termijnen.escalation import as_typed
from retbot.domain.termijnen.following import FollowingBespreking
from retbot.domain.termijnen.teamtermijnen import TEAM_EVENTS
from retbot.domain.tijd import local
from retbot.wording import forms
from retbot.wording.citing import cite, cited_article, moving_days
from retbot.wording.dates import clock_time, full_date, join, long_date, short_date
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence
from retbot.wording.vocabulary import the_table

EVENTS = {
    "aanmelding": "Aanmelding ontvangen",
    "compleet": "Formulier compleet",
    "toestemming": "Toestemming gegeven",
    "intrekking": "Toestemming ingetrokken",
    "weigering": "Toestemming geweigerd",
    "vervallen": "Toestemming opnieuw te vragen",
    "onbevestigd": "Toestemming nog te bevestigen",
    "acceptatie": "Aanmelding geaccepteerd",
    "triage": "Triage gedaan",
    "verklarende_analyse": "Verklarende analyse compleet",
    "vooroverleg": "Vooroverleg gehouden",
    "geagendeerd": "Op de agenda gezet",
    "uitgenodigd": "Uitgenodigd",
    "uitnodiging_aanvaard": "Uitnodiging aanvaard",
    "formulier_gedeeld": "Formulier gedeeld met de ~experts",
    "voorgesprek": "Voorgesprek gehouden",
    "bespreking": "~Bespreking gehouden",
    "consensus": "Consensus",
    "afspraak": "Een afspraak",
    "advies_vastgesteld": "~Advies vastgesteld",
    "advies_verzonden": "~Advies verzonden",
    "oplossing_verzonden": "Oplossing verzonden",
    "terugkoppeling": "Teruggekoppeld",
    "advies_opgevolgd": "~Advies opgevolgd",
    "escalatie": "Opgeschaald",
    "leeftijd": "Leeftijd nagegaan",
    "opvolging_1": "Eerste opvolging gedaan",
    "opvolging_2": "Tweede opvolging gedaan",
    "verzoek": "Verzoek van een betrokkene ontvangen",
    "datalek": "Datalek ontdekt",
    "overleg": "Overleg van het team gehouden",
    "vraag": "Algemene vraag ontvangen",
    "evaluatie_gevraagd": "Om een evaluatie gevraagd",
    "ondertekening": "~Convenant ondertekend",
    "mislukt": "Een afspraak lukt niet",
    "alternatief": "Een alternatief gevonden",
    "afgesloten": "Gesloten",
}
_TRIAGE = {"ja": "de casus gaat naar het expertteam", "nee": "de casus gaat niet naar het expertteam"}
_STEPS = {
    NextStep.COMPLETE: "Volgende stap: controleer of het formulier compleet is. →",
    NextStep.TRIAGE: "Volgende stap: de triage. →",
    NextStep.PLAN: "Volgende stap: een ~bespreking plannen. →",
    NextStep.INVITE: "Volgende stap: de deelnemers uitnodigen. →",
    NextStep.FORM: "Volgende stap: het formulier delen met de ~experts. →",
    NextStep.PRE_MEETING: "Volgende stap: het voorgesprek. →",
    NextStep.BESPREKING: "Na de ~bespreking →",
    NextStep.AFSPRAAK: "Leg de afspraken vast, één per partij →",
    NextStep.DETERMINED: "Volgende stap: het ~advies vaststellen. →",
    NextStep.SENT_ADVIES: "Volgende stap: het ~advies versturen. →",
    NextStep.SOLUTION: "Volgende stap: de oplossing versturen. →",
    NextStep.FOLLOWED_UP: "Is een partij begonnen? →",
    NextStep.FOLLOW_UP_1: "Volgende stap: de eerste opvolging. →",
    NextStep.FOLLOW_UP_2: "Volgende stap: de tweede opvolging. →",
    NextStep.CLOSE: "Kan de casus dicht? →",
}
"""The text before the command for that step."""


@sentence("genoteerd")
def genoteerd(event: str, op: date, today: date, gevolgen: Sequence[str], stap: str, uitkomst: str = "") -> str:
    when = "" if op == today else f" op {long_date(op, today)}"
    came = _TRIAGE.get(uitkomst, uitkomst) if event == "triage" else uitkomst
    lines = [f"{EVENTS[event]}{when}{f': {came}' if came else ''}.", *(f"• {line}" for line in gevolgen)]
    return "\n".join([*lines, stap] if stap else lines)


@sentence("plicht_gedaan")
def plicht_gedaan(
    wat: str,
    artikel: str,
    op: date,
    today: date,
    keuze: str = "",
    afspraak: int = 0,
    stap: str = "",
    gevolgen: Sequence[str] = (),
) -> str:
    """`afspraak` is the number of the failed one that it is about."""
    when = "vandaag" if op == today else f"op {long_date(op, today)}"
    what = f"Genoteerd: {wat}, {when} → {keuze}" if keuze else f"Genoteerd, {when} gedaan: {wat}"
    about = f" Afspraak {afspraak} is daarmee vervangen." if afspraak else ""
    said = f"{what} ({cited_article(artikel)}).{about}"
    return "\n".join([said, *(f"• {line}" for line in gevolgen), *([stap] if stap else [])])


@sentence("volgt_op_uitkomst")
def volgt_op_uitkomst(plicht: str, artikel: str, na: str, uitkomst: str) -> str:
    return (
        f"{plicht} ({cited_article(artikel)}) volgt als bij {na} *{uitkomst}* is vastgelegd. "
        f"→ `!ret gedaan CODE {na}`. {NOTHING}"
    )


@sentence("niets_mislukt")
def niets_mislukt(plicht: str, artikel: str) -> str:
    return (
        f"{plicht} ({cited_article(artikel)}) volgt op een afspraak die niet lukt; die is er niet. Lukt er een niet? "
        f"→ `!ret afspraak CODE 2 mislukt`. {NOTHING}"
    )


@sentence("niet_mislukt")
def niet_mislukt(nummer: int) -> str:
    typed = f"`!ret afspraak CODE {nummer} mislukt`"
    return f"Van afspraak {nummer} is niet vastgelegd dat hij niet lukt. → {typed}. {NOTHING}"


@sentence("al_gedaan")
def al_gedaan(op: date, artikel: str) -> str:
    return f"Dat stond voor deze periode al vast, gedaan op {full_date(op)} ({cited_article(artikel)}). {NOTHING}"


@sentence("vraag_uitkomst")
def vraag_uitkomst(wat: str, artikel: str, keuzes: Sequence[str]) -> str:
    options = " · ".join(f"{number} {keuze}" for number, keuze in enumerate(keuzes, 1))
    return f"{wat[:1].upper()}{wat[1:]} ({cited_article(artikel)}). Wat werd het? {options}"


@sentence("nieuwe_vog")
def nieuwe_vog(wie: str, op: date, artikel: str, tot: date | None = None) -> str:
    """`tot` is until when it counted, when that is over."""
    over = f" Die telde tot en met {full_date(tot)}; er is een nieuwe nodig." if tot else ""
    return f"Genoteerd: de VOG van {wie} is van {full_date(op)} ({cited_article(artikel)}).{over}"


@sentence("in_de_toekomst")
def in_de_toekomst() -> str:
    return f"Dat moet nog gebeuren; ik leg alleen vast wat geweest is. {NOTHING}"


@sentence("voor_aanmelding")
def voor_aanmelding(ontvangen: date) -> str:
    return f"Dat is vóór de aanmelding, die op {long_date(ontvangen)} binnenkwam. {NOTHING}"


@sentence("nog_niet")
def nog_niet(eerst: str) -> str:
    typed = forms.ending(eerst, forms.Filling("" if eerst in TEAM_EVENTS else "CODE"))
    how = f" → `!ret {typed}`" if typed else ""
    return f"Eerst moet vastliggen: {EVENTS[eerst].lower()}{how}. {NOTHING}"


@sentence("te_vroeg")
def te_vroeg(na: str, op: date) -> str:
    what = EVENTS.get(na, "een ander antwoord gegeven").lower()
    return f"Dat kan niet vóór {long_date(op)}: toen was {what}. {NOTHING}"


@sentence("staat_al")
def staat_al(event: str, over: str | None, op: date, anders: date) -> str:
    """`anders` is the day on which it was recorded anew."""
    name = forms.name_of(event) if event != "gedaan" else ""
    typed = " ".join(filter(None, (name, over)))
    return (
        f"Dat ligt al vast, op {long_date(op)}. {NOTHING} Een andere dag "
        f"→ `!ret herstel CODE {typed} op {short_date(anders)}`"
    )


@sentence("nog_te_vroeg")
def nog_te_vroeg(wat: str, artikel: str, op: date) -> str:
    return f"Dat is nog te vroeg: {wat} hoort bij {full_date(op)} ({cited_article(artikel)}). {NOTHING}"


@sentence("plicht_onbekend")
def plicht_onbekend(ids: Sequence[str]) -> str:
    return f"Die plicht kan ik niet afvinken. Het kan met: {join(list(ids), 'of')}. {NOTHING}"


@sentence("niet_aan_de_orde")
def niet_aan_de_orde(plicht: str, artikel: str) -> str:
    return (
        f"{plicht} ({cited_article(artikel)}) speelt in deze casus niet: de voorwaarde is niet vastgelegd bij "
        f"`bespreking gehouden`. {NOTHING}"
    )


@sentence("niet_uw_termijn")
def niet_uw_termijn(wie: str) -> str:
    return f"Dat doet {wie}. U kunt alleen uw eigen taken afvinken. {NOTHING}"


@sentence("partij_onbekend")
def partij_onbekend(lijkt_op: Sequence[str], voorbeelden: Sequence[str]) -> str:
    if lijkt_op:
        return f"Bedoelt u {join(list(lijkt_op), 'of')}? Schrijf de naam voluit. {NOTHING}"
    return f"Die partij staat niet in het ~convenant. Bijvoorbeeld: {join(list(voorbeelden))}. {NOTHING}"


@sentence("partij_zonder_afspraak")
def partij_zonder_afspraak(partij: str, partijen: Sequence[str]) -> str:
    known = f" Wel: {join(list(partijen))}." if partijen else ""
    return f"{partij} heeft in deze casus geen afspraak.{known} {NOTHING}"


@sentence("formulier_zonder_toestemming")
def formulier_zonder_toestemming(artikel: str) -> str:
    why = f"de casus wordt dan anoniem besproken ({cited_article(artikel)})"
    return f"Er is geen toestemming om het formulier te delen; {why}. {NOTHING}"


@sentence("monitor_zonder_toestemming")
def monitor_zonder_toestemming(artikel: str) -> str:
    return f"Er is geen toestemming voor de landelijke monitor ({artikel}): geen invoer. {NOTHING}"


def started_by(termijnen: Iterable[Termijn], event: str, today: date, kalender: Calendar) -> list[str]:
    """One line for each open term that this event starts, and one line for all those that have already ended."""
    started = [
        t
        for t in termijnen
        if event in {t.plicht.termijn.event, t.plicht.anders_na}
        and t.staat is TermijnState.OPEN
        and t.plicht.vervuld != "verwijderd"
    ]
    found = (
        f"uiterlijk {short_date(t.day, today)}: {t.plicht.wat}{_by(t)} ({cite(t.plicht)}{_why(t, kalender)})"
        for t in started
        if not t.overgenomen
    )
    lines = list(dict.fromkeys(found))
    past = [f"{t.plicht.wat}{_by(t)} ({cite(t.plicht)})" for t in started if t.overgenomen]
    return [*lines, f"al voorbij, daar herinner ik u niet meer aan: {'; '.join(past)}"] if past else lines


@sentence("niet_meer_verlengen")
def niet_meer_verlengen(keer: int, artikel: str) -> str:
    return f"Het ~convenant laat zich niet vaker dan {keer} keer verlengen ({cited_article(artikel)}). {NOTHING}"


_ALSO = {TermijnType.BIJ: "hierbij", TermijnType.ALTIJD: "hierbij"}


def also_due(convenant: Convenant, event: str, code: str, casus: Casus | None = None) -> list[str]:
    """One line for each duty at this moment that has no date of its own; `code` is empty for duties of the team. Of a
    case, what it owes."""
    due, of = [p for p in convenant.bij(event) if not p.gedekt_door], f"{code} " if code else ""
    if casus:
        due = [p for p in due if is_owed(p, casus, convenant)]
    return [_also_line(p, of) for p in due]


def asked_by_outcome(plicht: Plicht, casus: Casus, convenant: Convenant) -> list[str]:
    """One line for each duty that the outcome of this one asks for."""
    after = (p for p in convenant.plichten if p.na_uitkomst and p.na_uitkomst[0] == plicht.id)
    return [_also_line(p, f"{casus.code} ") for p in after if is_owed(p, casus, convenant)]


def _also_line(plicht: Plicht, of: str) -> str:
    typed = f" → `!ret gedaan {of}{plicht.id}`" if plicht.vervuld == "gedaan" else ""
    return f"{_ALSO.get(plicht.termijn.soort, 'zonder termijn')}: {plicht.wat} ({cite(plicht)}){typed}"


def proposal_line(volgende: FollowingBespreking | None, code: str, today: date) -> list[str]:
    """The line about the next bespreking, when the covenant asks for one."""
    if volgende is None:
        return []
    day, hour = short_date(volgende.dag), clock_time(local(volgende.start).time())
    which = f"{long_date(volgende.dag, today)} om {hour}"
    return [
        f"voorstel voor de volgende ~bespreking: {which} ({cite(volgende.plicht)}) → `!ret plan {code} {day} {hour}`"
    ]


def step_of(casus: Casus, termijnen: Iterable[Termijn], convenant: Convenant, now: datetime | None = None) -> str:
    """The next step with its command; for planning also the last day."""
    stap = next_step(casus, convenant, now)
    if stap is None:
        return ""
    if stap is NextStep.ESCALATE and (trede := step_to_take(casus, convenant)):
        typed = forms.step(stap, convenant, subject=as_typed(trede, convenant))
        return f"Volgende stap: {trede.wat} ({cited_article(trede.artikel)}). → `!ret {typed}`"
    if stap is NextStep.CLOSE and is_refused(casus):
        return f"Volgende stap: de casus sluiten, en de aanmelder vertellen waarom. → `!ret sluit CODE {NEE}`"
    agenda = next((t for t in termijnen if t.plicht.vervuld == "geagendeerd" and t.staat is TermijnState.OPEN), None)
    tafel = next_tafel(casus, convenant) if stap is NextStep.PLAN and len(convenant.tafels) > 1 else None
    if stap is NextStep.PLAN and agenda:
        lead, subject = f"Nog te doen: ~bespreking plannen (uiterlijk {long_date(agenda.day)} op de agenda). →", ""
    elif tafel:
        lead, subject = f"Volgende stap: {the_table(tafel)} plannen. →", tafel.naam
    else:
        lead, subject = _STEPS[stap], "PARTIJ" if stap is NextStep.FOLLOWED_UP else ""
    return f"{lead} `!ret {forms.step(stap, convenant, subject=subject)}`"


def _by(termijn: Termijn) -> str:
    return f" door {termijn.who}" if termijn.plicht.per in {"partij", PERSON} and termijn.subject else ""


def _why(termijn: Termijn, kalender: Calendar) -> str:
    why = moving_days(termijn, kalender)
    return f"; {why}" if why else ""
