"""Answers about who comes to a bespreking."""

from retbot.wording.replies.chat.general import NOTHING


def komst_al_bekend() -> str:
    return "Dat antwoord had ik al; er is niets gewijzigd."


def komst_verzet() -> str:
    return (
        "Die vraag ging over een ander moment: de bespreking is intussen verzet of afgezegd. "
        "Antwoord op de nieuwe vraag, of typ `ik kom CODE`."
    )


def niet_gevraagd() -> str:
    return f"U bent voor deze bespreking niet gevraagd. {NOTHING}"


def antwoord_voor_ander() -> str:
    return (
        f"Voor een ander legt de secretaris of de voorzitter het vast. Voor uzelf: `!ret aanwezig CODE ja`. {NOTHING}"
    )
