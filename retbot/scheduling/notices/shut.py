"""That the bot could not speak in a room, and that it can again."""

from retbot.ports import PostState
from retbot.scheduling.occasion import Occasion, Speech
from retbot.wording import terms


async def weer_bereikbaar(turn: Occasion) -> Speech | None:
    """In the room itself, with what waited for it."""
    return Speech(
        f"Sinds {terms.day_and_time(turn.instant('sinds'), turn.now)} kon ik hier niets zeggen. "
        "Wat ik in die tijd had te zeggen en nu nog klopt, zeg ik nu."
    )


async def kamer_dicht(turn: Occasion) -> Speech | None:
    """To the beheerder, in private; None when the room opened meanwhile."""
    waiting = await turn.work.post_of_key(turn.post.about or "")
    if waiting is None or waiting.state is not PostState.OPEN:
        return None
    return Speech(
        f"Sinds {terms.day_and_time(turn.instant('sinds'), turn.now)} kan ik niets zeggen in de kamer van het team: "
        "ik ben er geen lid van, ik mag er niet schrijven, of de kamer is niet versleuteld. "
        "Nodig mij uit of geef mij het recht om te schrijven. Wat ik te zeggen heb, bewaar ik tot dan."
    )
