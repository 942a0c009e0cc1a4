"""Answers about cases that come over from a spreadsheet."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from retbot.domain.errors import Arg
from retbot.wording.citing import cited_article
from retbot.wording.dates import join, long_date
from retbot.wording.replies.aanmelding.aanmelding import age_band
from retbot.wording.replies.vastleggen.noteren import EVENTS
from retbot.wording.sentences import sentence

_NO_STORE = "Ik heb niets overgenomen."
_MANY = 12
"""More choices than this are not listed; the second sheet of the template has them all."""
_COLUMNS = {
    "nummer": "Uw eigen nummer voor de casus, bijvoorbeeld de rij in uw lijst. Ik geef het terug met de code.",
    "ontvangen": "De dag waarop de aanmelding is ontvangen.",
    "via": "Wie aanmeldde.",
    "toegang": "Of de gemeentelijke toegang erbij betrokken is.",
    "contact": "Of er vooraf contact was met wie het team leidt.",
    "besproken": "Of het vooraf met de jeugdige of de ouders is besproken.",
    "leeftijd": "De leeftijdsgroep, nooit de leeftijd of de geboortedatum.",
    "gemeente": "De verantwoordelijke gemeente.",
    "gronden": "De gronden; meer dan één met een puntkomma ertussen.",
    "lokaal": "Of er lokaal naar een oplossing is gezocht zonder die te vinden.",
    "aanvraag": "Het aanmeldformulier dat is gebruikt.",
    "triage": "De dag van de triage.",
    "triage uitkomst": "Wat er uit de triage kwam.",
    "bespreking": "De dag van de laatste ~bespreking die is gehouden.",
    "aanwezig": "Wie er bij die ~bespreking waren, met een puntkomma ertussen.",
}
_PARTS = {
    "partij": "Wie de afspraak heeft.",
    "soort": "Waar de afspraak over gaat.",
    "datum": "De dag waarop het uiterlijk geregeld is.",
    "klaar": "De dag waarop het geregeld was; leeg als de afspraak nog openstaat.",
}
_TYPES = {
    "day": "een dag, zoals 12-3-2026",
    "number": "een getal van 1 tot en met 9999",
    "one": "één van de keuzes",
    "some": "een of meer van de keuzes, met een puntkomma ertussen",
}


_COLUMN_OF = {
    "aanmelding_weg": "via",
    "aanmelding_zonder_toegang": "toegang",
    "aanmelding_na_contact": "contact",
    "aanmelding_instemming": "besproken",
    "aanmelding_leeftijd": "leeftijd",
    "aanmelding_gronden": "gronden",
    "aanmelding_lokaal": "lokaal",
}
"""Which cell a condition of the aanmelding is about."""


def about_sheet() -> Iterator[Sequence[str]]:
    yield "Vul op het blad `casussen` één rij in voor elke lopende casus. Zet er geen namen of andere tekst in.", "", ""
    yield "Leeg laten mag wat nog niet gebeurd is. Toestemmingen legt u daarna per casus vast.", "", ""
    yield "kolom", "wat erin staat", "keuzes"


def about_column(name: str, type_: str) -> str:
    of_afspraak = name.rpartition(" ")[2] if name.startswith("afspraak ") else ""
    event = f"De dag van: {EVENTS[name].lower()}." if name in EVENTS else "Het antwoord op de vraag bij de aanmelding."
    return f"{_PARTS.get(of_afspraak) or _COLUMNS.get(name) or event} In de cel: {_TYPES[type_]}."


def fault_line(rij: int, kolom: str, waarom: str) -> str:
    return f"rij {rij}, kolom {kolom}: {waarom}"


def has_no_name() -> str:
    return "deze kolom heeft boven geen naam"


def is_empty() -> str:
    return "hier staat nog niets"


def may_hold(type_: str, keuzes: Sequence[str]) -> str:
    listed = f": {' · '.join(keuzes)}" if 0 < len(keuzes) <= _MANY else ""
    return f"hier hoort {_TYPES[type_]}{listed.replace(':', ',', 1)}"


def twice(nummer: int) -> str:
    return f"nummer {nummer} staat er twee keer"


def refused_line(rij: int, reason: str, args: Mapping[str, Arg]) -> str:
    """What the row as a whole contradicts."""
    name = _COLUMN_OF.get(reason) or str(args.get("kolom", ""))
    column = f"afspraak {name}" if name.isdigit() else name.replace("_", " ")
    place = f"rij {rij}, kolom {column}" if column else f"rij {rij}"
    return f"{place}: {_why(reason, args)}"


def _why(reason: str, args: Mapping[str, Arg]) -> str:
    cited = f" ({cited_article(str(args['artikel']))})" if args.get("artikel") else ""
    if reason == "aanmelding_instemming":
        return f"zonder instemming van de betrokkenen gaat de aanmelding niet door{cited}"
    if reason.startswith("aanmelding_"):
        return f"zo kon deze casus niet worden aangemeld{cited}; met `!ret aanmelding` kan de {args['leidt']} afwijken"
    if reason == "te_vroeg":
        return f"die dag ligt voor {EVENTS[str(args['na'])].lower()}"
    if reason == "nog_niet":
        return f"vul ook de kolom {str(args['eerst']).replace('_', ' ')} in"
    known = {
        "in_de_toekomst": "die dag moet nog komen",
        "voor_aanmelding": "die dag ligt voor de aanmelding",
        "quorum": f"dan telt de ~bespreking niet; er was niemand bij die de jeugdige kent{cited}",
        "tafel_overslaan": f"die tafel mag niet worden overgeslagen{cited}",
    }
    return known.get(reason, "dit past niet bij de andere kolommen")


@sentence("bestand_onleesbaar")
def bestand_onleesbaar() -> str:
    return f"Dit bestand kan ik niet lezen. Stuur een Excel-bestand (.xlsx) of een .csv. {_NO_STORE} {_GET_TEMPLATE}"


@sentence("bestand_niet_opgehaald")
def bestand_niet_opgehaald() -> str:
    return f"Dit bestand kon ik niet ophalen, of het is te groot (hoogstens 1 MB). {_NO_STORE} Stuur het nog een keer."


@sentence("bestand_te_groot")
def bestand_te_groot() -> str:
    return f"Dit bestand is te groot voor een lijst met casussen. Stuur alleen het ingevulde sjabloon. {_NO_STORE}"


_GET_TEMPLATE = "Een leeg bestand krijgt u met `!ret importeer`."


@sentence("overnemen_kolommen")
def overnemen_kolommen(kolommen: Sequence[str], kent: Sequence[str]) -> str:
    """`kolommen` are the letters of those with an unknown name."""
    letters = join(list(kolommen))
    wrong = f"Deze kolommen ken ik niet, {letters}." if kolommen else "Boven de kolommen staan andere namen dan ik ken."
    return f"{wrong} {_NO_STORE} Ik ken: {', '.join(kent)}. {_GET_TEMPLATE}"


@sentence("overnemen_fouten")
def overnemen_fouten(fouten: Sequence[str], meer: int) -> str:
    lines = ["In dit bestand klopt nog niet alles. " + _NO_STORE, *(f"• {fout}" for fout in fouten)]
    if meer:
        lines.append(f"• en nog {meer}")
    return "\n".join([*lines, "Verbeter het bestand en stuur het opnieuw."])


@sentence("overnemen_aantal")
def overnemen_aantal(aantal: int, hoogstens: int) -> str:
    if aantal == 0:
        return f"In dit bestand staat geen casus. {_NO_STORE} {_GET_TEMPLATE}"
    return f"In dit bestand staan {aantal} casussen; ik neem er hoogstens {hoogstens} tegelijk over. {_NO_STORE}"


@sentence("ga_overnemen")
def ga_overnemen(casussen: Sequence[str], lijken: Sequence[str]) -> str:
    """`lijken` are the numbers of rows that are like a case in the store."""
    lines = [f"**{_count(len(casussen))} overnemen** uit dit bestand.", *(f"• {line}" for line in casussen)]
    if lijken:
        numbers, resembles = join(list(lijken)), "lijkt" if len(lijken) == 1 else "lijken"
        lines.append(f"Let op, nummer {numbers} {resembles} op een casus die ik al heb.")
    return "\n".join([*lines, "Elke casus krijgt een code en een eigen draad in de kamer van het team."])


def running_line(
    nummer: int, gemeente: str, leeftijd: str, ontvangen: date, today: date, laatste: str, voorbij: int
) -> str:
    """`laatste` is the latest event and its day."""
    over = f", {voorbij} {'termijn' if voorbij == 1 else 'termijnen'} al voorbij" if voorbij else ""
    received = f"aangemeld {long_date(ontvangen, today)}"
    return f"nummer {nummer}, {gemeente}, {age_band(leeftijd)}, {received}; nu {laatste}{over}"


@sentence("overgenomen")
def overgenomen(codes: Sequence[str]) -> str:
    lines = [
        f"Overgenomen: {_count(len(codes))}.",
        *(f"• {line}" for line in codes),
        "Zet elke code op het formulier in uw beveiligde map.",
        "**Verwijder nu uw bericht met het bestand uit dit gesprek**: houd het ingedrukt en kies Verwijderen.",
        "Aan termijnen die al voorbij zijn, herinner ik u niet.",
        "Toestemmingen zijn niet overgenomen. Leg ze per casus vast; `!ret toestemmingen` toont welke.",
        "Komt er nog een ~bespreking? → `!ret plan`",
    ]
    return "\n".join(lines)


def code_line(nummer: int, code: str) -> str:
    return f"nummer {nummer}, **{code}**"


@sentence("casus_overgenomen")
def casus_overgenomen(gemeente: str, leeftijd: str, ontvangen: date, today: date, voorbij: int, stap: str) -> str:
    """Opens the thread of the case."""
    over = "1 termijn is" if voorbij == 1 else f"{voorbij} termijnen zijn"
    received = long_date(ontvangen, today)
    lines = [
        f"Lopende casus **CODE** overgenomen, gemeente {gemeente}, {age_band(leeftijd)}, aangemeld {received}.",
        f"{over} al voorbij; daar herinner ik u niet meer aan." if voorbij else "",
        stap,
        "Zet geen namen of andere herkenbare gegevens in deze kamer.",
    ]
    return "\n".join(line for line in lines if line)


@sentence("importeer_uitleg")
def importeer_uitleg() -> str:
    return (
        "Zo komen lopende casussen over uit Excel. Ik stuur u hierbij een leeg bestand.\n"
        "1. Vul voor elke casus één rij in, met dagen en keuzes; geen namen. Op het blad `uitleg` staat wat mag.\n"
        "2. Stuur het bestand hier, in ons privégesprek. Ik zeg eerst wat ik eruit lees.\n"
        "3. Na uw `ja` krijgt elke casus een code, en geef ik per nummer de code terug."
    )


def _count(number: int) -> str:
    return "1 casus" if number == 1 else f"{number} casussen"
