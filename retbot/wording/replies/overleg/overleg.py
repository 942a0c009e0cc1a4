"""Answers about the overleggen of the team."""

from collections.abc import Sequence
from datetime import date

from retbot.wording.citing import cited_article
from retbot.wording.dates import full_date, join, short_date
from retbot.wording.replies.bespreking.plannen import get_message
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence

_HOW = {1: "elke week", 2: "om de week"}


@sentence("overleg_gepland")
def overleg_gepland(op: date, van: str, plek: str | None, vrij: str | None, plaatsen: int, tijdvak: int) -> str:
    warned = f" Let op: dat is {vrij}." if vrij else ""
    at = f", {plek}" if plek else ""
    return "\n".join([f"Overleg gepland: **{full_date(op)}, {van}**{at}.{warned} {_room(plaatsen, tijdvak)}", _next()])


@sentence("overleggen_gepland")
def overleggen_gepland(
    eerste: date,
    laatste: date,
    aantal: int,
    weken: int,
    dag: str,
    van: str,
    plek: str | None,
    plaatsen: int,
    tijdvak: int,
    vrij: Sequence[str],
    stond_al: int,
    te_zelden: str,
    looptijd: date | None,
    brug: int | None,
) -> str:
    """`vrij` holds lines about the free days; `te_zelden` is what the covenant asks when the overleggen are less
    frequent; `looptijd` is the last day of the covenant when the series was cut off there."""
    how = f"{_HOW.get(weken, f'elke {weken} weken')} op {dag}"
    at = f", {plek}" if plek else ""
    count = f"{aantal} overleg{'' if aantal == 1 else 'gen'}"
    lines = [
        f"Gepland: **{count}**, {how} {van}{at}, van **{full_date(eerste)}** tot en met **{full_date(laatste)}**.",
        _room(plaatsen, tijdvak),
    ]
    if stond_al:
        lines.append(f"Op {stond_al} van deze dagen stond al een overleg; daar kwam niets bij.")
    if vrij:
        lines += ["Niet gepland, want vrij. Zet u er iets voor in de plaats?", *(f"• {line}" for line in vrij)]
    if te_zelden:
        lines.append(f"Let op: dat is minder vaak dan het ~convenant vraagt. {te_zelden}")
    if looptijd:
        lines.append(f"Het ~convenant loopt tot en met {full_date(looptijd)}; verder plan ik niet.")
    if brug:
        lines.append(f"Na {brug} zijn de gelijkgestelde brugdagen nog niet bekend.")
    return "\n".join([*lines, _next()])


def vrije_dag(op: date, naam: str, liever: date, van: str, hoe: str) -> str:
    """`donderdag 14 mei 2026, Hemelvaartsdag → !ret overleg wo 13 mei 2026 13:00-15:00`"""
    typed = f"overleg {short_date(liever)} {liever.year} {van.replace('–', '-')}{hoe}"
    return f"{full_date(op)}, {naam} → `!ret {typed}`"


@sentence("overleg_lijst")
def overleg_lijst(overleggen: Sequence[str], meer: int, laatste: date) -> str:
    """`meer` is the number of later overleggen, all without cases; the last one is on `laatste`."""
    if not overleggen:
        return (
            "Er is geen overleg gepland. Plan er een: `!ret overleg EENDAG 13:00-15:00`, "
            "of `!ret overleg elke donderdag 13:00-15:00`."
        )
    rest = f"Daarna nog {meer} zonder casus; het laatste overleg is op {full_date(laatste)}."
    return "\n".join(["**Overleggen**", *overleggen, *([rest] if meer else [])])


@sentence("overleg_afgelast")
def overleg_afgelast(op: date, van: str, bericht: int, casussen: Sequence[str]) -> str:
    """`casussen` holds a line for each case with where it could go."""
    told = f" Wie was uitgenodigd krijgt een afzegging ({bericht})." if bericht else ""
    lines = [f"Het overleg van **{full_date(op)}, {van}** gaat niet door.{told}"]
    if casussen:
        lines += ["Deze casussen hadden er een tijdvak. Hun genodigden hoorden nog niets; dat doen zij zodra u kiest:"]
        lines += [f"• {line}" for line in casussen]
    return "\n".join(lines)


@sentence("overleg_verzet")
def overleg_verzet(
    was: date, op: date, van: str, plek: str | None, vrij: str | None, bericht: int, casussen: Sequence[str]
) -> str:
    told = f" Wie was uitgenodigd krijgt bericht ({bericht})." if bericht else ""
    warned = f" Let op: dat is {vrij}." if vrij else ""
    at = f", {plek}" if plek else ""
    lines = [f"Het overleg van {full_date(was)} is nu **{full_date(op)}, {van}**{at}.{warned}{told}"]
    if casussen:
        lines += ["De casussen verhuizen mee:", *(f"• {line}" for line in casussen)]
    return "\n".join(lines)


@sentence("ga_overleg_afgelasten")
def ga_overleg_afgelasten(op: date, van: str, bericht: int, casussen: Sequence[str]) -> str:
    """`casussen` holds the code of each case with a slot in it."""
    lines = [f"**Overleg van {full_date(op)}, {van}, afgelasten**. {get_message(bericht, 'een afzegging')}"]
    if casussen:
        lines.append(f"Zonder moment: {join(list(casussen))}. Hun genodigden horen nog niets.")
    return "\n".join(lines)


@sentence("ga_overleg_verzetten")
def ga_overleg_verzetten(
    was: date, op: date, van: str, plek: str | None, vrij: str | None, bericht: int, casussen: Sequence[str]
) -> str:
    warned = f" Let op: dat is {vrij}." if vrij else ""
    at = f", {plek}" if plek else ""
    lines = [f"**Overleg van {full_date(was)} verzetten** naar **{full_date(op)}, {van}**{at}.{warned}"]
    if bericht:
        lines[0] += f" {'1 mail gaat' if bericht == 1 else f'{bericht} mails gaan'} naar wie is uitgenodigd."
    if casussen:
        lines += ["De casussen verhuizen mee:", *(f"• {line}" for line in casussen)]
    return "\n".join(lines)


@sentence("ga_uitnodigen_voor_overleg")
def ga_uitnodigen_voor_overleg(overleggen: int, wie: Sequence[str], nieuw: int) -> str:
    which = "het overleg" if overleggen == 1 else f"{overleggen} overleggen"
    sent = "1 mail" if nieuw == 1 else f"{nieuw} mails"
    return f"**Uitnodigen voor {which}**: {join(list(wie))}. Dat zijn {sent}."


def elders(code: str, op: date, van: str, typen: str, mist: Sequence[str]) -> str:
    """Where a case of a cancelled overleg could go; `typen` is the moment as a person types it."""
    if not mist:
        return f"**{code}**: **{full_date(op)}, {van}**, binnen de termijnen → `!ret verzet {code} {typen}`"
    return (
        f"**{code}**: binnen de termijnen is niets vrij. Het dichtst in de buurt komt **{full_date(op)}, {van}**; "
        f"dat haalt niet: {'; '.join(mist)}. → `!ret verzet {code} {typen}`, of zoek een datum: `!ret prik {code}`"
    )


def nergens(code: str) -> str:
    return (
        f"**{code}**: in geen ander overleg is een tijdvak vrij. Zoek een datum: `!ret prik {code}`, of zeg af: "
        f"`!ret annuleer {code}`"
    )


def mee(code: str, van: str, mist: Sequence[str]) -> str:
    """A case that moved together with its overleg."""
    missed = f"; dat haalt niet: {'; '.join(mist)}" if mist else ""
    return f"**{code}**: {van}{missed}"


@sentence("overleg_uitgenodigd")
def overleg_uitgenodigd(
    overleggen: int, wie: Sequence[str], nieuw: int, zonder_adres: Sequence[str], vooruit: int | None = None
) -> str:
    which = "het overleg" if overleggen == 1 else f"{overleggen} overleggen"
    sent = f"{nieuw} uitnodiging{'' if nieuw == 1 else 'en'}" if nieuw else "iedereen had al een uitnodiging"
    lines = [f"Uitgenodigd voor {which}: {join(list(wie))} ({sent})."]
    if vooruit:
        lines.append(f"Is er een geweest, dan nodig ik uit voor het volgende: steeds {vooruit} vooruit.")
    if zonder_adres:
        lines.append(
            f"Nog geen adres voor: {'; '.join(zonder_adres)}. Geef het mij in ons privégesprek: "
            "`adres 2 naam@organisatie.nl`."
        )
    return "\n".join(lines)


@sentence("overleg_niemand_met_adres")
def overleg_niemand_met_adres() -> str:
    return (
        "Ik heb van geen van de vaste leden een adres. Geef mij adressen in ons privégesprek: "
        f"`adres 2 naam@organisatie.nl`. {NOTHING}"
    )


@sentence("overleg_voorbij")
def overleg_voorbij() -> str:
    return f"Dat moment is al voorbij. Kies een moment dat nog komt: `!ret overleg EENDAG 13:00-15:00`. {NOTHING}"


@sentence("overleg_einde_ontbreekt")
def overleg_einde_ontbreekt() -> str:
    return f"Van wanneer tot wanneer? Schrijf bijvoorbeeld `!ret overleg EENDAG 13:00-15:00`. {NOTHING}"


@sentence("reeks_onbegrepen")
def reeks_onbegrepen() -> str:
    return (
        "Op welke dag, van wanneer tot wanneer? Schrijf bijvoorbeeld `!ret overleg elke donderdag 13:00-15:00`, "
        f"of `!ret overleg elke twee weken op donderdag 13:00-15:00 vanaf EENDAG`. {NOTHING}"
    )


@sentence("reeks_zonder_dag")
def reeks_zonder_dag(eerste: date, laatste: date) -> str:
    return (
        f"Tussen {full_date(eerste)} en {full_date(laatste)} valt geen enkele werkdag van deze reeks. Kies een andere "
        f"dag, of plan er een zelf: `!ret overleg EENDAG 13:00-15:00`. {NOTHING}"
    )


@sentence("reeks_staat_al")
def reeks_staat_al(eerste: date, laatste: date) -> str:
    return (
        f"Op elke dag van deze reeks, van {full_date(eerste)} tot en met {full_date(laatste)}, staat dan al een "
        f"overleg. `!ret overleggen` laat ze zien. {NOTHING}"
    )


@sentence("tijdvak_onbekend")
def tijdvak_onbekend(keuzes: Sequence[int]) -> str:
    return f"Een tijdvak duurt {join([str(k) for k in keuzes], 'of')} minuten: `tijdvak {keuzes[0]}`. {NOTHING}"


@sentence("overleg_duur")
def overleg_duur(tijdvak: int) -> str:
    return (
        f"Een overleg duurt minstens één tijdvak ({tijdvak} minuten) en hoogstens 8 uur: "
        f"`!ret overleg EENDAG 13:00-15:00`. {NOTHING}"
    )


@sentence("overleg_botst")
def overleg_botst(op: date) -> str:
    return f"Op {full_date(op)} staat dan al een overleg. `!ret overleggen` laat ze zien. {NOTHING}"


@sentence("overleg_al_zo")
def overleg_al_zo(op: date) -> str:
    return f"Het overleg van {full_date(op)} staat al zo. {NOTHING}"


@sentence("overleg_te_kort")
def overleg_te_kort(codes: Sequence[str]) -> str:
    return (
        f"Dan past het tijdvak van {join(list(codes))} er niet meer in. Verplaats eerst "
        f"{'die casus' if len(codes) == 1 else 'die casussen'}: `!ret verzet {codes[0]}`. {NOTHING}"
    )


@sentence("geen_overleg_op")
def geen_overleg_op(op: date) -> str:
    return f"Op {full_date(op)} staat geen overleg. `!ret overleggen` laat zien wanneer wel. {NOTHING}"


@sentence("geen_overleg")
def geen_overleg() -> str:
    return f"Er komt geen overleg. Plan er een: `!ret overleg EENDAG 13:00-15:00`. {NOTHING}"


@sentence("welk_overleg_bedoelt_u")
def welk_overleg_bedoelt_u() -> str:
    return f"Welk overleg? Schrijf de dag erbij, bijvoorbeeld `EENDAG`. `!ret overleggen` laat ze zien. {NOTHING}"


@sentence("welk_overleg")
def welk_overleg(op: date) -> str:
    return f"Op {full_date(op)} staat meer dan één overleg. Schrijf ook hoe laat het begint. {NOTHING}"


@sentence("overleg_bezig")
def overleg_bezig(op: date) -> str:
    return f"Het overleg van {full_date(op)} is al begonnen of geweest. {NOTHING}"


@sentence("tafel_onbekend")
def tafel_onbekend(tafels: Sequence[str]) -> str:
    known = f"Kies uit: {join([f'`{t}`' for t in tafels], 'of')}." if tafels else "Dit ~convenant kent één tafel."
    return f"Die tafel ken ik niet. {known} {NOTHING}"


def cadans_gevraagd(wat: str, artikel: str, duur: str) -> str:
    return f"Gevraagd: {wat}, elke {duur} ({cited_article(artikel)})."


def _room(plaatsen: int, tijdvak: int) -> str:
    return f"Plaats voor {plaatsen} casus{'' if plaatsen == 1 else 'sen'} van {tijdvak} minuten."


def _next() -> str:
    return "De vaste leden uitnodigen → `!ret overleg uitnodigen` · een casus erin → `!ret plan CODE`"
