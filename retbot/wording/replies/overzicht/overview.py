"""Answers to status, tijdlijn, agenda and termijnen; their lines are made in `rows`."""

from collections.abc import Mapping, Sequence

from retbot.domain.overleg.overleg import Overleg
from retbot.domain.tijd import local_day
from retbot.wording.dates import join, long_date
from retbot.wording.replies.bespreking.plannen import span
from retbot.wording.replies.chat.rows import footnotes
from retbot.wording.sentences import sentence

_NONE = {
    "": "Er staan geen termijnen open.",
    "te laat": "Er is niets te laat.",
    "deze week": "Deze week loopt er geen termijn af.",
    "mijn": "Er staan geen termijnen voor u open.",
}
_TITLES = {"": "Open termijnen", "te laat": "Te laat", "deze week": "Deze week", "mijn": "Uw termijnen"}


@sentence("status_casus")
def status_casus(
    code: str,
    kop: str,
    stand: str,
    stap: str,
    termijnen: Sequence[str],
    afspraken: Sequence[str],
    mails: Sequence[str],
    vragen: Sequence[str],
    brug: int | None,
    na_te_gaan: int = 0,
    komst: str = "",
    brug_voor: int | None = None,
    nog_te_doen: Sequence[str] = (),
    opgeschaald: Sequence[str] = (),
) -> str:
    lines = [f"**{code}**: {kop}.", f"Stand: {stand}."]
    lines += [f"Opgeschaald: {'; '.join(opgeschaald)}."] if opgeschaald else []
    lines += [f"Wie er komt: {komst}."] if komst else []
    lines += [stap] if stap else []
    lines += _block("Open termijnen", termijnen) + footnotes(termijnen)
    lines += _block("Nog te doen, zonder termijn", nog_te_doen)
    lines += _block("Afspraken", afspraken) + _block("Post", mails)
    if vragen:
        lines.append(f"Er staat nog een vraag open aan {join(list(vragen))}.")
    if na_te_gaan:
        lines.append(f"Nog na te gaan: {na_te_gaan} {'vraag' if na_te_gaan == 1 else 'vragen'}. → `!ret nagaan CODE`")
    return "\n".join(lines + _bridge(brug, brug_voor))


@sentence("status_alle")
def status_alle(casussen: Sequence[str], brug: int | None, meer: str = "", brug_voor: int | None = None) -> str:
    if not casussen:
        return "Er zijn geen open casussen."
    lines = [*_block("Open casussen", casussen), *footnotes(casussen), "Meer over één casus → `!ret status CODE`"]
    lines += _bridge(brug, brug_voor)
    return "\n".join([*lines, meer] if meer else lines)


@sentence("tijdlijn_casus")
def tijdlijn_casus(
    code: str, regels: Sequence[str], gedaan: int, brug: int | None, meer: str = "", brug_voor: int | None = None
) -> str:
    """`meer` says who sees the other terms, for people who do not."""
    done = f" ({gedaan} gedaan)" if gedaan else ""
    whose = " voor u" if meer else ""
    lines = [f"**{code}**, wat nog komt{whose}{done}:", *_bullets(regels), *footnotes(regels)]
    lines += _bridge(brug, brug_voor)
    if not regels:
        lines = [f"**{code}**: er komt{whose} geen termijn meer{done}."]
    return "\n".join([*lines, meer] if meer else lines)


@sentence("agenda_alle")
def agenda_alle(besprekingen: Sequence[str]) -> str:
    if not besprekingen:
        return "Er is geen ~bespreking gepland."
    return "\n".join(["**Agenda**", *besprekingen])


@sentence("termijnen_alle")
def termijnen_alle(
    welke: str,
    regels: Sequence[str],
    zonder_termijn: Sequence[str],
    te_laat: int,
    brug: int | None,
    ongeregeld: Sequence[str] = (),
    meer: str = "",
    brug_voor: int | None = None,
) -> str:
    """`te_laat` counts terms that ended before the requested period."""
    lines = _block(_TITLES[welke], regels) or [_NONE[welke]]
    if te_laat:
        lines.append(f"Daarnaast te laat: {te_laat}. → `!ret termijnen te laat`")
    lines += _block("Hiervoor noemt het ~convenant geen termijn", [*zonder_termijn, *ongeregeld])
    lines += footnotes(regels) + ([meer] if meer else [])
    return "\n".join(lines + _bridge(brug, brug_voor))


def _block(title: str, lines: Sequence[str]) -> list[str]:
    return [f"**{title}**", *_bullets(lines)] if lines else []


def _bullets(lines: Sequence[str]) -> list[str]:
    return [f"• {line}" for line in lines]


def _bridge(last_year: int | None, first_year: int | None) -> list[str]:
    lines = []
    if first_year:
        lines.append(f"Van vóór {first_year} ken ik de gelijkgestelde brugdagen niet; wat dan eindigt kan later zijn.")
    if last_year:
        lines.append(
            f"Na {last_year} zijn de gelijkgestelde brugdagen nog niet bekend; wat dan eindigt kan nog verschuiven."
        )
    return lines


@sentence("vandaag")
def vandaag(momenten: Sequence[str], regels: Sequence[str]) -> str:
    if not momenten and not regels:
        return "Vandaag is er niets: geen overleg, geen ~bespreking, geen termijn. Wat u moet doen → `!ret mijn`"
    return "\n".join(
        [*_block("Vandaag", momenten), *_block("Moet vandaag af, of is te laat", regels), *footnotes(regels)]
    )


@sentence("stand_van_zaken")
def stand_van_zaken(casussen: Sequence[str], te_laat: int, overleg: str) -> str:
    lines = _block("Open casussen", casussen) or ["Er zijn geen open casussen. Een aanmelding → `!ret aanmelding`"]
    lines.append(f"Te laat: {te_laat}. → `!ret termijnen te laat`" if te_laat else "Niets is te laat.")
    lines.append(f"Eerstvolgend: {overleg}." if overleg else "Er is geen overleg gepland.")
    return "\n".join(lines)


def case_line(code: str, stand: str) -> str:
    return f"**{code}** {stand}"


def overleg_van(overleg: Overleg, plekken: Mapping[str, str]) -> str:
    """`overleg woensdag 6 mei, 13:00–15:00, Stadhuis`"""
    when = f"overleg {long_date(local_day(overleg.start))}, {span(overleg.start, overleg.minuten)}"
    return f"{when}, {plekken.get(overleg.plek, overleg.plek)}" if overleg.plek else when
