"""Answers about who is away and who replaces them."""

from collections.abc import Sequence
from datetime import date

from retbot.wording.dates import join, long_date, short_date
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence


@sentence("afwezig_genoteerd")
def afwezig_genoteerd(
    wie: str,
    van: date,
    tot: date,
    rollen: Sequence[str],
    waarnemers: Sequence[str],
    nummer: int | None,
    rol: str,
    vervanger: str,
    voorstellen: Sequence[str],
    today: date,
) -> str:
    lines = [f"Genoteerd: {wie} is afwezig {_days(van, tot, today)}."]
    lines += [_stand_ins(rollen, waarnemers)] if rollen else []
    if vervanger:
        lines.append(f"Uitnodigingen en herinneringen gaan in die dagen naar de vervanger, deelnemer {vervanger}.")
    elif nummer and not rollen:
        lines.append(
            "Er staat geen vervanger op de lijst; uitnodigingen en herinneringen blijven komen. "
            f"→ `!ret deelnemer toevoegen {rol} vervanger van {nummer}`"
        )
    if voorstellen:
        lines += ["Al uitgenodigd in die dagen; u beslist.", *(f"• {voorstel}" for voorstel in voorstellen)]
    lines.append(f"Eerder terug? `!ret terug{f' {nummer}' if nummer else ''}`")
    return "\n".join(lines)


def _stand_ins(rollen: Sequence[str], waarnemers: Sequence[str]) -> str:
    if not waarnemers:
        return f"Voor de {rollen[0]} staat geen vervanger in de instellingen: de beheerder kan er een noemen."
    return (
        f"Zolang neemt {join(list(waarnemers))} waar, met de rechten van de {join(list(rollen))}; daarna gaan die "
        "vanzelf terug."
    )


def _days(van: date, tot: date, today: date) -> str:
    if van == tot:
        return f"op **{long_date(van, today)}**"
    return f"van **{long_date(van, today)}** tot en met **{long_date(tot, today)}**"


def one_proposal(code: str, op: date, wie: str, today: date) -> str:
    return f"{code}, {long_date(op, today)}: `!ret vervang {code} {wie}`"


def one_overleg(op: date, today: date) -> str:
    return f"overleg, {long_date(op, today)}: `!ret overleg uitnodigen {short_date(op)}`"


def one_absence(wie: str, van: date, tot: date, today: date) -> str:
    return f"{wie}: {_days(van, tot, today)}"


@sentence("afwezigheden")
def afwezigheden(regels: Sequence[str]) -> str:
    if not regels:
        return "Niemand is als afwezig vastgelegd. → `!ret afwezig volgende week`"
    return "\n".join(["**Afwezig**", *(f"• {regel}" for regel in regels)])


@sentence("weer_aanwezig")
def weer_aanwezig(wie: str, rollen: Sequence[str]) -> str:
    back = f" De rechten van de {join(list(rollen))} zijn weer van wie ze waren." if rollen else ""
    return f"Genoteerd: {wie} is er weer.{back}"


@sentence("niet_afwezig")
def niet_afwezig(wie: str) -> str:
    return f"Van {wie} ligt geen afwezigheid vast. {NOTHING}"


@sentence("alleen_voor_uzelf")
def alleen_voor_uzelf() -> str:
    return (
        "Voor een ander legt de VOORZITTER of de SECRETARIS dit vast. Voor uzelf: "
        f"`!ret afwezig volgende week`. {NOTHING}"
    )


@sentence("welke_houder")
def welke_houder(rol: str) -> str:
    return (
        f"Voor de rol {rol} staat er meer dan één in de instellingen. Noem het nummer uit `!ret deelnemers`. {NOTHING}"
    )


@sentence("periode_onmogelijk")
def periode_onmogelijk(van: date, tot: date) -> str:
    return (
        f"Van {long_date(van)} tot en met {long_date(tot)} kan niet: het begint vandaag of later en duurt ten hoogste "
        f"een jaar. Bijvoorbeeld: `!ret afwezig volgende week`. {NOTHING}"
    )


@sentence("week_onbekend")
def week_onbekend() -> str:
    return f"Dat weeknummer ken ik niet. Schrijf bijvoorbeeld: `!ret afwezig week 23`. {NOTHING}"


@sentence("vervanger_niet_zelf")
def vervanger_niet_zelf(rol: str) -> str:
    return (
        f"U vervangt de {rol}, en daarom legt u diens afwezigheid niet vast: niemand geeft zichzelf rechten. "
        f"Dat doet de {rol} zelf, of een ander die dat mag. {NOTHING}"
    )
