"""Answers about planning."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from retbot.domain.calendar.working_days import Calendar
from retbot.domain.convenant.convenant import TermijnType
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState
from retbot.domain.tijd import local
from retbot.wording.citing import cite, cited_article, moving_days
from retbot.wording.dates import clock_time, full_date, join, long_date, short_date
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence


@sentence("gepland")
def gepland(
    op: date,
    van: str,
    plek: str | None,
    vrij: str | None,
    agenda: str,
    gevolgen: Sequence[str],
    ronde: int,
    brug: bool,
    tafel: str = "",
    nodigt_uit: bool = False,
    today: date | None = None,
) -> str:
    """`nodigt_uit`: the invitations are sent at the same time, or proposed below it."""
    which = f"{tafel[:1].upper()}{tafel[1:]}" if tafel else "~Vervolggesprek" if ronde > 1 else "~Bespreking"
    lines = [f"{which} gepland: **{moment(op, van, today)}**{_at(plek)}.{_free(vrij)}{_on_time(agenda)}"]
    lines += _consequences(gevolgen, brug)
    if not nodigt_uit:
        lines.append("Uitnodigen? Typ `!ret uitnodigen CODE`.")
    return "\n".join(lines)


@sentence("verzet")
def verzet(
    op: date,
    van: str,
    plek: str | None,
    vrij: str | None,
    gevolgen: Sequence[str],
    brug: bool,
    bericht: int,
    today: date | None = None,
) -> str:
    told = f" Wie was uitgenodigd krijgt bericht ({bericht})." if bericht else ""
    lines = [f"~Bespreking verzet naar **{moment(op, van, today)}**{_at(plek)}.{_free(vrij)}{told}"]
    return "\n".join(lines + _consequences(gevolgen, brug))


@sentence("andere_plek")
def andere_plek(plek: str, bericht: int) -> str:
    told = f" Wie was uitgenodigd krijgt bericht ({bericht})." if bericht else ""
    return f"De plek van de ~bespreking is nu **{plek}**; dag en tijd blijven dezelfde.{told}"


@sentence("geannuleerd")
def geannuleerd(bericht: int, op: date) -> str:
    told = f" Wie was uitgenodigd krijgt een afzegging ({bericht})." if bericht else ""
    return (
        f"De ~bespreking van {long_date(op)} gaat niet door.{told}\n"
        "Kies een nieuwe datum: `!ret plan CODE EENDAG 14:00`."
    )


@sentence("ga_verzetten")
def ga_verzetten(
    was: str,
    op: date,
    van: str,
    plek: str | None,
    vrij: str | None,
    gevolgen: Sequence[str],
    brug: bool,
    bericht: int,
    today: date | None = None,
) -> str:
    """`was` is the moment so far."""
    line = f"**CODE verzetten** van {was} naar **{moment(op, van, today)}**{_at(plek)}.{_free(vrij)}"
    return "\n".join([f"{line} {get_message(bericht)}", *_consequences(gevolgen, brug)])


@sentence("ga_naar_andere_plek")
def ga_naar_andere_plek(op: str, plek: str, bericht: int) -> str:
    return f"**CODE**, de ~bespreking van {op}, **verplaatsen naar {plek}**. {get_message(bericht)}"


@sentence("ga_annuleren")
def ga_annuleren(op: str, bericht: int) -> str:
    return f"**CODE afzeggen**, de ~bespreking van {op}. {get_message(bericht, 'een afzegging')}"


def moment(day: date, van: str, today: date | None = None) -> str:
    return f"{long_date(day, today)}, {van}"


def get_message(count: int, what: str = "bericht") -> str:
    """How many people get mail when this is done. An invitation that was not sent yet needs no message."""
    if not count:
        return "Wie is uitgenodigd hoort het."
    return f"{'1 genodigde krijgt' if count == 1 else f'{count} genodigden krijgen'} {what}."


@sentence("al_gepland")
def al_gepland(op: date) -> str:
    return f"De ~bespreking staat al op {long_date(op)}. Verzetten kan zo: `!ret verzet CODE EENDAG 14:00`. {NOTHING}"


@sentence("niets_gepland")
def niets_gepland() -> str:
    return f"Er is geen ~bespreking gepland. Plan er een: `!ret plan CODE EENDAG 14:00`. {NOTHING}"


@sentence("niets_te_verzetten")
def niets_te_verzetten() -> str:
    return f"De ~bespreking staat al op dat moment. {NOTHING}"


@sentence("in_het_verleden")
def in_het_verleden() -> str:
    return f"Dat moment is al voorbij. Kies een moment dat nog komt, bijvoorbeeld `EENDAG 14:00`. {NOTHING}"


@sentence("dubbel_gepland")
def dubbel_gepland(casus: str | None, start: datetime, minuten: int, plek: bool) -> str:
    """`casus` is None for an overleg of the team; `plek`: at the same place."""
    other = f"de ~bespreking van **{casus}**" if casus else "een overleg van het team"
    where = ", op dezelfde plek" if plek else ""
    when = f"{long_date(local(start).date())}, {span(start, minuten)}"
    return f"Op {when} staat al {other} gepland{where}. Toch doen? ja · nee"


@sentence("lang_duren")
def lang_duren(op: date) -> str:
    return f"{full_date(op).capitalize()} duurt nog lang: bedoelt u dat jaar? ja · nee"


@sentence("bespreking_voorbij")
def bespreking_voorbij(op: date) -> str:
    return (
        f"De ~bespreking van {long_date(op)} is al geweest; daarvoor nodig ik niemand meer uit. "
        f"Hoe ging de ~bespreking? → `!ret bespreking gehouden CODE`. {NOTHING}"
    )


@sentence("te_lang")
def te_lang(minuten: int, artikel: str) -> str:
    most = f"Een casus wordt in hoogstens {minuten} minuten besproken ({cited_article(artikel)})"
    return f"{most}. Kies een kortere `duur`. {NOTHING}"


@sentence("moment_ontbreekt")
def moment_ontbreekt() -> str:
    return f"Wanneer? Schrijf dag en tijd, bijvoorbeeld `!ret plan CODE EENDAG 14:00`. {NOTHING}"


@sentence("plek_onbekend")
def plek_onbekend(plekken: Sequence[str]) -> str:
    known = (
        f"Kies uit: {join([f'`{p}`' for p in plekken], 'of')}." if plekken else "In de instellingen staat er nog geen."
    )
    return f"Die plek staat niet in de lijst. {known} {NOTHING}"


def span(start: datetime, minuten: int) -> str:
    return f"{clock_time(local(start).time())}–{clock_time(local(start + timedelta(minutes=minuten)).time())}"


def consequences(termijnen: Iterable[Termijn], ronde: int, op: date, today: date, kalender: Calendar) -> list[str]:
    """One line for each term of this round that has not been met yet, after those that a bespreking on this day does
    not meet."""
    running = [t for t in termijnen if t.staat is not TermijnState.FULFILLED]
    missed = [t for t in running if t.plicht.vervuld == "bespreking" and t.day < op]
    mine = [t for t in running if t.ronde == ronde and ronde]
    return [
        *(f"na {short_date(t.day, today)}: {t.plicht.wat} moest uiterlijk dan ({cite(t.plicht)})" for t in missed),
        *(_consequence(t, today, kalender) for t in sorted(mine, key=lambda t: (t.day, t.voor_event))),
    ]


def _consequence(termijn: Termijn, today: date, kalender: Calendar) -> str:
    plicht = termijn.plicht
    if termijn.voor_event:
        return f"vóór de ~bespreking: {plicht.wat} ({cite(plicht)})"
    if termijn.day < today and plicht.termijn.soort is TermijnType.VOOR:
        return (
            f"{plicht.wat} had uiterlijk {short_date(termijn.day, today)} gemoeten ({cite(plicht)}): dat lukt niet meer"
        )
    why = moving_days(termijn, kalender)
    return f"uiterlijk {short_date(termijn.day, today)}: {plicht.wat} ({cite(plicht)}{'; ' + why if why else ''})"


def _consequences(lines: Sequence[str], brug: bool) -> list[str]:
    bridge = ["Voor dat jaar ken ik de gelijkgestelde brugdagen niet; een termijn kan nog verschuiven."]
    return (["Wat hieruit volgt:", *(f"• {line}" for line in lines)] if lines else []) + (bridge if brug else [])


def _at(plek: str | None) -> str:
    return f", {plek}" if plek else ""


def _free(vrij: str | None) -> str:
    return f" Let op: dat is {vrij}." if vrij else ""


def _on_time(agenda: str) -> str:
    return {
        "ja": " Daarmee staat de casus op tijd op de agenda ✓",
        "nee": " De termijn voor de agenda was al voorbij.",
    }.get(agenda, "")


@sentence("tafel_overslaan")
def tafel_overslaan(tafel: str, artikel: str, nodig: str) -> str:
    needed = nodig.replace("_", " ")
    return (
        f"De {tafel} kan alleen worden overgeslagen als de {needed} compleet is ({cited_article(artikel)}). "
        f"Is de {needed} compleet? → `!ret noteer CODE {needed}`. {NOTHING}"
    )
