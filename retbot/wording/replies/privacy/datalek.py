"""Answers about a data breach: deadlines first, then what the register still needs."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from retbot.domain.privacy.datalekken import FEITEN, KEUZES, MEER, TE_LAAT
from retbot.domain.tijd import local
from retbot.wording.dates import clock_time, full_date, join, long_date
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence
from retbot.wording.vocabulary import as_typed

_BETROKKENEN = "de betrokkenen zelf, als het risico voor hen hoog is (AVG 34) → `!ret gedaan AVG-34`"
_OPEN = "nog niet ingevuld"
WHOM = {"partijen": "de andere partijen", "ap": "de Autoriteit Persoonsgegevens", "betrokkenen": "de betrokkenen"}
_FROM = " (u noemde geen uur, dus ik tel vanaf het begin van die dag)"
_LONG_AGO = 183
"""In days, about six months: after that the year is shown too."""
_TITELS = {
    "aard": "Aard van de inbreuk",
    "oorzaak": "Oorzaak",
    "betrokkenen": "Categorieën betrokkenen",
    "aantal": "Aantal betrokkenen",
    "gegevens": "Categorieën persoonsgegevens",
    "gevolgen": "Gevolgen",
    "maatregelen": "Maatregelen",
}


@sentence("datalek_geopend")
def datalek_geopend(
    nummer: int,
    ontdekt: datetime,
    partijen: datetime | None,
    autoriteit: datetime,
    velden: Sequence[str],
    nu: datetime,
    gevolgen: Sequence[str] = (),
    zonder_uur: bool = False,
    of_later: datetime | None = None,
    belt_nu: bool = False,
    belt_na: Sequence[int] = (),
    verbeterd: bool = False,
    volgens: str = "",
    andere: Sequence[int] = (),
) -> str:
    """`partijen` is None where no text names a term for telling the other parties. `gevolgen` is what the covenant
    additionally asks; `zonder_uur`: only the day was given; `of_later`: the hour in the afternoon that may have been
    meant; `belt_nu` and `belt_na`, in hours, say when it rings; `andere` are the numbers of others of those days."""
    risk = "de Autoriteit Persoonsgegevens, als de gemeente met de FG een risico ziet"
    since = f"{_moment(ontdekt, nu)}{_FROM * zonder_uur}{_or_later(ontdekt, of_later)}"
    state = "verbeterd" if verbeterd else "geopend"
    forms = [f"`!ret datalek {nummer} gemeld {to}`" for to in ([*["partijen"] * bool(partijen), "ap"])]
    hours = f"{round((partijen - ontdekt) / timedelta(hours=1))} uur" if partijen else ""
    return "\n".join(
        [
            f"**Datalek {nummer}** {state}, ontdekt {since}. De klok loopt, dag en nacht:",
            *([f"• de andere partijen: {_by(partijen, nu)} ({hours}, {volgens})"] if partijen else []),
            f"• {risk}: {_by(autoriteit, nu)} (72 uur, AVG 33)",
            *(f"• {line}" for line in gevolgen or [_BETROKKENEN]),
            f"{_bells(belt_na, now=belt_nu)}{_how_to_report(nummer, forms)}",
            f"Was het een ander uur? `!ret datalek {nummer} ontdekt gisteren 14:30`. {_no_datalek(nummer, andere)}",
            _still_needed(nummer, velden),
            "Noem hier niet om wie het gaat.",
        ]
    )


def _no_datalek(nummer: int, others: Sequence[int]) -> str:
    """How to withdraw it."""
    reason, asked = "vergissing", "Toch geen datalek?"
    if others:
        known = f"datalek {others[-1]}"
        reason, asked = "dubbel", f"Is het hetzelfde als {known}?"
    return f"{asked} `!ret datalek {nummer} ingetrokken reden={reason}`."


def _how_to_report(nummer: int, forms: Sequence[str]) -> str:
    return f"Gemeld? {', '.join(forms)}; niet nodig: `!ret datalek {nummer} niet melden`."


def _by(due: datetime, now: datetime) -> str:
    return f"{'uiterlijk' if due > now else 'verstreken, het moest vóór'} **{_moment(due, now)}**"


def _or_later(ontdekt: datetime, later: datetime | None) -> str:
    if later is None:
        return ""
    hours = [clock_time(local(moment).time()) for moment in (ontdekt, later)]
    return f" (ik tel vanaf {hours[0]}; was het {hours[1]}, dan heeft u 12 uur langer)"


def _bells(hours: Sequence[int], *, now: bool) -> str:
    after = f"na {join([str(uur) for uur in hours])} uur" if hours else ""
    when = join([*["nu"] * now, *[after] * bool(after)])
    return f"Ik waarschuw u {when}. " if when else ""


@sentence("datalek_bijgewerkt")
def datalek_bijgewerkt(
    nummer: int,
    velden: Sequence[str],
    nog: Sequence[str],
    gemeld: str = "",
    op: datetime | None = None,
    verstreken: datetime | None = None,
) -> str:
    lines = [f"Datalek {nummer} bijgewerkt."]
    if gemeld and op:
        lines = [f"Datalek {nummer}: gemeld aan {WHOM.get(gemeld, gemeld)}, {_moment(op)}."]
        lines.append(f"Was het een ander moment? `!ret datalek {nummer} gemeld {gemeld} vandaag 16:00`.")
    if verstreken:
        law = " (AVG 33 lid 1)" if gemeld == "ap" else ""
        lines.append(f"Dat was te laat, het moest uiterlijk {_moment(verstreken)}{law}.")
    if nog:
        lines.append(f"Nog te melden: {join([f'`!ret datalek {nummer} gemeld {name}`' for name in nog])}.")
    lines.append(
        _still_needed(nummer, velden)
        if velden
        else f"Het register is ingevuld: `!ret datalek {nummer}` geeft de tekst."
    )
    return "\n".join(lines)


@sentence("vraag_te_laat")
def vraag_te_laat(nummer: int, keuzes: Sequence[str]) -> str:
    options = " · ".join(f"{number} {keuze.replace('-', ' ')}" for number, keuze in enumerate(keuzes, 1))
    return f"Waarom is datalek {nummer} pas daarna gemeld? De reden hoort bij de melding (AVG 33 lid 1). {options}"


@sentence("register_onvolledig")
def register_onvolledig(nummer: int, velden: Sequence[str]) -> str:
    if not nummer:
        return datalek_onbekend([])
    return f"Het register van datalek {nummer} is nog niet ingevuld. {NOTHING}\n{_still_needed(nummer, velden)}"


@sentence("uur_van_melding")
def uur_van_melding(nummer: int, aan: str) -> str:
    return (
        f"Hoe laat is het gemeld? De uren tellen. Schrijf dag en uur: `!ret datalek {nummer} gemeld {aan} gisteren "
        f"16:00`. {NOTHING}"
    )


@sentence("datalek_tekst")
def datalek_tekst(
    nummer: int,
    ontdekt: datetime,
    door: str,
    partijen: datetime | None,
    autoriteit: datetime | None,
    getroffenen: datetime | None,
    geen_melding: bool,
    ingevuld: Sequence[str],
    verteld: Sequence[str] = (),
    geen_bericht: bool = False,
    autoriteit_uiterlijk: datetime | None = None,
    ingetrokken: str = "",
    ingetrokken_op: datetime | None = None,
) -> str:
    """For copying into the register of the municipality (AVG 33 lid 5). `autoriteit_uiterlijk` is given when the report
    to the Autoriteit was late. `ingevuld` holds the fields chosen from lists, `verteld` the free texts that passed the
    check for identifying details, each `name=…`."""
    report = "niet gemeld: risico onwaarschijnlijk" if geen_melding else _or_open(autoriteit)
    informed = "niet nodig: geen hoog risico" if geen_bericht else _or_open(getroffenen)
    late = f", te laat: het moest uiterlijk {_moment(autoriteit_uiterlijk)}" if autoriteit_uiterlijk else ""
    velden, texts = (dict(one.split("=", 1) for one in many) for many in (ingevuld, verteld))
    texts = {name: as_typed(text) for name, text in texts.items()}
    facts = [
        f"• {title}: {_choice_and_text(in_words(velden.get(name)), texts.get(name))}" for name, title in _TITELS.items()
    ]
    facts = [f"• Feiten: {texts.get('feiten') or _OPEN}", *facts]
    return "\n".join(
        [
            f"**Register datalekken, nummer {nummer}** (AVG 33 lid 5)",
            f"• Ontdekt: {_moment(ontdekt)}; vastgelegd door {door}",
            *facts,
            f"• Partijen geïnformeerd: {_or_open(partijen)}",
            f"• Autoriteit Persoonsgegevens: {report}{late}",
            *([f"• Reden van de late melding (AVG 33 lid 1): {in_words(velden.get(TE_LAAT))}"] if late else []),
            f"• Betrokkenen geïnformeerd (AVG 34): {informed}",
            *([f"• Ingetrokken: {_moment(ingetrokken_op)}, {in_words(ingetrokken)}"] if ingetrokken_op else []),
        ]
    )


@sentence("moment_van_melding")
def moment_van_melding(nummer: int, eerder: datetime, later: datetime | None) -> str:
    if later:
        first, second = (clock_time(local(moment).time()) for moment in (eerder, later))
        return f"Was dat om {first} of om {second}? Schrijf het uur met vier cijfers. {NOTHING}"
    return f"Hoe laat is het gemeld? Schrijf dag en uur: `!ret datalek {nummer} gemeld ap vandaag 16:00`. {NOTHING}"


@sentence("datalek_vorm")
def datalek_vorm(nummer: int) -> str:
    return (
        f"Zo vult u het aan: `!ret datalek {nummer} aard=ingezien oorzaak=menselijke-fout`, "
        f"`!ret datalek {nummer} feiten: wat er gebeurde, niet om wie het gaat`, "
        f"`!ret datalek {nummer} gemeld ap vandaag 16:00`, `!ret datalek {nummer} niet melden`; een ander uur: "
        f"`!ret datalek {nummer} ontdekt gisteren 14:30`. {NOTHING}"
    )


@sentence("datalek_onbekend")
def datalek_onbekend(nummers: Sequence[int]) -> str:
    known = f"Bekend: {join([str(n) for n in nummers])}." if nummers else "Er is nog geen datalek vastgelegd."
    return f"Dat nummer ken ik niet. {known} Een nieuw datalek: `!ret datalek vandaag 14:30`. {NOTHING}"


@sentence("datalekveld_onbekend")
def datalekveld_onbekend(velden: Sequence[str]) -> str:
    return f"Dat onderdeel kent het register niet. Het heeft: {join(list(velden))}. {NOTHING}"


@sentence("datalekkeuze_onbekend")
def datalekkeuze_onbekend(veld: str, keuzes: Sequence[str]) -> str:
    several = "; meer mag, met komma's" if veld in MEER else ""
    return f"Kies bij **{veld}** uit: {join(list(keuzes), 'of')}{several}. {NOTHING}"


@sentence("melding_onbekend")
def melding_onbekend(aan: Sequence[str]) -> str:
    return f"Aan wie is het gemeld? {join([f'`gemeld {name}`' for name in aan], 'of')}. {NOTHING}"


@sentence("melding_voor_ontdekking")
def melding_voor_ontdekking() -> str:
    return f"Dat is vóór de ontdekking. {NOTHING}"


@sentence("al_gemeld")
def al_gemeld(op: datetime | None, aan: str = "ap", nummer: int = 0) -> str:
    """`nummer` is given when it may have been reported at another moment; `op` is None when it was not needed."""
    if op is None:
        return f"Over elk datalek is al vastgelegd dat melden aan {WHOM.get(aan, aan)} niet hoeft. {NOTHING}"
    other = f" Was het een ander moment? `!ret datalek {nummer} gemeld {aan} vandaag 16:00`." if nummer else ""
    return f"Het is al gemeld aan {WHOM.get(aan, aan)}, {_moment(op)}.{other} {NOTHING}"


def _still_needed(nummer: int, velden: Sequence[str]) -> str:
    """What the register still needs: first the fields chosen from lists, then the free texts."""
    chosen = [name for name in velden if name in KEUZES]
    lines = [f"• {name}: {', '.join(KEUZES[name])}" for name in chosen]
    if chosen:
        example = f"`!ret datalek {nummer} {chosen[0]}={KEUZES[chosen[0]][0]}`"
        lines.insert(0, f"Voor het register nog nodig, bijvoorbeeld {example}:")
    if FEITEN in velden:
        lines.append(f"Wat gebeurde er? `!ret datalek {nummer} feiten: …`, in één zin, en noem niet om wie het gaat.")
    return "\n".join(lines)


def _moment(instant: datetime, now: datetime | None = None) -> str:
    """With its year when `now` is not given, or lies in another year or long after the instant."""
    moment = local(instant)
    day, today = moment.date(), local(now).date() if now else None
    near = today and today.year == day.year and (today - day).days <= _LONG_AGO
    return f"{long_date(day) if near else full_date(day)} {clock_time(moment.time())}"


def _or_open(instant: datetime | None) -> str:
    return _moment(instant) if instant else "nog niet"


def in_words(value: str | None) -> str:
    return join(value.replace("-", " ").split(",")) if value else _OPEN


def _choice_and_text(chosen: str, text: str | None) -> str:
    return f"{chosen}; {text}" if text else chosen
