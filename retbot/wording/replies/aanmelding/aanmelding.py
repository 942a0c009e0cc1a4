"""Questions and answers of an aanmelding."""

from collections.abc import Iterable, Sequence
from datetime import date

from retbot.domain.calendar.working_days import Calendar
from retbot.domain.convenant.convenant import Plicht, Regel
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState
from retbot.wording.citing import cite, cited_article, moving_days
from retbot.wording.dates import join, long_date
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence

_QUESTIONS = {
    "contact": "Is er vooraf contact geweest met wie het team leidt{art}?",
    "aanvraag": "Welk aanmeldformulier is gebruikt{art}?",
    "ontvangen": "Op welke dag is de aanmelding ontvangen? Bijvoorbeeld `vandaag`, `gisteren` of `afgelopen maandag`.",
    "via": "Wie meldt aan{art}?",
    "toegang": "Is de gemeentelijke toegang erbij betrokken?",
    "besproken": "Is het vooraf met de jeugdige of de ouders besproken{art}?",
    "leeftijd": "In welke leeftijdsgroep valt de jeugdige? Noem geen leeftijd of geboortedatum.",
    "gemeente": "Welke gemeente is verantwoordelijk?",
    "gronden": "Op welke gronden{art}? Noem er één of meer, of `geen`.",
    "lokaal": "Is er lokaal naar een oplossing gezocht zonder die te vinden{art}?",
    "formulier": "Is er toestemming om het formulier met de deelnemers te delen{art}?",
    "monitor": "Is er toestemming voor de landelijke monitor{art}?",
}


_LABELS = {
    "contact": "vooraf contact",
    "aanvraag": "aanmeldformulier",
    "ontvangen": "ontvangen",
    "via": "aangemeld door",
    "toegang": "de toegang erbij",
    "besproken": "vooraf besproken",
    "leeftijd": "leeftijdsgroep",
    "lokaal": "lokaal gezocht",
    "formulier": "toestemming voor het formulier",
    "monitor": "toestemming voor de monitor",
}


@sentence("vraag_veld")
def vraag_veld(
    naam: str,
    keuzes: Sequence[str],
    artikel: str = "",
    vraag: str = "",
    wie: Sequence[str] = (),
    volgens: str = "",
    nummer: int = 0,
    totaal: int = 0,
) -> str:
    """`vraag` is the question in the words of the covenant file; `wie` gives consent at this age, according to
    `volgens`. It is question `nummer` of `totaal`."""
    options = " · ".join(f"{number} {keuze}" for number, keuze in enumerate(keuzes, 1))
    cited = f" ({cited_article(artikel)})" if artikel else ""
    asked = f"{vraag.rstrip('?')}{cited}?" if vraag else _QUESTIONS[naam].format(art=cited)
    asked += f" Die toestemming komt van {join(list(wie))} ({cited_article(volgens)})." if wie else ""
    count = f"**{nummer} van {totaal}.** " if totaal else ""
    question = f"{count}{asked} {options}" if keuzes else f"{count}{asked}"
    return f"{question}\n(`stop` om later verder te gaan)" if naam == "ontvangen" else question


@sentence("veld_genoteerd")
def veld_genoteerd(naam: str, waarde: str) -> str:
    """`waarde` is the answer as it is stored: a day in ISO form, or choices between commas."""
    label = _LABELS.get(naam, naam.replace("_", " "))
    said = long_date(date.fromisoformat(waarde)) if naam == "ontvangen" else join(waarde.split(",")) or "geen"
    return f"Genoteerd: {label}, {said}."


@sentence("casus_nieuw")
def casus_nieuw(
    ontvangen: date,
    today: date,
    gemeente: str,
    leeftijd: str,
    afgeweken: Sequence[str],
    reden: str | None,
    termijn: str,
    voorbij: int,
    stap: str,
    leidt: str = "voorzitter",
    gevolgen: Sequence[str] = (),
    nog: Sequence[str] = (),
) -> str:
    """`nog` is what the answers leave to be done."""
    when = "vandaag" if ontvangen == today else long_date(ontvangen, today)
    lines = [f"Nieuwe casus **CODE**, aangemeld {when}, gemeente {gemeente}, {age_band(leeftijd)}."]
    if afgeweken:
        lines.append(f"Op besluit van de {leidt} toch aangemeld: {reden} ({join(list(afgeweken))}).")
    lines += [termijn] if termijn else []
    lines += [f"• {line}" for line in gevolgen]
    lines += [f"• nog te doen: {line}" for line in nog]
    if voorbij:
        lines.append(f"Al voorbij: {voorbij} termijn{'en' if voorbij > 1 else ''}; daar herinner ik u niet meer aan.")
    lines += [stap, "Zet deze code op het formulier in uw beveiligde map. Ik ken alleen de code."]
    return "\n".join(line for line in lines if line)


def age_band(leeftijd: str) -> str:
    """`12–15 jaar`"""
    return "24 jaar of ouder" if leeftijd == "24+" else f"{leeftijd.replace('-', '–')} jaar"


def still_to_do(regels: Iterable[Regel], plichten: Iterable[Plicht]) -> list[str]:
    conditions = [f"{regel.opties['anders']} ({cited_article(regel.artikel)})" for regel in regels]
    return [*conditions, *(f"{plicht.wat} ({cite(plicht)})" for plicht in plichten)]


@sentence("casus_draad")
def casus_draad() -> str:
    return "Hier houd ik alles over CODE bij. Zet geen namen of andere herkenbare gegevens in deze kamer."


@sentence("aanmelding_klaar")
def aanmelding_klaar() -> str:
    return "De casus staat geregistreerd als **CODE**. Zet deze code op het formulier in uw beveiligde map."


@sentence("aanmelding_gestopt")
def aanmelding_gestopt(bewaard: bool) -> str:
    """`bewaard`: at least one question was answered."""
    if not bewaard:
        return "Gestopt; u had nog niets geantwoord. Opnieuw beginnen: `!ret aanmelding`."
    return "Gestopt; wat u al antwoordde bewaar ik. Verder gaat het met `!ret aanmelding verder`."


@sentence("aanmelding_bewaard")
def aanmelding_bewaard(hier: bool) -> str:
    """After a refusal. `hier`: the question that was answered is open again."""
    again = "geef het antwoord opnieuw, of typ `terug` voor de vraag" if hier else "`!ret aanmelding verder`"
    return f"Uw andere antwoorden bewaar ik. Was het een vergissing? Dan {again}."


@sentence("geen_concept")
def geen_concept() -> str:
    return f"Er ligt geen aanmelding van u klaar. Begin met `!ret aanmelding`. {NOTHING}"


@sentence("niets_geweigerd")
def niets_geweigerd() -> str:
    return f"Er is geen geweigerde aanmelding om van af te wijken. {NOTHING}"


@sentence("veld_onbekend")
def veld_onbekend(aantal: int, velden: Sequence[str]) -> str:
    which = "Een onderdeel ken" if aantal == 1 else f"{aantal} onderdelen ken"
    return f"{which} ik niet. Ik ken: {join([f'`{v}=`' for v in velden])}. {NOTHING}"


@sentence("weg_onbekend")
def weg_onbekend(wegen: Sequence[str]) -> str:
    return f"Wie meldt aan? Kies uit: {join([f'`{w}`' for w in wegen], 'of')}. {NOTHING}"


@sentence("reden_onbekend")
def reden_onbekend(redenen: Sequence[str]) -> str:
    return f"Waarom wijkt u af? Kies uit: {join([f'`{r}`' for r in redenen], 'of')}. {NOTHING}"


@sentence("aanmelding_weg")
def aanmelding_weg(regel: str, artikel: str, verwijs: str, leidt: str = "voorzitter") -> str:
    return f"Zo kan deze casus niet worden aangemeld ({cited_article(artikel)}). {verwijs} {_overrule(leidt)}"


@sentence("aanmelding_zonder_toegang")
def aanmelding_zonder_toegang(regel: str, artikel: str, wie: str, leidt: str = "voorzitter") -> str:
    return (
        f"{wie[:1].upper()}{wie[1:]} meldt aan samen met de gemeentelijke toegang ({cited_article(artikel)}). "
        f"Vraag de toegang erbij. {_overrule(leidt)}"
    )


@sentence("aanmelding_leeftijd")
def aanmelding_leeftijd(regel: str, artikel: str, leeftijd: str, leidt: str = "voorzitter") -> str:
    return f"De leeftijd valt buiten de doelgroep ({cited_article(artikel)}). {_overrule(leidt)}"


@sentence("aanmelding_lokaal")
def aanmelding_lokaal(regel: str, artikel: str, leidt: str = "voorzitter", eisen: Sequence[str] = ()) -> str:
    if eisen:
        return f"Nodig is dit alles ({cited_article(artikel)}): {join(list(eisen))}. {_overrule(leidt)}"
    return f"Eerst moet lokaal naar een oplossing zijn gezocht ({cited_article(artikel)}). {_overrule(leidt)}"


@sentence("aanmelding_instemming")
def aanmelding_instemming(regel: str, artikel: str, leidt: str) -> str:
    """Nobody overrules it: it is the people concerned who decide."""
    return (
        f"Zonder instemming van de betrokkenen gaat de aanmelding niet door; dat beslissen zij zelf "
        f"({cited_article(artikel)}). Er is niets vastgelegd."
    )


@sentence("aanmelding_vraag")
def aanmelding_vraag(regel: str, artikel: str, vraag: str, verwijs: str, leidt: str) -> str:
    why = verwijs or f"Daarvoor moet het antwoord ja zijn op: {vraag}"
    return f"Zo kan deze casus niet worden aangemeld ({cited_article(artikel)}). {why} {_overrule(leidt)}"


@sentence("aanmelding_na_contact")
def aanmelding_na_contact(regel: str, artikel: str, rol: str, leidt: str) -> str:
    return f"Dat kan alleen na contact met de {rol} ({cited_article(artikel)}). {_overrule(leidt)}"


@sentence("aanmelding_gronden")
def aanmelding_gronden(regel: str, artikel: str, gronden: Sequence[str], leidt: str = "voorzitter") -> str:
    return f"Ten minste één grond is nodig ({cited_article(artikel)}): {join(list(gronden), 'of')}. {_overrule(leidt)}"


def agenda_term(termijnen: Iterable[Termijn], kalender: Calendar) -> str:
    term = next((t for t in termijnen if t.plicht.vervuld == "geagendeerd" and t.staat is TermijnState.OPEN), None)
    if term is None or term.plicht.termijn.duur is None:
        return ""
    why = moving_days(term, kalender)
    return (
        f"Zet hem uiterlijk **{long_date(term.day)}** op de agenda ({cite(term.plicht)}: "
        f"{term.plicht.termijn.duur.in_words}{'; ' + why if why else ''})."
    )


def _overrule(leidt: str) -> str:
    """`leidt` is empty where the covenant offers nobody to overrule it."""
    return f"Er is niets vastgelegd.{f' De {leidt} kan afwijken: `!ret aanmelding toch=spoed`.' if leidt else ''}"
