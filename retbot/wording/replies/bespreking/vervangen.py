"""Answers about replacing somebody at a bespreking."""

from datetime import date

from retbot.wording.dates import long_date
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence


@sentence("vervangen")
def vervangen(uit: str, nieuw: str, nummer: int, op: date, bericht: str, elders: bool, today: date) -> str:
    lines = [f"Deelnemer {nieuw} neemt op **{long_date(op, today)}** de plaats in van {uit}."]
    if bericht == "ja":
        lines.append(
            "De een krijgt een afzegging, de ander de uitnodiging. Wie hen op de gastenlijst ziet, krijgt bericht."
        )
    elif bericht == "tijdvak":
        lines.append(
            "De vervanger krijgt de uitnodiging voor dit tijdvak; de ander blijft voor het overleg zelf uitgenodigd."
        )
    elif bericht:
        lines.append(
            f"De afzegging is onderweg. Van {nummer} heb ik geen adres: geef het in ons privégesprek "
            f"(`adres {nummer} naam@organisatie.nl`), en typ daarna `!ret uitnodigen CODE ook {nummer}`."
        )
    else:
        lines.append("Er is nog niemand uitgenodigd: `!ret uitnodigen CODE`.")
    if elders:
        lines.append("Meld aan betrokkenen dat de vervanger van een ander RET komt; bij het ~advies vraag ik ernaar.")
    return "\n".join(lines)


@sentence("gaat_vervangen")
def gaat_vervangen(uit: str, nieuw: str, op: date, bericht: str) -> str:
    who = {
        "ja": "De een krijgt een afzegging, de ander de uitnodiging.",
        "tijdvak": "De vervanger krijgt de uitnodiging voor dit tijdvak.",
    }.get(bericht, "De een krijgt een afzegging. Van de ander heb ik geen adres.")
    return f"**CODE vervangen** op {long_date(op)}: {nieuw} neemt de plaats in van {uit}. {who}"


@sentence("geen_vervanger")
def geen_vervanger(nummer: int, wie: str, rol: str) -> str:
    return (
        f"Voor {nummer} ({wie}) staat geen vervanger op de lijst die er die dag is. Noem een ander: "
        f"`!ret vervang CODE {nummer} door 7`, of zet er een op de lijst: "
        f"`!ret deelnemer toevoegen {rol} vervanger van {nummer}`. {NOTHING}"
    )


@sentence("vervanger_afwezig")
def vervanger_afwezig(wie: str, op: date) -> str:
    return f"{wie} is op {long_date(op)} als afwezig vastgelegd. Noem een ander. {NOTHING}"


@sentence("zit_al_aan_tafel")
def zit_al_aan_tafel(wie: str) -> str:
    return f"Deelnemer {wie} zit al aan tafel. {NOTHING}"


@sentence("zit_niet_aan_tafel")
def zit_niet_aan_tafel(wie: str) -> str:
    return f"Deelnemer {wie} wordt bij deze ~bespreking niet verwacht: er is geen plaats om in te nemen. {NOTHING}"
