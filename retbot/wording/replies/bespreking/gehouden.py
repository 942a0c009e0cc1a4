"""Questions and answers about a bespreking that was held."""

from collections.abc import Sequence
from datetime import date

from retbot.wording.citing import cited_article
from retbot.wording.dates import join, long_date, lower_first, short_date
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence


@sentence("bespreking_komt_nog")
def bespreking_komt_nog(op: date) -> str:
    return (
        f"De ~bespreking is pas {long_date(op)}. Was de ~bespreking eerder? Schrijf dan de dag erbij: "
        f"`!ret bespreking gehouden CODE op gisteren`. {NOTHING}"
    )


@sentence("al_besproken")
def al_besproken(op: date, anders: date) -> str:
    return (
        f"Er ligt al een ~bespreking vast, van {long_date(op)}. De dag daarvan verbetert u zo: "
        f"`!ret herstel CODE bespreking gehouden op {short_date(anders)}`.\nOf was er nog een, op "
        f"{short_date(anders)}? ja · nee"
    )


@sentence("vraag_aanwezig")
def vraag_aanwezig(zetels: Sequence[str]) -> str:
    seats = " · ".join(f"{number} {seat}" for number, seat in enumerate(zetels, 1))
    return f"Wie waren erbij? Typ de nummers, of bijvoorbeeld `iedereen behalve {len(zetels)}`: {seats}"


@sentence("quorum")
def quorum(wie: Sequence[str], artikel: str, minstens: int = 1, waren: int = 0) -> str:
    """`waren` is how many of these came, of whom there must be at least `minstens`."""
    names = join(list(wie))
    came = f"er {waren}" if waren else "niemand"
    few = "was er niemand bij. " if minstens == 1 else f"was {came} bij, en er moeten er minstens {minstens} zijn. "
    return (
        f"Van {names} {few}"
        f"Dan gaat de ~bespreking niet door ({cited_article(artikel)}).\n"
        "Kies een nieuwe datum: `!ret verzet CODE EENDAG 14:00`. Of waren er toch anderen? Typ dan wie."
    )


@sentence("vraag_consensus")
def vraag_consensus(
    aanwezig: Sequence[str], op: date, today: date, zonder: Sequence[str] = (), vraag: str = "Was er consensus?"
) -> str:
    """`vraag` is the covenant's question about the outcome."""
    return f"{_who_were_there(aanwezig, op, today, zonder)} {vraag} ja · nee"


@sentence("aanwezig_vastgelegd")
def aanwezig_vastgelegd(aanwezig: Sequence[str], op: date, today: date, zonder: Sequence[str] = ()) -> str:
    return _who_were_there(aanwezig, op, today, zonder)


def _who_were_there(present: Sequence[str], day: date, today: date, missing: Sequence[str]) -> str:
    when = "" if day == today else f" op {long_date(day, today)}"
    had = "had" if len(missing) == 1 else "hadden"
    without = f", zonder {join(list(missing))}, die erbij {had} moeten zijn" if missing else ""
    return f"Genoteerd: besproken{when} met {join(list(present))}{without}."


@sentence("vraag_geen_consensus")
def vraag_geen_consensus(artikel: str, leidt: str = "voorzitter") -> str:
    return (
        f"Dan volgt eerst een ~vervolggesprek, of de {leidt} beslist over het ~advies ({cited_article(artikel)}). "
        f"Wat wordt het? `vervolggesprek` · `{leidt} beslist` · `geen oplossing`"
    )


@sentence("vraag_verslag")
def vraag_verslag(artikel: str) -> str:
    return f"Mag het verslag met alle aanwezigen worden gedeeld ({cited_article(artikel)})? ja · nee · of noem wie niet"


@sentence("vraag_voorwaarde")
def vraag_voorwaarde(tekst: str, vraag: str = "") -> str:
    return f"{_condition(tekst, vraag)} ja · nee"


@sentence("vraag_zetels")
def vraag_zetels(zetels: Sequence[str]) -> str:
    return f"Voor wie? {' · '.join(f'{number} {seat}' for number, seat in enumerate(zetels, 1))}"


@sentence("vraag_tijd")
def vraag_tijd(wie: str, artikel: str) -> str:
    return (
        f"Hoeveel tijd besteedde de {wie} werkelijk ({cited_article(artikel)})? Bijvoorbeeld `90 minuten` of `1,5 uur`"
    )


def _condition(tekst: str, vraag: str) -> str:
    return vraag or f"Is er {tekst}?"


@sentence("antwoord_vastgelegd")
def antwoord_vastgelegd(event: str, keuze: str, tekst: str, vraag: str, leidt: str) -> str:
    """What was answered about a bespreking; `tekst` and `vraag` come from the condition that was asked about."""
    if event == "verslag":
        without = join(keuze.removeprefix("behalve ").split(","))
        shared = {"ja": "het verslag mag met alle aanwezigen worden gedeeld", "nee": "het verslag wordt niet gedeeld"}
        return f"Vastgelegd: {shared.get(keuze, f'het verslag mag worden gedeeld, niet met {without}')}."
    outcomes = {
        "vervolggesprek": "geen consensus, er volgt een ~vervolggesprek",
        "voorzitter": f"geen consensus, de {leidt} beslist",
    }
    if event == "besteed":
        return f"Vastgelegd: {keuze} minuten."
    if vraag or event == "voorwaarde":
        return f"Vastgelegd: {lower_first(_condition(tekst, vraag))} {keuze}."
    return f"Vastgelegd: {outcomes.get(keuze, keuze)}."


@sentence("bespreking_klaar")
def bespreking_klaar(
    uitkomst: str,
    artikel: str,
    opschalen: str,
    gevolgen: Sequence[str],
    stap: str,
    leidt: str = "voorzitter",
    typen: str = "",
) -> str:
    first = {
        "vervolggesprek": "Er volgt een ~vervolggesprek.",
        "voorzitter": f"De {leidt} beslist over het ~advies ({cited_article(artikel)}).",
        "geen oplossing": f"Er is geen oplossing gevonden: {opschalen}. → `!ret escaleer CODE{typen}`",
    }.get(uitkomst, "Dat was alles over de ~bespreking.")
    return "\n".join([first, *(f"• {line}" for line in gevolgen), *([stap] if stap else [])])
