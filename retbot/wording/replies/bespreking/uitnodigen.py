"""Answers about who is invited to a bespreking."""

from collections.abc import Sequence

from retbot.wording.dates import join
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence


@sentence("uitgenodigd")
def uitgenodigd(
    wie: Sequence[str],
    gewijzigd: int,
    zonder_adres: Sequence[str],
    prive: Sequence[str],
    niet: Sequence[str],
    overleg: Sequence[str],
    wiens: str = "",
    nooit: Sequence[str] = (),
    leidt: str = "voorzitter",
    eerst: Sequence[str] = (),
) -> str:
    """`eerst` is what the covenant wants before it. `overleg` holds the fixed members who were invited to the whole
    overleg that contains the slot of the case; `wiens` is a role or a number of a guest without an address."""
    lines = [f"Uitgenodigd: {join(list(wie))}."] if wie else []
    if overleg:
        lines.append(f"Uitgenodigd voor het hele overleg: {join(list(overleg))}.")
    if not lines:
        lines.append("Iedereen van wie ik een adres heb was al uitgenodigd.")
    if gewijzigd:
        lines.append(_who_see_another_list(gewijzigd))
    elif not wie and not overleg:
        lines.append("Niemand krijgt opnieuw bericht.")
    if niet:
        lines.append(f"Niet uitgenodigd: {join(list(niet))}. Toch wel? `!ret uitnodigen CODE ook WIE`.")
    lines += [f"Dat hoort vooraf: {line}" for line in eerst]
    if zonder_adres:
        lines.append(f"Nog geen adres voor: {'; '.join(zonder_adres)}.")
        whose = wiens if wiens.isdecimal() else f"CODE {wiens}"
        lines.append("Geef ze in ons privégesprek, elk op een eigen regel; ik bewaar ze versleuteld. Bijvoorbeeld:")
        lines.append(f"`adres {whose} naam@organisatie.nl`")
    if prive:
        lines.append(
            f"Niet gemaild: {join(list(prive))}. Dat doe ik alleen als u het voor deze casus aanzet → "
            f"`!ret mail CODE {prive[0]} aan toestemming=ja`"
        )
    if nooit:
        lines.append(f"Nooit gemaild: {join(list(nooit))}. Dat gaat via de {leidt}.")
    return "\n".join(lines)


@sentence("afgezegd_voor")
def afgezegd_voor(wie: Sequence[str], wiens: str, gewijzigd: int) -> str:
    lines = [f"Niet meer uitgenodigd: {join(list(wie))}. Wie de uitnodiging had krijgt een afzegging."]
    if gewijzigd:
        lines.append(_who_see_another_list(gewijzigd))
    lines.append(f"Toch weer uitnodigen? `!ret uitnodigen CODE ook {wiens}`.")
    return "\n".join(lines)


@sentence("ga_uitnodigen")
def ga_uitnodigen(op: str, wie: Sequence[str], overleg: Sequence[str], gewijzigd: int) -> str:
    """`op` is the moment of the bespreking."""
    lines = [f"**CODE uitnodigen** voor {op}: {join(list(wie))}. Wie ik noem krijgt een mail."] if wie else []
    if overleg:
        lines.append(f"**Uitnodigen** voor het hele overleg van {op}: {join(list(overleg))}.")
    if gewijzigd:
        lines.append(_who_see_another_list(gewijzigd))
    return "\n".join(lines)


@sentence("vraag_uitnodigen")
def vraag_uitnodigen(op: str, wie: Sequence[str], overleg: Sequence[str], gewijzigd: int) -> str:
    """Proposes the act that `ga_uitnodigen` announces."""
    return f"{ga_uitnodigen(op, wie, overleg, gewijzigd)}\nNu doen? `ja TEKENS`, of later met `!ret uitnodigen CODE`."


@sentence("later_uitnodigen")
def later_uitnodigen() -> str:
    return "Goed, ik nodig nog niemand uit. Later kan het met `!ret uitnodigen CODE`."


@sentence("ga_afzeggen_voor")
def ga_afzeggen_voor(op: str, wie: Sequence[str], gewijzigd: int) -> str:
    lines = [f"**CODE afzeggen** voor {op}: {join(list(wie))}. Wie de uitnodiging had krijgt een afzegging."]
    if gewijzigd:
        lines.append(_who_see_another_list(gewijzigd))
    return "\n".join(lines)


def _who_see_another_list(count: int) -> str:
    """How many guests now see another list of guests."""
    if count == 1:
        return "Eén genodigde ziet nu een andere lijst van genodigden en krijgt bericht."
    return f"{count} genodigden zien nu een andere lijst van genodigden en krijgen bericht."


@sentence("zelf_uitgenodigd")
def zelf_uitgenodigd() -> str:
    return (
        "Genoteerd: de deelnemers zijn uitgenodigd. Ik mail niemand; wordt de ~bespreking verzet, zeg het dan ook zelf."
    )


@sentence("al_uitgenodigd")
def al_uitgenodigd(wie: Sequence[str]) -> str:
    return f"Al uitgenodigd: {join(list(wie))}. Niemand krijgt opnieuw bericht. {NOTHING}"


@sentence("niet_uitgenodigd")
def niet_uitgenodigd(wie: str) -> str:
    return f"Ik heb geen uitnodiging gestuurd aan: {wie}. {NOTHING}"


@sentence("genodigde_zonder_adres")
def genodigde_zonder_adres(wie: str, wiens: str) -> str:
    form = f"adres {wiens} naam@organisatie.nl" if wiens.isdecimal() else f"adres CODE {wiens} naam@organisatie.nl"
    return f"Ik heb geen adres van: {wie}. Geef het mij in ons privégesprek: `{form}`. {NOTHING}"


@sentence("mail_staat_uit")
def mail_staat_uit(rol: str) -> str:
    return (
        f"Ik mail de {rol} alleen als u het voor deze casus aanzet, met toestemming: "
        f"`!ret mail CODE {rol} aan toestemming=ja`. {NOTHING}"
    )


@sentence("lijst_onbekend")
def lijst_onbekend(keuzes: Sequence[str]) -> str:
    return (
        f"Wie ziet de gastenlijst? Kies uit {join([f'`lijst={k}`' for k in keuzes], 'of')}: "
        f"iedereen, de vaste leden van het team, of alleen zichzelf. {NOTHING}"
    )


@sentence("wie_van_hen")
def wie_van_hen(wie: Sequence[str]) -> str:
    return f"Wie bedoelt u: {join(list(wie), 'of')}? Gebruik het nummer uit `!ret deelnemers`. {NOTHING}"


@sentence("geen_mail_ingesteld")
def geen_mail_ingesteld() -> str:
    return (
        "Ik kan niet mailen: er is geen mailbox ingesteld. Nodigt u zelf uit? Leg het vast met "
        f"`!ret uitnodigen CODE zelf`. {NOTHING}"
    )


@sentence("niemand_met_adres")
def niemand_met_adres(ontbreekt: Sequence[str], voorbeeld: str = "aanmelder") -> str:
    return (
        f"Ik heb van niemand een adres: {join(list(ontbreekt))}. Geef mij adressen in ons privégesprek: "
        f"`adres CODE {voorbeeld} ADRES`, of `adres 3 ADRES` voor deelnemer 3. {NOTHING}"
    )
