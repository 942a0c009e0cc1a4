"""What the bot says around an act that must be confirmed."""

from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence


@sentence("doen")
def doen(tekens: str) -> str:
    """Follows the sentence that says what will be done."""
    return f"Doen? `ja {tekens}` · nee"


@sentence("intussen_anders")
def intussen_anders() -> str:
    return "Er is intussen iets veranderd. Ik heb nog niets gedaan, en vraag het opnieuw."


@sentence("tekens_erbij")
def tekens_erbij(tekens: str) -> str:
    return f"Typ de drie tekens erbij: `ja {tekens}`. Zo weet ik zeker om welke casus het gaat. {NOTHING}"


@sentence("toch_niet")
def toch_niet() -> str:
    return "Goed, ik doe het niet."


@sentence("al_bevestigd")
def al_bevestigd() -> str:
    return "Dat deed ik al, na uw eerste `ja`; één keer is genoeg."


@sentence("niets_te_bevestigen")
def niets_te_bevestigen(tekens: str) -> str:
    return (
        f"Op `ja {tekens}` wacht niets meer: het is langer dan tien minuten geleden, of er kwam iets tussen. "
        f"{NOTHING} Typ het commando opnieuw."
    )
