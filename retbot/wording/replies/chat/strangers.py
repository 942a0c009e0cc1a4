"""What the bot says about messages that it ignores, and about rooms with wrong settings.

The paths through the settings are those of Element in Dutch.
"""

from retbot.wording.emoji import emoji_in_words
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence

_SECURITY = "Kamerinstellingen → Veiligheid & privacy"


@sentence("onversleuteld_gestuurd")
def onversleuteld_gestuurd() -> str:
    return (
        "Uw bericht kwam onversleuteld binnen; daar doe ik niets mee. Stuur het opnieuw vanuit Element, of werk uw app "
        f"bij: de kamer is versleuteld, dus uw app hoort dat ook te doen. {NOTHING}"
    )


@sentence("apparaat_niet_geverifieerd")
def apparaat_niet_geverifieerd() -> str:
    return (
        "Ik weet niet zeker dat dit van u komt: het apparaat waarmee u dit stuurde is niet geverifieerd. Zo lost u het "
        "op: **Instellingen → Sessies → verifieer dit apparaat**, met uw andere apparaat of uw herstelsleutel. Stuur "
        f"het daarna opnieuw. {NOTHING}"
    )


@sentence("identiteit_veranderd")
def identiteit_veranderd() -> str:
    return (
        "De versleutelingssleutel van uw account is veranderd. Tot de beheerder dat heeft bevestigd voer ik niets voor "
        f"u uit. Bel de beheerder, en vergelijk samen de sleutel. {NOTHING}"
    )


@sentence("nog_onleesbaar")
def nog_onleesbaar(wie: str) -> str:
    return (
        f"{_id(wie)}: ik kan uw bericht (nog) niet lezen, want de sleutel ontbreekt. Ik bewaar het en voer het uit "
        "zodra de sleutel er is. Blijft het stil? Open Element op het apparaat waarmee u het stuurde, of stuur het "
        "opnieuw."
    )


@sentence("vreemde_in_kamer")
def vreemde_in_kamer(wie: str, leidt: str, rol: str = "expert") -> str:
    return (
        f"Aan de {leidt}: {_id(wie)} staat niet op de lijst van deelnemers. Daarom kan {_id(wie)} mijn berichten niet "
        f"lezen en niets van mij vragen. Hoort {_id(wie)} bij het team? → "
        f"`!ret deelnemer toevoegen {rol} {_plain(wie)}`. Zo niet: "
        "tik op de naam → Verwijderen uit kamer."
    )


@sentence("sleutel_vastgezet")
def sleutel_vastgezet(wie: str) -> str:
    return f"Nieuw in de kamer: {_id(wie)}. Controleer samen met deze persoon de sleutel → `retbot trust {_plain(wie)}`"


@sentence("vergelijk_emoji")
def vergelijk_emoji(wie: str, emoji: str) -> str:
    shown = emoji_in_words(int(number) for number in emoji.split())
    return (
        f"{_id(wie)} verifieert mij nu, en hoort op het eigen scherm deze zeven te zien, in deze volgorde: {shown}. "
        "Bel die persoon, niet via deze chat, en laat ze opnoemen. Zeg dan binnen tien minuten op de machine of ze "
        f"gelijk zijn: `retbot trust --verify {_plain(wie)}`."
    )


@sentence("vergelijk_op_terminal")
def vergelijk_op_terminal(wie: str) -> str:
    return (
        "U verifieert mij nu. Vergelijk de zeven emoji op uw scherm binnen tien minuten met die op de machine: "
        f"`retbot trust --verify {_plain(wie)}`."
    )


@sentence("sleutel_veranderd")
def sleutel_veranderd(wie: str) -> str:
    return (
        f"De sleutel van {_id(wie)} is veranderd. Ik voer niets uit voor dit account en geef het geen sleutels. Een "
        "nieuwe start in Element kan de oorzaak zijn, maar ook iemand anders. Vraag het na, niet via deze chat, en "
        f"bevestig dan met `retbot trust {_plain(wie)}`: dat toont de oude en de nieuwe sleutel."
    )


@sentence("veel_codes")
def veel_codes(wie: str) -> str:
    return (
        f"{_id(wie)} noemde binnen een uur tien casuscodes die niet bestaan of niet voor deze persoon zijn. Ik voer "
        "een uur lang niets uit waarin deze persoon een code noemt. Vraag na wat er aan de hand is."
    )


@sentence("kamer_onversleuteld")
def kamer_onversleuteld() -> str:
    return (
        "Ik ben in een kamer zonder versleuteling. Daar doe ik niets. Zet versleuteling aan: "
        f"{_SECURITY} → Versleuteld."
    )


@sentence("kamer_open")
def kamer_open() -> str:
    return f"Iedereen kan deze kamer in. Maak de kamer besloten: {_SECURITY} → Toegang → Privé (alleen op uitnodiging)."


@sentence("kamer_geschiedenis")
def kamer_geschiedenis() -> str:
    return (
        "Wie later in deze kamer komt kan oudere berichten opvragen. Zet dat uit: "
        f"{_SECURITY} → Wie kan de geschiedenis lezen? → Alleen deelnemers (vanaf het moment dat ze uitgenodigd zijn)."
    )


@sentence("kamer_gasten")
def kamer_gasten() -> str:
    """Element allows guests in every new room, and shows the switch only while the room is open to everybody."""
    return (
        "Deze kamer staat gasten zonder account toe, zoals Element dat standaard instelt. Zolang de kamer alleen op "
        f"uitnodiging is, komt er niemand binnen die u niet uitnodigt: houd dat zo ({_SECURITY} → Toegang)."
    )


@sentence("kamer_rechten")
def kamer_rechten() -> str:
    return (
        "Ik mag in deze kamer geen berichten verwijderen of vastzetten. Maak mij moderator: tik op mijn naam → "
        "Machtsniveau → Moderator."
    )


def _id(matrix_id: str) -> str:
    return f"`{_plain(matrix_id)}`"


def _plain(matrix_id: str) -> str:
    """Removes what would end a code span."""
    return "".join(c for c in matrix_id if c.isprintable() and c != "`")[:255]
