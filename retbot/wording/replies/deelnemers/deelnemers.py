"""Answers about the list of deelnemers."""

from collections.abc import Sequence
from datetime import date

from retbot.domain.deelnemers.roles import Deelnemer
from retbot.wording.dates import MONTHS, join, short_date
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence


@sentence("deelnemerslijst")
def deelnemerslijst(regels: Sequence[str], ontbreekt: Sequence[str], voorbeeld: str = "") -> str:
    if not regels:
        lines = [f"Er staat nog niemand op de lijst. → `!ret deelnemer toevoegen {voorbeeld}`"]
    else:
        lines = ["**Deelnemers**", *(f"• {regel}" for regel in regels)]
    if ontbreekt:
        lines.append(
            f"Nog niet op de lijst, en dus niet uit te nodigen: {join(list(ontbreekt))}. "
            f"→ `!ret deelnemer toevoegen {ontbreekt[0]}`"
        )
    return "\n".join(lines)


@sentence("deelnemer_bewaard")
def deelnemer_bewaard(regel: str, nummer: int, zonder_adres: bool, leidt: str, gevolgen: Sequence[str] = ()) -> str:
    lines = [f"Op de lijst: {regel}.", *(f"• {line}" for line in gevolgen)]
    if zonder_adres:
        lines.append(f"Mailen? Geef mij het adres in ons privégesprek: `adres {nummer} naam@organisatie.nl`")
    if leidt:
        lines.append(f"Rechten geeft dit niet: wie {leidt} is, staat alleen in de instellingen.")
    return "\n".join(lines)


@sentence("deelnemer_weg")
def deelnemer_weg(nummer: int, wie: str, gevolgen: Sequence[str] = ()) -> str:
    gone = f"Deelnemer {nummer} ({wie}) is van de lijst, ook het adres. Mail aan dit nummer verstuur ik niet meer."
    return "\n".join([gone, *(f"• {line}" for line in gevolgen)])


@sentence("gaat_deelnemer_weghalen")
def gaat_deelnemer_weghalen(nummer: int, wie: str, aantal: int = 0) -> str:
    """`aantal` is the number of meetings to which they are invited."""
    if not aantal:
        return f"**Deelnemer {nummer} ({wie}) van de lijst halen**, ook het adres."
    what = "één bijeenkomst" if aantal == 1 else f"{aantal} bijeenkomsten"
    return f"**Deelnemer {nummer} ({wie}) afzeggen** voor {what}. Daarna kan hij van de lijst."


@sentence("heeft_vervanger")
def heeft_vervanger(nummer: int, vervanger: int) -> str:
    return (
        f"Deelnemer {vervanger} staat op de lijst als vervanger van {nummer}. Verander dat eerst: "
        f"`!ret deelnemer weg {vervanger}`, of `!ret deelnemer wijzigen {vervanger} vervanger weg`. {NOTHING}"
    )


@sentence("vervanger_past_niet")
def vervanger_past_niet(nummer: int, rol: str) -> str:
    return (
        f"Een vervanger heeft dezelfde rol als wie hij vervangt, en vervangt iemand met een eigen plaats: {nummer} kan "
        f"dat niet zijn voor de rol {rol}. De nummers staan in `!ret deelnemers`. {NOTHING}"
    )


@sentence("eerst_afgezegd")
def eerst_afgezegd(nummer: int, wie: str, aantal: int) -> str:
    what = "één bijeenkomst" if aantal == 1 else f"{aantal} bijeenkomsten"
    return (
        f"Nummer {nummer}, {wie}, was nog uitgenodigd voor {what}. Daarvoor zeg ik nu af. Is de afzegging verstuurd, "
        f"typ dan weer `!ret deelnemer weg {nummer}`: tot dan staat hij nog op de lijst."
    )


@sentence("afzegging_onderweg")
def afzegging_onderweg(nummer: int, wie: str) -> str:
    return (
        f"De afzegging aan nummer {nummer}, {wie}, is nog niet verstuurd. Zonder zijn adres kan dat niet meer. "
        f"Typ straks weer `!ret deelnemer weg {nummer}`. {NOTHING}"
    )


@sentence("nummer_onbekend")
def nummer_onbekend(nummer: int) -> str:
    return f"Deelnemer {nummer} is er niet. De nummers staan in `!ret deelnemers`. {NOTHING}"


@sentence("rol_onbekend")
def rol_onbekend(rollen: Sequence[str], voorbeeld: str = "") -> str:
    known = f"Welke rol? Kies uit: {join([f'`{rol}`' for rol in rollen], 'of')}."
    return f"{known} {f'Bijvoorbeeld: `!ret {voorbeeld}`. ' if voorbeeld else ''}{NOTHING}"


@sentence("rol_van_casus")
def rol_van_casus(rol: str) -> str:
    return (
        f"Een deelnemer in de rol {rol} hoort bij één casus, niet bij het team. Geef het adres in ons privégesprek, "
        f"met de code van de casus erbij: `adres CODE {rol} naam@organisatie.nl`. {NOTHING}"
    )


@sentence("rol_buiten_kamer")
def rol_buiten_kamer(rol: str) -> str:
    return (
        f"In de rol {rol} zit niemand in deze kamer: wie een Matrix-id op de lijst heeft, leest alles mee. "
        f"Schrijf het zonder @-naam, of met `kamer weg`. {NOTHING}"
    )


@sentence("rol_zonder_vog")
def rol_zonder_vog(rol: str) -> str:
    return f"Voor de rol {rol} vraagt het ~convenant geen VOG: ik bewaar er geen datum van (`vog weg`). {NOTHING}"


@sentence("sector_of_partij_onbekend")
def sector_of_partij_onbekend(sectoren: Sequence[str], partijen: Sequence[str]) -> str:
    sectors = f"Sectoren: {join(list(sectoren))}. " if sectoren else ""
    parties = f"Partijen: {join(list(partijen))}, en elke gemeente. " if partijen else ""
    return (
        f"Die sector of partij staat niet in het ~convenant. {sectors}{parties}Namen van mensen bewaar ik niet. "
        f"{NOTHING}"
    )


@sentence("id_in_gebruik")
def id_in_gebruik(nummer: int, wie: str) -> str:
    return f"Dit Matrix-id is al van deelnemer {nummer} ({wie}). {NOTHING}"


@sentence("id_onleesbaar")
def id_onleesbaar() -> str:
    return (
        "Dat Matrix-id kan ik niet lezen. Typ het voluit, zoals `@anna:gemeente.nl`, zonder iemand uit de lijst te "
        f"kiezen. Mailadressen horen in ons privégesprek. {NOTHING}"
    )


def _vog(deelnemer: Deelnemer, *, needed: bool) -> str:
    if deelnemer.vog:
        return f", VOG van {deelnemer.vog.day} {MONTHS[deelnemer.vog.month - 1]} {deelnemer.vog.year}"
    return ", datum van de VOG onbekend" if needed else ""


def is_away(van: date, tot: date, today: date, vervanger: int | None) -> str:
    """`, afwezig tot en met vr 15 mei (vervanger: 7)`"""
    since = "" if van <= today else f"van {short_date(van)} "
    instead = f"vervanger: {vervanger}" if vervanger else "geen vervanger"
    return f", afwezig {since}tot en met {short_date(tot)} ({instead})"


def one_line(deelnemer: Deelnemer, *, mask: str | None, lost: bool, vog_needed: bool, weg: str = "") -> str:
    """`3 expert LVB (Ambiq), in de kamer, adres j…@…nl, VOG van 4 mei 2025`"""
    room = "in de kamer" if deelnemer.matrix_id else "niet in de kamer"
    address = f"adres {mask}" if mask else "adres onleesbaar, geef het opnieuw" if lost else "geen adres"
    stands_in = f", vervanger van {deelnemer.vervangt}" if deelnemer.vervangt else ""
    return (
        f"{deelnemer.nummer} {deelnemer.label}{stands_in}, {room}, {address}{_vog(deelnemer, needed=vog_needed)}{weg}"
    )
