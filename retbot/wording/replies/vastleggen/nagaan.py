"""Questions that the covenant file itself contains, and what their answers lead to."""

from collections.abc import Sequence

from retbot.wording.citing import cited_article
from retbot.wording.dates import join, lower_first
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence


@sentence("vraag_nagaan")
def vraag_nagaan(vraag: str, artikel: str, keuzes: Sequence[str]) -> str:
    numbered = [f"{number} {keuze}" for number, keuze in enumerate(keuzes, 1)] if len(keuzes) > 2 else keuzes
    return f"{vraag} ({cited_article(artikel)}) {' · '.join(numbered)}"


@sentence("nagegaan")
def nagegaan(
    keuze: str, artikel: str, goed: bool, meer: bool, anders: str = "", vraag: str = "", botst: str = ""
) -> str:
    asked = f"{lower_first(vraag)} {keuze}".strip()
    if not goed:
        what = (
            f"Nog te doen: {anders}" if anders else "Het ~convenant vraagt iets anders; u beslist hoe het verder gaat"
        )
        return f"Vastgelegd, {keuze}. {what} ({cited_article(artikel)})."
    clash = f" Eerder is vastgelegd: {botst}. Kijk na wat klopt." if botst else ""
    return f"Vastgelegd: {asked} ({cited_article(artikel)}).{clash}{_end(meer)}"


@sentence("niemand_kent_gezin")
def niemand_kent_gezin(wie: Sequence[str], artikel: str) -> str:
    return f"Let op, zonder {join(list(wie))} gaat de ~bespreking niet door ({cited_article(artikel)})."


@sentence("moet_erbij")
def moet_erbij(wie: Sequence[str], artikel: str) -> str:
    return f"Let op, {join(list(wie))} hoort er altijd bij te zijn ({cited_article(artikel)})."


@sentence("vraag_ontbreekt")
def vraag_ontbreekt(vraag: str, zetels: Sequence[str], artikel: str) -> str:
    seats = " · ".join(f"{number} {seat}" for number, seat in enumerate(zetels, 1))
    return f"{vraag} ({cited_article(artikel)}) `niemand`, of de nummers: {seats}"


@sentence("vraag_reden")
def vraag_reden(wie: Sequence[str], redenen: Sequence[str]) -> str:
    reasons = " · ".join(f"{number} {reden}" for number, reden in enumerate(redenen, 1))
    return f"Waarom zonder {join(list(wie))}? {reasons} · `terug` om iets anders te kiezen"


@sentence("ontbreken_vastgelegd")
def ontbreken_vastgelegd(wie: Sequence[str], reden: str, artikel: str, meer: bool) -> str:
    if not wie:
        return f"Vastgelegd: van de tafel ontbreekt niemand ({cited_article(artikel)}).{_end(meer)}"
    return (
        f"Vastgelegd: zonder {join(list(wie))}, {reden} ({cited_article(artikel)}). "
        f"Daar gaat geen uitnodiging heen.{_end(meer)}"
    )


@sentence("vraag_leeftijd")
def vraag_leeftijd(banden: Sequence[str]) -> str:
    later = "".join(f" · {band}" for band in banden[1:])
    return f"Klopt de leeftijdsgroep nog: {banden[0]} jaar? ja{later}"


@sentence("leeftijd_nagegaan")
def leeftijd_nagegaan(band: str, veranderd: bool, wie: Sequence[str], artikel: str, te_oud: str) -> str:
    if not veranderd:
        return f"Vastgelegd: de leeftijdsgroep klopt nog, {band} jaar."
    lines = [f"Vastgelegd: de leeftijdsgroep is nu {band} jaar."]
    if wie:
        lines.append(f"Toestemming komt nu van {join(list(wie))} ({cited_article(artikel)}).")
    if te_oud:
        lines.append(f"Dat is ouder dan het ~convenant kent ({cited_article(te_oud)}): draag over of ga bewust door.")
    return "\n".join(lines)


@sentence("wat_is_nagegaan")
def wat_is_nagegaan(regels: Sequence[str], nog: int) -> str:
    if not regels and not nog:
        return "Er is hier niets na te gaan."
    lines = ["Nagegaan:", *(f"• {regel}" for regel in regels)] if regels else ["Er is nog niets nagegaan."]
    return "\n".join([*lines, *([f"Nog open: {nog}."] if nog else [])])


@sentence("regel_onbekend")
def regel_onbekend(ids: Sequence[str]) -> str:
    return f"Die vraag ken ik niet. Het kan met: {join(list(ids), 'of')}. {NOTHING}"


def _end(meer: bool) -> str:
    return "" if meer else " Dat was alles."
