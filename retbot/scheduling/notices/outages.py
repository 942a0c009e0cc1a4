"""Messages that a room is shut or a needed service is down, and that it works again."""

from retbot.ports import Mail, PostState
from retbot.ports.vitals import Vital
from retbot.scheduling.occasion import Occasion, Speech, letter, notice
from retbot.scheduling.outages import down_since
from retbot.wording import terms
from retbot.wording.health import DOWN, WHAT_NOW


@notice("weer_bereikbaar", at_any_hour=True, says_how_late=True)
async def weer_bereikbaar(turn: Occasion) -> Speech | None:
    """In the room itself, together with the messages that waited for it."""
    return Speech(
        f"Sinds {terms.day_and_time(turn.instant('sinds'), turn.now)} kon ik hier niets zeggen. "
        "Wat ik in die tijd had te zeggen en nu nog klopt, zeg ik nu."
    )


@notice("kamer_dicht", at_any_hour=True, says_how_late=True)
async def kamer_dicht(turn: Occasion) -> Speech | None:
    """To the beheerder, in private; None when the room opened in the meantime."""
    waiting = await turn.work.outbox.of_key(turn.post.about or "")
    if waiting is None or waiting.state is not PostState.OPEN:
        return None
    return Speech(
        f"Sinds {terms.day_and_time(turn.instant('sinds'), turn.now)} kan ik niets zeggen in de kamer van het team: "
        "ik ben er geen lid van, ik mag er niet schrijven, of de kamer is niet versleuteld. "
        "Nodig mij uit of geef mij het recht om te schrijven. Wat ik te zeggen heb, bewaar ik tot dan."
    )


@notice("storing", at_any_hour=True, says_how_late=True)
async def storing(turn: Occasion) -> Speech | None:
    """To the beheerder, in private; None when it works again."""
    return Speech(_down(turn)) if await _is_down(turn) else None


@notice("storing_voorbij", at_any_hour=True, says_how_late=True)
async def storing_voorbij(turn: Occasion) -> Speech | None:
    return Speech(_over(turn))


@letter("storing")
async def storing_mail(turn: Occasion) -> Mail | None:
    return _mail(turn, "Storing", _down(turn)) if await _is_down(turn) else None


@letter("storing_voorbij")
async def storing_voorbij_mail(turn: Occasion) -> Mail | None:
    return _mail(turn, "Storing voorbij", _over(turn))


async def _is_down(turn: Occasion) -> bool:
    return await down_since(turn.work, Vital(turn.text("deel"))) == turn.instant("sinds")


def _down(turn: Occasion) -> str:
    vital = Vital(turn.text("deel"))
    return f"Sinds {_when(turn, 'sinds')}: {DOWN[vital]}. {WHAT_NOW[vital]}"


def _over(turn: Occasion) -> str:
    until = terms.day_and_time(turn.instant("tot"), turn.now)
    return f"Voorbij: van {_when(turn, 'sinds')} tot {until} was dit er: {DOWN[Vital(turn.text('deel'))]}."


def _when(turn: Occasion, name: str) -> str:
    return terms.day_and_time(turn.instant(name), turn.now)


def _mail(turn: Occasion, subject: str, text: str) -> Mail | None:
    """None when the settings no longer have an address."""
    if address := turn.team.beheerder_mail:
        return Mail(turn.post.key, address, f"retbot: {subject}", f"Goedendag,\n\n{text}\n\nretbot")
    return None
