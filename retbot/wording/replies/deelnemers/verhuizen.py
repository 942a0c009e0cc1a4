"""What the bot says when the team goes on in another room."""

from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence


@sentence("verhuisd")
def verhuisd(aantal: int) -> str:
    cases = "1 casus gaat" if aantal == 1 else f"{aantal or 'Geen'} casussen gaan"
    return (
        f"Ik ga verder in deze kamer. {cases} mee, elk in een nieuwe draad. Wat in de oude kamer staat blijft daar. "
        "Maak mij hier moderator, en laat de beheerder `team.room` aanpassen."
    )


@sentence("casus_verhuisd")
def casus_verhuisd() -> str:
    return (
        "Deze casus gaat hier verder. Wat eerder is gezegd staat in de oude kamer; `status` zegt hoe hij ervoor staat."
    )


@sentence("casus_verhuisd_weg")
def casus_verhuisd_weg() -> str:
    return "Deze casus gaat verder in de nieuwe kamer van het team. Hier hoeft u niets meer te typen."


@sentence("verhuizen_in_kamer")
def verhuizen_in_kamer() -> str:
    return f"Typ `!ret verhuizen` in de nieuwe kamer van het team, niet in een privégesprek. {NOTHING}"


@sentence("verhuizen_al_hier")
def verhuizen_al_hier() -> str:
    return f"Dit is al de kamer van het team. {NOTHING}"


@sentence("kamer_vervangen")
def kamer_vervangen(leidt: str) -> str:
    return (
        f"Aan de {leidt}: deze kamer is vervangen door een nieuwe. Moet ik mee? Nodig mij uit in de nieuwe kamer, en "
        "typ daar `!ret verhuizen`. Tot dan blijf ik hier werken."
    )
