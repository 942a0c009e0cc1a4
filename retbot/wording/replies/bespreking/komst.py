"""Answers about who comes to a bespreking."""

from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence


@sentence("komst_al_bekend")
def komst_al_bekend() -> str:
    return "Dat antwoord had ik al; er is niets gewijzigd."


@sentence("komst_verzet")
def komst_verzet() -> str:
    return (
        "Die vraag ging over een ander moment: de ~bespreking is intussen verzet of afgezegd. "
        "Antwoord op de nieuwe vraag, of typ `ik kom CODE`."
    )


@sentence("niet_gevraagd")
def niet_gevraagd() -> str:
    return f"U bent voor deze ~bespreking niet gevraagd. {NOTHING}"


@sentence("antwoord_voor_ander")
def antwoord_voor_ander() -> str:
    return (
        f"Voor een ander legt de SECRETARIS of de VOORZITTER het vast. Voor uzelf: `!ret aanwezig CODE ja`. {NOTHING}"
    )
